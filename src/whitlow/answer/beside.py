"""This module sets two things beside each other that a question compares.

It refuses to compare what it has no sentences on: a row stands where both, or one, say something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.answer.records import Comparison
from whitlow.answer.verdict import NO_EVIDENCE, statement_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whitlow.answer.index import Found
    from whitlow.answer.question import Asked
    from whitlow.answer.records import Audience, Sentence
    from whitlow.guideline import Guideline, Statement

__all__ = ["comparison"]

COMPARES: Final = "compare"
MOST_ROWS: Final = 4


def comparison(
    guideline: Guideline, asked: Asked, found: Sequence[Found], audience: Audience
) -> Comparison | None:
    """Return the two drugs that a question compares, topic by topic, or None."""
    if not any(kind.id == COMPARES for kind in asked.kinds):
        return None
    drugs = tuple(dict.fromkeys(each.id for each in asked.concepts if each.kind == "drug"))[:2]
    if len(drugs) < 2:  # noqa: PLR2004 - two are compared
        return None
    left, right = (_by_topic(guideline, drug, drugs, found, audience) for drug in drugs)
    both = [topic for topic in left if topic in right][:MOST_ROWS]
    if not both:
        return None
    heads = guideline.label(drugs[0]), guideline.label(drugs[1])
    return Comparison(heads, tuple((topic, left[topic], right[topic]) for topic in both))


def _by_topic(
    guideline: Guideline,
    drug: str,
    drugs: Sequence[str],
    found: Sequence[Found],
    audience: Audience,
) -> dict[str, Sentence]:
    """Return the statement that was found best on each topic of one drug and not of the other."""
    rank = {each.id: place for place, each in enumerate(found)}
    chosen: dict[str, Sentence] = {}
    others = [other for other in drugs if other != drug]
    about = [
        statement
        for statement in guideline.statements.values()
        if _names(guideline, statement, drug)
        and not any(_names(guideline, statement, other) for other in others)
        and guideline.sources[statement.source].kind != NO_EVIDENCE
    ]
    for statement in sorted(about, key=lambda each: (rank.get(each.id, len(rank)), each.id)):
        sentence = statement_sentence(guideline, statement, audience)
        for topic in statement.topics:
            if sentence.says and topic not in chosen:
                chosen[topic] = sentence
    return chosen


def _names(guideline: Guideline, statement: Statement, drug: str) -> bool:
    """Whether a statement is of a source or of words that name a drug."""
    name = guideline.label(drug).casefold()
    return name in f"{statement.id} {statement.says.text}".casefold()
