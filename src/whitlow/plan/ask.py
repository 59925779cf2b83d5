"""This module finds what is unknown and what hangs on it.

It refuses to ask for a fact that no surviving or open rule reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.evaluate import Outcome
from whitlow.plan.records import SECTIONS, Question

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from whitlow.evaluate import Decision, Reading
    from whitlow.guideline import Guideline

__all__ = ["SECTION_OF", "questions"]

SECTION_OF: Final[dict[str, str]] = {
    "emergency": "emergency",
    "assess": "assess",
    "exclude": "assess",
    "test": "test",
    "treat": "treat",
    "avoid": "avoid",
    "hold": "dose",
    "confirm": "dose",
    "caution": "dose",
    "monitor": "monitor",
    "refer": "refer",
    "follow_up": "follow_up",
    "counsel": "counsel",
    "pitfall": "pitfalls",
}
FEWEST_FOR_ONE_ANSWER: Final = 2
ASKED_FIRST: Final = SECTIONS.index("ask")


def questions(
    reading: Reading,
    decisions: Iterable[Decision],
    extra: Mapping[str, tuple[str, ...]],
    *,
    plain: bool,
) -> tuple[Question, ...]:
    """Return the facts to ask for, most urgent first, each with the rules that it settles.

    ``extra`` gives, by rule or law id, facts that an order or a law still needs. A doubted fact
    is always asked for, right after what an emergency hangs on.
    """
    settles: dict[str, dict[str, None]] = {}
    rank: dict[str, int] = {}
    for decision in decisions:
        section = SECTIONS.index(SECTION_OF[decision.rule.action.kind])
        for fact in _open_facts(reading, decision):
            settles.setdefault(fact, {})[decision.rule.id] = None
            rank[fact] = min(rank.get(fact, section), section)
    for fact in sorted(reading.doubted):
        settles.setdefault(fact, {})
        rank[fact] = min(rank.get(fact, ASKED_FIRST), ASKED_FIRST)
    dose = SECTIONS.index("dose")
    for identity, facts in extra.items():
        for fact in facts:
            settles.setdefault(fact, {})[identity] = None
            rank[fact] = min(rank.get(fact, dose), dose)
    order = {name: index for index, name in enumerate(reading.guideline.facts)}
    merged = _merged(reading.guideline, settles, rank)
    names = sorted(merged, key=lambda fact: (rank[fact], -len(merged[fact]), order[fact]))
    return tuple(
        Question(fact, _wording(reading.guideline, fact, plain=plain), tuple(merged[fact]))
        for fact in names
    )


def _open_facts(reading: Reading, decision: Decision) -> tuple[str, ...]:
    match decision.outcome:
        case Outcome.ASK:
            return reading.open_facts(decision.rule.when)
        case Outcome.PROVISIONAL:
            return decision.waits
        case Outcome.STANDS | Outcome.BARRED | Outcome.SILENT:
            return ()


def _merged(
    guideline: Guideline, settles: dict[str, dict[str, None]], rank: dict[str, int]
) -> dict[str, dict[str, None]]:
    """Return the questions with those that one answer settles asked as one."""
    for fact in guideline.facts.values():
        together = [name for name in fact.settles if name in settles]
        if fact.type == "answers" and len(together) >= FEWEST_FOR_ONE_ANSWER:
            rank[fact.name] = min(rank[name] for name in together)
            settles[fact.name] = {rule: None for name in together for rule in settles.pop(name)}
    return settles


def _wording(guideline: Guideline, name: str, *, plain: bool) -> str:
    fact = guideline.facts[name]
    return (fact.plain or fact.ask) if plain else (fact.ask or fact.label or name)
