"""This module lists all that the conditions of a guideline are made of.

It refuses to hold what a contradiction asks: that bears on whether a patient is believed, and on
no recommendation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.guideline import OnceFor
from whitlow.language import children

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Condition, Guideline
    from whitlow.language import Expr

__all__ = ["all_parts"]


def _found(guideline: Guideline) -> tuple[Expr, ...]:
    return tuple(part for each in _conditions(guideline) for part in _parts(each.compiled))


def _conditions(guideline: Guideline) -> Iterator[Condition]:
    for rule in guideline.rules.values():
        yield rule.when
    for law in guideline.laws.values():
        yield from (each for each in (law.when, law.unless) if each is not None)
    for grade in guideline.grades.values():
        yield from (level.when for level in grade.levels)
    for formula in guideline.formulas.values():
        yield formula.condition


def _parts(expr: Expr) -> Iterator[Expr]:
    yield expr
    for part in children(expr):
        yield from _parts(part)


all_parts: Final = OnceFor(_found)
