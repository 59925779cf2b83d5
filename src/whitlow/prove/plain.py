"""This module takes from a patient all that is not needed, so that a reader sees the reason.

It refuses a patient who no longer bears out what was found, and one whom the door would not let in:
each step is replayed.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.evaluate import Reading
from whitlow.language import rounded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from whitlow.guideline import Guideline
    from whitlow.language import Value
    from whitlow.prove.ground import Found

__all__ = ["USUAL", "plainest"]

DECIMALS: Final = (0, 1, 2, 4, 8)
USUAL: Final = tuple(map(Fraction, (70, 40, 170, 1, 10, 100, 7, 5, 28, 500, 0)))
"""Numbers that are tried first: one of them is usual for nearly anything that is measured."""


def plainest(guideline: Guideline, found: Found, confirms: Callable[[Found], bool]) -> Found:
    """Return the patient with as few facts as do, and as usual, who still bears it out."""
    before = _contradicted(guideline, found)

    def does(changed: Found) -> bool:
        return confirms(changed) and _contradicted(guideline, changed) <= before

    found = _without(does, found)
    for name in sorted(found.doubted):
        found = _if(does, replace(found, doubted=found.doubted - {name}), found)
    for name in tuple(name for name in guideline.facts if name in found.facts):
        for simpler in _simpler(guideline, name, found.facts[name]):
            changed = replace(found, facts={**found.facts, name: simpler})
            if does(changed):
                found = changed
                break
    return _without(does, found)  # a simpler value may need less beside it


def _without(does: Callable[[Found], bool], found: Found) -> Found:
    """Return the patient without each fact that is not needed, one after the other."""
    for name in tuple(found.facts):
        without = {other: value for other, value in found.facts.items() if other != name}
        found = _if(does, replace(found, facts=without), found)
    return found


def _contradicted(guideline: Guideline, found: Found) -> frozenset[str]:
    reading = Reading(guideline, found.facts, found.doubted)
    every = guideline.contradictions.values()
    return frozenset(each.id for each in every if reading.holds(each.when) is True)


def _if(confirms: Callable[[Found], bool], changed: Found, found: Found) -> Found:
    return changed if confirms(changed) else found


def _simpler(guideline: Guideline, name: str, value: Value) -> Iterator[Value]:
    """Yield simpler values of a fact that the door accepts, the simplest first."""
    fact = guideline.facts[name]
    match value:
        case frozenset():
            yield frozenset()
            yield from (frozenset((word,)) for word in fact.options or sorted(value))
        case str():
            yield from fact.options or ()
        case Fraction():
            near = (*USUAL, *(rounded(value, places) for places in DECIMALS))
            taken = [each for each in near if fact.range is None or each in fact.range]
            usual = [each for each in taken if fact.plausible is None or each in fact.plausible]
            yield from (*usual, *taken)
        case _:
            return
