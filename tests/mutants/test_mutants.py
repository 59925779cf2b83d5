"""Mutants: each kind is made, one of each kind is caught, and what is called equal is proved so.

The whole run is `make mutants`; what it found stands in ``docs/mutants.md``.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import pytest

from tests.cases.test_cases import pairs, shipped, shipped_cases, text_of
from tests.mutants.counts import GROUPS
from tests.mutants.door import answer, knocks
from tests.mutants.edges import edges, result
from tests.mutants.judges import JUDGES, QUICKEST, case_of
from tests.mutants.kinds import mutants
from tests.mutants.register import lost, registered
from tests.mutants.report import PAGE, STANDING
from tests.mutants.run import world
from tests.mutants.share import ORDER, structural
from tests.mutants.swift import swift
from tests.mutants.trial import tried
from whitlow.guideline import Items, content_hash, read_yaml
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from tests.mutants.pages import Mutant

FOLDER: Final = shipped_guideline()


@cache
def every() -> tuple[Mutant, ...]:
    """Return every mutant of the shipped guideline."""
    return mutants(FOLDER)


def standing() -> list[dict[str, str]]:
    """Return the mutants that stand for all, as they are written down."""
    node = read_yaml(STANDING.read_text(encoding="utf-8"), STANDING.name)
    items = node.items if isinstance(node, Items) else ()
    return [{name: text_of(value) for name, value in pairs(item)} for item in items]


def made(one: dict[str, str]) -> Mutant | None:
    """Return the mutant that is written down, or nothing where none is made like it any more."""
    for mutant in every():
        found = (mutant.file, mutant.kind, mutant.record, mutant.before, mutant.after)
        if found == (one["file"], one["kind"], one["record"], one["before"], one["after"]):
            return mutant
    return None


def of(file: str, kind: str, record: str, after: str) -> Mutant:
    """Return the mutant of a record by what its line becomes."""
    (found,) = [
        one
        for one in every()
        if (one.file, one.kind, one.record) == (file, kind, record) and after in one.after
    ]
    return found


@pytest.mark.parametrize("one", standing(), ids=lambda one: f"{one['file']}: {one['kind']}")
def test_a_mutant_of_each_kind_is_caught_by_its_judge(one: dict[str, str]) -> None:
    mutant = made(one)
    assert mutant is not None, "It is no longer made like this: run `make mutants`."

    trial = tried(world(), mutant)
    if one["case"]:
        (case,) = [each for each in shipped_cases() if each.name == one["case"]]
        said = case_of(trial, case)
    else:
        said = JUDGES[one["judge"]](trial)

    assert said, f"The judge {one['judge']} sees nothing any more: run `make mutants`."


def test_the_guideline_itself_is_no_mutant() -> None:
    mutant = every()[0]
    text = (FOLDER / mutant.file).read_text(encoding="utf-8")

    assert text not in {one.applied(text) for one in every() if one.file == mutant.file}


def test_every_judge_has_its_place_in_both_orders() -> None:
    assert list(JUDGES) == list(ORDER)
    assert sorted(JUDGES) == sorted(QUICKEST)


def test_checks_proofs_and_cases_have_each_caught_something() -> None:
    assert set(JUDGES) >= {one["judge"] for one in standing()} >= {"checks", "proof", "cases"}


def test_every_structural_mutant_is_made_by_one_operator() -> None:
    kinds = {one.kind for one in every() if structural(one)}

    assert [] == [
        kind
        for kind in sorted(kinds)
        if sum(kind.startswith(begins) for begins in GROUPS.values()) != 1
    ]


# --- the proof, and what it shows equal ---------------------------------------------------------


def test_the_proof_names_the_obligation_and_the_patient_of_a_law_without_its_condition() -> None:
    mutant = of("laws.yaml", "when dropped", "no-cidofovir-below-clearance", "(gone)")
    said = JUDGES["proof"](tried(world(), mutant))

    assert said.startswith("law:no-cidofovir-below-clearance: ")
    assert "while the law no-cidofovir-below-clearance forbids it. In: " in said


def test_a_row_that_is_never_read_makes_no_difference_and_that_is_proved() -> None:
    mutant = of("tables/famciclovir-floor.yaml", "number of a cell, times ten",
        "famciclovir-floor", "10000 mg/d")  # fmt: skip

    found = world().prover.same(tried(world(), mutant))
    assert found.proved, found.says


def test_a_bound_that_takes_one_patient_in_makes_a_difference_and_names_him() -> None:
    mutant = of("rules/treatment-sides.yaml", "comparison in rules",
        "raise-tablets-before-foscarnet", "adequate_days > 5 'd'")  # fmt: skip
    found = world().prover.same(tried(world(), mutant))

    assert not found.proved
    assert " differs for: " in found.says


def test_what_a_rule_does_is_never_called_equal() -> None:
    mutant = next(one for one in every() if one.kind == "action")

    assert not world().prover.same(tried(world(), mutant)).proved


def test_an_edge_that_is_tried_at_once_comes_to_the_same_as_in_the_guideline_loaded_anew() -> None:
    chosen = [one for one in every() if one.shelf == "laws" and one.kind == "comparison in laws"]
    mutant = next(one for one in chosen if swift(world(), one))

    assert JUDGES["edges"](tried(world(), mutant)) == swift(world(), mutant)


# --- what is held to what it was ----------------------------------------------------------------


def test_every_edge_comes_to_what_it_says() -> None:
    found = {str(edge): result(shipped(), edge) for edge in edges(FOLDER)}

    assert [] == [
        f"{edge}; it is {found[str(edge)]}"
        for edge in edges(FOLDER)
        if found[str(edge)] != edge.comes_to
    ]


def test_the_door_does_what_is_written_down() -> None:
    found = [(knock, answer(shipped(), knock.fact, knock.value)) for knock in knocks(FOLDER)]

    assert [] == [f"{knock}; it is {does}" for knock, does in found if does != knock.does]


def test_nothing_of_the_register_is_lost() -> None:
    assert [] == list(lost(registered(FOLDER), shipped()))


# --- the page -----------------------------------------------------------------------------------


def test_the_page_has_every_kind_that_is_made() -> None:
    page = PAGE.read_text(encoding="utf-8")

    missing = {
        f"{one.shelf}: {one.kind}" for one in every() if f"| {one.shelf}: {one.kind} |" not in page
    }
    assert set() == missing, "Run `make mutants`."


def test_the_page_counts_what_is_made() -> None:
    page = PAGE.read_text(encoding="utf-8")
    same = content_hash(FOLDER) in page
    made = sum(map(structural, every()))

    assert not same or f"**{made} mutants of " in page
