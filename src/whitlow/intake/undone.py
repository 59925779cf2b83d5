"""This module finds what stands behind a thing and takes it back: a scan, a correction, a failure.

It refuses to read the other value: that there is one is all it says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.intake.dates import year_after
from whitlow.intake.moments import MONTHS
from whitlow.intake.reach import WEEKDAYS
from whitlow.intake.tokens import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whitlow.guideline import Fact
    from whitlow.intake.records import Found
    from whitlow.intake.stance import Scope
    from whitlow.intake.tokens import Token

__all__ = ["but_then", "once_before", "taken_back"]

SCANNED: Final = frozenset("lOoISZB|")
"""Letters that a scan makes of digits."""

LETTERS: Final = "letters stand within the number"
CORRECTED: Final = words(
    "sorry correction amended erratum typo oops scratch apologies mistyped sic"
)
CORRECTING: Final = (("i", "mean"), ("make", "that"), ("should", "read"), ("should", "be"))
FAILED: Final = words("failed failing rejected explanted lost nephrectomy retransplant")
ONCE: Final = words("one once last previous single two first prior")
TIMES: Final = words("in on at ago yesterday during before prior this") | MONTHS | WEEKDAYS
TURNING: Final = words("but however though although except albeit")
ENDS: Final = frozenset({".", ";"})
BEHIND: Final = 8
NEAR: Final = 4
NUMBER: Final = "number"
SET: Final = "set"
CHOICE: Final = "choice"


def taken_back(tokens: Sequence[Token], scope: Scope, fact: Fact, ends: tuple[int, int]) -> str:
    """Return what stands behind a thing and takes it back, or nothing."""
    last = ends[1]
    if fact.type == NUMBER:
        return _scanned(tokens, *ends) or _corrected(tokens, last)
    if fact.type == SET:
        return _failed(scope, last)
    year = _year(scope, *ends) if fact.type == CHOICE else ""
    return f"said with {year!r}" if year else ""


def _scanned(tokens: Sequence[Token], first: int, last: int) -> str:
    """Return that a letter that looks like a digit is written together with a number."""
    for at in range(first + 1, min(last + 1, len(tokens))):
        letters = tokens[at].glued and tokens[at].is_word and set(tokens[at].text) <= SCANNED
        if letters and tokens[at - 1].is_number and at >= last:
            return LETTERS
    return ""


def _corrected(tokens: Sequence[Token], last: int) -> str:
    """Return the word by which a number is corrected right behind it: ``…sorry 134``."""
    for at in range(last, min(last + BEHIND, len(tokens))):
        if tokens[at].line:
            return ""
        pair = tuple(token.low for token in tokens[at : at + 2])
        if tokens[at].low in CORRECTED or pair in CORRECTING:
            return f"said with {tokens[at].text!r}"
    return ""


def _failed(scope: Scope, last: int) -> str:
    """Return the word behind a graft by which it is none: ``…, failed 2018``."""
    stop = min(last + BEHIND, scope.sentence.last)
    for at in range(last, stop):
        if scope.tokens[at].low in ENDS or at in scope.taken:
            return ""
        if scope.tokens[at].low in FAILED and at + 1 not in scope.taken:
            return f"said with {scope.tokens[at].text!r}"
    return ""


def _year(scope: Scope, first: int, last: int) -> str:
    """Return the year that stands behind a result, or in its own words: ``(neg 2019)``."""
    del first
    return year_after(scope.tokens, scope.sentence, last)


def once_before(tokens: Sequence[Token], found: Found, last: int) -> str:
    """Return that what is absent was there once: ``No fit this admission; one on 28 Oct``."""
    if not found.negated:
        return ""
    for at in range(last, min(last + BEHIND, len(tokens) - 1)):
        if tokens[at].line or (tokens[at].low == "." and not tokens[at].glued):
            return ""
        behind = tokens[at + 1 : at + 3]
        if tokens[at].low in ONCE and any(t.low in TIMES or t.is_number for t in behind):
            return f"said with {tokens[at].text!r}"
    return ""


def but_then(tokens: Sequence[Token], scope: Scope, found: Found, last: int) -> str:
    """Return the word that turns what is absent to something unknown: ``no pain, but swollen``."""
    stop = scope.sentence.last
    if not found.negated:
        return ""
    for at in range(last, min(last + BEHIND, stop)):
        if tokens[at].low not in TURNING:
            continue
        behind = range(at + 1, min(at + 1 + NEAR, stop))
        return (
            "" if any(each in scope.taken for each in behind) else f"said with {tokens[at].text!r}"
        )
    return ""
