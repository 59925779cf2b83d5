"""This module writes a condition in the words of a guideline's labels.

It refuses to choose other words: what a name is called is the guideline's to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.language import to_english

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Condition, Guideline

__all__ = ["in_words"]


def in_words(guideline: Guideline, condition: Condition) -> str:
    """Return a condition as a sentence without its full stop."""
    return to_english(condition.source, dict(_labels(guideline)))


def _labels(guideline: Guideline) -> Iterator[tuple[str, str]]:
    """Yield the words of every name and option; of two with one name the later one counts."""
    for name in (*guideline.groups, *guideline.drugs, *guideline.formulas, *guideline.grades):
        yield name, guideline.label(name)
    for grade in guideline.grades.values():
        for level in grade.levels:
            yield f"{grade.name}={level.name}", level.label
    for fact in guideline.facts.values():
        yield fact.name, guideline.label(fact.name)
        for option, label in (fact.options or {}).items():
            yield f"{fact.name}={option}", label
        if fact.members:
            for name in (*guideline.groups, *guideline.drugs):
                if name in guideline.facts:
                    yield f"{fact.name}={name}", _label_of_drug(guideline, name)


def _label_of_drug(guideline: Guideline, name: str) -> str:
    """Return the words of a drug or class whose name a fact has too."""
    drug = guideline.drugs.get(name)
    return guideline.groups[name].label if drug is None else drug.name
