"""This module lays out what a list of fields would garble: positions, levels, and a worked case.

It refuses to repeat what the fields already say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from whitlow.evaluate import Outcome
from whitlow.guideline import Disagreement, Grade, Level
from whitlow.pages.blocks import Heading, Point, Prose, Run, Sheet, Words, said
from whitlow.pages.citations import Citations
from whitlow.pages.disagreements_page import record_blocks
from whitlow.pages.english import in_words
from whitlow.pages.words import template_text
from whitlow.plan.survivors import survivors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Guideline
    from whitlow.pages.blocks import Block
    from whitlow.plan import Plan

__all__ = ["OWN_BLOCKS", "own_blocks", "speaking", "speaking_blocks"]

OWN_BLOCKS: Final = {
    Disagreement: ("question", "positions", "followed", "why"),
    Grade: ("levels",),
}
"""The fields that have blocks of their own, by kind of record."""

SPEAKING: Final = (Outcome.STANDS, Outcome.PROVISIONAL, Outcome.BARRED, Outcome.ASK)


def own_blocks(guideline: Guideline, record: object) -> Iterator[Block]:
    """Yield the blocks of the fields that are no list of texts."""
    citations = Citations(guideline)
    match record:
        case Disagreement():
            yield from record_blocks(guideline, record, citations)
            yield from citations.blocks()
        case Grade():
            for level in record.levels:
                yield from _level(guideline, level, citations)
            yield from citations.blocks()
        case _:
            return


def _level(guideline: Guideline, level: Level, citations: Citations) -> Iterator[Block]:
    says = template_text(guideline, level.says, level.cites)
    when: Words = (Run("When: ", "strong"), Run(f"{in_words(guideline, level.when)}."))
    yield Heading(level.label, aside=level.name)
    yield Point((Run(says), *citations.cited(level.cites)), notes=(when,))


def speaking(plan: Plan) -> dict[str, list[str]]:
    """Return the rules that speak in a plan, by what becomes of them, and the laws that act."""
    found = survivors(plan.reading, plan.profile)
    rules: dict[str, list[str]] = {_title(outcome): [] for outcome in SPEAKING}
    for decision in found.decisions:
        if decision.outcome in SPEAKING:
            rules[_title(decision.outcome)].append(decision.rule.id)
    rules["law that takes a treatment out"] = list(found.withdrawn)
    return {title: many for title, many in rules.items() if many}


def _title(outcome: Outcome) -> str:
    match outcome:
        case Outcome.STANDS:
            return "stands"
        case Outcome.PROVISIONAL:
            return "provisional"
        case Outcome.BARRED:
            return "barred"
        case Outcome.ASK:
            return "asks first"
        case Outcome.SILENT:
            return "silent"
        case _:
            assert_never(outcome)


def speaking_blocks(plan: Plan) -> Iterator[Block]:
    """Yield the bottom line of a case's plan, and the rules that speak in it."""
    yield Heading("Bottom line of its plan")
    yield Prose(said(plan.bottom_line.says))
    yield Heading("Rules that speak in it")
    rows = [(title, (said(", ".join(rules)),)) for title, rules in speaking(plan).items()]
    yield Sheet(tuple(rows))
