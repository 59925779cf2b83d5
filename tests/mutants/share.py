"""This module holds what became of a mutant, and which mutants a run tries.

It refuses chance: which are tried depends on what they change and on nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tests.mutants.pages import Mutant

__all__ = [
    "ALONE",
    "COPIES",
    "KEPT",
    "ORDER",
    "OTHERS",
    "REASONS",
    "Tried",
    "alone",
    "chosen",
    "number_of",
    "structural",
]

ALONE: Final = 30
"""One structural mutant in so many is given to every judge, whoever spoke before."""
OTHERS: Final = 40
"""One of the other mutants in so many is tried."""

ORDER: Final = (
    "loader",
    "checks",
    "proof",
    "cases",
    "conflicts",
    "reach",
    "edges",
    "door",
    "register",
)
"""The judges, those that judge by a reason before those that hold the guideline to what it was."""
REASONS: Final = ORDER[:6]
COPIES: Final = ORDER[6:]
KEPT: Final = "somebody"
"""A judge whose name was not kept: a verdict of an earlier run of which only the page was left."""

STRUCTURE: Final = ("tables", "rules", "laws", "formulas", "grades", "promises")
WORDS: Final = ("citation dropped", "citations dropped", "slots swapped")


@dataclass(frozen=True, slots=True)
class Tried:
    """A mutant and what each judge that was asked said of it; nothing where it saw nothing.

    ``same`` says how a mutant was proved to make no difference, ``differs`` to whom it makes one:
    asked where nobody caught it and, where all judges were asked, where only a copy did.
    """

    mutant: Mutant
    said: Mapping[str, str]
    same: str
    differs: str

    @property
    def judge(self) -> str:
        """The first judge that caught it; nobody where it survived."""
        return next((name for name in (*ORDER, KEPT) if self.said.get(name)), "")

    @property
    def equal(self) -> bool:
        """Whether nobody caught it and it is proved to make no difference."""
        return bool(self.same) and not self.judge

    @property
    def reasoned(self) -> bool:
        """Whether somebody caught it who judges by a reason."""
        return any(self.said.get(name) for name in REASONS)


def structural(mutant: Mutant) -> bool:
    """Whether a mutant changes what a rule, law, table, formula, grade or promise does."""
    return mutant.shelf in STRUCTURE and not mutant.kind.endswith(WORDS)


def alone(mutant: Mutant) -> bool:
    """Whether every judge is asked of a mutant, whoever spoke before."""
    return structural(mutant) and number_of(mutant) % ALONE == 0


def chosen(found: Iterable[Mutant]) -> list[Mutant]:
    """Return every structural mutant, and of the others one in so many."""
    return [one for one in found if structural(one) or number_of(one) % OTHERS == 0]


def number_of(mutant: Mutant) -> int:
    """Return a number that depends on nothing but the change."""
    text = f"{mutant.file}|{mutant.kind}|{mutant.record}|{mutant.before}|{mutant.after}"
    return int(sha256(text.encode()).hexdigest(), 16)
