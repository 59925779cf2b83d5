"""This module turns an expression into a function, for the plan that a reader waits for.

Its meaning is that of ``value``, which is the reference: it refuses any shortcut that could give
another answer, and a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from operator import eq, ge, gt, le, lt, ne
from typing import TYPE_CHECKING, Final, assert_never

from whitlow.language.kleene import NOT
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
from whitlow.language.value import Known, Members, compared, value
from whitlow.language.values import Levels, Value

if TYPE_CHECKING:
    from whitlow.language.nodes import ComparisonSign

__all__ = ["Run", "compiled"]

Run = Callable[[Known], Value]
ORDER: Final[dict[str, Callable[[Fraction, Fraction], bool]]] = {
    "=": eq,
    "!=": ne,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
}
WHOLE: Final[dict[str, Callable[[int, int], bool]]] = {
    "=": eq,
    "!=": ne,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
}


def compiled(expr: Expr, members: Members) -> Run:
    """Return a function of what is known that gives the value of an elaborated expression.

    The members of a class are looked up once, here. Nodes that conditions seldom hold are left
    to ``value``.
    """
    match expr:
        case Name(name):
            return lambda known: known(name)
        case Number(number) | Text(number) | Truth(number):
            return _constant(number)
        case And(parts):
            return _all(tuple(compiled(part, members) for part in parts))
        case Or(parts):
            return _any(tuple(compiled(part, members) for part in parts))
        case Not(part):
            return _not(compiled(part, members))
        case IsNull(part, negated):
            return _is_null(compiled(part, members), negated)
        case Compare(sign, Name(name), Number(number)):
            return _measured(expr, sign, name, number)
        case Compare(sign, Name(name), Text(word)):
            return _named(expr, sign == "=", name, word)
        case Compare(sign, left, right):
            return _compare(sign, compiled(left, members), compiled(right, members))
        case In(Name(name), Set(items)):
            return _among(expr, name, frozenset(item.value for item in items))
        case In(Text(word), Name(name)):
            return _holds(name, word)
        case Overlaps(Name(name), Set(items)):
            return _meets(name, frozenset(item.value for item in items))
        case Overlaps(Name(name), Text(group)):
            return _meets(name, members(group))
        case If(condition, then, otherwise):
            return _if(*(compiled(part, members) for part in (condition, then, otherwise)))
        case Set() | In() | Overlaps() | Arithmetic() | Negate() | Round() | Least() | Greatest():
            return lambda known: value(expr, known, members)
        case _:
            assert_never(expr)


def _constant(found: Value) -> Run:
    return lambda _: found


def _all(parts: tuple[Run, ...]) -> Run:
    """Return false if any part is false, else unknown if any is unknown, else true."""

    def run(known: Known) -> Value:
        unknown = False
        for part in parts:
            found = part(known)
            if found is False:
                return False
            if found is not True:
                unknown = True
        return None if unknown else True

    return run


def _any(parts: tuple[Run, ...]) -> Run:
    """Return true if any part is true, else unknown if any is unknown, else false."""

    def run(known: Known) -> Value:
        unknown = False
        for part in parts:
            found = part(known)
            if found is True:
                return True
            if found is not False:
                unknown = True
        return None if unknown else False

    return run


def _not(part: Run) -> Run:
    def run(known: Known) -> Value:
        found = part(known)
        return NOT[found] if found is None or isinstance(found, bool) else None

    return run


def _is_null(part: Run, negated: bool) -> Run:
    return lambda known: (part(known) is None) is not negated


def _compare(sign: ComparisonSign, left: Run, right: Run) -> Run:
    """Return a comparison; of levels and words, which are few, as the reference has it."""
    ordered = ORDER[sign]

    def run(known: Known) -> Value:
        one, other = left(known), right(known)
        if one is None or other is None:
            return None
        if isinstance(one, Fraction) and isinstance(other, Fraction):
            return ordered(one, other)
        if isinstance(one, str) and isinstance(other, str):
            return (one == other) is (sign == "=")
        return compared(sign, one, other)

    return run


def _measured(expr: Expr, sign: ComparisonSign, name: str, limit: Fraction) -> Run:
    """Return a comparison with a fixed number, in whole numbers, as exact as with fractions."""
    ordered, top, bottom = WHOLE[sign], limit.numerator, limit.denominator

    def run(known: Known) -> Value:
        found = known(name)
        if isinstance(found, Fraction):
            return ordered(found.numerator * bottom, top * found.denominator)
        return None if found is None else value(expr, known, _no_members)

    return run


def _named(expr: Expr, same: bool, name: str, word: str) -> Run:
    def run(known: Known) -> Value:
        found = known(name)
        if isinstance(found, str):
            return (found == word) is same
        return None if found is None else value(expr, known, _no_members)

    return run


def _no_members(_: str) -> frozenset[str]:
    return frozenset()


def _among(expr: Expr, name: str, words: frozenset[str]) -> Run:
    def run(known: Known) -> Value:
        found = known(name)
        if isinstance(found, str):
            return found in words
        return None if found is None else value(expr, known, _no_members)

    return run


def _holds(name: str, word: str) -> Run:
    def run(known: Known) -> Value:
        found = known(name)
        return word in found if isinstance(found, frozenset) else None

    return run


def _meets(name: str, group: frozenset[str]) -> Run:
    def run(known: Known) -> Value:
        found = known(name)
        return not group.isdisjoint(found) if isinstance(found, frozenset) else None

    return run


def _if(condition: Run, then: Run, otherwise: Run) -> Run:
    def run(known: Known) -> Value:
        holds = condition(known)
        if holds is None or isinstance(holds, Levels):
            return None
        return then(known) if holds is True else otherwise(known)

    return run
