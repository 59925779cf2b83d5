"""This module writes the bottom line: at most two sentences, each the headline of a rule.

It refuses to promise more than survives: what is provisional says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.evaluate import Outcome
from whitlow.plan.records import BottomLine
from whitlow.sentence import fill, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whitlow.evaluate import Decision, Reading
    from whitlow.plan.records import Question
    from whitlow.plan.survivors import Survivors

__all__ = ["bottom_line"]

MOST_SENTENCES: Final = 2
MOST_FACTS: Final = 3
ORDER: Final = ("emergency", "treat", "refer", "test", "assess", "avoid")


def bottom_line(
    reading: Reading, found: Survivors, ask: Sequence[Question], *, plain: bool
) -> BottomLine:
    """Return the bottom line of what survives, or what to ask first where nothing does."""
    chosen = _chosen(found, plain=plain)
    if not chosen:
        return BottomLine(_asking(reading, ask), (), provisional=bool(ask))
    cites = tuple(dict.fromkeys(cite for decision in chosen for cite in decision.rule.cites))
    says = [_sentence(reading, decision, plain=plain) for decision in chosen]
    provisional = any(decision.outcome is Outcome.PROVISIONAL for decision in chosen)
    return BottomLine(" ".join(says), cites, provisional)


def _chosen(found: Survivors, *, plain: bool) -> list[Decision]:
    """Return the rules with a headline that matter most, no two of one kind and target."""
    ranked = [
        decision
        for kind in ORDER
        for decision in found.alive(kind)
        if decision.rule.headline is not None
        and not (plain and (decision.rule.plain is None or kind == "treat"))
    ]
    unique: dict[tuple[str, str], Decision] = {}
    for decision in ranked:
        unique.setdefault((decision.rule.action.kind, decision.rule.action.target), decision)
    return list(unique.values())[:MOST_SENTENCES]


def _sentence(reading: Reading, decision: Decision, *, plain: bool) -> str:
    rule = decision.rule
    wording = rule.plain if plain else rule.headline
    if wording is None:
        return ""
    said = fill(wording, reading.guideline, rule.cites, reading.known)
    if decision.outcome is Outcome.STANDS or plain:
        return said
    facts = [
        fact
        for name in decision.hangs_on
        for fact in reading.open_facts(reading.guideline.rules[name].when)
    ]
    named = [reading.guideline.label(fact) for fact in dict.fromkeys(facts)]
    shown = named[:MOST_FACTS] + (["more"] if len(named) > MOST_FACTS else [])
    return f"Provisionally, until {joined(shown)} are known: {said}" if shown else said


def _asking(reading: Reading, ask: Sequence[Question]) -> str:
    if not ask:
        return "Nothing in this guideline applies to what is known of this patient."
    labels = [reading.guideline.label(question.fact) for question in ask[:MOST_FACTS]]
    return f"Too little is known for advice: begin with {joined(labels)}."
