"""This module reads a number with its unit into the canonical unit of its fact, exactly.

It refuses to guess a unit, and every number beyond the range of its fact.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from whitlow.door.limits import LONGEST_NUMBER
from whitlow.door.vocabulary import cut, key, listed, shown
from whitlow.errors import InputError, Problem
from whitlow.language import (
    QuantityError,
    Unit,
    convert,
    difference,
    number_text,
    quantity_text,
    read_quantity,
    same_dimension,
    unit_words,
)

if TYPE_CHECKING:
    from fractions import Fraction

    from whitlow.guideline import Band, Fact

__all__ = ["accepted", "accepted_units", "band_words", "in_range", "read_amount", "respelled"]

# What laboratories and wards print, and the UCUM text that is meant.
_SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RESPELLINGS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), meant)
    for pattern, meant in (
        (r"^([+-]?[\d.]+)\s*[x×*]?\s*10\s*[\^*eE]?\s*\(?(3|6|9)\)?\s*/\s*(\w+)$", r"\1 10*\2/\3"),
        (r"^([+-]?[\d.]+)\s*[x×*]?\s*10e(3|6|9)\s*/\s*(\w+)$", r"\1 10*\2/\3"),
        (r"^([+-]?[\d.]+)\s*k\s*/\s*([uµμ]l|mm3|mm\^3)$", r"\1 10*3/\2"),
        (r"^([+-]?[\d.]+)\s*(?:u|units?)\s*/\s*l$", r"\1 iu/L"),
        (r"mm\^3", "mm3"),
        (r"\s*/\s*24\s*(?:h|hours?)$", "/d"),
        (r"\s+(?:per|a|each)\s+(?=[a-z]+$)", "/"),
        (r"\s+daily$", "/d"),
        (r"\bhourly$", "h"),
        (r"\b(years?|months?|weeks?|days?) old$", r"\1"),
    )
)
_CODES: Final = {
    "comparator": "comparator",
    "thousands": "thousands_separator",
    "decimal comma": "decimal_comma",
    "exponent": "exponent",
    "several values": "several_values",
}


def read_amount(fact: Fact, text: str) -> Fraction:
    """Return a number in the canonical unit of its fact; raises ``InputError``.

    A word that the fact knows (``trace``) stands for the quantity it is printed for.
    """
    plain = " ".join(text.split())
    if len(plain) > LONGEST_NUMBER:
        raise _refusal(fact, "not_a_number", f"{shown(plain)} is too long to be a number.", plain)
    words = {key(word): meant for word, meant in (fact.words or {}).items()}
    number, unit = _quantity(fact, words.get(key(plain)) or respelled(plain), plain)
    return in_range(fact, _canonical(fact, number, unit, plain), plain)


def in_range(fact: Fact, value: Fraction, written: str) -> Fraction:
    """Return a number that its fact takes; raises ``InputError`` for any other."""
    if fact.whole and value.denominator != 1:
        raise _refusal(fact, "not_whole", f"{shown(written)} is not a whole number.", written)
    if fact.range is not None and value not in fact.range:
        _refuse_range(fact, value, written)
    return value


def respelled(text: str) -> str:
    """Return a quantity with its unit as UCUM spells it.

    >>> respelled("150 x10⁹/L"), respelled("20 mg daily")
    ('150 10*9/L', '20 mg/d')
    """
    plain = text.translate(_SUPERSCRIPTS) if re.search("10[⁰¹²³⁴⁵⁶⁷⁸⁹]", text) else text
    for pattern, meant in _RESPELLINGS:
        plain = pattern.sub(meant, plain)
    return plain


def _quantity(fact: Fact, text: str, written: str) -> tuple[Fraction, str]:
    try:
        return read_quantity(text)
    except QuantityError as error:
        code = _CODES.get(error.trouble, "not_a_number")
        raise _refusal(fact, code, _told(error, text, written), written) from error


def _told(error: QuantityError, text: str, written: str) -> str:
    return str(error).replace(repr(text), shown(written))


def _canonical(fact: Fact, number: Fraction, unit: str, written: str) -> Fraction:
    own = Unit.parse(fact.unit)
    if not unit:
        if fact.bare or not own.dimension:
            return number
        told = f"{shown(written)} has no unit, and a unit is never guessed."
        raise _refusal(fact, "unit_missing", told, written)
    try:
        found = Unit.parse(unit)
    except QuantityError as error:
        raise _refusal(fact, "unit_unknown", str(error), written) from error
    if same_dimension(found, own):
        return convert(number, found, own)
    for name, factor in (fact.also or {}).items():
        other = Unit.parse(name)
        if same_dimension(found, other):
            return convert(number, found, other) / factor
    told = f"{shown(written)} is in no unit of {fact.label}: {_sentence(difference(found, own))}"
    raise _refusal(fact, "unit_wrong", told, written)


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _refuse_range(fact: Fact, value: Fraction, written: str) -> None:
    canonical = quantity_text(value, fact.unit)
    same = " ".join(written.split()) in {canonical, number_text(value)}
    told = f"{shown(written)}{'' if same else f' ({canonical})'} is out of range."
    raise _refusal(fact, "out_of_range", told, written)


def _refusal(fact: Fact, code: str, told: str, written: str) -> InputError:
    takes = accepted(fact)
    message = f"{fact.name}: {told} {_remedy(fact, code)}"
    return InputError(Problem(code, message, fact.name, cut(written), takes))


def _remedy(fact: Fact, code: str) -> str:
    match code:
        case "unit_missing":
            return f"Write its unit: {accepted_units(fact)}."
        case "unit_unknown" | "unit_wrong":
            return f"Write it in {accepted_units(fact)}."
        case "out_of_range":
            return f"Accepted: {accepted(fact)}. Check the value and its unit."
        case _:
            return f"Give one number: {accepted(fact)}."


def accepted(fact: Fact) -> str:
    """Return the range and units that a number fact takes, in words."""
    units = accepted_units(fact)
    if fact.range is None:
        return units
    others = [unit_words(unit) for unit in fact.also or {}]
    more = f", or the same in {listed(others)}" if others else ""
    return f"{band_words(fact.range, fact.unit)}{more}"


def accepted_units(fact: Fact) -> str:
    """Return the units that a number fact takes, in words."""
    names = [unit_words(unit) for unit in (fact.unit, *(fact.also or {}))]
    return listed(name for name in names if name) or "a bare number"


def band_words(band: Band, unit: str) -> str:
    """Return a band in words; an open end says above or below."""
    low = number_text(band.low)
    if band.high is None:
        start = "at least" if band.low_closed else "above"
        return f"{start} {quantity_text(band.low, unit)}"
    high = quantity_text(band.high, unit)
    start = low if band.low_closed else f"above {low}"
    return f"{start} to {high}" if band.high_closed else f"{start} to below {high}"
