"""This module reads a number with its unit, and writes one for people.

It refuses whatever could be read in two ways: a comma, a bound, a range, an exponent.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import Final

from whitlow.language.atoms import WORDS
from whitlow.language.units import QuantityError, Unit, number_text

__all__ = ["number_text", "quantity_text", "range_text", "read_quantity", "unit_words"]

COMMON_ERA: Final = "CE"  # marks a year in a claim; a reader needs no word for it
LONGEST: Final = 48

_QUANTITY: Final = re.compile(r"([+-]?[0-9]+(?:\.[0-9]+)?)\s*(.*)")
_UNIT_START: Final = re.compile(r"[A-Za-z%/{\[]|1/|10[*^]")
_NOUN: Final = re.compile(r"(?!to\b|or\b|and\b)[^\W\d_]{2,}(?:/[^\W\d_]+)*")
_LETTERS: Final = str.maketrans({"µ": "u", "μ": "u", "²": "2", "³": "3"})

# Each row: what the whole text looks like, one word for it, and what is wrong with it.
_TROUBLES: Final = (
    (r"[+-]?(nan|inf|infinity|∞)(?!\w).*", "not a number", "is not a number"),
    (
        r"([<>≤≥=~≈±]|(about|under|over|less|more|at least|at most)\b).*",
        "comparator",
        "is a bound, not a value: give the value that was measured",
    ),
    (
        r"[+-]?(\d{1,3}([,'\s\u00a0\u202f]\d{3})+|\d{1,3}(\.\d{3}){2,})(?![\d,]).*",
        "thousands",
        "separates thousands: write the digits together",
    ),
    (r"[+-]?[\d.]*\d,\d.*", "decimal comma", "has a comma for its decimals: write a point"),
    (
        r"[+-]?[\d.]+\s*(e[+-]?\d|[x×*]\s*10(?!\d)|\^|\*\*).*",
        "exponent",
        "has an exponent: write the number out",
    ),
    (
        r"[+-]?[\d.]+\s*[^\d\s]*?\s*(-|\u2013|\u2014|\.\.+|to|and|or|±|\+/-|,|;|/)\s*[\d.]+.*",
        "several values",
        "holds more than one value: give one",
    ),
    (r"[+-]?[\d.]+\s*\S*\s+[\d.]+.*", "several values", "holds more than one value: give one"),
    (r"[+-]?\.\d.*", "bare point", "starts with a point: write the zero before it"),
    (r"[+-]?\d+\.(?!\d).*", "bare point", "has a point and nothing after it"),
    (r"[+-]?\d.*", "trailing", "has something after the number that is not one unit"),
)


def read_quantity(text: str) -> tuple[Fraction, str]:
    """Return a number and the text of its unit, ``""`` when there is none.

    The unit is not looked up, so that a counted noun (``26 patients``) is read as well.

    >>> read_quantity("154 lb")
    (Fraction(154, 1), 'lb')
    """
    plain = text.strip().replace("\N{MINUS SIGN}", "-")
    if not plain:
        raise QuantityError("empty", "Nothing is written where a number is wanted.")
    if len(plain) > LONGEST:
        shown = f"{plain[:16]}…"
        raise QuantityError("length", f"{shown!r} is too long to be a number with a unit.")
    match = _QUANTITY.fullmatch(plain)
    if match is not None:
        unit = re.sub(r"\s*/\s*", "/", match[2]).translate(_LETTERS)
        if not unit or (_UNIT_START.match(unit) is not None and _is_one_unit(unit)):
            return Fraction(match[1]), unit
    raise _trouble(plain)


def _is_one_unit(text: str) -> bool:
    """Return whether a text is a unit, or one word that may be a counted noun."""
    try:
        Unit.parse(text)
    except QuantityError:
        return _NOUN.fullmatch(text) is not None
    return True


def _trouble(plain: str) -> QuantityError:
    for pattern, trouble, sentence in _TROUBLES:
        if re.fullmatch(pattern, plain, re.IGNORECASE | re.ASCII | re.DOTALL) is not None:
            return QuantityError(trouble, f"{plain!r} {sentence}.")
    return QuantityError("not a number", f"{plain!r} does not start with a number.")


@lru_cache(maxsize=512)
def unit_words(unit: str, value: Fraction | None = None) -> str:
    """Return a unit for prose, in the singular when the value is 1; a counted noun stays as it is.

    >>> unit_words("wk"), unit_words("wk", Fraction(1)), unit_words("mg/kg/d")
    ('weeks', 'week', 'mg/kg/day')
    """
    try:
        text = Unit.parse(unit).text
    except QuantityError:
        return "" if unit == COMMON_ERA else unit
    above, *below = re.split(r"/", text)
    if above == "1":
        return "per " + "/".join(_word(part, 2) for part in below)
    number = 0 if value == 1 else 1
    return "/".join([_word(above, number), *(_word(part, 2) for part in below)])


def _word(part: str, form: int) -> str:
    if part in WORDS:
        return WORDS[part][form]
    return part.replace("m2", "m²").replace("m3", "m³")


def quantity_text(value: Fraction, unit: str) -> str:
    """Return a number with its unit for prose.

    >>> quantity_text(Fraction(1), "wk"), quantity_text(Fraction(73), "%")
    ('1 week', '73%')
    """
    return _joined(number_text(value), unit_words(unit, value))


def range_text(low: Fraction, high: Fraction, unit: str) -> str:
    """Return a range with its unit for prose.

    >>> range_text(Fraction(2), Fraction(3), "wk")
    '2–3 weeks'
    """
    return _joined(f"{number_text(low)}\N{EN DASH}{number_text(high)}", unit_words(unit))


def _joined(number: str, words: str) -> str:
    if not words:
        return number
    return f"{number}%" if words == "%" else f"{number} {words}"
