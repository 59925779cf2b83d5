"""This module writes out the arithmetic behind a number, with this patient's values in it.

It refuses to compute anything that ``value`` does not: it only shows.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, assert_never

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
from whitlow.language.quantity import number_text
from whitlow.language.value import value

if TYPE_CHECKING:
    from collections.abc import Callable

    from whitlow.language.values import Value

    Known = Callable[[str], Value]
    Members = Callable[[str], frozenset[str]]
    Expand = Callable[[str], Expr | None]

__all__ = ["arithmetic"]

SIGNS: Final = {"+": "+", "-": "-", "*": "x", "/": "/"}
STRENGTH: Final = {"+": 1, "-": 1, "*": 2, "/": 2}
ATOM: Final = 3


def arithmetic(expr: Expr, known: Known, members: Members, expand: Expand) -> str:
    """Return the sum that gives a number, or nothing where a part of it is unknown.

    The branch taken is shown instead of the choice, a factor of one that a branch gave is left
    out, and a name that ``expand`` knows is followed while it alone is the number.
    """
    shown = _Shown(known, members, expand)
    text, _ = shown.write(shown.followed(expr))
    return text


class _Shown:
    def __init__(self, known: Known, members: Members, expand: Expand) -> None:
        self.known: Final = known
        self.members: Final = members
        self.expand: Final = expand

    def followed(self, expr: Expr) -> Expr:
        """Return the expression that is really computed, through choices and plain names."""
        match expr:
            case If():
                return self.followed(self.branch(expr))
            case Round(part):
                return self.followed(part)
            case Least(parts) | Greatest(parts):
                whole = value(expr, self.known, self.members)
                for part in parts:
                    if value(part, self.known, self.members) == whole:
                        return self.followed(part)
                return expr
            case Name(name):
                inner = self.expand(name)
                return expr if inner is None else self.followed(inner)
            case _:
                return expr

    def branch(self, expr: If) -> Expr:
        """Return the branch that this patient takes."""
        holds = value(expr.condition, self.known, self.members)
        return expr.then if holds is True else expr.otherwise

    def write(self, expr: Expr) -> tuple[str, int]:
        """Return the text of an expression and how strongly it binds."""
        match expr:
            case Number(number):
                return number_text(number), ATOM
            case Name():
                found = value(expr, self.known, self.members)
                return (number_text(found), ATOM) if isinstance(found, Fraction) else ("?", ATOM)
            case Arithmetic(sign, left, right):
                return self.operation(sign, left, right)
            case If():
                return self.write(self.branch(expr))
            case Round(part):
                return self.write(part)
            case Negate(part):
                text, strength = self.write(part)
                return f"-{_wrapped(text, strength, ATOM)}", ATOM
            case Least(parts):
                return f"min({', '.join(self.write(part)[0] for part in parts)})", ATOM
            case Greatest(parts):
                return f"max({', '.join(self.write(part)[0] for part in parts)})", ATOM
            case (
                Text()
                | Truth()
                | Set()
                | Not()
                | And()
                | Or()
                | Compare()
                | In()
                | IsNull()
                | Overlaps()
            ):
                return "", ATOM
            case _:
                assert_never(expr)

    def operation(self, sign: str, left: Expr, right: Expr) -> tuple[str, int]:
        """Return the text of one operation, without a factor of one that a choice gave."""
        if sign == "*" and isinstance(right, If) and self.is_one(right):
            return self.write(left)
        if sign == "*" and isinstance(left, If) and self.is_one(left):
            return self.write(right)
        strength = STRENGTH[sign]
        before = _wrapped(*self.write(left), strength)
        after = _wrapped(*self.write(right), strength + (sign in "-/"))
        return f"{before} {SIGNS[sign]} {after}", strength

    def is_one(self, expr: If) -> bool:
        """Whether the branch taken is the number one."""
        taken = self.branch(expr)
        return isinstance(taken, Number) and taken.value == 1


def _wrapped(text: str, strength: int, wanted: int) -> str:
    return f"({text})" if strength < wanted else text
