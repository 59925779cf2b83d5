"""This module reads after what time a value is too old.

It refuses anything that is no time: a value would never be too old, or always.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.language import QuantityError, Unit, read_quantity, same_dimension

if TYPE_CHECKING:
    from whitlow.guideline.fields import Fields

__all__ = ["read_stale_after"]


def read_stale_after(fields: Fields) -> str:
    """Return the text of a time above nought, nothing where it is absent or faulty."""
    text = fields.text("stale_after")
    if text and not _is_time(text):
        fields.faults.add(
            fields.place,
            f"{fields.what}: stale_after is {text!r}, which is no time.",
            "Nobody could say when a value is too old.",
            "Write a number with a unit of time, as in '7 d'.",
            "stale-after",
        )
        return ""
    return text


def _is_time(text: str) -> bool:
    try:
        number, unit = read_quantity(text)
        return number > 0 and same_dimension(Unit.parse(unit), Unit.parse("d"))
    except QuantityError:
        return False
