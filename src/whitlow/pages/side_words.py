"""This module says in words what it means to follow a position of a disagreement.

It refuses to say what a position does not do: whatever it changes is named, and nothing else is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.guideline import side
from whitlow.pages.english import in_words
from whitlow.pages.words import statement_text
from whitlow.sentence import claim_text, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Disagreement, Follow, Guideline

__all__ = ["meaning", "option"]


def option(record: Disagreement, number: int) -> str:
    """Return the option by which a position is followed."""
    return f"--follow {record.id}={number}"


def meaning(guideline: Guideline, record: Disagreement, number: int) -> tuple[str, ...]:
    """Return what following a position means, a sentence for each thing."""
    name = side(record.id, number)
    rules = [rule.id for rule in guideline.written.values() if name in rule.following]
    follow = record.positions[number - 1].follow
    told = () if follow is None else _told(guideline, follow)
    return (*((f"With the rules {joined(rules)}.",) if rules else ()), *told)


def _told(guideline: Guideline, follow: Follow) -> Iterator[str]:
    if follow.profile:
        yield f"With the profile {follow.profile}."
    if follow.without:
        yield f"Without {joined(follow.without)}."
    for fact, answer in follow.answers.items():
        known = guideline.option_label(fact, answer)
        while_ = f", while {in_words(guideline, follow.when)}" if follow.when is not None else ""
        drug = guideline.label(follow.drug)
        yield f"For {drug} the {guideline.label(fact)} is {known}{while_}."
    for grade, levels in follow.levels.items():
        for level in levels:
            when = in_words(guideline, level.when)
            yield f"{guideline.label(grade)} is {level.label} when {when}."
    for old, new in follow.figures.items():
        yield f"{_figure(guideline, new)} in place of {_figure(guideline, old)}."


def _figure(guideline: Guideline, name: str) -> str:
    """Return a claim in words, or what the statement of a course says, with its name."""
    if "." in name:
        return f"{claim_text(guideline.claim(name))} ({name})"
    return f"“{statement_text(guideline, name)}” ({name})"
