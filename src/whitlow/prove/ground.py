"""This module asks the solver one question at a time, and brings back a patient or a proof.

It refuses to take silence for an answer: a solver that gives up has settled nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import z3

from whitlow.evaluate import Reading
from whitlow.prove.asked import asked_of_sets, truths
from whitlow.prove.encode import Encoder
from whitlow.prove.facts import Person
from whitlow.prove.let_in import never_let_in
from whitlow.prove.logic import Truth3, all_of, any_of, no
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from whitlow.guideline import Condition, Contradiction, Guideline
    from whitlow.language import Value
    from whitlow.prove.asked import Asked

__all__ = ["PATIENCE_MS", "UNCONFIRMED", "Found", "Ground", "Impossible", "Undecided"]

PATIENCE_MS: Final = 10 * 1000
MOST_READINGS: Final = 1000

OUT_OF_TIME: Final = ("timeout", "canceled")
"""How the solver says that its time was over."""

UNCONFIRMED: Final = "The solver's patient does not bear it out when replayed."

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
        self,
        guideline: Guideline,
        patience_ms: int = PATIENCE_MS,
        copy: str = "",
        asked: Asked | None = None,
    ) -> None:
        """Take a guideline, how long one question may last, and what tells patients apart.

        ``asked`` may ask more of sets than the guideline does, so that another can be compared.
        """
        self.guideline: Final = guideline
        if patience_ms < 1:
            message = "A patience of nought is taken by the solver for one without end."
            raise ValueError(message)
        self.patience_ms: Final = patience_ms
        self.asked: Final = asked_of_sets(guideline) if asked is None else asked
        self.person: Final = Person(guideline, self.asked, copy)
        self.encoder: Final = Encoder(self.person)
        for name in guideline.formulas:
            self.encoder.named(name)
        for condition in truths(guideline):
            self.encoder.condition(condition)
        self._never: Final = tuple(never_let_in(guideline))
        self.limits: Final = (
            *(limit for limits in self.person.limits.values() for limit in limits),
            *(self._settled_at_the_door(each) for each in self._never),
        )
        self._solver: Final = self.solver(self.limits)
        self._witnesses: Final[list[Found]] = []
        self._readings: Final[dict[int, tuple[Found, Reading]]] = {}

    def _settled_at_the_door(self, contradiction: Contradiction) -> z3.BoolRef:
        """Return that of a contradiction that holds no fact is left to be believed."""
        named = [name for name in contradiction.facts if name in self.guideline.facts]
        believed = [self.person.fact(name).known for name in named]
        return no(all_of((self.holds(contradiction.when).true, any_of(believed))))

    def holds(self, condition: Condition) -> Truth3:
        """Return a condition over the patient."""
        return self.encoder.condition(condition)

    def lets_in(self, found: Found) -> bool:
        """Whether the ordinary evaluator finds no contradiction that the door never lets in."""
        reading = self.reading(found)
        return not any(
            reading.holds(each.when) is True and any(name in found.facts for name in each.facts)
            for each in self._never
        )

    def solver(self, told: Iterable[z3.BoolRef]) -> z3.Solver:
        """Return a solver that is told this, and gives up when patience ends."""
        solver = z3.Solver()
        solver.set("timeout", self.patience_ms)
        solver.add(*told)
        return solver

    def gave_up(self, solver: z3.Solver) -> str:
        """Return the sentence that says why a solver settled nothing."""
        why: str = solver.reason_unknown()
        if why in OUT_OF_TIME:
            return f"The solver was not done after {self.patience_ms} ms."
        return f"The solver gave up: {why}."

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
            answer = self._solver.check()
            if answer == z3.unsat:
                return Impossible(linear=True)
            if answer == z3.sat:
                found = self._found(self._solver)
                if self.lets_in(found) and confirms(found):
                    return found
        finally:
            self._solver.pop()
        return self._exactly(wanted, confirms)

    def _exactly(self, wanted: z3.BoolRef, confirms: Confirms) -> Impossible | Found | Undecided:
        """Settle it with what products and quotients mean, at last with what roundings do."""
        numbers = self.encoder.numbers
        for meant in (numbers.definitions, (*numbers.definitions, *numbers.roundings)):
            solver = self.solver((*self.limits, *meant, wanted))
            answer = solver.check()
            if answer == z3.unsat:
                return Impossible(linear=False)
            if answer == z3.unknown:
                return Undecided(self.gave_up(solver))
            found = self._found(solver)
            if self.lets_in(found) and confirms(found):
                return found
        return Undecided(UNCONFIRMED)

    def witness(self, wanted: z3.BoolRef, confirms: Confirms) -> Impossible | Found | Undecided:
        """Return a patient of whom this is so: one who was found before, where one confirms it."""
        for found in reversed(self._witnesses):
            if confirms(found):
                return found
        answer = self.settle(wanted, confirms)
        if isinstance(answer, Found):
            self._witnesses.append(answer)
        return answer

    def _found(self, solver: z3.Solver) -> Found:
        return Found(*self.person.values(solver.model()))

    def reading(self, found: Found) -> Reading:
        """Return the ordinary reading of a patient who was found, the same each time."""
        kept = self._readings.get(id(found))
        if kept is None or kept[0] is not found:
            if len(self._readings) >= MOST_READINGS:
                self._readings.clear()
            kept = (found, Reading(self.guideline, found.facts, found.doubted))
            self._readings[id(found)] = kept
        return kept[1]
