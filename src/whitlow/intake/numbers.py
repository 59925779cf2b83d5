"""This module reads a number with its unit where it stands among tokens.

It refuses to give a number a unit that does not stand beside it.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from whitlow.door.amounts import respelled
from whitlow.intake.times import weeks_and_days
from whitlow.intake.tokens import words
from whitlow.language import QuantityError, Unit, convert, number_text, read_quantity
from whitlow.language.atoms import ATOMS, SPELLINGS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from whitlow.guideline import Fact
    from whitlow.intake.tokens import Token

__all__ = ["Amount", "Dimensions", "amount_at", "dimensions", "is_plain", "unit_dimension"]

LONGEST: Final = 16
LONGEST_UNIT: Final = 8
THOUSANDS: Final = 3
BOUNDS: Final = words("< > ≤ ≥ ~ ≈ ± <= >=")
ABOUT: Final = words("about approx approximately around circa roughly under over below above")
ENGLISH: Final = words("in a as at am to s m h l d")
"""Units that are also words: taken only where the fact is measured in them."""

FEET: Final = frozenset(["'", "ft", "foot", "feet"])
INCHES: Final = frozenset(['"', "in", "inch", "inches", "ins", "'"])
STONES: Final = words("st stone stones")
WEEKS: Final = Unit.parse("wk").dimension
WEEK_WORDS: Final = words("w wk wks week weeks")
POUNDS: Final = words("lb lbs pound pounds")
STONE: Final = "14"
"""Pounds of a stone, which is no unit of UCUM's metric part."""

MICRO: Final = str.maketrans("\N{GREEK SMALL LETTER MU}\N{MICRO SIGN}", "uu")
WORDS: Final = frozenset(
    word.lower().translate(MICRO)
    for name in (*ATOMS, *SPELLINGS)
    for word in re.findall(r"[^\W\d_]+", name)
) | words(
    "daily hour hours hourly each unit units year years month months week weeks days k u x per a"
)
"""The words of which units are made; any other ends one."""

Dimensions = frozenset[tuple[tuple[str, int], ...]]


class Amount(NamedTuple):
    """A number as it stands, with the unit beside it, if any, and what makes it doubtful."""

    number: str
    unit: str
    first: int
    last: int
    doubt: str = ""

    @property
    def value(self) -> str:
        """The number and its unit as a case file writes them."""
        return f"{self.number} {self.unit}".strip()


@lru_cache(maxsize=100)
def _dimensions(units: tuple[str, ...]) -> Dimensions:
    return frozenset(Unit.parse(unit).dimension for unit in units)


def dimensions(fact: Fact) -> Dimensions:
    """Return the dimensions in which a fact is measured."""
    return _dimensions((fact.unit, *(fact.also or {})))


def is_plain(text: str) -> bool:
    """Whether a number is written as digits with at most one point."""
    return len(text) <= LONGEST and text.isascii() and text.replace(".", "", 1).isdecimal()


def amount_at(text: str, tokens: Sequence[Token], at: int, wanted: Dimensions) -> Amount | None:
    """Return the number that stands at a token, with its unit where it is one of those wanted."""
    start, doubt = at, ""
    while at < len(tokens) and (tokens[at].low in BOUNDS or tokens[at].low in {*ABOUT, "=", "."}):
        if at > start and tokens[at].line:
            return None
        if tokens[at].low == "." and not (at + 1 < len(tokens) and tokens[at + 1].glued):
            return None
        if tokens[at].low != "=":
            doubt = "about" if tokens[at].low in {*ABOUT, "~", "≈", "±"} else "bound"
        at += 1
    if at >= len(tokens) or not tokens[at].is_number or (at > start and tokens[at].line):
        return None
    composed = _composed(tokens, at, wanted)
    if composed is not None:
        return composed._replace(first=start, doubt=doubt)
    weeks = weeks_and_days(tokens, at, len(tokens)) if WEEKS in wanted else None
    if weeks is not None:
        value, last = weeks
        last += last < len(tokens) and tokens[last].low in WEEK_WORDS
        return Amount(value.split()[0], value.split()[1], start, last, doubt)
    number = tokens[at].low
    if at > start and tokens[at - 1].low == ".":
        number, doubt = f"0.{number}", "point"
    elif not is_plain(number):
        number, doubt = _joined(number), doubt or ("" if _thousands(number) else "comma")
    unit, last = _unit(text, tokens, at + 1, wanted)
    if last < len(tokens) and tokens[last].low == "+" and tokens[last].glued and not unit:
        return None
    return Amount(number, unit, start, last, doubt)


def _thousands(number: str) -> bool:
    """Whether commas can only part thousands: ``48,300``, and not ``1,200``."""
    parts = number.split(",")
    round_ = len(parts[0]) > 1 and parts[-1].endswith("00") and len(parts) > 1
    return (round_ or len(parts) > 2) and all(len(part) == THOUSANDS for part in parts[1:])  # noqa: PLR2004


def _joined(number: str) -> str:
    """Return a number whose thousands were parted, or as it was written."""
    parts = number.split(",")
    if len(parts) > 1 and all(len(part) == THOUSANDS for part in parts[1:]) and "." not in number:
        return "".join(parts)
    return number.replace(",", ".") if number.count(",") == 1 and "." not in number else number


def _unit(text: str, tokens: Sequence[Token], at: int, wanted: Dimensions) -> tuple[str, int]:
    """Return the unit that stands at a token, and the token after it; the longest that is one."""
    first = tokens[at].low.translate(MICRO) if at < len(tokens) else ""
    if first.isalpha() and first not in WORDS:
        return "", at
    end = at
    while end < len(tokens) and end - at < LONGEST_UNIT and not tokens[end].line:
        low = tokens[end].low
        if low in {",", ";", "("} or (end > at and low == ")"):
            break
        if low.isalpha() and low.translate(MICRO) not in WORDS:
            break
        end += 1
    for last in range(end, at, -1):
        written = text[tokens[at].start : tokens[last - 1].end]
        found = unit_dimension(" ".join(written.split()))
        if found is None:
            continue
        if found in wanted:
            return " ".join(written.split()), last
        if written.lower() not in ENGLISH:
            return " ".join(written.split()), last
    return "", at


@lru_cache(maxsize=1000)
def unit_dimension(text: str) -> tuple[tuple[str, int], ...] | None:
    """Return the dimension of a unit as people write it, or None for what is none."""
    try:
        found = Unit.parse(respelled(f"1 {text}").removeprefix("1 "))
    except QuantityError:
        return None
    return found.dimension or None


def _composed(tokens: Sequence[Token], at: int, wanted: Dimensions) -> Amount | None:
    """Return a height in feet and inches, or a weight in stones and pounds, in the smaller unit."""
    sign = tokens[at + 1].low if at + 1 < len(tokens) and not tokens[at + 1].line else ""
    if not is_plain(tokens[at].low):
        return None
    if sign in FEET and Unit.parse("ft").dimension in wanted:
        feet = read_quantity(tokens[at].low)[0]
        whole = number_text(convert(feet, Unit.parse("ft"), Unit.parse("in")))
        return _two(tokens, at, INCHES, "in", (whole, _of_one("ft", "in")))
    if sign in STONES and Unit.parse("lb").dimension in wanted:
        whole = number_text(read_quantity(tokens[at].low)[0] * read_quantity(STONE)[0])
        return _two(tokens, at, POUNDS, "lb", (whole, read_quantity(STONE)[0]))
    return None


def _of_one(large: str, small: str) -> Fraction:
    return convert(Fraction(1), Unit.parse(large), Unit.parse(small))


def _two(
    tokens: Sequence[Token],
    at: int,
    small: Collection[str],
    unit: str,
    large: tuple[str, Fraction],
) -> Amount:
    """Return a whole with the smaller part after it, if one stands there and is smaller."""
    whole, most = large
    last = at + 2
    if last < len(tokens) and tokens[last].is_number and is_plain(tokens[last].low):
        part = read_quantity(tokens[last].low)[0]
        after = tokens[last + 1] if last + 1 < len(tokens) else None
        alone = after is None or after.line or not after.low[:1].isalpha()
        if part < most and (tokens[last].glued or alone or (after and after.low in small)):
            last += 1
            while last < len(tokens) and tokens[last].low in small and not tokens[last].line:
                last += 1
            return Amount(number_text(read_quantity(whole)[0] + part), unit, at, last)
    return Amount(whole, unit, at, last)
