"""This module says which mutants a run tries, and why: what is new or changed, and a sample.

It refuses to call a verdict current that is not: what is not tried keeps the guideline it was
tried on. The sample depends on the guideline alone, so that a run that was stopped goes on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.mutants.share import alone, number_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tests.mutants.pages import Mutant
    from tests.mutants.sites import Sites
    from tests.mutants.verdicts import Kept

__all__ = ["PARTS", "REASONS", "due", "part_of"]

PARTS: Final = 10
"""One in so many of what was caught before is tried again, another part for another guideline."""
SPREAD: Final = 10**6
"""What the sample is chosen by has nothing to do with what chooses the mutants tried at all."""
REASONS: Final = {
    "new": "not tried before",
    "changed": "in a record that has changed by a word or more",
    "survived": "caught by nobody before",
    "alone": "of those that every judge is asked of",
    "sample": "of the sample",
}


def part_of(guideline: str) -> int:
    """Return which part of what was caught before is the sample of a guideline."""
    return int(guideline, 16) % PARTS


def due(
    mine: Iterable[Mutant], sites: Sites, before: Mapping[str, Kept], guideline: str
) -> dict[Mutant, str]:
    """Return the mutants that are to be tried, each with the reason."""
    part = part_of(guideline)
    reasons = {one: reason(one, sites, before.get(sites.names[one]), part) for one in mine}
    return {one: said for one, said in reasons.items() if said}


def reason(mutant: Mutant, sites: Sites, before: Kept | None, part: int) -> str:
    """Return why a mutant is to be tried, or nothing."""
    if before is None:
        return "new"
    if before.sum != sites.sum_of(mutant):
        return "changed"
    if before.says or not before.signs.strip("=!"):
        return "survived"
    if alone(mutant):
        return "alone"
    return "sample" if number_of(mutant) // SPREAD % PARTS == part else ""
