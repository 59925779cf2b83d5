"""This module marks what rests on a statement that has expired.

It refuses to take anything away: what was true when it was last checked is shown, and says when.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from whitlow.guideline import Guideline
    from whitlow.plan.records import Item

__all__ = ["marked"]


def marked(guideline: Guideline, items: Iterable[Item], today: date) -> list[Item]:
    """Return the items, each with the expired statements that it rests on."""
    return [
        replace(item, expired=found) if found else item
        for item in items
        for found in (guideline.expired(_rests_on(item), today),)
    ]


def _rests_on(item: Item) -> tuple[str, ...]:
    """Return every statement that an item cites; of an order also those that it shows."""
    order = item.order
    if order is None:
        return item.cites
    regimen = order.regimen
    course = (regimen.course,) if regimen.course else ()
    shown = (*regimen.diluent, *regimen.incompatible, *course, *regimen.monitoring)
    warnings = tuple(cite for note in order.warnings for cite in note.cites)
    return (*item.cites, *shown, *regimen.stop, *regimen.notes, *warnings)
