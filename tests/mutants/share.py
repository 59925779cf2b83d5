"""This module holds what became of a mutant, and which mutants a run tries.

It refuses chance: which are tried depends on what they change and on nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.mutants.pages import Mutant

__all__ = ["ONE_IN", "Tried", "chosen", "number_of", "safety"]

ONE_IN: Final = 12
SAFETY: Final = ("tables", "regimens", "laws", "formulas", "grades")


@dataclass(frozen=True, slots=True)
class Tried:
    """A mutant, the judge that caught it and what that one said; nobody where it survived."""

    mutant: Mutant
    judge: str
    said: str


def safety(mutant: Mutant) -> bool:
    """Whether a mutant touches a dose, a bound, a law or a gate."""
    single = mutant.kind == "citation dropped"
    return not single and (mutant.shelf in SAFETY or mutant.file.startswith("rules/gates-"))


def chosen(found: Iterable[Mutant], grave: int, others: int) -> list[Mutant]:
    """Return of the mutants of safety one in so many, and of the others one in so many.

    They are chosen by what they change and not by chance.
    """
    return [one for one in found if number_of(one) % (grave if safety(one) else others) == 0]


def number_of(mutant: Mutant) -> int:
    """Return a number that depends on nothing but the change."""
    text = f"{mutant.file}|{mutant.kind}|{mutant.record}|{mutant.before}|{mutant.after}"
    return int(sha256(text.encode()).hexdigest(), 16)
