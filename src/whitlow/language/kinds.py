"""This module says which types an expression may have.

It refuses conversions: a truth is never a number, nor a text a choice of something else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from whitlow.language.trouble import LanguageError, listed, nearest
from whitlow.record import dataclass

if TYPE_CHECKING:
    from whitlow.language.nodes import Expr, Set, Text
    from whitlow.language.units import Unit

__all__ = [
    "ChoiceType",
    "NumberType",
    "SetType",
    "TruthType",
    "Type",
    "check_option",
    "check_options",
    "described",
    "mistyped",
]


@dataclass(frozen=True, slots=True)
class NumberType:
    """A number of some unit."""

    unit: Unit


@dataclass(frozen=True, slots=True)
class TruthType:
    """True, false or unknown."""


@dataclass(frozen=True, slots=True)
class ChoiceType:
    """One of some options: a fact, or a grade with its levels."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetType:
    """Any number of some options; ``None`` leaves the set open."""

    options: tuple[str, ...] | None


Type = NumberType | TruthType | ChoiceType | SetType


def described(kind: Type) -> str:
    """Return a type as a sentence names it.

    >>> from whitlow.language.units import Unit
    >>> described(NumberType(Unit.parse("kg")))
    "a number in 'kg'"
    """
    match kind:
        case NumberType(unit):
            return f"a number in {unit.text!r}" if unit.text else "a number without a unit"
        case TruthType():
            return "a truth"
        case ChoiceType(options):
            return f"a choice of {listed(options)}"
        case SetType(options):
            return "a set" if options is None else f"a set of {listed(options)}"
        case _:
            assert_never(kind)


def check_options(items: Set, known: tuple[str, ...]) -> None:
    """Refuse a set that names a stranger, or one option twice."""
    seen: set[str] = set()
    for item in items.items:
        check_option(item, known)
        if item.value in seen:
            raise mistyped(item, f"{item.value!r} stands twice in this set.", "Take one out.")
        seen.add(item.value)


def check_option(text: Text, known: tuple[str, ...]) -> None:
    """Refuse a text that is not among the options."""
    if text.value not in known:
        what = f"{text.value!r} is not among {listed(known)}."
        raise mistyped(text, what, nearest(text.value, known) or "Use one of these.")


def mistyped(expr: Expr, what: str, remedy: str) -> LanguageError:
    """Return the error for an expression that has no type, or not the one that is wanted."""
    return LanguageError(what, remedy, expr.at, check="type")
