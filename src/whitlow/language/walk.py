"""This module walks an expression: its parts, and how deep they go.

It refuses to know what a part means.
"""

from __future__ import annotations

from typing import assert_never

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

__all__ = ["children", "height"]


def children(expr: Expr) -> tuple[Expr, ...]:
    """Return the parts of an expression, in order of appearance."""
    match expr:
        case Number() | Text() | Truth() | Name():
            return ()
        case Set(items):
            return items
        case And(parts) | Or(parts) | Least(parts) | Greatest(parts):
            return parts
        case Compare(_, left, right) | Arithmetic(_, left, right) | In(left, right):
            return (left, right)
        case Not(part) | IsNull(part) | Negate(part) | Round(part):
            return (part,)
        case If(condition, then, otherwise):
            return (condition, then, otherwise)
        case Overlaps(of, group):
            return (of, group)
        case _:
            assert_never(expr)


def height(expr: Expr) -> int:
    """Return how many parts stand within each other, at most."""
    level: tuple[Expr, ...] = (expr,)
    levels = 0
    while level:
        levels += 1
        level = tuple(child for part in level for child in children(part))
    return levels
