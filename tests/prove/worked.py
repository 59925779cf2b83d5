"""What the solver's formulas come to for one patient, worked out without solving anything."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import z3

from whitlow.language import rounded
from whitlow.prove.facts import exact, fraction
from whitlow.prove.logic import Choice3, Encoded, Number3, Set3, Truth3

if TYPE_CHECKING:
    from tests.prove.patients import Patient
    from whitlow.language import Value
    from whitlow.prove import Ground


class Worked:
    """One patient as a model of a ground: each constant has a value, none is left open."""

    def __init__(self, ground: Ground, patient: Patient) -> None:
        """Give each fact its value, each doubt, and each product, quotient and rounding."""
        self.model = z3.Model(z3.main_ctx())
        self.ground = ground
        for name, encoded in ground.person.facts.items():
            self._fact(name, encoded, patient.facts.get(name))
        for name, doubted in ground.person.doubts().items():
            self._set(doubted, value=name in patient.doubted)
        for kind, own, left, right in ground.encoder.numbers.operations:
            found = _result(kind, self.number(left), self.number(right))
            self.model.update_value(own, exact(found))

    def _set(self, constant: z3.BoolRef, *, value: bool) -> None:
        if not z3.is_false(constant):
            self.model.update_value(constant, z3.BoolVal(value))

    def _fact(self, name: str, encoded: Encoded, value: Value) -> None:
        match encoded:
            case Truth3(true, false):
                self._set(true, value=value is True)
                self._set(false, value=value is False)
            case Number3(known, number):
                found = value if isinstance(value, Fraction) else Fraction(0)
                self._set(known, value=value is not None)
                if z3.is_to_real(number):
                    self.model.update_value(number.arg(0), z3.IntVal(int(found)))
                else:
                    self.model.update_value(number, exact(found))
            case Choice3(_, possible):
                for option, part in possible.items():
                    self._set(part, value=option == value)
            case Set3(known, _):
                self._set(known, value=value is not None)
                self._atoms(name, value if isinstance(value, frozenset) else frozenset())

    def _atoms(self, name: str, words: frozenset[str]) -> None:
        """Set each atom of a set as these words have it: true where one of them is told by it."""
        asked = self.ground.asked.get(name, ())
        own = {tuple(word in many for many in asked) for word in words}
        for word, atom in self.ground.person.atoms[name].items():
            self._set(atom, value=tuple(word in many for many in asked) in own)

    def number(self, number: z3.ArithRef) -> Fraction:
        """Return what a number comes to."""
        return fraction(self.model.eval(number, model_completion=True))

    def holds(self, part: z3.BoolRef) -> bool:
        """Return whether something holds of this patient."""
        found = self.model.eval(part, model_completion=True)
        assert z3.is_true(found) or z3.is_false(found)
        return bool(z3.is_true(found))

    def truth(self, truth: Truth3) -> bool | None:
        """Return a truth, None where it is unknown."""
        true, false = self.holds(truth.true), self.holds(truth.false)
        assert not (true and false)
        return True if true else False if false else None


def _result(kind: str, left: Fraction, right: Fraction) -> Fraction:
    match kind.split():
        case ["product"]:
            return left * right
        case ["quotient"]:
            return left / right if right else Fraction(0)
        case [*_, places]:
            return rounded(left, int(places))
        case _:
            raise AssertionError(kind)
