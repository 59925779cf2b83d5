"""This module finds what a note quotes: words in quotation marks are somebody's, not the writer's.

It refuses a mark that stands behind a number, which is one of inches, and a quotation without end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whitlow.intake.tokens import Token

__all__ = ["quoted"]

MARK: Final = '"'
FURTHEST: Final = 100


def quoted(tokens: Sequence[Token]) -> frozenset[int]:
    """Return the tokens that stand between two quotation marks."""
    found: set[int] = set()
    start = -1
    for at, token in enumerate(tokens):
        if token.low != MARK:
            continue
        if start >= 0 and at - start <= FURTHEST:
            found.update(range(start + 1, at))
            start = -1
        elif not (token.glued and tokens[at - 1].is_number):
            start = at
    return frozenset(found)
