"""Three readers of one guideline never disagree: the reference, a naive one, and the solver.

The solver's own formulas are worked out for one patient, without solving: what it proves it proves
of these.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING, Final, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.prove.patients import Drawer, Patient, patients
from tests.prove.shared import CONDITIONS, GUIDELINE, disagreements, ground, pooled, seeds
from tests.prove.test_language import EXPRESSIONS
from whitlow.door import read_case
from whitlow.evaluate import Outcome
from whitlow.language import Expr, children
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


def test_every_kind_of_node_is_read_in_some_condition_or_expression() -> None:
    read = {type(part) for one in CONDITIONS for part in _parts(one.compiled)}
    formulas = {
        type(part) for one in GUIDELINE.formulas.values() for part in _parts(one.condition.compiled)
    }
    written = {type(part) for one in EXPRESSIONS for part in _parts(one)}

    assert set(get_args(Expr)) == read | formulas | written


def _drawn() -> list[Patient]:
    drawer, chance = Drawer(GUIDELINE), Random(1)  # noqa: S311 - the same each time
    return [drawer.changed(chance, Patient({}), 60) for _ in range(120)]


def _parts(expr: Expr) -> Iterator[Expr]:
    yield expr
    for part in children(expr):
        yield from _parts(part)
