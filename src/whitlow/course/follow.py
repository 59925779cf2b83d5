"""This module follows a patient through a course: every day of interest an ordinary plan.

It refuses to plan a day that has not come, and to dose from a value that was due and not measured,
or from one that had moved and was not seen to settle.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Final

from whitlow.course.agenda import Agenda, dues_of, passed_over
from whitlow.course.base import EMPTY, read_base
from whitlow.course.changes import changes_between
from whitlow.course.doses import chosen_orders, given_on, schedule_change, stops_of
from whitlow.course.drugs import option_for
from whitlow.course.read import read_course
from whitlow.course.records import Day, Followed
from whitlow.course.situation import Situation
from whitlow.course.waits import countdowns
from whitlow.door import read_entries
from whitlow.door.movement import settling_hours
from whitlow.door.vocabulary import Vocabulary
from whitlow.language import number_text
from whitlow.plan import chosen_profile, make_plan
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from whitlow.course.records import Base, Change, Course, Entry, Event, Period
    from whitlow.door import Patient
    from whitlow.guideline import Guideline, Regimen
    from whitlow.order import Order
    from whitlow.plan import Plan

__all__ = ["File", "follow"]

MOST_PASSED_OVER: Final = 1
"""How often a value may be due and not measured before no dose is made from the last one."""


@dataclass(frozen=True, slots=True)
class File:
    """The bytes of a file and its name."""

    data: bytes
    name: str


def follow(  # noqa: PLR0913 - what is asked, each by name
    guideline: Guideline,
    course: File,
    *,
    today: date,
    case: File | None = None,
    profile: str = "",
    regimen: Regimen | None = None,
) -> Followed:
    """Return a course followed up to today; raises ``InputError`` with every problem found."""
    base = EMPTY if case is None else read_base(case.data, case.name, guideline, today)
    read = read_course(course.data, course.name, guideline, today, base)
    profile = chosen_profile(guideline, profile)
    return _Follower(guideline, base, read, today, profile, regimen).followed()


@dataclass(slots=True)
class _Follower:
    """A course while it is followed, day by day."""

    guideline: Guideline
    base: Base
    course: Course
    today: date
    profile: str
    regimen: Regimen | None
    words: Vocabulary = field(init=False)
    agenda: Agenda = field(init=False)
    distrusted: set[int] = field(default_factory=set)
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    placed: dict[str, tuple[Plan, Order]] = field(default_factory=dict)
    moving: dict[str, date] = field(default_factory=dict)
    scheduled: dict[str, tuple[Order, ...]] = field(default_factory=dict)
    days: list[Day] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.words = Vocabulary(self.guideline)
        self.agenda = Agenda(self.guideline)

    def followed(self) -> Followed:
        """Return the course, every day of interest in order."""
        day: date | None = self.course.first
        while day is not None:
            self._live(day)
            day = self._next(day)
        dues = dues_of(self.course, self.agenda, self.today)
        return Followed(
            guideline=self.guideline,
            course=self.course,
            today=self.today,
            profile=self.profile,
            regimen=self.regimen,
            days=tuple(self.days),
            dues=dues,
        )

    def _next(self, day: date) -> date | None:
        due = self.agenda.next_after(day)
        later = [one for one in (*self.course.days, self.today) if one > day]
        if due is not None and due <= self.today:
            later.append(due)
        return min(later, default=None)

    def _live(self, day: date) -> None:
        situation = self._situation(day)
        for period in self.course.periods:
            if period.start == day:
                _, _, plan = self._planned(self._situation(day, before=True), ())
                self.agenda.plan_for(period, plan)
        patient, doubts, plan = self._planned(situation, ())
        running = [one for one in self.course.periods if one.runs(day)]
        stale = dict(
            (
                *self._too_old(situation, plan),
                *self._unsettled(situation, day),
                *self._stale(situation, patient, day),
            )
        )
        if stale:
            patient, doubts, plan = self._planned(situation, tuple(stale))
            doubts = (*doubts, *stale.values())
        ending = [one for one in self.course.periods if one.stop == day and one.start < day]
        self.agenda.turn(day, plan, running, ending)
        self._distrust(situation, patient)
        self.days.append(self._day(situation, patient, doubts, plan))

    def _situation(self, day: date, *, before: bool = False) -> Situation:
        return Situation(
            self.words, self.base, self.course, day, distrusted=self.distrusted, before=before
        )

    def _planned(
        self, situation: Situation, without: tuple[str, ...]
    ) -> tuple[Patient, tuple[str, ...], Plan]:
        """Return the patient of a day, what is doubted, and the plan."""
        patient = read_entries(situation.nodes(without), self.guideline, situation.day)
        disputes = situation.disputes()
        doubted = {fact for doubt in patient.doubts for fact in doubt.facts}
        doubted |= {one.fact for one in disputes} | set(without)
        doubts = (*(one.message for one in disputes), *(one.message for one in patient.doubts))
        plan = make_plan(
            self.guideline,
            patient.facts,
            doubts=doubts,
            doubted=frozenset(doubted),
            today=situation.day,
            profile=self.profile,
        )
        return patient, doubts, plan

    def _stale(
        self, situation: Situation, patient: Patient, day: date
    ) -> Iterator[tuple[str, str]]:
        """Yield the facts that were due more than once since they were measured, and why."""
        for fact in patient.facts:
            last = situation.latest(fact)
            if last is None:
                continue
            over = set(passed_over(self.agenda, self.agenda.pleas, fact, last.at.day, day))
            if len(over) > MOST_PASSED_OVER:
                label = self.guideline.label(fact)
                days = f"{min(over)} and {len(over) - 1} more times up to {max(over)}"
                if len(over) == MOST_PASSED_OVER + 1:
                    days = f"{min(over)} and on {max(over)}"
                told = f"The last {label} is of {last.at} ({last.text}); it was due on {days}."
                yield fact, f"{fact}: {told} What is it now?"

    def _too_old(self, situation: Situation, plan: Plan) -> Iterator[tuple[str, str]]:
        """Yield what is too old to begin a drug on: it would have been due again, and again."""
        if self.course.present(situation.day) is not None:
            return
        for order in (item.order for item in plan.section("dose") if item.order is not None):
            for fact in (name for over, _ in order.over for name in plan.reading.behind(over)):
                last = situation.latest(fact)
                if last is None:
                    continue
                pleas = self.agenda.before(order.regimen.drug, plan, last.at.day)
                over = passed_over(self.agenda, pleas, fact, last.at.day, situation.day)
                if len(set(over)) > MOST_PASSED_OVER:
                    label = self.guideline.label(fact)
                    told = (
                        f"The last {label} is of {last.at} ({last.text}). During treatment it "
                        "would have been due more than once since."
                    )
                    yield fact, f"{fact}: {told} What is it now?"

    def _unsettled(self, situation: Situation, day: date) -> Iterator[tuple[str, str]]:
        """Yield the facts that had moved and were not seen to settle since, and why."""
        for fact, last, standing in situation.standings():
            match standing:
                case "moved":
                    self.moving.setdefault(fact, day)
                case "settled":
                    self.moving.pop(fact, None)
                case "open":
                    since = self.moving.get(fact)
                    span = settling_hours(self.guideline, fact)
                    if since is not None and span is not None:
                        told = (
                            f"The last {self.guideline.label(fact)} is of {last.at} ({last.text}). "
                            f"It has moved since {since}, and no two values at least "
                            f"{number_text(span)} h apart have agreed."
                        )
                        yield fact, f"{fact}: {told} What is it now?"

    def _distrust(self, situation: Situation, patient: Patient) -> None:
        for doubt in patient.doubts:
            for fact in doubt.facts:
                last = situation.latest(fact)
                if last is not None and last.at.day == situation.day:
                    self.distrusted.add(last.line)

    def _day(
        self, situation: Situation, patient: Patient, doubts: tuple[str, ...], plan: Plan
    ) -> Day:
        day = situation.day
        treatment = self.course.present(day)
        orders = chosen_orders(plan, treatment, day, self.regimen, self.chosen)
        events = tuple(one for one in self.course.events if one.day == day)
        begun = {one.drug for one in self.course.periods if one.start == day}
        told = tuple(one for one in events if one.kind != "start" or one.drug in begun)
        before = self.days[-1] if self.days else None
        earlier: tuple[Plan, tuple[Order, ...]] | None = None
        if before is not None:
            earlier = before.plan, before.orders
        placed = dict(self.placed)
        self.placed |= {one.regimen.id: (plan, one) for one in orders if one.row is not None}
        return Day(
            day=day,
            entries=self._entries(day),
            events=events,
            patient=patient,
            plan=plan,
            treatment=treatment,
            orders=orders,
            stops=() if treatment is None else stops_of(self.guideline, orders),
            doubts=doubts,
            countdowns=countdowns(plan.reading, day, situation.givings.running()),
            changes=(
                *self._schedule(treatment, orders),
                *changes_between(self.guideline, told, earlier, (plan, orders), placed),
            ),
            given=given_on(self.guideline, events, orders, treatment, self._antivirals(events)),
        )

    def _schedule(self, treatment: Period | None, orders: tuple[Order, ...]) -> tuple[Change, ...]:
        """Return the change of schedule, if any, of the drug that is given."""
        if treatment is None or not orders:
            return ()
        before = self.scheduled.get(treatment.drug, ())
        self.scheduled[treatment.drug] = orders
        return tuple(schedule_change(self.guideline, treatment.drug, before, orders))

    def _antivirals(self, events: tuple[Event, ...]) -> frozenset[str]:
        return frozenset(one.drug for one in events if option_for(self.words, one.drug))

    def _entries(self, day: date) -> tuple[Entry, ...]:
        return tuple(one for one in self.course.entries if one.at.day == day)
