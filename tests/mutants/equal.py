"""This module proves that a mutant makes no difference, or shows the patient to whom it makes one.

It refuses to exempt what it could not settle: no proof and no patient leaves a mutant a survivor.
The patient is any whom the door lets in, as in every other proof; the reader follows the sides that
are followed as it stands, and in turn each side that can be.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from tests.mutants.revised import Base, Remembered, Revised
from tests.mutants.told import Question, questions
from whitlow.guideline import turned
from whitlow.prove import Found, Impossible, Undecided, case_lines
from whitlow.prove.logic import any_of
from whitlow.prove.plain import plainest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.mutants.trial import Trial
    from whitlow.guideline import Guideline

__all__ = ["Prover", "Same"]

CONDITIONS: Final = (
    "and for or",
    "or for and",
    "comparison",
    "not removed",
    "number of a condition",
    "option in",
    "unit",
    "law weakened",
    "when dropped",
    "unless dropped",
    "overrider dropped",
    "number of a band",
    "bracket of a band",
    "edge ",
    "number of a cell",
    "cells swapped",
    "row dropped",
)
"""The kinds of mutants that change nothing but what a condition, an overrider or a row says."""

SHELVES: Final = ("rules", "laws", "formulas", "grades", "tables", "promises")
PATIENCE_MS: Final = 120_000
"""How long one question may last that was not settled in the usual time."""


@dataclass(frozen=True, slots=True)
class Same:
    """Whether a mutant is proved to make no difference, and what was found."""

    proved: bool
    says: str


class Prover:
    """The guideline as it stands, and as it is read by those who follow its other sides."""

    def __init__(self, base: Base) -> None:
        """Take the guideline as the solver knows it."""
        self.base: Final = base

    @cached_property
    def sides(self) -> tuple[Base, ...]:
        """The guideline as others read it, so that each side is followed in one of them."""
        return tuple(Base(one) for one in turned(self.base.guideline))

    def same(self, trial: Trial) -> Same:
        """Return whether a mutant is proved to make no difference."""
        kind, shelf = trial.mutant.kind, trial.mutant.shelf
        if shelf not in SHELVES or not kind.startswith(CONDITIONS):
            return Same(proved=False, says="Nothing is proved of this kind of mutant.")
        asked = 0
        for base, mutant in self.pairs(trial.loaded):
            made = base.revised(mutant)
            found = questions(made)
            if found is None:
                return Same(
                    proved=False, says="It changes what the proof of sameness cannot follow."
                )
            for question in found:
                asked += 1
                said = differs(made, question)
                if said:
                    return Same(proved=False, says=said)
        if not asked:
            return Same(proved=False, says="The solver sees no change, so that it proves nothing.")
        return Same(proved=True, says=f"Equivalent, proved in {asked} questions.")

    def pairs(self, mutant: Guideline) -> Iterator[tuple[Base, Guideline]]:
        """Yield the guideline and the mutant, as they stand and as others read them."""
        yield self.base, mutant
        yield from zip(self.sides, turned(mutant), strict=True)


def differs(made: Revised, question: Question) -> str:
    """Return for whom a question has another answer, or why nobody knows; nothing where none."""
    ground = made.new
    if made.changes.contradictions:
        ground = anybody(ground)

    def confirms(found: Found) -> bool:
        return question.confirms(made, found)

    answer = ground.settle(any_of(question.differs), confirms)
    if isinstance(answer, Undecided):
        answer = waiting(ground).settle(any_of(question.differs), confirms)
    match answer:
        case Impossible():
            return ""
        case Found() as found:
            plain = plainest(made.old.guideline, found, confirms)
            patient = ", ".join(case_lines(made.old.guideline, plain)) or "nothing known"
            return f"{question.about} differs for: {patient}"
        case undecided:
            return f"{question.about}: nobody knows. {undecided.why}"


def waiting(ground: Remembered) -> Remembered:
    """Return the same ground that waits longer for what products and quotients mean."""
    made = Remembered.__new__(Remembered)
    vars(made).update(vars(ground))
    vars(made).update(patience_ms=PATIENCE_MS)
    return made


def anybody(ground: Remembered) -> Remembered:
    """Return a ground that any patient in the accepted ranges fits, contradicted or not."""
    made = Remembered.__new__(Remembered)
    limits = tuple(limit for each in ground.person.limits.values() for limit in each)
    vars(made).update(vars(ground))
    vars(made).update(limits=limits, _solver=ground.solver(limits), _never=(), answers={})
    return made
