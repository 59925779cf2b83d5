"""This module is the reference meaning of an expression: one value, in exact rationals.

It refuses to assume: an unknown operand gives an unknown result, except where three-valued logic
has the same answer for every value that the operand could have.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import assert_never

from whitlow.language.kleene import AND, NOT, OR, Kleene
from whitlow.language.nodes import (
    And,
    Arithmetic,
    ArithmeticSign,
    Compare,
    ComparisonSign,
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
from whitlow.language.values import Levels, Value

__all__ = ["Known", "Members", "compared", "rounded", "value", "within"]

Known = Callable[[str], Value]
Members = Callable[[str], frozenset[str]]


def value(expr: Expr, known: Known, members: Members) -> Value:
    """Return the value of an elaborated expression; ``None`` where it is unknown.

    ``known`` gives the value of a name, ``members`` the members of a class.  One branch a node,
    all in one place: this is the meaning that every other reader is held against.
    """
    match expr:
        case Name():
            return known(expr.name)
        case Compare():
            return compared(
                expr.sign, value(expr.left, known, members), value(expr.right, known, members)
            )
        case Number() | Text() | Truth():
            return expr.value
        case And():
            every: Kleene = True
            for part in expr.parts:
                every = AND[every, _truth(value(part, known, members))]
                if every is False:
                    return False
            return every
        case Or():
            some: Kleene = False
            for part in expr.parts:
                some = OR[some, _truth(value(part, known, members))]
                if some is True:
                    return True
            return some
        case Not():
            return NOT[_truth(value(expr.part, known, members))]
        case In():
            return within(value(expr.item, known, members), value(expr.of, known, members))
        case Set():
            return frozenset([item.value for item in expr.items])
        case Overlaps():
            return _overlap(value(expr.of, known, members), expr.group, members)
        case IsNull():
            return (value(expr.part, known, members) is None) is not expr.negated
        case Arithmetic():
            return _computed(
                expr.sign, value(expr.left, known, members), value(expr.right, known, members)
            )
        case Negate():
            number = _number(value(expr.part, known, members))
            return None if number is None else -number
        case If():
            holds = _truth(value(expr.condition, known, members))
            if holds is None:
                return None
            return value(expr.then if holds else expr.otherwise, known, members)
        case Round():
            number = _number(value(expr.part, known, members))
            return None if number is None else rounded(number, expr.places)
        case Least():
            numbers = _numbers(expr.parts, known, members)
            return None if numbers is None else min(numbers)
        case Greatest():
            numbers = _numbers(expr.parts, known, members)
            return None if numbers is None else max(numbers)
        case _:
            assert_never(expr)


def rounded(number: Fraction, places: int) -> Fraction:
    """Return a number rounded half away from zero, the rule that CQL states.

    >>> rounded(Fraction(-5, 2), 0)
    Fraction(-3, 1)
    """
    scale = 10**places
    top, bottom = abs(number.numerator) * scale, number.denominator
    nearest = (2 * top + bottom) // (2 * bottom)
    return Fraction(nearest if number >= 0 else -nearest, scale)


def compared(sign: ComparisonSign, left: Value, right: Value) -> Kleene:
    """Return whether a comparison of two values holds; unknown where either of them is."""
    if left is None or right is None:
        return None
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return _ordered(sign, left, right)
    equal = _equal(left, right)
    return NOT[equal] if sign == "!=" else equal


def _ordered(sign: ComparisonSign, left: Fraction, right: Fraction) -> bool:
    match sign:
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case ">=":
            return left >= right
        case "=":
            return left == right
        case "!=":
            return left != right
        case _:
            assert_never(sign)


def _equal(left: Value, right: Value) -> Kleene:
    """Return whether two choices are the same; a grade in a range may leave it unknown."""
    one, other = _possible(left), _possible(right)
    if not one & other:
        return False
    return True if len(one | other) == 1 else None


def _possible(choice: Value) -> frozenset[str]:
    match choice:
        case str():
            return frozenset((choice,))
        case Levels(possible):
            return frozenset(possible)
        case _:
            raise _untyped(choice)


def within(item: Value, of: Value) -> Kleene:
    """Return whether a choice is in a set; a grade in a range may leave it unknown."""
    if item is None or of is None:
        return None
    if not isinstance(of, frozenset):
        raise _untyped(of)
    if isinstance(item, str):
        return item in of
    possible = _possible(item)
    if possible <= of:
        return True
    return False if possible.isdisjoint(of) else None


def _overlap(of: Value, group: Text | Set, members: Members) -> Kleene:
    if of is None:
        return None
    if not isinstance(of, frozenset):
        raise _untyped(of)
    if isinstance(group, Text):
        return not of.isdisjoint(members(group.value))
    return any(item.value in of for item in group.items)


def _computed(sign: ArithmeticSign, left: Value, right: Value) -> Fraction | None:
    one, other = _number(left), _number(right)
    if one is None or other is None:
        return None
    match sign:
        case "+":
            return one + other
        case "-":
            return one - other
        case "*":
            return one * other
        case "/":
            return one / other if other else None
        case _:
            assert_never(sign)


def _numbers(parts: tuple[Expr, ...], known: Known, members: Members) -> list[Fraction] | None:
    found: list[Fraction] = []
    for part in parts:
        number = _number(value(part, known, members))
        if number is None:
            return None
        found.append(number)
    return found


def _truth(found: Value) -> Kleene:
    if found is None or found is True or found is False:
        return found
    raise _untyped(found)


def _number(found: Value) -> Fraction | None:
    if found is None or isinstance(found, Fraction):
        return found
    raise _untyped(found)


def _untyped(found: Value) -> TypeError:
    return TypeError(f"{found!r} is not of the type that elaboration promised")
