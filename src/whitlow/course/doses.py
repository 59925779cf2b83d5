"""This module says which orders stand on a day: of the drug that is given, or of the plan.

It refuses to choose a schedule: until one is named, every labelled one is worked out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.order import order

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from whitlow.course.records import Period
    from whitlow.guideline import Guideline, Regimen
    from whitlow.order import Note, Order
    from whitlow.plan import Plan

__all__ = ["chosen_orders", "stops_of"]

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
