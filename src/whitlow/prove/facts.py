"""This module gives the solver every fact of one patient: known, doubted or never told.

It refuses a patient whom the door would not let in: numbers lie in their accepted range, a choice
is one of its options.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

import z3

from whitlow.prove.asked import asked_of_sets, words_possible
from whitlow.prove.logic import (
    FALSE,
    Choice3,
    Encoded,
    Number3,
    Set3,
    Truth3,
    all_of,
    any_of,
    at_most_one,
    no,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whitlow.guideline import Band, Fact, Guideline
    from whitlow.language import Value
    from whitlow.prove.asked import Asked

__all__ = ["Person", "exact", "fraction", "within"]


def exact(value: Fraction) -> z3.RatNumRef:
    """Return an exact number for the solver.

    >>> exact(Fraction(1, 3))
    1/3
    """
    return z3.RealVal(f"{value.numerator}/{value.denominator}")


def within(value: z3.ArithRef, band: Band) -> z3.BoolRef:
    """Return that a number lies in a band."""
    low = exact(band.low)
    parts = [value >= low if band.low_closed else value > low]
    if band.high is not None:
        high = exact(band.high)
        parts.append(value <= high if band.high_closed else value < high)
    return all_of(parts)


class Person:
    """One patient as constants of the solver; ``copy`` tells two patients apart.

    ``limits`` holds, for each fact that was asked for, what the door ensures of it.
    """

    def __init__(self, guideline: Guideline, asked: Asked | None = None, copy: str = "") -> None:
        """Take what is asked of sets, where it is collected already."""
        self.guideline: Final = guideline
        self.asked: Final = asked_of_sets(guideline) if asked is None else asked
        self.copy: Final = copy
        self.facts: Final[dict[str, Encoded]] = {}
        self.limits: Final[dict[str, tuple[z3.BoolRef, ...]]] = {}
        self.atoms: Final[dict[str, dict[str, z3.BoolRef]]] = {}
        self._doubted: Final[dict[str, z3.BoolRef]] = {}

    def fact(self, name: str) -> Encoded:
        """Return a fact of this patient."""
        if name not in self.facts:
            fact = self.guideline.facts[name]
            self.facts[name], self.limits[name] = self._made(fact)
        return self.facts[name]

    def doubted(self, name: str) -> z3.BoolRef:
        """Return whether a fact was given and is not believed."""
        if name not in self._doubted:
            doubted = z3.Bool(f"doubted {name}{self.copy}")
            self._doubted[name] = doubted
            known = self.fact(name).known
            self.limits[name] = (*self.limits[name], no(all_of((doubted, known))))
        return self._doubted[name]

    def doubts(self) -> Mapping[str, z3.BoolRef]:
        """Return, for each fact of which it was asked, whether it is doubted."""
        return self._doubted

    def _made(self, fact: Fact) -> tuple[Encoded, tuple[z3.BoolRef, ...]]:
        name = f"{fact.name}{self.copy}"
        match fact.type:
            case "truth":
                true, false = z3.Bool(f"{name} is true"), z3.Bool(f"{name} is false")
                return Truth3(true, false), (no(all_of((true, false))),)
            case "number":
                return self._number(fact, name)
            case "choice":
                return _choice(fact, name)
            case "set":
                return self._set(fact, name)
            case "answers" | "refused":
                return Truth3(FALSE, FALSE), ()

    def _number(self, fact: Fact, name: str) -> tuple[Encoded, tuple[z3.BoolRef, ...]]:
        known = z3.Bool(f"{name} is known")
        value = z3.ToReal(z3.Int(name)) if fact.whole else z3.Real(name)
        limits = () if fact.range is None else (within(value, fact.range),)
        return Number3(known, value), limits

    def _set(self, fact: Fact, name: str) -> tuple[Encoded, tuple[z3.BoolRef, ...]]:
        """Return a set by its atoms: one for all words that the same questions ask for."""
        known = z3.Bool(f"{name} is known")
        asked = self.asked.get(fact.name, ())
        atoms: dict[tuple[bool, ...], tuple[str, z3.BoolRef]] = {}
        possible = words_possible(self.guideline, fact)
        if fact.members == "variants":  # the door takes any, so each that is named by itself too
            possible += tuple(word for words in asked for word in sorted(words))
        for word in possible:
            signature = tuple(word in words for words in asked)
            if any(signature) and signature not in atoms:
                atoms[signature] = (word, z3.Bool(f"{name} holds {word}"))
        self.atoms[fact.name] = dict(atoms.values())
        holds = {
            words: any_of(atom for signature, (_, atom) in atoms.items() if signature[index])
            for index, words in enumerate(asked)
        }
        return Set3(known, holds), ()

    def values(self, model: z3.ModelRef) -> tuple[dict[str, Value], frozenset[str]]:
        """Return the facts that a model knows, and those that it doubts."""
        found = {name: self._value(name, encoded, model) for name, encoded in self.facts.items()}
        doubted = frozenset(
            name for name, each in self._doubted.items() if z3.is_true(model.eval(each))
        )
        return {name: value for name, value in found.items() if value is not None}, doubted

    def _value(self, name: str, encoded: Encoded, model: z3.ModelRef) -> Value:
        def holds(part: z3.BoolRef) -> bool:
            return bool(z3.is_true(model.eval(part)))

        if not holds(encoded.known):
            return None
        match encoded:
            case Truth3(true, _):
                return holds(true)
            case Number3(_, value):
                return fraction(model.eval(value, model_completion=True))
            case Choice3(_, possible):
                return next(option for option, part in possible.items() if holds(part))
            case Set3():
                return frozenset(word for word, atom in self.atoms[name].items() if holds(atom))


def _choice(fact: Fact, name: str) -> tuple[Encoded, tuple[z3.BoolRef, ...]]:
    options = {option: z3.Bool(f"{name} is {option}") for option in fact.options or {}}
    known = any_of(options.values())
    return Choice3(known, options), (at_most_one(options.values()),)


def fraction(value: z3.ExprRef) -> Fraction:
    """Return a number of a model; a root that is no rational is taken to many places."""
    if isinstance(value, z3.AlgebraicNumRef):
        value = value.approx(24)
    return Fraction(value.numerator_as_long(), value.denominator_as_long())
