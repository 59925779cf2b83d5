"""This module holds one patient at two times: what was known stays, and more may be known later.

It refuses a later patient of whom something known has changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

import z3

from whitlow.prove.ground import UNCONFIRMED, Found, Ground, Impossible, Undecided
from whitlow.prove.logic import Choice3, Number3, Set3, Truth3, all_of
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from whitlow.language import Value
    from whitlow.prove.facts import Person

__all__ = ["FoundTwice", "Later"]


@dataclass(frozen=True, slots=True)
class FoundTwice:
    """A patient at two times."""

    earlier: Found
    later: Found

    @property
    def told(self) -> Mapping[str, Value]:
        """What is known later and was not known before."""
        known = self.earlier.facts
        return {name: value for name, value in self.later.facts.items() if name not in known}

    @property
    def doubted(self) -> tuple[str, ...]:
        """What is given later and not believed, and was not given before."""
        return tuple(sorted(self.later.doubted - self.earlier.doubted))

    def plainest(self, confirms: Callable[[FoundTwice], bool]) -> FoundTwice:
        """Return the patient with as few facts as do at either time, each step replayed."""
        found = self
        for name in sorted({*self.later.facts, *self.earlier.doubted, *self.later.doubted}):
            without = FoundTwice(_without(found.earlier, name), _without(found.later, name))
            if confirms(without):
                found = without
        return found


def _without(found: Found, name: str) -> Found:
    facts = {other: value for other, value in found.facts.items() if other != name}
    return Found(facts, found.doubted - {name})


class Later:
    """The patient of a ground once more is known."""

    def __init__(self, ground: Ground) -> None:
        """Take the ground whose patient is the earlier one."""
        self.earlier: Final = ground
        self.ground: Final = Ground(ground.guideline, ground.patience_ms, " later", ground.asked)
        self._told: Final = (
            *ground.limits,
            *self.ground.limits,
            *(_kept(ground.person, self.ground.person, name) for name in ground.person.facts),
        )
        self._solver: Final = ground.solver(
            (*self._told, *ground.encoder.numbers.same_as(self.ground.encoder.numbers))
        )

    @classmethod
    def of(cls, ground: Ground) -> Later:
        """Return the later patient of a ground, the same each time."""
        if ground not in _LATER:
            _LATER[ground] = cls(ground)
        return _LATER[ground]

    def as_before(self, names: Iterable[str]) -> z3.BoolRef:
        """Return that some facts are known, and doubted, later just where they were before."""
        earlier, later = self.earlier.person, self.ground.person
        same = []
        for name in names:
            same.append(earlier.fact(name).known == later.fact(name).known)
            if name in earlier.doubts():
                same.append(earlier.doubted(name) == later.doubted(name))
        return all_of(same)

    def nobody(self, wanted: Iterable[z3.BoolRef]) -> bool:
        """Whether all this is so of nobody, as far as can be told without products and quotients.

        No patient is looked for: where it is so of somebody, who he is is not asked.
        """
        self._solver.push()
        try:
            self._solver.add(*wanted)
            return bool(self._solver.check() == z3.unsat)
        finally:
            self._solver.pop()

    def settle(
        self, wanted: Iterable[z3.BoolRef], confirms: Callable[[FoundTwice], bool]
    ) -> Impossible | FoundTwice | Undecided:
        """Return the patient of whom all this is so and who confirms it, or that there is none.

        First what a product or quotient is need not be said: equal operands give equal results.
        """
        every = tuple(wanted)
        self._solver.push()
        try:
            self._solver.add(*every)
            answer = self._solver.check()
            if answer == z3.unsat:
                return Impossible(linear=True)
            if answer == z3.sat:
                found = self._found(self._solver.model())
                if self._lets_in(found) and confirms(found):
                    return found
        finally:
            self._solver.pop()
        return self._exactly(every, confirms)

    def _exactly(
        self, wanted: tuple[z3.BoolRef, ...], confirms: Callable[[FoundTwice], bool]
    ) -> Impossible | FoundTwice | Undecided:
        """Settle it with all that products, quotients and roundings mean."""
        numbers = (self.earlier.encoder.numbers, self.ground.encoder.numbers)
        meant = [meaning for each in numbers for meaning in each.definitions]
        solver = self.earlier.solver((*self._told, *meant, *wanted))
        answer = solver.check()
        if answer == z3.unsat:
            return Impossible(linear=False)
        if answer == z3.unknown:
            return Undecided(self.earlier.gave_up(solver))
        found = self._found(solver.model())
        confirmed = self._lets_in(found) and confirms(found)
        return found if confirmed else Undecided(UNCONFIRMED)

    def _lets_in(self, found: FoundTwice) -> bool:
        return self.earlier.lets_in(found.earlier) and self.ground.lets_in(found.later)

    def _found(self, model: z3.ModelRef) -> FoundTwice:
        earlier, later = self.earlier.person.values(model), self.ground.person.values(model)
        return FoundTwice(Found(*earlier), Found(*later))


_LATER: Final[WeakKeyDictionary[Ground, Later]] = WeakKeyDictionary()


def _kept(earlier: Person, later: Person, name: str) -> z3.BoolRef:
    """Return that what is known of a fact is known later too, and is the same."""
    one, other = earlier.fact(name), later.fact(name)
    match one, other:
        case Truth3(), Truth3():
            return all_of((z3.Implies(one.true, other.true), z3.Implies(one.false, other.false)))
        case Number3(), Number3():
            return z3.Implies(one.known, z3.And(other.known, one.value == other.value))
        case Choice3(), Choice3():
            return all_of(
                z3.Implies(part, other.possible[option]) for option, part in one.possible.items()
            )
        case Set3(), Set3():
            atoms = earlier.atoms[name].items()
            same = [atom == later.atoms[name][word] for word, atom in atoms]
            return z3.Implies(one.known, all_of((other.known, *same)))
        case _:
            message = f"{name} is not of one kind."
            raise TypeError(message)
