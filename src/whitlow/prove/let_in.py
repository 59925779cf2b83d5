"""This module knows which contradictions the door never lets in, whatever anyone confirms.

It refuses to take one for kept out that knowing less could bring back: that one stays possible.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.language import And, IsNull, Name, Or, children, names_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Contradiction, Guideline
    from whitlow.language import Expr

__all__ = ["never_let_in", "settled_by_confirming"]


def settled_by_confirming(contradiction: Contradiction) -> bool:
    """Whether the door keeps the facts of a contradiction once one of them is confirmed."""
    in_light_of_others = set(names_in(contradiction.when.source)) > set(contradiction.facts)
    return len(contradiction.facts) == 1 and in_light_of_others


def never_let_in(guideline: Guideline) -> Iterator[Contradiction]:
    """Yield the contradictions of which no believed patient meets both condition and facts.

    The door looks before it sets facts aside. A condition that was true then, and would be true
    still, has lost its facts; so only a condition that knowing less cannot make true is yielded.
    """
    for contradiction in guideline.contradictions.values():
        if not settled_by_confirming(contradiction) and _needs_to_know(
            guideline, contradiction.when.compiled
        ):
            yield contradiction


def _needs_to_know(guideline: Guideline, expr: Expr) -> bool:
    """Whether an expression that is true stays true the more is known."""
    match expr:
        case And(parts) | Or(parts):
            return all(_needs_to_know(guideline, part) for part in parts)
        case IsNull(Name(name), negated=True):
            return name in guideline.facts
        case _:
            return not any(isinstance(part, IsNull) for part in _all(guideline, expr))


def _all(guideline: Guideline, expr: Expr) -> Iterator[Expr]:
    """Yield the parts of an expression, and those of what its names stand for."""
    yield expr
    for part in children(expr):
        yield from _all(guideline, part)
    for name in names_in(expr) if isinstance(expr, Name) else NOTHING:
        for inner in _behind(guideline, name):
            yield from _all(guideline, inner)


NOTHING: Final[tuple[str, ...]] = ()


def _behind(guideline: Guideline, name: str) -> Iterator[Expr]:
    table = guideline.tables.get(name.partition(".")[0])
    own = name if table is None else table.over
    if own in guideline.formulas:
        yield guideline.formulas[own].condition.compiled
    if own in guideline.grades:
        yield from (level.when.compiled for level in guideline.grades[own].levels)
