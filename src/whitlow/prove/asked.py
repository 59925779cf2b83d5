"""This module collects what the conditions of a guideline ask of its set facts.

It refuses more distinctions than are asked: two words that no condition tells apart are one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.door.medicines import MILD
from whitlow.language import In, Name, Overlaps, Set, Text, children

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from whitlow.guideline import Condition, Fact, Guideline
    from whitlow.language import Expr

__all__ = [
    "Asked",
    "asked_in",
    "asked_of_sets",
    "conditions",
    "truths",
    "words_of",
    "words_possible",
]

Asked = dict[str, tuple[frozenset[str], ...]]
"""For each set fact, the collections of words of which conditions ask whether it holds one."""


def conditions(guideline: Guideline) -> Iterator[Condition]:
    """Yield every condition of a guideline that is read of a patient."""
    yield from (formula.condition for formula in guideline.formulas.values())
    yield from truths(guideline)


def truths(guideline: Guideline) -> Iterator[Condition]:
    """Yield every condition that is a truth for certain: all but those of formulas."""
    for grade in guideline.grades.values():
        for level in grade.levels:
            yield level.when
    for rule in guideline.rules.values():
        yield rule.when
    for law in guideline.laws.values():
        for condition in (law.when, law.unless):
            if condition is not None:
                yield condition
    for contradiction in guideline.contradictions.values():
        yield contradiction.when
    for promise in guideline.promises.values():
        if promise.when is not None:
            yield promise.when


def asked_of_sets(guideline: Guideline) -> Asked:
    """Return what all conditions together ask of each set fact."""
    found: dict[str, dict[frozenset[str], None]] = {}
    for condition in conditions(guideline):
        for name, words in asked_in(condition.compiled, guideline.members):
            found.setdefault(name, {})[words] = None
    return {name: tuple(many) for name, many in found.items()}


def asked_in(
    expr: Expr, members: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield of which set facts an expression asks for which words."""
    words = words_of(expr, members)
    if words is not None:
        yield words
    for part in children(expr):
        yield from asked_in(part, members)


def words_of(
    expr: Expr, members: Mapping[str, frozenset[str]]
) -> tuple[str, frozenset[str]] | None:
    """Return which set fact an expression asks for which words, if that is what it does."""
    match expr:
        case In(Text(word), Name(name)):
            return name, frozenset((word,))
        case Overlaps(Name(name), Set(items)):
            return name, frozenset(item.value for item in items)
        case Overlaps(Name(name), Text(group)):
            return name, members.get(group, frozenset())
        case _:
            return None


def words_possible(guideline: Guideline, fact: Fact) -> tuple[str, ...]:
    """Return the words that a set fact may hold, as the door reads them.

    An open set may hold others beside them, for which no condition can ask by name or by class.
    """
    match fact.members:
        case "drugs":
            named = (*guideline.drugs, *guideline.groups)
            return (*named, *(f"{name}{MILD}" for name in named))
        case "variants":
            return (*guideline.variants,)
        case _:
            return tuple(fact.options or ())
