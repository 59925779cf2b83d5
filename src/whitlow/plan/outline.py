"""This module holds what a plan comes to, without its words: enough to see whether it differs.

It refuses any short cut to the truth: what survives and what is ordered is worked out as for a
plan.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from whitlow.evaluate import Outcome
from whitlow.order import order
from whitlow.plan.bottom import headlines
from whitlow.plan.survivors import regimens_of, survivors
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from whitlow.evaluate import Decision, Reading
    from whitlow.guideline import Rule
    from whitlow.order import Order
    from whitlow.plan.survivors import Survivors

__all__ = ["Outline", "outline"]

NO_ORDERS: Final[Mapping[str, Order]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Outline:
    """The decisions by rule, the orders by regimen, the levels by grade, and the bottom line.

    ``under`` gives for each regimen the rule that it is ordered under.
    """

    reading: Reading
    decisions: Mapping[str, Decision]
    orders: Mapping[str, Order]
    under: Mapping[str, str]
    levels: Mapping[str, str]
    headlines: tuple[str, ...]


def outline(
    reading: Reading, profile: str, among: Iterable[Rule], same: Mapping[str, Order] = NO_ORDERS
) -> Outline:
    """Return what the plan for a patient comes to, as far as these rules bear on it.

    ``same`` holds orders of which the caller knows that they are as they were.
    """
    found = survivors(reading, profile, among)
    orders, under = _orders(reading, found, profile, same)
    chosen = headlines(found, [(under[name], orders[name]) for name in orders], plain=False)
    return Outline(
        reading,
        {decision.rule.id: decision for decision in found.decisions},
        orders,
        under,
        _levels(reading),
        tuple(decision.rule.id for decision in chosen),
    )


def _orders(
    reading: Reading, found: Survivors, profile: str, same: Mapping[str, Order]
) -> tuple[dict[str, Order], dict[str, str]]:
    """Return each order and its rule: of two rules the certain one, as the plan has it."""
    orders: dict[str, Order] = {}
    under: dict[str, str] = {}
    certain_first = sorted(found.alive("treat"), key=lambda one: one.outcome is Outcome.PROVISIONAL)
    for decision in certain_first:
        for regimen in regimens_of(reading.guideline, decision.rule, profile):
            if regimen.id not in orders:
                orders[regimen.id] = same.get(regimen.id) or order(reading, regimen)
                under[regimen.id] = decision.rule.id
    return orders, under


def _levels(reading: Reading) -> dict[str, str]:
    """Return the lowest level still possible of each grade of which something is known."""
    grades = reading.guideline.grades
    found = {grade.name: reading.levels(grade) for grade in grades.values()}
    return {
        name: levels.possible[0]
        for name, levels in found.items()
        if levels is not None and len(levels.possible) < len(grades[name].levels)
    }
