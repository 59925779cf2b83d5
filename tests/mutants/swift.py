"""This module tries the edges of a condition without loading the guideline anew.

It refuses what it cannot compile as the loader does: then the mutant is loaded like any other.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from tests.mutants.conditions import Written, conditions
from tests.mutants.edges import facts_of, written
from tests.mutants.pages import Page, pages
from whitlow.evaluate import Reading
from whitlow.guideline import Scalar
from whitlow.language import QuantityError, TruthType, compiled
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from tests.mutants.edges import Edge
    from tests.mutants.pages import Mutant
    from tests.mutants.trial import World
    from whitlow.guideline import Condition
    from whitlow.guideline.compile import Compiler

__all__ = ["SHELVES", "by_file", "swift"]

SHELVES: Final = ("rules", "laws", "promises")
"""Where a condition is read by nothing but its record, so that every name means the same."""


def swift(world: World, mutant: Mutant) -> str:
    """Say which edge of a changed condition comes to something else, or nothing."""
    found = changed(mutant) if mutant.shelf in SHELVES else None
    if found is None:
        return ""
    record, scalar = found
    condition = made(world.compiler, scalar)
    if condition is None:
        return ""
    members = world.guideline.members
    run = compiled(condition.compiled, lambda group: members.get(group, frozenset()))
    for edge in world.edges.get(mutant.record, ()):
        if edge.record == record:
            try:
                now = written(run(reading(world, edge).known))
            except (QuantityError, AttributeError):
                continue
            if now != edge.comes_to:
                return f"{edge}; it is {now}"
    return ""


@cache
def by_file() -> dict[str, Page]:
    """Return the pages of the guideline, read once."""
    return {page.file: page for page in pages(shipped_guideline())}


def page_of(file: str) -> Page:
    """Return a page of the guideline."""
    return by_file()[file]


@cache
def conditions_of(file: str) -> tuple[Written, ...]:
    """Return the conditions of a page."""
    return tuple(conditions(page_of(file)))


@cache
def reading(world: World, edge: Edge) -> Reading:
    """Return the patient of an edge, read once."""
    return Reading(world.guideline, facts_of(world.guideline, edge.facts))


@cache
def offsets(file: str, number: int) -> list[int]:
    """Return where in its file each sign of a condition stands; of blanks it is not known."""
    scalar = conditions_of(file)[number].scalar
    page = page_of(file)
    places = iter([page.offset(place) for place in scalar._signs()])  # noqa: SLF001 -- as place_of does
    return [-1 if sign.isspace() else next(places) for sign in scalar.value.rstrip()]


def changed(mutant: Mutant) -> tuple[str, Scalar] | None:
    """Return the name of the condition in which a mutant lies, and its text then."""
    page = page_of(mutant.file)
    for number, one in enumerate(conditions_of(mutant.file)):
        scalar = one.scalar
        at = offsets(mutant.file, number) if one.record == mutant.record else []
        if at and at[0] <= mutant.start and mutant.end <= at[-1] + 1 and mutant.start in at:
            start = at.index(mutant.start)
            size = mutant.end - mutant.start
            if page.text[mutant.start : mutant.end] != scalar.value[start : start + size]:
                return None
            text = scalar.value[:start] + mutant.text + scalar.value[start + size :]
            name = f"{one.record}:unless" if one.field == "unless" else one.record
            return name, Scalar(text, scalar.place)
    return None


def made(compiler: Compiler, scalar: Scalar) -> Condition | None:
    """Return a condition as the loader makes it, or nothing where that finds a fault."""
    before = len(compiler.faults.found)
    try:
        condition = compiler.typed(scalar, TruthType())
    except KeyError:
        return None
    fine = len(compiler.faults.found) == before
    del compiler.faults.found[before:]
    return condition if fine else None
