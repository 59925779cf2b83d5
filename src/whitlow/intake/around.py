"""This module knows what stands around a number and is none: flags, ranges of reference, dates.

It refuses to read a number: it says where the next one may begin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.intake.tokens import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whitlow.intake.tokens import Token

__all__ = ["FLAGS", "after_date", "behind", "dated"]

NORMAL: Final = words("ref reference normal nl range nr rr n lln uln normals")
FLAGS: Final = words("h l hh ll high low * ↑ ↓ ! raised elevated (h) ^ abnormal")
TWO: Final = 2


def behind(tokens: Sequence[Token], at: int, last: int) -> int:
    """Return the place after flags and a range of reference: ``H (0.7-1.2)``."""
    while at < last:
        token = tokens[at]
        if token.low in FLAGS and not token.line:
            at += 1
            continue
        if token.low in {"(", "["}:
            end = at + 1
            while end < last and tokens[end].low not in {")", "]"}:
                end += 1
            inner = [each.low for each in tokens[at + 1 : end]]
            if _is_reference(inner):
                at = end + 1
                continue
        break
    return at


def _is_reference(inner: Sequence[str]) -> bool:
    """Whether the words of a bracket are a flag or what is normal."""
    if NORMAL.intersection(inner) or (inner and all(word in FLAGS for word in inner)):
        return True
    numbers = [word for word in inner if word[:1].isdecimal()]
    between = {"-", "to"}.intersection(inner)
    bounded = inner[:1] in (["<"], [">"])
    return (len(numbers) == TWO and bool(between)) or (len(numbers) == 1 and bounded)


def dated(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether a number is of a date or another fraction: ``3/4``, ``12-03-2024``."""
    if not tokens[at].is_number or tokens[at].low.count(".") == 1:
        return tokens[at].is_number and tokens[at].low.count(".") > 1
    joined = at + 2 < last and tokens[at + 1].low == "/" and tokens[at + 1].glued
    return (
        joined and tokens[at + 2].is_number and tokens[at + 2].glued and tokens[at + 1].low == "/"
    )


def after_date(tokens: Sequence[Token], at: int, last: int) -> int:
    """Return the place after a date that begins at a token."""
    while at < last and (tokens[at].is_number or tokens[at].low in {"/", "-"}):
        at += 1
        if at < last and not tokens[at].glued:
            break
    return at
