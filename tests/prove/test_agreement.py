"""Three readers of one guideline never disagree: the reference, a naive one, and the solver."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

import z3
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cases.test_cases import shipped
from tests.prove.naive import BOTH, YES, Naive
from tests.prove.patients import Patient, patients
from whitlow.evaluate import Reading
from whitlow.prove import Ground
from whitlow.prove.asked import conditions
from whitlow.prove.facts import exact
from whitlow.prove.logic import Choice3, Encoded, Number3, Set3, Truth3

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Condition
    from whitlow.language import Value

GUIDELINE: Final = shipped()
CONDITIONS: Final[tuple[Condition, ...]] = tuple(
    each
    for each in conditions(GUIDELINE)
    if each not in {formula.condition for formula in GUIDELINE.formulas.values()}
)
GROUND: Final = Ground(GUIDELINE)
UNHURRIED: Final = settings(deadline=None, suppress_health_check=list(HealthCheck))


def named(could: frozenset[bool]) -> bool | None:
    return None if could == BOTH else could == YES


def told(patient: Patient) -> Iterator[z3.BoolRef]:
    """Yield this patient and no other, as the solver is told it."""
    person = GROUND.person
    for name, encoded in person.facts.items():
        value = patient.facts.get(name)
        yield z3.Not(encoded.known) if value is None else _is(name, encoded, value)
    for name, doubted in person.doubts().items():
        yield doubted if name in patient.doubted else z3.Not(doubted)
    yield from GROUND.encoder.numbers.definitions
    for own, inner, places in GROUND.encoder.numbers.roundings:
        size = z3.If(inner >= 0, inner, -inner) * 10**places + exact(Fraction(1, 2))
        whole = z3.ToReal(z3.ToInt(size)) / 10**places
        yield own == z3.If(inner >= 0, whole, -whole)


def _is(name: str, encoded: Encoded, value: Value) -> z3.BoolRef:
    match encoded, value:
        case Truth3(true, false), bool():
            return true if value else false
        case Number3(known, number), Fraction():
            return z3.And(known, number == exact(value))
        case Choice3(_, possible), str():
            return possible[value]
        case Set3(known, _), frozenset():
            return z3.And(known, *_atoms(name, value))
        case _:
            raise AssertionError(name)


def _atoms(name: str, words: frozenset[str]) -> Iterator[z3.BoolRef]:
    """Yield each atom of a set as these words have it: true where one of them is told by it."""
    asked = GROUND.asked.get(name, ())
    own = {tuple(word in many for many in asked) for word in words}
    for word, atom in GROUND.person.atoms[name].items():
        signature = tuple(word in many for many in asked)
        yield atom if signature in own else z3.Not(atom)


def by_solver(patient: Patient, some: list[Condition]) -> list[bool | None]:
    solver = z3.Solver()
    solver.add(*told(patient))
    assert solver.check() == z3.sat
    model = solver.model()
    found = []
    for condition in some:
        truth = GROUND.holds(condition)
        true, false = (z3.is_true(model.eval(part)) for part in (truth.true, truth.false))
        assert not (true and false)
        found.append(True if true else False if false else None)
    return found


@given(patients(GUIDELINE))
@settings(UNHURRIED, max_examples=60)
def test_the_naive_evaluator_reads_every_condition_as_the_reference_does(patient: Patient) -> None:
    reading = Reading(GUIDELINE, patient.facts, patient.doubted)
    naive = Naive(GUIDELINE, patient.facts, patient.doubted)
    reference = [reading.holds(each) for each in CONDITIONS]

    assert reference == [named(naive.truth(each.compiled)) for each in CONDITIONS]


@given(patients(GUIDELINE))
@settings(UNHURRIED, max_examples=60)
def test_the_naive_evaluator_decides_every_rule_as_the_reference_does(patient: Patient) -> None:
    reading = Reading(GUIDELINE, patient.facts, patient.doubted)
    naive = Naive(GUIDELINE, patient.facts, patient.doubted)
    reference = [reading.decide(rule).outcome.value for rule in GUIDELINE.rules.values()]

    assert reference == [naive.outcome(rule) for rule in GUIDELINE.rules.values()]


@given(patients(GUIDELINE), st.data())
@settings(UNHURRIED, max_examples=40)
def test_the_solver_reads_conditions_as_the_reference_does(
    patient: Patient, data: st.DataObject
) -> None:
    some = data.draw(st.lists(st.sampled_from(CONDITIONS), min_size=60, max_size=60))
    reading = Reading(GUIDELINE, patient.facts, patient.doubted)
    reference = [reading.holds(each) for each in some]

    assert reference == by_solver(patient, some)
