"""This module brings numbers into one unit by exact factors.

It refuses to guess the unit of a bare number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.language.kinds import NumberType
from whitlow.language.nodes import Arithmetic, Negate, Number
from whitlow.language.trouble import LanguageError
from whitlow.language.units import (
    ONE,
    Unit,
    convert,
    difference,
    number_text,
    same_dimension,
)

if TYPE_CHECKING:
    from whitlow.language.kinds import Type
    from whitlow.language.nodes import Expr

__all__ = ["aligned", "in_unit", "whole_ratio"]

Measured = tuple["Expr", Unit]


def in_unit(expr: Expr, source: Unit, target: Unit) -> Expr:
    """Return a number in another unit of its dimension: a literal folds, the rest is multiplied."""
    match expr:
        case Number(value, _, at):
            return Number(convert(value, source, target), target.text, at)
        case Negate(part, at):
            return Negate(in_unit(part, source, target), at)
        case _ if source.factor == target.factor:
            return expr
        case _:
            factor = source.factor / target.factor
            return Arithmetic("*", expr, Number(factor, "", expr.at), expr.at)


def whole_ratio(expr: Expr, unit: Unit) -> tuple[Expr, Type]:
    """Return a product or quotient; where every unit cancels, as a bare number."""
    if unit.dimension or not unit.text:
        return expr, NumberType(unit)
    return in_unit(expr, unit, ONE), NumberType(ONE)


def aligned(whole: Expr, parts: tuple[Measured, ...]) -> tuple[tuple[Expr, ...], Unit]:
    """Return parts in one unit: that of the first part that is not a literal."""
    unit = next((unit for part, unit in parts if not _literal(part)), parts[0][1])
    for part, own in parts:
        if own == ONE and unit != ONE and _literal(part):
            raise _bare(part, unit)
        if unit == ONE and own != ONE and _literal(part):
            what = f"{own.named} is compared with a bare number."
            raise LanguageError(what, "Leave the unit out.", part.at, check="type")
        if not same_dimension(own, unit):
            remedy = "Compare and add like with like."
            raise LanguageError(difference(unit, own), remedy, whole.at, check="type")
    return tuple(in_unit(part, own, unit) for part, own in parts), unit


def _literal(expr: Expr) -> bool:
    return isinstance(expr, Number) or (isinstance(expr, Negate) and _literal(expr.part))


def _bare(part: Expr, unit: Unit) -> LanguageError:
    number = part
    while isinstance(number, Negate):
        number = number.part
    text = number_text(number.value) if isinstance(number, Number) else "5"
    what = f"The number {text} has no unit, and it is measured against {unit.named}."
    return LanguageError(what, f"Give the unit: {text} {unit.text!r}.", part.at, check="type")
