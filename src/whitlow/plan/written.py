"""This module shows a fact as it was written, where that is not how it is computed with.

It refuses to compute with what was written: the value in the canonical unit is what counts.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.order import has_other_unit, without_source
from whitlow.sentence import fact_text

if TYPE_CHECKING:
    from whitlow.guideline import Guideline
    from whitlow.language import Value

__all__ = ["written"]

NEVER: Final = "never"


def written(guideline: Guideline, name: str, found: Value, given: str) -> str:
    """Return a number as it was written in another unit, or as never; all else canonically."""
    text = without_source(given)
    if isinstance(found, Fraction) and text:
        if text.replace("_", " ").lower().startswith(NEVER) and _is_word(guideline, name, text):
            return NEVER
        if has_other_unit(text, guideline.unit(name)):
            return text
    return fact_text(guideline, name, found)


def _is_word(guideline: Guideline, name: str, text: str) -> bool:
    words = guideline.facts[name].words or {}
    return text.lower().replace(" ", "_") in words
