"""This module reads a patient as the reader's choice has an order of one drug read it.

It refuses to answer what the patient's own facts answer or leave in doubt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.evaluate import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Follow, Guideline, Regimen

__all__ = ["as_chosen", "follows", "is_meant", "left_out"]


def follows(guideline: Guideline) -> Iterator[tuple[str, Follow]]:
    """Yield what following means for each position followed, with its disagreement."""
    for name, number in guideline.choices:
        follow = guideline.disagreements[name].positions[number - 1].follow
        if follow is not None:
            yield name, follow


def left_out(guideline: Guideline) -> frozenset[str]:
    """Return the rules and regimens that do not stand while the reader follows what they do."""
    return frozenset(name for _, follow in follows(guideline) for name in follow.without)


def is_meant(reading: Reading, follow: Follow) -> bool:
    """Whether a choice is about this patient; while that is unknown it answers nothing."""
    return follow.when is None or reading.holds(follow.when) is True


def as_chosen(reading: Reading, regimen: Regimen) -> Reading:
    """Return the reading from which an order is made: with the answers chosen for its drug.

    They hold for that drug alone: the weight that one source takes for one drug says nothing of
    the weight for another.
    """
    guideline = reading.guideline
    answers = {
        fact: answer
        for _, follow in follows(guideline)
        if guideline.is_a(regimen.drug, follow.drug) and is_meant(reading, follow)
        for fact, answer in follow.answers.items()
        if fact not in reading.facts and fact not in reading.doubted
    }
    if not answers:
        return reading
    chosen = Reading(guideline, {**reading.facts, **answers}, reading.doubted)
    chosen.words.update(reading.words)
    return chosen
