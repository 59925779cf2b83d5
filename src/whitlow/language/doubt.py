"""This module rewrites questions of ``is null`` for a patient of whom something is doubted.

A doubted fact was given and is not believed yet. Whether it is known is then itself unknown, and
``is null`` must not answer for it: it refuses to tell a doubted fact from one never given.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from whitlow.language.names import names_in
from whitlow.language.nodes import (
    And,
    Arithmetic,
    Compare,
    Expr,
    Greatest,
    If,
    In,
    IsNull,
    Least,
    Name,
    Negate,
    Not,
    Number,
    Or,
    Overlaps,
    Round,
    Set,
    Text,
    Truth,
)

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["doubting"]


def doubting(expr: Expr, behind: Callable[[str], str]) -> Expr:
    """Return an expression in which ``is null`` over a doubted name is unknown.

    ``behind`` gives the doubted fact behind a name, or nothing. The question is replaced by that
    fact, which is unknown, so that whoever asks what the result hangs on is told its name.
    """
    match expr:
        case IsNull(part):
            doubted = [fact for fact in map(behind, names_in(part)) if fact]
            return Name(doubted[0], expr.at) if doubted else expr
        case Name() | Number() | Text() | Truth() | Set():
            return expr
        case And(parts) | Or(parts) | Least(parts) | Greatest(parts):
            return replace(expr, parts=tuple(doubting(part, behind) for part in parts))
        case Compare(_, left, right) | Arithmetic(_, left, right):
            return replace(expr, left=doubting(left, behind), right=doubting(right, behind))
        case In(item, of):
            return replace(expr, item=doubting(item, behind), of=doubting(of, behind))
        case Not(part) | Negate(part) | Round(part):
            return replace(expr, part=doubting(part, behind))
        case Overlaps(of):
            return replace(expr, of=doubting(of, behind))
        case If(condition, then, otherwise):
            return replace(
                expr,
                condition=doubting(condition, behind),
                then=doubting(then, behind),
                otherwise=doubting(otherwise, behind),
            )
        case _:
            assert_never(expr)
