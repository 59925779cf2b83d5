"""This module says where in a plan stands what the sheet of an order would say again.

It refuses to count what is only provisional: what may fall away is not said for certain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.pages.words import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whitlow.order import Order
    from whitlow.plan import Plan

__all__ = ["said_elsewhere"]

TELLING: Final = ("monitor", "pitfalls")
NOTES: Final = "the cautions above"


def said_elsewhere(plan: Plan, orders: Iterable[Order]) -> dict[str, str]:
    """Return, by statement, where a rule that stands already tells it.

    The notes of an order stand above its sheet.
    """
    found = {
        cite: SECTIONS[section.name]
        for section in plan.sections
        if section.name in TELLING
        for item in section.items
        if not item.provisional
        for cite in item.cites
    }
    notes = {cite: NOTES for order in orders for note in order.warnings for cite in note.cites}
    return found | notes
