"""This module asks for the plainest patient in whom a number is just so, whatever the solver likes.

It refuses chance: facts are left out, and numbers made usual, in the order of the guideline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.prove.facts import exact
from whitlow.prove.ground import Found
from whitlow.prove.logic import Number3, all_of, no
from whitlow.prove.plain import USUAL, plainest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import z3

    from whitlow.prove.ground import Ground

__all__ = ["usual_patient"]


def usual_patient(
    ground: Ground, wanted: z3.BoolRef, names: Iterable[str], confirms: Callable[[Found], bool]
) -> Found | None:
    """Return a patient with as few of some facts as do, each number usual where it can be.

    None where the solver finds nobody who confirms it.
    """
    told = [wanted]
    found = ground.settle(wanted, confirms)
    if not isinstance(found, Found):
        return None
    ordered = [name for name in ground.guideline.facts if name in set(names)]
    for name in ordered:
        for so in _simpler(ground, name):
            simpler = ground.settle(all_of((*told, so)), confirms)
            if isinstance(simpler, Found):
                found = simpler
                told.append(so)
                break
    return plainest(ground.guideline, found, confirms)


def _simpler(ground: Ground, name: str) -> Iterator[z3.BoolRef]:
    """Yield what a fact might be, the simplest first: unknown, or a number that is usual."""
    encoded, fact = ground.person.fact(name), ground.guideline.facts[name]
    yield no(encoded.known)
    if isinstance(encoded, Number3):
        band = fact.plausible or fact.range
        for number in USUAL:
            if band is None or number in band:
                yield encoded.value == exact(number)
