"""This module finds the facts of which a rule asks whether they are known at all.

It refuses to overlook one behind a formula, a grade or a column: a rule of which none is found
asks for no absence anywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.language import IsNull, children, names_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Condition, Guideline, Rule
    from whitlow.language import Expr

__all__ = ["facts_asked_for"]


def facts_asked_for(guideline: Guideline, rule: Rule) -> tuple[str, ...]:
    """Return the facts of which a rule, an overrider or what they read asks whether they are known.

    Of a rule that asks for none it holds without exception that it lasts.
    """
    conditions = [rule.when, *(guideline.rules[name].when for name in rule.overriders)]
    seen: set[str] = set()
    found: dict[str, None] = {}
    for condition in conditions:
        _absences(guideline, condition, seen, found)
    return tuple(found)


def _absences(
    guideline: Guideline, condition: Condition, seen: set[str], found: dict[str, None]
) -> None:
    for part in _nulls(condition.compiled):
        for name in names_in(part):
            found |= dict.fromkeys(_behind(guideline, name))
    for name in names_in(condition.compiled):
        if name not in seen:
            seen.add(name)
            for inner in _conditions_of(guideline, _own(guideline, name)):
                _absences(guideline, inner, seen, found)


def _behind(guideline: Guideline, name: str) -> Iterator[str]:
    """Yield the facts that a name could read, however indirectly."""
    own = _own(guideline, name)
    if own in guideline.facts:
        yield own
    for condition in _conditions_of(guideline, own):
        for inner in names_in(condition.compiled):
            yield from _behind(guideline, inner)


def _own(guideline: Guideline, name: str) -> str:
    """Return a name, or for a column what its table is over."""
    table = guideline.tables.get(name.partition(".")[0])
    return name if table is None else table.over


def _conditions_of(guideline: Guideline, name: str) -> Iterator[Condition]:
    if name in guideline.formulas:
        yield guideline.formulas[name].condition
    if name in guideline.grades:
        yield from (level.when for level in guideline.grades[name].levels)


def _nulls(expr: Expr) -> Iterator[Expr]:
    if isinstance(expr, IsNull):
        yield expr.part
    for part in children(expr):
        yield from _nulls(part)
