"""This module lays out what was given of a patient, by group, and what of it is not used.

It refuses to leave out a fact: a reader sees at once what a plan was made from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.pages.blocks import Point, Run, Sheet, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.pages.blocks import Block
    from whitlow.plan import Plan

__all__ = ["fact_blocks"]

SEPARATOR: Final = " · "
OTHER: Final = "other"


def fact_blocks(plan: Plan) -> Iterator[Block]:
    """Yield the facts of a plan and the doubts about them."""
    rows = tuple((group, (said(SEPARATOR.join(told)),)) for group, told in _groups(plan).items())
    if rows:
        yield Sheet(rows)
    for doubt in plan.doubts:
        yield Point((Run("In doubt: ", "strong"), Run(doubt)), "ask")


def _groups(plan: Plan) -> dict[str, list[str]]:
    """Return the facts in words by their group, what one answer settled as that answer."""
    guideline = plan.guideline
    groups: dict[str, list[str]] = {}
    told: set[str] = set()
    for fact in guideline.facts.values():
        if fact.settles and all(plan.reading.known(name) is False for name in fact.settles):
            groups.setdefault(fact.group or OTHER, []).append(f"{guideline.label(fact.name)}: none")
            told.update(fact.settles)
    for reason in plan.facts:
        if reason.fact not in told:
            group = guideline.facts[reason.fact].group or OTHER
            groups.setdefault(group, []).append(_fact(plan, reason.fact, reason.value))
    order = {fact.group or OTHER: None for fact in guideline.facts.values()}
    return {group: groups[group] for group in order if group in groups}


def _fact(plan: Plan, name: str, value: str) -> str:
    """Return a fact in few words: its name, and its value as yes, no, a word or a number."""
    label = plan.guideline.label(name)
    match plan.reading.known(name):
        case True:
            return f"{label}: yes"
        case False:
            return f"{label}: no"
        case str() | frozenset():
            return f"{label}: {value}"
        case _:
            return f"{label} {value}"
