"""This module shows a fact as it was written, where that is not how it is computed with.

It refuses to compute with what was written: the value in the canonical unit is what counts.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.language import QuantityError, Unit, read_quantity
from whitlow.sentence import fact_text

if TYPE_CHECKING:
    from whitlow.guideline import Guideline
    from whitlow.language import Value

__all__ = ["written"]

NEVER: Final = "never"
_SOURCE: Final = re.compile(r"\s*\([^()]*\)$")


def written(guideline: Guideline, name: str, found: Value, given: str) -> str:
    """Return a number as it was written in another unit, or as never; all else canonically."""
    text = _SOURCE.sub("", given)
    if isinstance(found, Fraction) and text:
        if text.replace("_", " ").lower().startswith(NEVER) and _is_word(guideline, name, text):
            return NEVER
        if _has_other_unit(text, guideline.unit(name)):
            return text
    return fact_text(guideline, name, found)


def _is_word(guideline: Guideline, name: str, text: str) -> bool:
    words = guideline.facts[name].words or {}
    return text.lower().replace(" ", "_") in words


def _has_other_unit(text: str, canonical: str) -> bool:
    try:
        _, unit = read_quantity(text)
        return bool(unit) and Unit.parse(unit).text != Unit.parse(canonical or "1").text
    except QuantityError:
        return False
