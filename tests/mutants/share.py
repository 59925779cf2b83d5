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

__all__ = ["ORDER", "Share", "Tried", "chosen", "number_of", "structural"]

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

STRUCTURE: Final = ("tables", "rules", "laws", "formulas", "grades", "promises")
WORDS: Final = ("citation dropped", "citations dropped", "slots swapped")


@dataclass(frozen=True, slots=True)
class Share:
    """One in how many of the other mutants is tried, and one in how many by every judge."""

    others: int = 40
    alone: int = 30


@dataclass(frozen=True, slots=True)
class Tried:
    """A mutant and what each judge that was asked said of it; nothing where it saw nothing.

    ``same`` says how a survivor was proved to make no difference, ``differs`` to whom it makes one.
    """

    mutant: Mutant
    said: Mapping[str, str]
    same: str
    differs: str

    @property
    def judge(self) -> str:
        """The first judge that caught it; nobody where it survived."""
        return next((name for name in ORDER if self.said.get(name)), "")

    @property
    def alone(self) -> bool:
        """Whether every judge was asked."""
        return set(ORDER) <= self.said.keys() or bool(self.said.get("loader"))


def structural(mutant: Mutant) -> bool:
    """Whether a mutant changes what a rule, law, table, formula, grade or promise does."""
    return mutant.shelf in STRUCTURE and not mutant.kind.endswith(WORDS)


def chosen(found: Iterable[Mutant], share: Share) -> list[Mutant]:
    """Return every structural mutant, and of the others one in so many."""
    return [one for one in found if structural(one) or number_of(one) % share.others == 0]


def number_of(mutant: Mutant) -> int:
    """Return a number that depends on nothing but the change."""
    text = f"{mutant.file}|{mutant.kind}|{mutant.record}|{mutant.before}|{mutant.after}"
    return int(sha256(text.encode()).hexdigest(), 16)
