"""This module holds one patient at two times: what was known stays, and more may be known later.

It refuses a later patient of whom something known has changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

import z3

from whitlow.prove.ground import Found, Ground, Impossible, Undecided
from whitlow.prove.logic import Choice3, Number3, Set3, Truth3, all_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whitlow.prove.facts import Person

__all__ = ["Later"]


class Later:
    """The patient of a ground once more is known."""

    def __init__(self, ground: Ground) -> None:
        """Take the ground whose patient is the earlier one."""
        self.earlier: Final = ground
        self.ground: Final = Ground(ground.guideline, ground.patience_ms, copy=" later")
        solver = z3.Solver()
        solver.set("timeout", ground.patience_ms)
        solver.add(*ground.limits, *self.ground.limits)
        solver.add(
            *(_kept(ground.person, self.ground.person, name) for name in ground.person.facts)
        )
        solver.add(*ground.encoder.numbers.same_as(self.ground.encoder.numbers))
        self._solver: Final = solver

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

    def settle(self, *wanted: z3.BoolRef) -> Impossible | Found | Undecided:
        """Return the earlier patient of whom all this is so, or that there is none.

        What a product or quotient is need not be said: equal operands give equal results.
        """
        self._solver.push()
        self._solver.add(*wanted)
        try:
            answer = self._solver.check()
            if answer == z3.unsat:
                return Impossible(linear=True)
            if answer == z3.unknown:
                return Undecided(self._solver.reason_unknown())
            return Found(*self.earlier.person.values(self._solver.model()))
        finally:
            self._solver.pop()


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
