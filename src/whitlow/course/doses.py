"""This module says which orders stand on a day: of the drug that is given, or of the plan.

It refuses to choose a schedule: until one is named, every labelled one is worked out. It refuses as
well to let a dose that was given pass without a look at the one in force.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.course.records import Change, Given
from whitlow.language import number_text
from whitlow.order import order
from whitlow.sentence import joined

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from whitlow.course.records import Event, Finding, Period
    from whitlow.guideline import Guideline, Regimen
    from whitlow.order import Note, Order
    from whitlow.plan import Plan

__all__ = ["chosen_orders", "given_on", "schedule_change", "stops_of"]

STOPPING: Final = ("avoid", "hold")


def chosen_orders(
    plan: Plan,
    treatment: Period | None,
    day: date,
    wanted: Regimen | None,
    chosen: dict[str, tuple[str, ...]],
) -> tuple[Order, ...]:
    """Return the orders of a day; ``chosen`` remembers what was worked out for a drug before."""
    if treatment is None:
        orders = tuple(item.order for item in plan.section("dose") if item.order is not None)
        kept = tuple(one for one in orders if wanted is None or _is(one.regimen, wanted))
        return kept or orders
    names = _regimens(plan, treatment, day, wanted)
    before = chosen.get(treatment.drug, ())
    if not names or set(names) == set(before):
        names = before
    if names:
        chosen[treatment.drug] = names
    regimens = plan.guideline.regimens
    return tuple(order(plan.reading, regimens[name]) for name in names)


def _is(one: Regimen, other: Regimen) -> bool:
    return one.drug != other.drug or one.id == other.id


def _regimens(plan: Plan, treatment: Period, day: date, wanted: Regimen | None) -> tuple[str, ...]:
    """Return the regimens of the drug that is given: the named one, the plan's, or the only ones.

    A drug that is given in many ways for one illness each has no schedule until the plan or the
    course names it.
    """
    guideline = plan.guideline
    if treatment.regimen(day):
        return (treatment.regimen(day),)
    if wanted is not None and guideline.is_a(wanted.drug, treatment.drug):
        return (wanted.id,)
    planned = tuple(
        item.order.regimen.id
        for item in plan.section("dose")
        if item.order is not None and _same(guideline, item.order.regimen.drug, treatment.drug)
    )
    if planned:
        return planned
    labelled = [
        one
        for one in guideline.regimens.values()
        if _same(guideline, one.drug, treatment.drug) and one.profile == plan.profile
    ]
    alike = {(one.drug, one.indication) for one in labelled}
    return tuple(one.id for one in labelled) if len(alike) == 1 else ()


def _same(guideline: Guideline, drug: str, other: str) -> bool:
    return guideline.is_a(drug, other) or guideline.is_a(other, drug)


def stops_of(guideline: Guideline, orders: Sequence[Order]) -> tuple[Note, ...]:
    """Return why a drug that is given is to be held or stopped, each reason once."""
    notes = {note.rule: note for one in orders for note in one.warnings}
    return tuple(note for note in notes.values() if _stops(guideline, note))


def _stops(guideline: Guideline, note: Note) -> bool:
    rule = guideline.rules.get(note.rule)
    return rule is None or rule.action.kind in STOPPING


def schedule_change(
    guideline: Guideline, drug: str, before: Sequence[Order], now: Sequence[Order]
) -> Iterator[Change]:
    """Yield the change from one schedule of a drug to another, with what each is in a day."""
    if before and now and {one.regimen.id for one in before} != {one.regimen.id for one in now}:
        yield Change("schedule", guideline.label(drug), _schedules(before), _schedules(now))


def _schedules(orders: Sequence[Order]) -> str:
    return joined((_in_a_day(one) for one in orders), "or")


def _in_a_day(one: Order) -> str:
    if one.daily_mg is None:
        return one.regimen.name
    return f"{one.regimen.name}, {number_text(one.daily_mg)} mg a day"


def given_on(
    guideline: Guideline,
    events: Sequence[Event],
    orders: Sequence[Order],
    treatment: Period | None,
    antivirals: Collection[str],
) -> tuple[Given, ...]:
    """Return the doses of a day by drug; those of the ``antivirals`` are held against the orders.

    A drug that is stopped on the day may still have been given on it, and is not judged.
    """
    stopped = {event.drug for event in events if event.kind == "stop"}
    doses: dict[str, list[Fraction | None]] = {}
    for event in events:
        if event.kind == "given":
            doses.setdefault(event.drug, []).append(event.mg)
    found = []
    for drug, many in doses.items():
        finding: Finding = "unstated"
        if drug in antivirals and drug not in stopped:
            ours = treatment is not None and _same(guideline, drug, treatment.drug)
            finding = _finding(many, orders) if ours else "not_begun"
        found.append(Given(drug, tuple(many), finding))
    return tuple(found)


def _finding(doses: Sequence[Fraction | None], orders: Sequence[Order]) -> Finding:
    if not orders:
        return "unstated"
    in_force = [one for one in orders if one.dose_mg is not None]
    if not in_force:
        return "no_dose"
    named = {one for one in doses if one is not None}
    if not named <= {one.dose_mg for one in in_force}:
        return "other_dose"
    often = [one.times_a_day for one in in_force if one.times_a_day is not None]
    if often and len(doses) > max([*often, Fraction(1)]):
        return "more_often"
    return "as_ordered" if named else "unstated"
