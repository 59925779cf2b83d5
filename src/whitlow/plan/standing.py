"""This module finds the worked cases in which each rule stands.

It refuses to make their plans, of which it needs only what survives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.door import read_entries
from whitlow.errors import InputError
from whitlow.evaluate import Outcome, Reading
from whitlow.guideline import following
from whitlow.plan.sides import chosen_profile
from whitlow.plan.survivors import survivors

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from whitlow.guideline import Case, Guideline

__all__ = ["cases_by_rule"]


def cases_by_rule(guideline: Guideline, cases: Mapping[str, Case]) -> dict[str, tuple[str, ...]]:
    """Return the names of the cases in which a rule stands, by the rule, in the cases' order."""
    found: dict[str, list[str]] = {}
    for name, case in cases.items():
        for rule in _standing(guideline, case):
            found.setdefault(rule, []).append(name)
    return {rule: tuple(names) for rule, names in found.items()}


def _standing(guideline: Guideline, case: Case) -> Iterator[str]:
    """Yield the rules that stand in a case; in one that the door refuses none does."""
    followed = following(guideline, dict(case.follow)) if case.follow else guideline
    try:
        patient = read_entries(case.facts, followed, case.today)
    except InputError:
        return
    doubted = frozenset(fact for doubt in patient.doubts for fact in doubt.facts)
    reading = Reading(followed, patient.facts, doubted)
    for decision in survivors(reading, chosen_profile(followed, case.profile)).decisions:
        if decision.outcome is Outcome.STANDS:
            yield decision.rule.id
