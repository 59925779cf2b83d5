"""This module finds questions that surviving treatments answer differently.

It refuses to choose: whoever reads the plan is shown both answers, and an editor mends the rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.plan.records import Conflict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Guideline
    from whitlow.plan.survivors import Survivors

__all__ = ["conflicts"]


def conflicts(guideline: Guideline, found: Survivors) -> Iterator[Conflict]:
    """Yield each question that two surviving treatments answer with unrelated drugs."""
    answers: dict[str, dict[str, str]] = {}
    for decision in found.alive("treat"):
        rule = decision.rule
        if rule.question:
            answers.setdefault(rule.question, {})[rule.id] = rule.action.target
    for question, drugs in answers.items():
        named = tuple(dict.fromkeys(drugs.values()))
        if any(not _related(guideline, named[0], drug) for drug in named[1:]):
            yield Conflict(question, tuple(drugs), named)


def _related(guideline: Guideline, one: str, other: str) -> bool:
    return guideline.is_a(one, other) or guideline.is_a(other, one)
