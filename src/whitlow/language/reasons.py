"""This module says which names decided a result, and which keep it unknown.

It refuses to list what made no difference: the other parts of a settled ``and`` or ``or``.
"""

from __future__ import annotations

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
from whitlow.language.value import Known, Members, value
from whitlow.language.values import Levels, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["deciding", "undecided"]


def undecided(expr: Expr, known: Known, members: Members) -> tuple[str, ...]:
    """Return the names on which an unknown result hangs, each once, in order of appearance.

    A known result hangs on none.  A grade known only as a range counts as unknown here.
    """
    reader = _Reader(known, members)
    if reader.value(expr) is not None:
        return ()
    return tuple(dict.fromkeys(reader.open(expr), None))


def deciding(
    expr: Expr, known: Known, members: Members, result: Value = None
) -> tuple[tuple[str, Value], ...]:
    """Return the names that decided a known result, with their values, in order of appearance.

    A true ``or`` is decided by its first true part, a false ``and`` by its first false part.
    ``result`` is the value of the expression where the caller has it already.
    """
    reader = _Reader(known, members)
    if result is None:
        result = reader.value(expr)
    if result is None:
        return ()
    names = dict.fromkeys(reader.settled(expr, result), None)
    return tuple((name, known(name)) for name in names)


class _Reader:
    """What is known while one result is explained."""

    def __init__(self, known: Known, members: Members) -> None:
        self.known: Final = known
        self.members: Final = members

    def value(self, expr: Expr) -> Value:
        return value(expr, self.known, self.members)

    def open(self, expr: Expr) -> Iterator[str]:
        """Yield the names that keep an expression unknown."""
        match expr:
            case Name(name):
                found = self.known(name)
                if found is None or isinstance(found, Levels):
                    yield name
            case Number() | Text() | Truth() | Set() | IsNull():
                return
            case And(parts) | Or(parts) | Least(parts) | Greatest(parts):
                yield from self.open_among(parts)
            case Compare(_, left, right) | Arithmetic(_, left, right) | In(left, right):
                yield from self.open_among((left, right))
            case Not(part) | Negate(part) | Round(part) | Overlaps(part):
                yield from self.open_among((part,))
            case If(condition, then, otherwise):
                holds = self.value(condition)
                chosen = then if holds is True else otherwise
                yield from self.open(condition if holds is None else chosen)
            case _:
                assert_never(expr)

    def open_among(self, parts: tuple[Expr, ...]) -> Iterator[str]:
        for part in parts:
            found = self.value(part)
            if found is None or isinstance(found, Levels):
                yield from self.open(part)

    def settled(self, expr: Expr, result: Value) -> Iterator[str]:
        """Yield the names that made an expression the result that it has.

        The result is handed down, so that only where one part of several decided is each looked
        at again.
        """
        match expr:
            case Name(name):
                yield name
            case Number() | Text() | Truth() | Set():
                return
            case And(parts):
                yield from self.settled_by(parts, result, decisive=False)
            case Or(parts):
                yield from self.settled_by(parts, result, decisive=True)
            case Least(parts) | Greatest(parts):
                yield from self.settled_all(parts)
            case Compare(_, left, right) | Arithmetic(_, left, right) | In(left, right):
                yield from self.settled_all((left, right))
            case Not(part):
                yield from self.settled(part, not result)
            case IsNull(part) | Negate(part) | Round(part) | Overlaps(part):
                yield from self.settled_all((part,))
            case If(condition, then, otherwise):
                holds = self.value(condition)
                yield from self.settled(condition, holds)
                yield from self.settled(then if holds is True else otherwise, result)
            case _:
                assert_never(expr)

    def settled_all(self, parts: tuple[Expr, ...]) -> Iterator[str]:
        """Yield the names of parts that are each needed, whatever they are."""
        for part in parts:
            if isinstance(part, Name):
                yield part.name
            else:
                yield from self.settled(part, self.value(part))

    def settled_by(
        self, parts: tuple[Expr, ...], result: Value, *, decisive: bool
    ) -> Iterator[str]:
        """Yield the names of the first part with the decisive value, else those of all parts."""
        if result is decisive:
            for part in parts:
                if self.value(part) is decisive:
                    yield from self.settled(part, decisive)
                    return
        for part in parts:
            yield from self.settled(part, result if result is not None else self.value(part))
