"""This module takes from a patient all that is not needed, so that a reader sees the reason.

It refuses a patient who no longer bears out what was found: each step is replayed.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.language import rounded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from whitlow.guideline import Guideline
    from whitlow.language import Value
    from whitlow.prove.ground import Found

__all__ = ["plainest"]

DECIMALS: Final = (0, 1, 2, 4)


def plainest(guideline: Guideline, found: Found, confirms: Callable[[Found], bool]) -> Found:
    """Return the patient with as few facts as do, and as round, who still bears it out."""
    for name in tuple(found.facts):
        without = {other: value for other, value in found.facts.items() if other != name}
        found = _if(confirms, replace(found, facts=without), found)
    for name in sorted(found.doubted):
        found = _if(confirms, replace(found, doubted=found.doubted - {name}), found)
    for name, value in tuple(found.facts.items()):
        for rounder in _rounder(guideline, name, value):
            changed = replace(found, facts={**found.facts, name: rounder})
            if confirms(changed):
                found = changed
                break
    return found


def _if(confirms: Callable[[Found], bool], changed: Found, found: Found) -> Found:
    return changed if confirms(changed) else found


def _rounder(guideline: Guideline, name: str, value: Value) -> Iterator[Value]:
    """Yield simpler values of a fact that the door accepts, the simplest first."""
    fact = guideline.facts[name]
    if isinstance(value, frozenset):
        yield frozenset()
        yield from (frozenset((word,)) for word in sorted(value))
    if not isinstance(value, Fraction):
        return
    near = [rounded(value, places) for places in DECIMALS]
    if fact.plausible is not None and value not in fact.plausible:
        ends = (fact.plausible.low, fact.plausible.high)
        near = [each for each in ends if each is not None] + near
    yield from (each for each in near if fact.range is None or each in fact.range)
