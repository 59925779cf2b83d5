"""This module asks the solver one question at a time, and brings back a patient or a proof.

It refuses to take silence for an answer: a solver that gives up has settled nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import z3

from whitlow.evaluate import Reading
from whitlow.prove.asked import asked_of_sets
from whitlow.prove.encode import Encoder
from whitlow.prove.facts import Person
from whitlow.prove.logic import Truth3, all_of, no

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from whitlow.guideline import Condition, Guideline, Rule
    from whitlow.language import Value

__all__ = ["Found", "Ground", "Impossible", "Undecided"]

PATIENCE_MS: Final = 10_000


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

    def __init__(self, guideline: Guideline, patience_ms: int = PATIENCE_MS) -> None:
        """Take a guideline, and how long one question may last."""
        self.guideline: Final = guideline
        self.patience_ms: Final = patience_ms
        self.asked: Final = asked_of_sets(guideline)
        self.person: Final = Person(guideline, self.asked)
        self.encoder: Final = Encoder(self.person)

    def holds(self, condition: Condition) -> Truth3:
        """Return a condition over the patient."""
        return self.encoder.condition(condition)

    def settle(
        self, *wanted: z3.BoolRef, others: Iterable[Encoder] = ()
    ) -> Impossible | Found | Undecided:
        """Return a patient of whom all this is so, or that there is none.

        First without saying what products, quotients and roundings are, which covers more than
        every patient; only where that leaves one are their meanings added.
        """
        encoders = (self.encoder, *others)
        solver = z3.Solver()
        solver.set("timeout", self.patience_ms)
        solver.add(*wanted)
        for encoder in encoders:
            for limits in encoder.person.limits.values():
                solver.add(*limits)
        if solver.check() == z3.unsat:
            return Impossible(linear=True)
        definitions = [each for one in encoders for each in one.numbers.definitions]
        solver.add(*definitions)
        answer = solver.check()
        if answer == z3.unsat:
            return Impossible(linear=False)
        if answer == z3.unknown:
            return Undecided(solver.reason_unknown())
        return self._plainest(solver)

    def _plainest(self, solver: z3.Solver) -> Found | Undecided:
        """Return the patient with as few facts as do, so that the reason can be read."""
        for encoded in tuple(self.person.facts.values()):
            self._try(solver, no(encoded.known))
        for doubted in tuple(self.person.doubts().values()):
            self._try(solver, no(doubted))
        if solver.check() != z3.sat:
            return Undecided(solver.reason_unknown())
        return Found(*self.person.values(solver.model()))

    @staticmethod
    def _try(solver: z3.Solver, wanted: z3.BoolRef) -> None:
        if solver.check(wanted) == z3.sat:
            solver.add(wanted)

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
