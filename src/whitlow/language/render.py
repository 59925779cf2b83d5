"""This module writes an expression as text again; the text parses back to an equal tree.

It refuses to beautify: parentheses stand where the grammar needs them, and nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from whitlow.language.english import to_english
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
    from fractions import Fraction

__all__ = ["to_english", "to_text"]

LOOSEST, OR, AND, NOT, COMPARISON, SUM, PRODUCT, MINUS, ATOM = range(9)
STRENGTH: Final = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT}


def to_text(expr: Expr) -> str:
    """Return the text of an expression.

    >>> from whitlow.language.parse import parse
    >>> to_text(parse("( a or b )and weight<5.0'kg'"))
    "(a or b) and weight < 5 'kg'"
    """
    return _at_least(expr, LOOSEST)


def _at_least(expr: Expr, wanted: int) -> str:
    text, strength = _written(expr)
    return text if strength >= wanted else f"({text})"


def _written(expr: Expr) -> tuple[str, int]:
    """Return the text of an expression, and how strongly it binds."""
    match expr:
        case Number(value, unit):
            return _number(value, unit)
        case Text(value):
            return f"'{value}'", ATOM
        case Truth(value):
            return ("true" if value else "false"), ATOM
        case Name(name):
            return name, ATOM
        case Set(items):
            return "{" + _list(items) + "}", ATOM
        case Not(part):
            bare = isinstance(part, (Name, Overlaps, Truth))
            text = _at_least(part, LOOSEST)
            return (f"not {text}" if bare else f"not ({text})"), NOT
        case And(parts):
            return " and ".join(_at_least(part, NOT) for part in parts), AND
        case Or(parts):
            return " or ".join(_at_least(part, AND) for part in parts), OR
        case Compare(sign, left, right):
            return f"{_at_least(left, SUM)} {sign} {_at_least(right, SUM)}", COMPARISON
        case In(item, of):
            return f"{_at_least(item, SUM)} in {_at_least(of, ATOM)}", COMPARISON
        case IsNull(part, negated):
            return f"{_at_least(part, SUM)} is {'not ' if negated else ''}null", COMPARISON
        case Arithmetic(sign, left, right):
            strength = STRENGTH[sign]
            before = _at_least(left, strength)
            return f"{before} {sign} {_at_least(right, strength + 1)}", strength
        case Negate(part):
            return f"-{_at_least(part, ATOM)}", MINUS
        case If(condition, then, otherwise):
            before = f"if {_at_least(condition, LOOSEST)} then {_at_least(then, LOOSEST)}"
            return f"{before} else {_at_least(otherwise, LOOSEST)}", LOOSEST
        case Round(part, places):
            return f"Round({_at_least(part, LOOSEST)}, {places})", ATOM
        case Least(parts):
            return "Min({" + _list(parts) + "})", ATOM
        case Greatest(parts):
            return "Max({" + _list(parts) + "})", ATOM
        case Overlaps(of, group):
            return f"overlaps({_at_least(of, LOOSEST)}, {_at_least(group, LOOSEST)})", ATOM
        case _:
            assert_never(expr)


def _list(parts: tuple[Expr, ...]) -> str:
    return ", ".join(_at_least(part, LOOSEST) for part in parts)


def _number(value: Fraction, unit: str) -> tuple[str, int]:
    """Return a literal; what no decimal equals, as the quotient that a conversion left."""
    quoted = f" '{unit}'" if unit else ""
    whole, decimals = _decimal(abs(value))
    sign = "-" if value < 0 else ""
    if decimals is None:
        return f"{sign}{abs(value.numerator)}{quoted} / {value.denominator}", PRODUCT
    point = f".{decimals}" if decimals else ""
    return f"{sign}{whole}{point}{quoted}", MINUS if sign else ATOM


def _decimal(value: Fraction) -> tuple[int, str | None]:
    """Return the whole part and all decimals, or None for decimals without an end."""
    whole, rest = divmod(value.numerator, value.denominator)
    scale, places = 1, 0
    while (rest * scale) % value.denominator:
        scale, places = scale * 10, places + 1
        if places > value.denominator.bit_length():
            return whole, None
    return whole, f"{rest * scale // value.denominator:0{places}d}" if places else ""
