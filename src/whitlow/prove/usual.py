"""This module asks for the plainest patient of whom something is so, whatever the solver likes.

It refuses chance: of all such patients the one is shown who has the fewest facts, then those that a
guideline names first, then the most usual values. So the same fault is told of the same patient,
whatever was asked before. Where the solver gives up, the patient it had already is stripped of what
is not needed, and shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import z3

from whitlow.prove.facts import exact
from whitlow.prove.ground import UNCONFIRMED, Found, Undecided
from whitlow.prove.logic import FALSE, Choice3, Number3, Set3, Truth3, all_of, any_of, no
from whitlow.prove.plain import USUAL, plainest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from whitlow.guideline import Fact
    from whitlow.prove.ground import Ground
    from whitlow.prove.logic import Encoded

__all__ = ["usual_patient"]


def usual_patient(
    ground: Ground, wanted: z3.BoolRef, found: Found, confirms: Callable[[Found], bool]
) -> Found:
    """Return the plainest patient of whom this is so, where one who confirms it is known."""
    plain = plainest(ground.guideline, found, confirms)
    search = _Search(ground, wanted, plain, confirms)
    try:
        search.run()
    except _GaveUpError:
        return plain
    return plainest(ground.guideline, search.found, confirms)


class _GaveUpError(Exception):
    """The solver gave up on a question that is only about plainness."""


class _Search:
    """A patient who becomes plainer, and all that is settled of them so far."""

    def __init__(
        self,
        ground: Ground,
        wanted: z3.BoolRef,
        found: Found,
        confirms: Callable[[Found], bool],
    ) -> None:
        self.ground: Final = ground
        self.confirms: Final = confirms
        self.told: Final = [wanted]
        self.found = found

    def run(self) -> None:
        """Settle one thing after the other, each beside all that were settled before."""
        contradictions = self.ground.guideline.contradictions.values()
        self._settled(all_of(no(self.ground.holds(each.when).true) for each in contradictions))
        self._settled(no(any_of(self.ground.person.doubts().values())))
        count = self._fewest()
        for name in self._chosen(count):
            fact = self.ground.guideline.facts[name]
            for so in _usual(fact, self.ground.person.fact(name), self.ground.person.atoms):
                if self._settled(so):
                    break

    def _settled(self, so: z3.BoolRef) -> bool:
        """Keep that something is so, if it can be, with a patient of whom it is."""
        answer = self.ground.settle(all_of((*self.told, so)), self.confirms)
        if isinstance(answer, Undecided) and answer.why != UNCONFIRMED:
            raise _GaveUpError
        if isinstance(answer, Found):
            self.found = answer
            self.told.append(so)
        return isinstance(answer, Found)

    def _given(self) -> list[z3.BoolRef]:
        known = [each.known for each in self.ground.person.facts.values()]
        given = (*known, *self.ground.person.doubts().values())
        return [each for each in given if each.get_id() != FALSE.get_id()]

    def _fewest(self) -> int:
        """Return how few facts suffice, be they known or given and not believed."""
        given = self._given()
        most = len(self.found.facts) + len(self.found.doubted)
        for count in range(most):
            if self._settled(z3.AtMost(*given, count)):
                return count
        self.told.append(z3.AtMost(*given, most))
        return most

    def _chosen(self, count: int) -> list[str]:
        """Return which facts are known, those first that the guideline names first."""
        chosen: list[str] = []
        for name in self.ground.guideline.facts:
            if len(chosen) + len(self.found.doubted) == count:
                break
            known = name in self.ground.person.facts and self.ground.person.fact(name).known
            if known is not False and self._settled(known):
                chosen.append(name)
        return chosen


def _usual(
    fact: Fact, encoded: Encoded, atoms: dict[str, dict[str, z3.BoolRef]]
) -> Iterator[z3.BoolRef]:
    """Yield what a known fact might be, the plainest first."""
    match encoded:
        case Truth3(true, false):
            yield from (false, true)
        case Choice3(_, possible):
            yield from possible.values()
        case Number3(_, value):
            for band in (fact.plausible, fact.range):
                yield from (value == exact(each) for each in USUAL if band and each in band)
        case Set3():
            words = tuple(atoms[fact.name].values())
            yield no(any_of(words))
            for word in words:
                yield all_of((word, *(no(other) for other in words if other is not word)))
