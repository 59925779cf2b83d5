"""The plainest patient: fewest facts, then those named first, then usual values, whatever is found.

Each test begins with a patient who bears out what is asked and is not the plainest.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

import pytest
import z3

from tests.prove.test_broken import GOOD, laid_over
from whitlow.prove import Found, Ground
from whitlow.prove.logic import Number3, Truth3, all_of, any_of, no
from whitlow.prove.usual import usual_patient

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whitlow.language import Value

SHORT_MS: Final = 50
SUM_OF_CUBES: Final = 42
"""The smallest three cubes that sum up to it have seventeen digits."""


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    """Return a small guideline as the solver sees it, with little patience."""
    return Ground(laid_over(GOOD, tmp_path_factory.mktemp("usual") / "guideline"), SHORT_MS)


def truth(ground: Ground, name: str) -> z3.BoolRef:
    """Return that a fact is true."""
    fact = ground.person.fact(name)
    assert isinstance(fact, Truth3)
    return fact.true


def weighed(ground: Ground, *, above: int) -> z3.BoolRef:
    """Return that a weight is known and above something."""
    fact = ground.person.fact("weight")
    assert isinstance(fact, Number3)
    return all_of((fact.known, fact.value > above))


def plainest(ground: Ground, wanted: z3.BoolRef, **facts: Value) -> Mapping[str, Value]:
    """Return the facts of the plainest patient, where one who has these facts is known."""

    def confirms(found: Found) -> bool:
        solver = ground.solver((wanted, *ground.limits))
        for name, fact in ground.person.facts.items():
            told = found.facts.get(name)
            solver.add(no(fact.known) if told is None else so(fact, told))
        return bool(solver.check() != z3.unsat)

    def so(fact: object, told: Value) -> z3.BoolRef:
        if isinstance(fact, Truth3):
            return fact.true if told is True else fact.false
        assert isinstance(fact, Number3)
        assert isinstance(told, Fraction)
        return all_of((fact.known, fact.value == z3.RealVal(str(told))))

    return usual_patient(ground, wanted, Found(facts, frozenset()), confirms).facts


def test_fewer_facts_win_over_those_that_were_found(ground: Ground) -> None:
    three = all_of(truth(ground, name) for name in ("fever", "cough", "rash"))
    found = plainest(
        ground, any_of((three, truth(ground, "chill"))), fever=True, cough=True, rash=True
    )

    assert {"chill": True} == found


def test_of_as_many_facts_those_win_that_are_named_first(ground: Ground) -> None:
    either = any_of((truth(ground, "chill"), truth(ground, "fever")))

    assert {"fever": True} == plainest(ground, either, chill=True)


def test_a_truth_that_may_be_either_is_no(ground: Ground) -> None:
    known = ground.person.fact("rash").known

    assert {"rash": False} == plainest(ground, known, rash=True)


@pytest.mark.parametrize(("above", "usual"), [(3, 70), (69, 70), (70, 170)])
def test_a_number_is_the_first_usual_one_that_does(ground: Ground, above: int, usual: int) -> None:
    found = plainest(ground, weighed(ground, above=above), weight=Fraction(4001, 20))

    assert {"weight": usual} == found


def test_a_number_for_which_no_usual_one_does_is_written_short(ground: Ground) -> None:
    found = plainest(ground, weighed(ground, above=200), weight=Fraction(4001, 19))
    weight = found["weight"]

    assert isinstance(weight, Fraction)
    assert (1, True) == (weight.denominator, weight > 200)


def test_where_the_solver_gives_up_the_patient_it_had_is_stripped_and_shown(
    ground: Ground,
) -> None:
    cubes = sum(number * number * number for number in z3.Ints("a b c"))
    hard = all_of((truth(ground, "chill"), cubes == SUM_OF_CUBES))

    assert {"chill": True} == plainest(ground, hard, chill=True, fever=True)
