"""This module asks the solver one question at a time, and brings back a patient or a proof.

It refuses to take silence for an answer: a solver that gives up has settled nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import z3

from whitlow.evaluate import Reading
from whitlow.prove.asked import asked_of_sets, conditions
from whitlow.prove.encode import Encoder
from whitlow.prove.facts import Person
from whitlow.prove.logic import Truth3, all_of, no

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from whitlow.guideline import Condition, Guideline, Rule
    from whitlow.language import Value

__all__ = ["Found", "Ground", "Impossible", "Undecided"]

PATIENCE_MS: Final = 10_000

Confirms = Callable[["Found"], bool]


def _always(_: Found) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Impossible:
    """No patient fits: the question is settled for every patient there could be.

    ``linear`` tells that it needed no meaning of a product, a quotient or a rounding.
    """

    linear: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A patient who fits: the facts that are known, and those given but not believed."""

    facts: Mapping[str, Value]
    doubted: frozenset[str]


@dataclass(frozen=True, slots=True)
class Undecided:
    """The solver gave up, and why."""

    why: str


class Ground:
    """One guideline as the solver sees it: a patient, and every condition over that patient."""

    def __init__(
        self, guideline: Guideline, patience_ms: int = PATIENCE_MS, copy: str = ""
    ) -> None:
        """Take a guideline, how long one question may last, and what tells patients apart."""
        self.guideline: Final = guideline
        self.patience_ms: Final = patience_ms
        self.asked: Final = asked_of_sets(guideline)
        self.person: Final = Person(guideline, self.asked, copy)
        self.encoder: Final = Encoder(self.person)
        for condition in conditions(guideline):
            self.encoder.encoded(condition.compiled)
        self.limits: Final = tuple(
            limit for limits in self.person.limits.values() for limit in limits
        )
        self._solver: Final = self._with(self.limits)

    def holds(self, condition: Condition) -> Truth3:
        """Return a condition over the patient."""
        return self.encoder.condition(condition)

    def _with(self, told: Iterable[z3.BoolRef]) -> z3.Solver:
        solver = z3.Solver()
        solver.set("timeout", self.patience_ms)
        solver.add(*told)
        return solver

    def settle(
        self, wanted: z3.BoolRef, confirms: Confirms = _always
    ) -> Impossible | Found | Undecided:
        """Return a patient of whom this is so and who confirms it, or that there is none.

        First without saying what products, quotients and roundings are, which covers more than
        every patient; only where that leaves one who does not confirm are their meanings added.
        """
        self._solver.push()
        try:
            self._solver.add(wanted)
            return self._settled(self._solver, wanted, confirms)
        finally:
            self._solver.pop()

    def _settled(
        self, solver: z3.Solver, wanted: z3.BoolRef, confirms: Confirms
    ) -> Impossible | Found | Undecided:
        if solver.check() == z3.unsat:
            return Impossible(linear=True)
        found = self._found(solver)
        if found is not None and confirms(found):
            return found
        exact = self._with((*self.limits, *self.encoder.numbers.definitions, wanted))
        answer = exact.check()
        if answer == z3.unsat:
            return Impossible(linear=False)
        if answer == z3.unknown:
            return Undecided(exact.reason_unknown())
        found = self._found(exact)
        if found is not None and confirms(found):
            return found
        return Undecided("The solver's patient does not bear it out when replayed.")

    def _found(self, solver: z3.Solver) -> Found | None:
        if solver.check() != z3.sat:
            return None
        return Found(*self.person.values(solver.model()))

    def reading(self, found: Found) -> Reading:
        """Return the ordinary reading of a patient who was found, for whoever replays it."""
        return Reading(self.guideline, found.facts, found.doubted)

    # --- what becomes of a rule --------------------------------------------------------------

    def stands(self, rule: Rule) -> z3.BoolRef:
        """Return that a rule stands outright."""
        over = (self.holds(self.guideline.rules[name].when).false for name in rule.overriders)
        return all_of((self.holds(rule.when).true, *over))

    def alive(self, rule: Rule) -> z3.BoolRef:
        """Return that a rule stands, be it only provisionally."""
        over = (no(each.true) for each in map(self.holds, self._certain(rule)))
        return all_of((self.holds(rule.when).true, *over))

    def _certain(self, rule: Rule) -> list[Condition]:
        """Return the conditions that bar a rule whatever else is given.

        A bar that goes with a drug speaks for certain only in a treatment with that drug.
        """
        rules = [self.guideline.rules[name] for name in rule.overriders]
        own = self.guideline.lineage(rule.action.target) if rule.action.target else frozenset()
        return [each.when for each in rules if not each.with_drug or each.with_drug in own]
