"""This module finds the days and years that a sentence says something was on.

It refuses a year that only tells when a record was made, as behind a colon or a month.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.intake.reach import (
    CENTURIES,
    DATED,
    DOUBT_REACH,
    LONGEST_YEAR,
    NEXT,
    WEEKDAYS,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whitlow.intake.sentences import Sentence
    from whitlow.intake.tokens import Token

__all__ = ["any_year", "on_a_day", "year_after"]

ENDS: Final = frozenset({",", ";"})


def on_a_day(tokens: Sequence[Token], sentence: Sentence, taken: frozenset[int], last: int) -> bool:
    """Whether the day on which it was stands behind a word: ``on 2/5``, ``on Monday``."""
    end = min(last + DOUBT_REACH, sentence.last - 1)
    for at in range(last, end):
        low, after = tokens[at].low, tokens[at + 1]
        if low in ENDS or at in taken:
            return False
        slash = at + NEXT < sentence.last and tokens[at + NEXT].low == "/"
        if low == "on" and (after.low in WEEKDAYS or (after.is_number and slash)):
            return True
    return False


def any_year(tokens: Sequence[Token], sentence: Sentence) -> str:
    """Return a year that a sentence says it was, ``in 2019``, or nothing."""
    for at in range(sentence.first, sentence.last - 1):
        before, after = tokens[at].low, tokens[at + 1].low
        whole = len(after) == LONGEST_YEAR and after.isdecimal()
        if whole and after.startswith(CENTURIES) and before not in DATED:
            return f"in {after}"
    return ""


def year_after(tokens: Sequence[Token], sentence: Sentence, last: int) -> str:
    """Return the year that stands right behind a word: it was then."""
    at = last
    while at < sentence.last and tokens[at].low in {"in", "("}:
        at += 1
    if at >= sentence.last or at - last > 1:
        return ""
    text = tokens[at].low
    whole = len(text) == LONGEST_YEAR and text.isdecimal()
    return text if whole and text.startswith(CENTURIES) else ""
