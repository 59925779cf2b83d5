"""This module lets sentences show a number as it was written, where that was in another unit.

It refuses to compute with what was written: the value in the canonical unit stays exact.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.language import QuantityError, Unit, quantity_text, read_quantity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whitlow.evaluate import Reading

__all__ = ["has_other_unit", "put_into_words", "without_source"]

DECIMALS: Final = 3
_SOURCE: Final = re.compile(r"\s*\([^()]*\)$")


def put_into_words(reading: Reading, given: Mapping[str, str]) -> None:
    """Let sentences show a number of another unit as it was written, and about what it is here.

    ``given`` says how facts were written.
    """
    for name, text in given.items():
        found = reading.facts.get(name)
        unit = reading.guideline.unit(name) if isinstance(found, Fraction) else ""
        if isinstance(found, Fraction) and has_other_unit(without_source(text), unit):
            near = quantity_text(round(found, DECIMALS), unit)
            reading.words[name] = f"{without_source(text)} ≈ {near}"


def without_source(given: str) -> str:
    """Return what was written without the record from which it was taken.

    >>> without_source("97 umol/L (2026-01-31)")
    '97 umol/L'
    """
    return _SOURCE.sub("", given)


def has_other_unit(text: str, canonical: str) -> bool:
    """Whether a number is written in a unit that is not its fact's own.

    >>> has_other_unit("97 umol/L", "mg/dL"), has_other_unit("1.1 mg/dL", "mg/dL")
    (True, False)
    """
    number, _, plain = text.partition(" ")
    if plain == canonical and number.replace(".", "", 1).isdecimal():
        return False
    try:
        _, unit = read_quantity(text)
        return bool(unit) and Unit.parse(unit).text != Unit.parse(canonical or "1").text
    except QuantityError:
        return False
