"""This module holds a course: the dated entries of one patient, and what becomes of each day.

It refuses to hold a day that is not an ordinary plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from fractions import Fraction

    from whitlow.door import Patient
    from whitlow.door.dated import Moment
    from whitlow.guideline import Guideline, Node, Regimen
    from whitlow.language import Value
    from whitlow.order import Note, Order, Status
    from whitlow.plan import Item, Plan

__all__ = [
    "Base",
    "Change",
    "Countdown",
    "Course",
    "Day",
    "Dispute",
    "Due",
    "DueState",
    "Entry",
    "Event",
    "EventKind",
    "Finding",
    "Followed",
    "Given",
    "Period",
]

EventKind = Literal["start", "stop", "given"]
DueState = Literal["done", "late", "part", "due", "overdue", "missed", "unrecorded", "next"]
Finding = Literal["as_ordered", "unstated", "not_begun", "no_dose", "other_dose", "more_often"]
ChangeKind = Literal["drug", "schedule", "band", "dose", "status", "came", "went"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact at one moment: as it was written, and its value where it has a single one."""

    line: int
    at: Moment
    fact: str
    node: Node
    text: str
    value: Value


@dataclass(frozen=True, slots=True)
class Event:
    """A drug begun, ended or given on a day; ``regimen`` is its id where one was named.

    ``mg`` is how much was given, where it was written down.
    """

    line: int
    day: date
    kind: EventKind
    drug: str
    regimen: str
    mg: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """The doses of one drug on a day, and how they agree with the dose in force.

    ``unstated`` says that there is nothing to compare them with; ``not_begun`` that the drug was
    not the antiviral of that day.
    """

    drug: str
    doses: tuple[Fraction | None, ...]
    finding: Finding


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two values of one fact at one moment that cannot both be true."""

    fact: str
    at: Moment
    message: str


@dataclass(frozen=True, slots=True)
class Period:
    """A drug from its first day to the day of its stop, if it was stopped.

    ``regimens`` says since when which regimen was named; ``treats`` that it is the antiviral.
    """

    drug: str
    start: date
    stop: date | None
    regimens: tuple[tuple[date, str], ...]
    treats: bool

    def runs(self, day: date) -> bool:
        """Whether the drug is given on a day; the day of the stop is the first without it."""
        return self.start <= day and (self.stop is None or day < self.stop)

    def regimen(self, day: date) -> str:
        """Return the regimen that was named last, or nothing."""
        named = [regimen for since, regimen in self.regimens if since <= day]
        return named[-1] if named else ""


@dataclass(frozen=True, slots=True)
class Course:
    """All that a course file says, in the order of time."""

    entries: tuple[Entry, ...]
    events: tuple[Event, ...]
    periods: tuple[Period, ...]
    confirmed: tuple[tuple[date, str], ...]
    disputes: tuple[Dispute, ...]
    notes: tuple[str, ...]

    @property
    def first(self) -> date:
        """The first day of the course."""
        return min(self.days)

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which anything was written down, in order."""
        found = {entry.at.day for entry in self.entries} | {event.day for event in self.events}
        found |= {dispute.at.day for dispute in self.disputes}
        return tuple(sorted(found | {day for day, _ in self.confirmed}))

    def present(self, day: date) -> Period | None:
        """Return the antiviral that is given on a day."""
        return next((one for one in self.periods if one.treats and one.runs(day)), None)


@dataclass(frozen=True, slots=True)
class Base:
    """The patient as the course finds them: the entries of a case file, under the facts' names."""

    nodes: Mapping[str, Node]
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Change:
    """What is other than on the day before, and why.

    ``crossed`` holds the edges of the table between the two values of ``over``; ``because`` the
    facts that changed, or the rules that did it.
    """

    kind: ChangeKind
    what: str
    before: str = ""
    now: str = ""
    over: str = ""
    crossed: tuple[Fraction, ...] = ()
    because: tuple[str, ...] = ()
    item: Item | None = None


@dataclass(frozen=True, slots=True)
class Countdown:
    """A drug that a rule or law bars until a number of days has passed since another."""

    rule: str
    target: str
    fact: str
    passed: Fraction
    needed: Fraction
    until: date
    says: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """Something that a rule asks for on a day, and whether the course shows that it was done.

    ``wanted`` holds what has to be measured, any one fact of each group; ``missing`` the groups of
    which none was. What was measured only when it was due again is ``missed``; where nothing that
    is asked for can be written down, it stays ``unrecorded``.
    """

    rule: str
    kind: str
    what: str
    day: date
    counted_from: date
    drug: str
    wanted: tuple[tuple[str, ...], ...]
    missing: tuple[tuple[str, ...], ...]
    state: DueState
    done_on: date | None
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """One day of interest: the patient on it, the plan, and the dose in force or proposed.

    ``treatment`` is the antiviral that is given. Without one, the orders are those that the plan
    of the day proposes. ``stops`` holds why a drug that is given must be held or stopped, ``given``
    the doses that were written down.
    """

    day: date
    entries: tuple[Entry, ...]
    events: tuple[Event, ...]
    patient: Patient
    plan: Plan
    treatment: Period | None
    orders: tuple[Order, ...]
    stops: tuple[Note, ...]
    doubts: tuple[str, ...]
    countdowns: tuple[Countdown, ...]
    changes: tuple[Change, ...]
    given: tuple[Given, ...]

    @property
    def day_of_treatment(self) -> int | None:
        """Days since the antiviral was begun; its first day is day 0."""
        return None if self.treatment is None else (self.day - self.treatment.start).days

    @property
    def statuses(self) -> tuple[Status, ...]:
        """The statuses of the orders, each once."""
        return tuple(dict.fromkeys(order.status for order in self.orders))


@dataclass(frozen=True, slots=True)
class Followed:
    """A whole course: every day of interest, what is due, and what stands to be asked."""

    guideline: Guideline
    course: Course
    today: date
    profile: str
    regimen: Regimen | None
    days: tuple[Day, ...]
    dues: tuple[Due, ...]

    def due(self, *states: DueState) -> tuple[Due, ...]:
        """Return what is in one of these states, in the order of its days."""
        return tuple(due for due in self.dues if due.state in states)
