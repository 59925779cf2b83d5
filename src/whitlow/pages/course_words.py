"""This module holds the words that pages use for a course: a day's dose, a change, what is due.

It refuses to hold any that a rule of the guideline should say.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.language import number_text
from whitlow.order import order as order_of
from whitlow.pages.words import STATUSES, some
from whitlow.sentence import fact_text, joined, short_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from whitlow.course import Change, Day, Due, DueState, Followed
    from whitlow.guideline import Guideline, Regimen, Rule, Table
    from whitlow.order import Order

__all__ = [
    "KINDS_OF_DUE",
    "change_text",
    "clearance",
    "clearance_text",
    "dose_text",
    "due_text",
    "headline",
    "merged",
    "overs",
    "regimens",
    "rests_text",
    "traced",
    "value_text",
    "weights",
]

OPEN: Final = ("due", "part", "overdue", "missed")
KINDS: Final = {"start": "begun", "stop": "stopped", "given": "given"}
NOT_KNOWN: Final = "–"
KINDS_OF_DUE: Final[dict[DueState, str]] = {
    "done": "done",
    "late": "done late",
    "part": "done in part",
    "due": "due today",
    "overdue": "overdue, nothing was written down",
    "missed": "missed",
    "unrecorded": "not recorded",
    "next": "to come",
}


def regimens(followed: Followed) -> tuple[str, ...]:
    """Return the regimens worked out in a course: of the drug that was given, or else proposed."""
    given = [order for day in followed.days if day.treatment for order in day.orders]
    orders = given or [order for day in followed.days for order in day.orders]
    return tuple(dict.fromkeys(order.regimen.id for order in orders))


def overs(followed: Followed) -> tuple[str, ...]:
    """Return what the tables of these regimens are over: a clearance, as a rule."""
    guideline = followed.guideline
    tables = [guideline.regimens[name].table for name in regimens(followed)]
    return tuple(dict.fromkeys(guideline.tables[name].over for name in tables if name))


def weights(followed: Followed) -> tuple[str, ...]:
    """Return the weights by which these regimens are given."""
    found = (followed.guideline.regimens[name].weight for name in regimens(followed))
    return tuple(dict.fromkeys(name for name in found if name))


def traced(followed: Followed, names: Iterable[str]) -> tuple[str, ...]:
    """Return the dated numbers of a course on which some names rest, in the guideline's order."""
    names = tuple(names)
    guideline = followed.guideline
    dated = {entry.fact for entry in followed.course.entries if isinstance(entry.value, Fraction)}
    rests = {
        fact for name in names for day in followed.days for fact in day.plan.reading.behind(name)
    }
    return tuple(name for name in guideline.facts if name in dated & rests)


def value_text(day: Day, fact: str) -> str:
    """Return the last value of a fact that was written down on a day, or nothing."""
    found = [entry.text for entry in day.entries if entry.fact == fact]
    return found[-1] if found else ""


def clearance(day: Day, over: str) -> Fraction | None:
    """Return what a table is over, nothing while its orders do not work it out.

    On a day without such an order it is asked whether one would: a number that is not believed is
    no more to be believed once the drug is stopped.
    """
    reading = day.plan.reading
    tables = reading.guideline.tables
    orders = [one for one in day.orders if _is_over(tables, one.regimen, over)]
    if orders:
        held = any(one.status == "hold" for one in orders)
    else:
        near = (one for one in reading.guideline.regimens.values() if _is_over(tables, one, over))
        held = any(_held(reading.guideline.rules, order_of(reading, one)) for one in near)
    return None if held else reading.number(over)


def _held(rules: Mapping[str, Rule], one: Order) -> bool:
    """Whether a hold is among what stands in the way of an order, graver bars or not."""
    return any(
        rules[note.rule].action.kind == "hold" for note in one.warnings if note.rule in rules
    )


def _is_over(tables: Mapping[str, Table], regimen: Regimen, over: str) -> bool:
    return bool(regimen.table) and tables[regimen.table].over == over


def clearance_text(day: Day, over: str) -> str:
    """Return what a table is over, for reading."""
    number = clearance(day, over)
    return NOT_KNOWN if number is None else short_number(number)


def dose_text(order: Order) -> str:
    """Return a day's dose with its total, or why there is none."""
    if order.dose_mg is None:
        return STATUSES[order.status][0].partition(":")[0]
    one = f"{number_text(order.dose_mg)} mg"
    first = f"{STATUSES[order.status][0]}: " if order.status != "dose" else ""
    if order.times_a_day is not None and order.daily_mg is not None:
        times = number_text(order.times_a_day)
        if order.times_a_day.denominator == 1:
            return f"{first}{one} × {times} = {number_text(order.daily_mg)} mg"
    if order.interval_h is not None:
        return f"{first}{one} every {number_text(order.interval_h)} h"
    return f"{first}{one}"


def headline(followed: Followed, day: Day) -> str:
    """Return in a few words what is other on a day, or has to be done."""
    told = [
        f"{change.what or 'treatment'} {KINDS[change.now]}"
        for change in day.changes
        if change.kind == "drug"
    ]
    crossed = [change for change in day.changes if change.kind == "band"]
    if crossed:
        edges = joined(number_text(edge) for edge in crossed[0].crossed)
        told.append(f"crossed {edges}")
    if any(change.kind == "schedule" for change in day.changes):
        told.append("schedule changed")
    if any(change.kind == "dose" for change in day.changes):
        told.append("dose changed")
    told += [
        f"{entry.fact.replace('_', ' ')}: {entry.text}"
        for entry in day.entries
        if not isinstance(entry.value, Fraction)
    ]
    told += ["to be settled"] if day.doubts else []
    due = [one for one in followed.dues if one.day == day.day and one.state in OPEN]
    missed = [one for one in due if one.state != "due"]
    told += [f"{some(len(missed), 'check')} missed"] if missed else []
    told += [f"{some(len(due) - len(missed), 'check')} due"] if len(due) > len(missed) else []
    return ", ".join(told)


def rests_text(followed: Followed) -> str:
    """Return the dated values on which the doses of the last day rest, and how old each is."""
    last = followed.days[-1]
    told = []
    for fact in traced(followed, (*overs(followed), *weights(followed))):
        of = [one for one in followed.course.entries if one.fact == fact]
        if of and fact in last.plan.reading.facts:
            days = (last.day - of[-1].at.day).days
            age = "of this day" if not days else f"{some(days, 'day')} old"
            told.append(f"{followed.guideline.label(fact)} {of[-1].text} ({age})")
    return joined(told)


def change_text(guideline: Guideline, day: Day, change: Change, names: str = "") -> str:
    """Return a change with its reason, as a sentence; ``names`` says of which regimens."""
    names = names or _regimen(guideline, change.what)
    match change.kind:
        case "drug":
            return f"{change.what or 'The treatment'} is {KINDS[change.now]}."
        case "schedule":
            return f"{change.what}: the schedule was {change.before}, and is now {change.now}."
        case "band":
            return _band_text(guideline, day, change, names)
        case "dose":
            because = joined(guideline.label(name) for name in change.because)
            return f"{names}: {change.before} becomes {change.now}. Changed: {because}."
        case "status":
            return _status_text(guideline, change, names)
        case "came":
            return change.now
        case "went":
            return change.before


def _band_text(guideline: Guideline, day: Day, change: Change, names: str) -> str:
    unit = guideline.unit(change.over)
    now = fact_text(guideline, change.over, day.plan.reading.number(change.over))
    edges = joined(f"{number_text(edge)} {unit}" for edge in change.crossed)
    because = joined(guideline.label(name) for name in change.because)
    reason = f" Changed: {because}." if because else ""
    return (
        f"{names}: {guideline.label(change.over)} crossed {edges} and is "
        f"{now}; the row {change.before} gives way to {change.now}.{reason}"
    )


def _status_text(guideline: Guideline, change: Change, names: str) -> str:
    before, now = (_status(one) for one in (change.before, change.now))
    if change.because and all(name in guideline.facts for name in change.because):
        needed = joined(guideline.label(name) for name in change.because)
        return f"{names}: {before} becomes {now}. Needed: {needed}."
    rules = joined(
        name for name in change.because if name in guideline.rules or name in guideline.laws
    )
    reason = f" ({rules})" if rules else ""
    return f"{names}: {before} becomes {now}{reason}."


def _status(name: str) -> str:
    return next((words for status, (words, _) in STATUSES.items() if status == name), name)


def _regimen(guideline: Guideline, name: str) -> str:
    regimen = guideline.regimens.get(name)
    return name if regimen is None else regimen.name


def merged(guideline: Guideline, changes: Iterable[Change]) -> tuple[tuple[str, Change], ...]:
    """Return changes with the regimens that they are of, those that are alike as one."""
    alike: dict[Change, list[str]] = {}
    for change in changes:
        alike.setdefault(replace(change, what="") if _is_dose(change) else change, []).append(
            _regimen(guideline, change.what)
        )
    return tuple((joined(names), change) for change, names in alike.items())


def _is_dose(change: Change) -> bool:
    return change.kind in {"band", "dose", "status"}


def due_text(guideline: Guideline, due: Due) -> str:
    """Return what is due, and what of it is missing."""
    what = due.what
    if due.missing and due.state in {"part", "overdue"} and len(due.wanted) > 1:
        names = joined((_either(guideline, group) for group in due.missing), "and")
        what = f"{what} (missing: {names})"
    return what


def _either(guideline: Guideline, group: tuple[str, ...]) -> str:
    return joined((guideline.label(name) for name in group), "or")
