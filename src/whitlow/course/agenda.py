"""This module says what is due when: the days that rules ask for, counted from their beginning.

It refuses to invent a day: each is the start of a drug, or the first day of a rule, plus the days
that the rule names.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from whitlow.course.records import Due, DueState
from whitlow.course.wanted import Wanted, wanted_by
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from whitlow.course.records import Course, Period
    from whitlow.guideline import Guideline, Rule
    from whitlow.plan import Plan

__all__ = ["Agenda", "Plea", "dues_of", "passed_over"]

ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Plea:
    """A rule that asks for something on certain days, and the day from which they are counted."""

    rule: Rule
    start: date
    drug: str

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which it asks, in order."""
        left = (date.max - self.start).days
        days = sorted({int(due) for due in self.rule.action.due if due <= left})
        return tuple(self.start + timedelta(days=due) for due in days)


class Agenda:
    """What is asked for, kept day by day while a course is read."""

    def __init__(self, guideline: Guideline) -> None:
        """Begin with nothing asked for."""
        self.guideline: Final = guideline
        self.begun: Final[dict[str, date]] = {}
        self.kept: Final[dict[tuple[str, date], tuple[Rule, ...]]] = {}
        self.planned: Final[dict[tuple[str, date], tuple[Rule, ...]]] = {}
        self.asked: Final[dict[tuple[str, date], tuple[Plea, date]]] = {}
        self.pleas: tuple[Plea, ...] = ()
        self._wanted: Final[dict[str, Wanted]] = {}

    def wanted(self, rule: Rule) -> Wanted:
        """Return what shows that a request was met; its words are read once."""
        if rule.id not in self._wanted:
            self._wanted[rule.id] = wanted_by(self.guideline, rule)
        return self._wanted[rule.id]

    def plan_for(self, period: Period, before: Plan) -> None:
        """Keep the reviews that were planned for a drug when it was begun."""
        self.planned[period.drug, period.start] = tuple(
            rule
            for rule in self._alive(before)
            if rule.action.kind == "follow_up" and self._goes_with(rule, period)
        )

    def turn(
        self, day: date, plan: Plan, running: Sequence[Period], ending: Sequence[Period]
    ) -> tuple[Plea, ...]:
        """Return what is asked for from this day on, as its plan and the drugs given have it.

        A review that falls on the day on which its drug is stopped is due all the same: it may be
        why.
        """
        alive = self._alive(plan)
        found: dict[tuple[str, date], Plea] = {}
        for period in running:
            for rule in self._of_period(period, alive):
                plea = Plea(rule, period.start, period.drug)
                found[rule.id, period.start] = plea
        loose = [rule for rule in alive if not rule.with_drug]
        for gone in set(self.begun) - {rule.id for rule in loose}:
            del self.begun[gone]
        for rule in loose:
            start = self.begun.setdefault(rule.id, day)
            found[rule.id, start] = Plea(rule, start, "")
        self.pleas = tuple(found.values())
        for plea in self.pleas:
            if day in plea.days:
                self.asked[plea.rule.id, day] = (plea, day)
        for period in ending:
            for rule in self._of_period(period, alive):
                plea = Plea(rule, period.start, period.drug)
                if rule.action.kind == "follow_up" and day in plea.days:
                    self.asked[rule.id, day] = (plea, day)
        return self.pleas

    def before(self, drug: str, plan: Plan, last: date) -> tuple[Plea, ...]:
        """Return what would have been asked for, had a drug been begun on a day gone by."""
        return tuple(
            Plea(rule, last, drug)
            for rule in self._alive(plan)
            if rule.action.kind == "monitor"
            and rule.with_drug
            and self.guideline.is_a(drug, rule.with_drug)
        )

    def next_after(self, day: date) -> date | None:
        """Return the next day on which anything is asked for, as things stand."""
        later = (due for plea in self.pleas for due in plea.days if due > day)
        return min(later, default=None)

    def every(self, today: date) -> tuple[tuple[Plea, date], ...]:
        """Return all that was asked for up to today, and what will be from today's plan."""
        found = {(plea.rule.id, due): (plea, due) for plea, due in self.asked.values()}
        for plea in self.pleas:
            for due in plea.days:
                if due > today:
                    found.setdefault((plea.rule.id, due), (plea, due))
        order = {name: index for index, name in enumerate(self.guideline.rules)}
        return tuple(sorted(found.values(), key=lambda one: (one[1], order[one[0].rule.id])))

    def _of_period(self, period: Period, alive: Sequence[Rule]) -> tuple[Rule, ...]:
        """Return the rules that go with a drug; while none speaks, those that spoke last."""
        name = period.drug, period.start
        speaking = tuple(rule for rule in alive if self._goes_with(rule, period))
        if any(rule.action.kind == "monitor" for rule in speaking):
            self.kept[name] = speaking
        rules = (*self.kept.get(name, speaking), *self.planned.get(name, ()))
        return tuple({rule.id: rule for rule in rules}.values())

    def _goes_with(self, rule: Rule, period: Period) -> bool:
        return bool(rule.with_drug) and self.guideline.is_a(period.drug, rule.with_drug)

    def _alive(self, plan: Plan) -> tuple[Rule, ...]:
        rules = self.guideline.rules
        names = dict.fromkeys(
            item.rule
            for section in plan.sections
            for item in section.items
            if item.rule in rules and not item.barred_by and item.order is None
        )
        return tuple(rules[name] for name in names if rules[name].action.due)


def dues_of(course: Course, agenda: Agenda, today: date) -> tuple[Due, ...]:
    """Return everything that is or was due, with what the course shows of it."""
    measured: dict[str, list[date]] = {}
    for entry in course.entries:
        measured.setdefault(entry.fact, []).append(entry.at.day)
    used: dict[tuple[str, date, str], set[date]] = {}
    return tuple(
        _due(agenda, plea, day, today, measured, used) for plea, day in agenda.every(today)
    )


def _due(  # noqa: PLR0913, PLR0917 - what a request is judged by
    agenda: Agenda,
    plea: Plea,
    day: date,
    today: date,
    measured: Mapping[str, Sequence[date]],
    used: dict[tuple[str, date, str], set[date]],
) -> Due:
    wanted = agenda.wanted(plea.rule)
    low, high = _window(plea, day)
    done: list[date] = []
    missing: list[tuple[str, ...]] = []
    for group in wanted:
        spent = used.setdefault((plea.rule.id, plea.start, group[0]), set())
        days = sorted({one for fact in group for one in measured.get(fact, ()) if one not in spent})
        met = _met(days, low, day, high)
        if met is None:
            missing.append(group)
        else:
            spent.add(met)
            done.append(met)
    return Due(
        rule=plea.rule.id,
        kind=plea.rule.action.kind,
        what=plea.rule.action.target,
        day=day,
        counted_from=plea.start,
        drug=plea.drug,
        wanted=wanted,
        missing=tuple(missing),
        state=_state(wanted, missing, done, day, today, measured),
        done_on=max(done, default=None),
        cites=plea.rule.cites,
    )


def _window(plea: Plea, day: date) -> tuple[date, date | None]:
    """Return the day of the request before, and of the one after, between which one counts."""
    days = plea.days
    at = days.index(day)
    after = days[at + 1] if at + 1 < len(days) else None
    if at:
        return days[at - 1], after
    width = ONE_DAY if after is None else after - day
    return (day - width if day - date.min > width else date.min), after


def _met(days: Iterable[date], low: date, day: date, high: date | None) -> date | None:
    """Return the day on which it was done: the last one in time, else the first one late."""
    inside = [one for one in days if low < one and (high is None or one < high)]
    early = [one for one in inside if one <= day]
    return early[-1] if early else next(iter(inside), None)


def _state(  # noqa: PLR0913, PLR0917 - what a state hangs on
    wanted: Wanted,
    missing: Sequence[tuple[str, ...]],
    done: Sequence[date],
    day: date,
    today: date,
    measured: Mapping[str, Sequence[date]],
) -> DueState:
    if wanted and not missing:
        return "late" if max(done) > day else "done"
    if day > today:
        return "next"
    if day == today:
        return "due"
    if not wanted:
        return "unrecorded"
    since = (
        any(one > day for fact in group for one in measured.get(fact, ())) for group in missing
    )
    if all(since):
        return "missed"
    return "part" if done else "overdue"


def passed_over(
    agenda: Agenda, pleas: Iterable[Plea], fact: str, last: date, day: date
) -> Iterator[date]:
    """Yield the days since a value was measured on which it should have been, and was not."""
    for plea in pleas:
        if any(fact in group for group in agenda.wanted(plea.rule)):
            yield from (due for due in plea.days if last < due < day)
