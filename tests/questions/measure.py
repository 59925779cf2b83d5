"""This module measures the answers to the questions of one half, and lists what is wrong with them.

It refuses to call an answer right without a label: of a set that has none only the coverage is
measured. python -m tests.questions.measure first|second|third|fourth|fifth.
"""

from __future__ import annotations

import statistics
import sys
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypedDict

import yaml

from whitlow.answer import answer, faults
from whitlow.shelf import open_guideline

if TYPE_CHECKING:
    from whitlow.answer import Answer
    from whitlow.guideline import Guideline

__all__ = ["Measured", "known_records", "labels_of", "measure", "questions_of"]

HERE: Final = Path(__file__).resolve().parent
TODAY: Final = date(2026, 11, 20)
IN_SCOPE: Final = ("full", "partial")
PATIENTS: Final = ("patient", "carer")


class Asked(TypedDict):
    """A question of a half."""

    id: str
    who: str
    kind: str
    asks: str
    coverage: str


class Label(TypedDict):
    """What a right answer contains, and how far the question is covered."""

    accept: list[str]
    coverage: str


@dataclass(slots=True)
class Measured:
    """What was found: for each figure the questions that count, and those that failed."""

    in_scope: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    emergencies: list[str] = field(default_factory=list)
    not_right: list[str] = field(default_factory=list)
    without_record: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    answered_outside: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    taken_for_danger: list[str] = field(default_factory=list)
    false: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sentences: int = 0
    bearing: int = 0
    seconds: list[float] = field(default_factory=list)

    @property
    def right(self) -> float:
        """The share of questions in scope, emergencies among them, with a right record.

        Those are left out for which the labels know of no record.
        """
        every = len(self.in_scope) + len(self.emergencies) - len(self.without_record)
        return 1 - len(self.not_right) / max(1, every)

    @property
    def wrongly_answered(self) -> float:
        """The share of questions outside that were answered."""
        return len(self.answered_outside) / max(1, len(self.outside))

    @property
    def wrongly_refused(self) -> float:
        """The share of questions in scope that were refused."""
        return len(self.refused) / max(1, len(self.in_scope))

    @property
    def precision(self) -> float:
        """The share of sentences that are of the accepted questions' own records."""
        return self.bearing / max(1, self.sentences)


def questions_of(half: str) -> list[Asked]:
    """Return the questions of a half."""
    found: list[Asked] = yaml.safe_load((HERE / f"{half}.yaml").read_text(encoding="utf-8"))
    return found


def labels_of(half: str) -> dict[str, Label]:
    """Return the labels of a half, by question; where there are none, what its writer expects."""
    file = HERE / f"{half}-labels.yaml"
    if not file.exists():
        return {
            each["id"]: {"accept": [], "coverage": each["coverage"]} for each in questions_of(half)
        }
    found: dict[str, Label] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return found


def known_records(guideline: Guideline) -> set[str]:
    """Return the names that a label may accept."""
    return {
        *guideline.statements,
        *guideline.rules,
        *guideline.regimens,
        *guideline.tables,
        *guideline.disagreements,
        *guideline.questions,
        *guideline.lexicon,
    }


def _held(found: Answer) -> set[str]:
    """Return the records that an answer shows, and the question that it answers."""
    held = {each.record for each in found.sentences}
    held |= {cite for each in found.bottom for cite in each.cites if each.record == "bottom-line"}
    for part in found.parts:
        held |= {each.id for each in part.tables}
        held |= {each.id for each in part.regimens}
        held |= {each.regimen.id for each in part.orders}
    held |= {shown.record.id for shown in found.disagreements}
    held |= {told.term for told in found.coverage.told}
    if found.covered is not None:
        held.add(found.covered.id)
    return held


def _bearing(guideline: Guideline, accept: list[str], found: Answer) -> int:
    """Return how many sentences bear on a question: accepted, of an accepted question, a plan's."""
    named = {
        each for name in accept if name in guideline.questions for each in _named(guideline, name)
    }
    good = named.union(accept)
    return sum(each.record in good or each.kind == "item" for each in found.sentences)


def _accepted(guideline: Guideline, accept: list[str]) -> set[str]:
    """Return the records that are accepted: those named, and the first of each question named."""
    questions = (guideline.questions[name] for name in accept if name in guideline.questions)
    return {*accept, *(record for question in questions for record in question.bottom)}


def _named(guideline: Guideline, name: str) -> tuple[str, ...]:
    return guideline.questions[name].named


def measure(guideline: Guideline, half: str) -> Measured:
    """Return the figures of a half."""
    found = Measured()
    labels = labels_of(half)
    for asked in questions_of(half):
        begun = time.process_time()
        reply = answer(guideline, asked["asks"], today=TODAY)
        found.seconds.append(time.process_time() - begun)
        _count(guideline, found, asked["id"], labels[asked["id"]], reply)
    return found


def _count(guideline: Guideline, found: Measured, name: str, label: Label, reply: Answer) -> None:
    wrong = faults(reply)
    if wrong:
        found.false[name] = wrong
    extent = reply.coverage.extent
    if label["coverage"] == "none":
        found.outside.append(name)
        if extent != "none":
            found.answered_outside.append(name)
        return
    if label["coverage"] == "emergency":
        found.emergencies.append(name)
        if extent != "emergency":
            found.missed.append(name)
    else:
        found.in_scope.append(name)
        if extent == "none":
            found.refused.append(name)
        if extent == "emergency":
            found.taken_for_danger.append(name)
    if not label["accept"]:
        found.without_record.append(name)
    elif not _held(reply).intersection(_accepted(guideline, label["accept"])):
        found.not_right.append(name)
    found.sentences += len(reply.sentences)
    found.bearing += _bearing(guideline, label["accept"], reply)


def report(found: Measured) -> list[str]:
    """Return the figures as lines."""
    median = statistics.median(found.seconds) * 1000
    outside, refused, missed = (
        ", ".join(names) for names in (found.answered_outside, found.refused, found.missed)
    )
    labelled = len(found.without_record) < len(found.in_scope) + len(found.emergencies)
    taken = ", ".join(found.taken_for_danger)
    by_labels = [
        f"right record in the answer   {found.right:.1%}   wrong: {', '.join(found.not_right)}",
        f"sentences that bear on it    {found.precision:.1%} of {found.sentences}",
    ]
    return [
        *(by_labels if labelled else ()),
        f"outside, yet answered        {found.wrongly_answered:.1%}   {outside}",
        f"in scope, yet refused        {found.wrongly_refused:.1%}   {refused}",
        f"emergencies missed           {len(found.missed)} of {len(found.emergencies)}   {missed}",
        f"sentences unlike their record {len(found.false)}   {found.false or ''}",
        f"taken for an emergency       {len(found.taken_for_danger)}   {taken}",
        f"median of an answer          {median:.1f} ms",
    ]


if __name__ == "__main__":
    print("\n".join(report(measure(open_guideline(None), sys.argv[1]))))  # noqa: T201
