"""Three readers of one guideline never disagree: the reference, a naive one, and the solver.

The solver's own formulas are worked out for one patient, without solving: what it proves it proves
of these.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product
from random import Random
from typing import TYPE_CHECKING, Final, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.prove.naive import Naive
from tests.prove.patients import Drawer, Patient, outcomes, patients
from tests.prove.reaching import conditions, reached
from tests.prove.shared import GUIDELINE, disagreements, ground, pooled, seeds
from tests.prove.test_language import EXPRESSIONS, made_up
from whitlow.door import read_case
from whitlow.evaluate import Outcome
from whitlow.language import (
    Arithmetic,
    ArithmeticSign,
    Compare,
    ComparisonSign,
    Expr,
    IsNull,
    Name,
    children,
)
from whitlow.prove import Found, case_text
from whitlow.prove.logic import all_of, no
from whitlow.prove.plain import plainest
from whitlow.prove.standing import stands_for_certain

if TYPE_CHECKING:
    from collections.abc import Iterator

UNHURRIED: Final = settings(
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    max_examples=30,
)
KINDS: Final = {"truth", "choice", "number", "set"}


@given(st.deferred(lambda: patients(GUIDELINE, seeds())))
@UNHURRIED
def test_no_patient_is_read_differently_by_the_three_readers(patient: Patient) -> None:
    assert [] == list(disagreements(patient))


# --- the door lets in who is found --------------------------------------------------------------


@pytest.mark.parametrize("name", [*GUIDELINE.rules][::8])
def test_the_patient_for_whom_a_rule_lives_is_let_in_by_the_door(name: str) -> None:
    rule, undoubted = GUIDELINE.rules[name], [no(one) for one in ground().person.doubts().values()]

    def stands(found: Found) -> bool:
        return not found.doubted and ground().reading(found).decide(rule).outcome is Outcome.STANDS

    found = ground().settle(all_of((stands_for_certain(ground(), rule), *undoubted)), stands)
    assert isinstance(found, Found)
    plain = plainest(GUIDELINE, found, stands)
    case = case_text(GUIDELINE, plain, "").encode()
    patient = read_case(case, "case.yaml", GUIDELINE, date(2026, 1, 1))

    assert (plain.facts, ()) == (patient.facts, patient.doubts)


# --- the patients themselves --------------------------------------------------------------------


def test_every_rule_comes_out_every_way_that_it_can_for_some_patient() -> None:
    seen, never = pooled()
    every = {(rule, outcome) for rule in GUIDELINE.rules for outcome in Outcome}

    assert every == seen.keys() | never
    assert not seen.keys() & never


NEVER_WAITS: Final = {("acyclovir-allergy-referral", Outcome.PROVISIONAL)}
"""What overrides it reads nothing that it need not know itself: nothing is left to wait for."""


def test_only_a_rule_that_nothing_overrides_is_never_barred_and_never_provisional() -> None:
    _, never = pooled()
    free = [rule.id for rule in GUIDELINE.rules.values() if not rule.overriders]
    waiting = (Outcome.BARRED, Outcome.PROVISIONAL)

    assert {(rule, outcome) for rule in free for outcome in waiting} | NEVER_WAITS == never


@pytest.mark.parametrize("state", ["known", "unknown", "doubted"])
def test_every_fact_is_given_to_some_patient_kept_from_another_and_doubted_in_a_third(
    state: str,
) -> None:
    facts = {fact.name for fact in GUIDELINE.facts.values() if fact.type in KINDS}
    drawn = _drawn()
    found = {
        "known": {name for one in drawn for name in one.facts},
        "unknown": {name for one in drawn for name in facts - one.facts.keys() - one.doubted},
        "doubted": {name for one in drawn for name in one.doubted},
    }

    assert facts <= found[state]


def test_every_number_stands_on_an_edge_and_beside_it() -> None:
    drawer = Drawer(GUIDELINE)

    assert {Fraction(18) - Fraction(1, 10**8), Fraction(18), Fraction(18) + Fraction(1, 10**8)} <= {
        *drawer.values["age"]
    }


def test_every_kind_of_node_and_every_sign_is_written_by_chance() -> None:
    written = [part for one in EXPRESSIONS for part in _parts(one)]
    signs = {part.sign for part in written if isinstance(part, Compare | Arithmetic)}
    asked = {part.negated for part in written if isinstance(part, IsNull)}

    assert set(get_args(Expr)) == {type(part) for part in written}
    assert {*get_args(ComparisonSign), *get_args(ArithmeticSign)} == signs
    assert {True, False} == asked


def test_every_kind_of_node_that_is_written_by_chance_is_read_of_some_patient_to_its_end() -> None:
    """A part behind an ``if`` is reached by whoever goes that way."""
    drawer, chance = Drawer(made_up()), Random(5)  # noqa: S311 - as they are read
    drawn = [drawer.changed(chance, Patient({}), 9) for _ in range(20)]
    met = {
        type(part)
        for one in drawn
        for expr in EXPRESSIONS
        for part in reached(Naive(made_up(), one.facts, one.doubted), expr)
    }

    assert set(get_args(Expr)) == met


def test_every_fact_that_a_condition_reads_has_values_to_be_drawn() -> None:
    drawer = Drawer(GUIDELINE)
    named = {
        part.name
        for one in conditions(GUIDELINE)
        for part in _parts(one.compiled)
        if isinstance(part, Name) and part.name in GUIDELINE.facts
    }

    assert named <= {name for name, values in drawer.values.items() if values}
    assert KINDS >= {GUIDELINE.facts[name].type for name in named}


def test_every_rule_is_in_the_pool_that_hypothesis_starts_from_each_way_it_can_come_out() -> None:
    _, never = pooled()
    found = {each for one in seeds() for each in outcomes(GUIDELINE, one).items()}

    assert {*product(GUIDELINE.rules, Outcome)} - never == found


def _drawn() -> list[Patient]:
    drawer, chance = Drawer(GUIDELINE), Random(1)  # noqa: S311 - the same each time
    return [drawer.changed(chance, Patient({}), 60) for _ in range(120)]


def _parts(expr: Expr) -> Iterator[Expr]:
    yield expr
    for part in children(expr):
        yield from _parts(part)
