"""This module reads plain numbers, and tells what a unit measures.

It refuses digits of other scripts and numbers that are computed: whoever reads the file sees the
same number as the program.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from whitlow.language import QuantityError, Unit, same_dimension

__all__ = ["NUMBER", "is_unit", "measures", "read_number"]

NUMBER: Final = r"[0-9]{1,16}(?:\.[0-9]{1,16})?"
"""A plain decimal, as a pattern; nobody counts more digits than these without a slip."""


def read_number(text: str) -> Fraction | None:
    """Return the number that a text writes, or None.

    >>> read_number("88.4"), read_number("1/0")
    (Fraction(442, 5), None)
    """
    return Fraction(text) if re.fullmatch(NUMBER, text) else None


def is_unit(text: str) -> bool:
    """Whether a text is a unit."""
    try:
        Unit.parse(text)
    except QuantityError:
        return False
    return True


def measures(unit: str, *wanted: str) -> bool:
    """Whether a text is a unit that measures what one of the others measures.

    >>> measures("g/kg", "mg", "mg/kg"), measures("patients", "mg")
    (True, False)
    """
    return is_unit(unit) and any(
        same_dimension(Unit.parse(unit), Unit.parse(other)) for other in wanted
    )
