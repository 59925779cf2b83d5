"""This module reads how long something has been so, as people write it.

It refuses to count days in months or years: those are said, and asked for.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from whitlow.intake.tokens import words
from whitlow.language import Unit, convert

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whitlow.intake.tokens import Token

__all__ = ["NOT_COUNTED", "NUMBERS", "Time", "day_number", "number_of", "time_at", "weeks_and_days"]

UNITS: Final = {
    "d": "d", "day": "d", "days": "d", "dy": "d", "dys": "d",
    "w": "wk", "wk": "wk", "wks": "wk", "week": "wk", "weeks": "wk",
    "mo": "mo", "mos": "mo", "mth": "mo", "mths": "mo", "month": "mo", "months": "mo",
    "y": "a", "yr": "a", "yrs": "a", "year": "a", "years": "a",
    "h": "h", "hr": "h", "hrs": "h", "hour": "h", "hours": "h",
}  # fmt: skip
PARTS: Final = {"7": "d", "52": "wk", "12": "mo"}
"""As British notes write a time: 3/7 is three days, 2/52 two weeks, 6/12 six months."""

WEEK: Final = int(convert(Fraction(1), Unit.parse("wk"), Unit.parse("d")))
MOST_DIGITS: Final = 2
NOT_COUNTED: Final = "not counted in days"
COUNTED: Final = frozenset({"d", "wk", "h"})
NUMBERS: Final = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "fourteen": "14",
    "a": "1", "an": "1", "single": "1",
}  # fmt: skip
VAGUE: Final = words(
    "about approx approximately around roughly circa ~ almost nearly over > < ≥ ≤ ?"
)
VAGUER: Final = words("few several couple many some past last")


class Time(NamedTuple):
    """A time that was read: its value as a case file writes it, and why it is doubtful.

    It is ``counted`` where it says how long something has been so: ``D9``, ``since yesterday``,
    and of a ``course`` where it is written as one is ordered: ``x 7/7``.
    """

    value: str
    unit: str
    first: int
    last: int
    doubt: str = ""
    counted: bool = False
    course: bool = False


def number_of(token: Token) -> str:
    """Return the number that a token writes, in digits or as a word, or nothing."""
    if token.is_number and token.low.isdecimal():
        return token.low
    return NUMBERS.get(token.low, "")


def time_at(tokens: Sequence[Token], at: int, end: int) -> Time | None:
    """Return the time that stands at a token: ``3 days``, ``three weeks``, ``2/52``, ``x10d``."""
    first, doubt = at, ""
    while at < end and tokens[at].low in VAGUE:
        doubt, at = "said to be approximate", at + 1
    number = number_of(tokens[at]) if at < end else ""
    if not number:
        return None
    after = at + 1
    if after + 1 < end and tokens[after].low == "/" and tokens[after].glued:
        return _part(tokens, (first, at), number, doubt)
    if after < end and tokens[after].low == "-":
        after += 1
        if after < end and tokens[after].is_number:
            after, doubt = after + 1, "a range of times"
    if after < end and tokens[after].low == "+" and tokens[after].glued:
        after, doubt = after + 1, "said to be more"
    unit = UNITS.get(tokens[after].low, "") if after < end and not tokens[after].line else ""
    if not unit:
        return None
    last = after + 1
    return Time(f"{number} {unit}", unit, first, last, doubt or _uncounted(unit))


def _part(tokens: Sequence[Token], ends: tuple[int, int], number: str, doubt: str) -> Time | None:
    first, at = ends
    low = tokens[at + 2]
    unit = PARTS.get(low.low, "") if low.glued and not _more(tokens, at + 3) else ""
    if not unit:
        return None
    return Time(f"{number} {unit}", unit, first, at + 3, doubt or _uncounted(unit))


def _more(tokens: Sequence[Token], at: int) -> bool:
    """Whether a fraction goes on, as a date does."""
    return at < len(tokens) and tokens[at].low == "/" and tokens[at].glued


def _uncounted(unit: str) -> str:
    return "" if unit in COUNTED else NOT_COUNTED


def day_number(tokens: Sequence[Token], at: int, end: int) -> tuple[str, int] | None:
    """Return the number of a day and the token after it: ``D9``, ``day 4``, ``d+33``."""
    if at >= end or tokens[at].low not in {"d", "day", "days"}:
        return None
    after = at + 1
    if after < end and tokens[after].low in {"+", "#", "-"} and tokens[after].low != "-":
        after += 1
    if after >= end or not tokens[after].is_number or not tokens[after].low.isdecimal():
        return None
    if after + 1 < end and _more(tokens, after + 1):
        return None
    ranged = after + 2 < end and tokens[after + 1].low == "-" and tokens[after + 2].is_number
    if ranged:
        return None
    joined = tokens[after].glued or tokens[at].low == "day"
    return (tokens[after].low, after + 1) if joined else None


def weeks_and_days(tokens: Sequence[Token], at: int, end: int) -> tuple[str, int] | None:
    """Return weeks with a plus and days, ``31+4``, as days, and the token behind them."""
    if at + 2 >= end or tokens[at + 1].low != "+" or not tokens[at + 1].glued:
        return None
    weeks, days = tokens[at].low, tokens[at + 2].low
    if not (weeks.isdecimal() and days.isdecimal() and tokens[at + 2].glued):
        return None
    if len(weeks) > MOST_DIGITS or int(days) >= WEEK or len(days) > 1:
        return None
    return f"{int(weeks) * WEEK + int(days)} d", at + 3
