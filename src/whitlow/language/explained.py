"""This module turns an expression into a function that tells its value and the names behind it.

What it tells is what ``undecided`` and ``deciding`` of ``reasons`` tell, which are the reference,
and a test holds the two together: they ask for the value of each part again at every level, and
here it is worked out once. What it cannot tell so it refuses to tell at all.
"""

from __future__ import annotations

from collections.abc import Callable
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
from whitlow.language.value import Known
from whitlow.language.values import Levels, Value
from whitlow.language.walk import children

if TYPE_CHECKING:
    from whitlow.language.compiled import Run

__all__ = ["Told", "explained"]

Names = tuple[str, ...]
Told = Callable[[Known], tuple[Value, Names]]
"""The value, and the names: those that decided a known value, or on which an unknown one hangs.

A name may stand more than once.
"""

NOBODY: Names = ()


def explained(expr: Expr, run_of: Callable[[Expr], Run]) -> Told | None:
    """Return what tells the value of an expression with the names, or None where nothing does.

    ``run_of`` makes the function of a part's value.
    """
    match expr:
        case Name(name):
            return lambda known: (known(name), (name,))
        case Number(found) | Text(found) | Truth(found):
            return lambda _: (found, NOBODY)
        case And(parts) | Or(parts):
            told = _each(parts, run_of)
            return None if told is None else _joined(told, decisive=isinstance(expr, Or))
        case Not(part):
            inner = explained(part, run_of)
            return None if inner is None else _not(inner)
        case If(condition, then, otherwise):
            told = _each((condition, then, otherwise), run_of)
            return None if told is None else _if(*told)
        case IsNull(part):
            return _fixed(expr, run_of(expr)) if _is_strict(part) else None
        case Set():
            return _fixed(expr, run_of(expr))
        case Compare() | In() | Overlaps() if all(map(_is_strict, children(expr))):
            return _plain(expr, run_of(expr))
        case Compare(_, left, right) if isinstance(left, Number) or isinstance(right, Number):
            told = _each((left, right), run_of)
            return None if told is None else _mixed(run_of(expr), told)
        case Arithmetic() | Negate() | Round() | Least() | Greatest():
            if _is_strict(expr):
                return _plain(expr, run_of(expr))
            told = _each(children(expr), run_of)
            return None if told is None else _mixed(run_of(expr), told)
        case Compare() | In() | Overlaps():
            return None
        case _:
            assert_never(expr)


def _each(parts: tuple[Expr, ...], run_of: Callable[[Expr], Run]) -> tuple[Told, ...] | None:
    told = tuple(explained(part, run_of) for part in parts)
    found = tuple(one for one in told if one is not None)
    return found if len(found) == len(told) else None


def _is_strict(expr: Expr) -> bool:
    """Whether an expression is a name, a literal, or a sum that needs every name that it reads."""
    match expr:
        case Name() | Number() | Text() | Truth() | Set():
            return True
        case Arithmetic() | Negate() | Round() | Least() | Greatest():
            return all(map(_is_strict, children(expr)))
        case Compare() | In() | Overlaps() | And() | Or() | Not() | If() | IsNull():
            return False
        case _:
            assert_never(expr)


def _fixed(expr: Expr, run: Run) -> Told:
    """Return what is never unknown, and rests on all that it reads."""
    names = names_in(expr)
    return lambda known: (run(known), names)


def _plain(expr: Expr, run: Run) -> Told:
    names = names_in(expr)

    def told(known: Known) -> tuple[Value, Names]:
        found = run(known)
        if found is not None:
            return found, names
        return None, tuple(name for name in names if _is_open(known(name)))

    return told


def _mixed(run: Run, parts: tuple[Told, ...]) -> Told:
    """Return a sum, or a comparison with a number, in which a part is itself a choice."""

    def told(known: Known) -> tuple[Value, Names]:
        found = run(known)
        every = [part(known) for part in parts]
        behind = [names for each, names in every if found is not None or each is None]
        return found, tuple(name for names in behind for name in names)

    return told


def _is_open(found: Value) -> bool:
    return found is None or isinstance(found, Levels)


def _joined(parts: tuple[Told, ...], *, decisive: bool) -> Told:
    """Return an ``or`` (decisive: true) or an ``and`` (decisive: false)."""

    def told(known: Known) -> tuple[Value, Names]:
        settled: list[str] = []
        open_: list[str] = []
        unknown = False
        for part in parts:
            found, names = part(known)
            if found is decisive:
                return found, names
            if found is None:
                unknown = True
                open_ += names
            else:
                settled += names
        return (None, tuple(open_)) if unknown else (not decisive, tuple(settled))

    return told


def _not(part: Told) -> Told:
    def told(known: Known) -> tuple[Value, Names]:
        found, names = part(known)
        return None if found is None else not found, names

    return told


def _if(condition: Told, then: Told, otherwise: Told) -> Told:
    def told(known: Known) -> tuple[Value, Names]:
        holds, names = condition(known)
        if holds is None:
            return None, names
        found, behind = (then if holds else otherwise)(known)
        return found, behind if found is None else names + behind

    return told
