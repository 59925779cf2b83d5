"""This module finds quantities in conditions that nothing cited beside them carries.

It refuses to call such a number wrong: it may follow from a source that another record cites.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whitlow.errors import WhitlowError
from whitlow.language import Number, Unit, children, convert, number_text, same_dimension

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from fractions import Fraction

    from whitlow.guideline import Claim, Condition, Guideline
    from whitlow.language import Expr

__all__ = ["Uncited", "numbers_of", "uncited"]


@dataclass(frozen=True, slots=True)
class Uncited:
    """A record with the quantities of its condition that its own citations do not hold."""

    record: str
    quantities: tuple[str, ...]


def uncited(guideline: Guideline) -> Iterator[Uncited]:
    """Yield each rule, law, formula and level of a grade with such a quantity."""
    for record, conditions, cites in _cited_conditions(guideline):
        claims = [claim for cite in cites for claim in guideline.statements[cite].claims.values()]
        found = [
            f"{number_text(number.value)} {number.unit}"
            for condition in conditions
            for number in numbers_of(condition.source)
            if number.value and not any(_carries(claim, number) for claim in claims)
        ]
        if found:
            yield Uncited(record, tuple(dict.fromkeys(found)))


def _cited_conditions(
    guideline: Guideline,
) -> Iterator[tuple[str, list[Condition], tuple[str, ...]]]:
    for rule in guideline.rules.values():
        yield rule.id, [rule.when], rule.cites
    for law in guideline.laws.values():
        yield law.id, [each for each in (law.when, law.unless) if each is not None], law.cites
    for formula in guideline.formulas.values():
        yield formula.name, [formula.condition], formula.cites
    for name, grade in guideline.grades.items():
        for level in grade.levels:
            yield f"{name}, level {level.name}", [level.when], level.cites


def numbers_of(expr: Expr) -> Iterator[Number]:
    """Yield the quantities of an expression that carry a unit."""
    if isinstance(expr, Number) and expr.unit not in {"", "1"}:
        yield expr
    for part in children(expr):
        yield from numbers_of(part)


def _carries(claim: Claim, number: Number) -> bool:
    """Whether a claim holds a quantity; a count such as '4 weeks' by its number alone."""
    ends = [end for end in (claim.low, claim.high) if end is not None]
    try:
        mine, theirs = Unit.parse(claim.unit), Unit.parse(number.unit)
    except WhitlowError:
        return number.value in ends
    return same_dimension(mine, theirs) and number.value in _converted(ends, mine, theirs)


def _converted(ends: Iterable[Fraction], mine: Unit, theirs: Unit) -> list[Fraction]:
    return [convert(end, mine, theirs) for end in ends]
