"""Mutants: each kind is made, one of each kind is caught, and what is called equal is proved so.

The whole run is `make mutants`; what it found stands in ``docs/mutants.md``.
"""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

import pytest

from tests.cases.test_cases import shipped
from tests.mutants.counts import GROUPS
from tests.mutants.door import answer, knocks
from tests.mutants.due import PARTS, due
from tests.mutants.edges import edges, result
from tests.mutants.judges import JUDGES, QUICKEST
from tests.mutants.kinds import mutants
from tests.mutants.register import lost, registered
from tests.mutants.report import PAGE, awaited, groups
from tests.mutants.run import world
from tests.mutants.share import ORDER, Tried, chosen, structural
from tests.mutants.sites import sites
from tests.mutants.standing import Entry, made, said, standing
from tests.mutants.swift import swift
from tests.mutants.trial import tried
from tests.mutants.verdicts import VERDICTS, Kept, kept, text
from tests.mutants.verdicts import tried as kept_as
from whitlow.guideline import content_hash
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tests.mutants.pages import Mutant

FOLDER: Final = shipped_guideline()


@cache
def every() -> tuple[Mutant, ...]:
    """Return every mutant of the shipped guideline."""
    return mutants(FOLDER)


def of(file: str, kind: str, record: str, after: str) -> Mutant:
    """Return the mutant of a record by what its line becomes."""
    (found,) = [
        one
        for one in every()
        if (one.file, one.kind, one.record) == (file, kind, record) and after in one.after
    ]
    return found


@pytest.mark.parametrize("one", standing(), ids=lambda one: f"{one['file']}: {one['kind']}")
def test_a_mutant_of_each_kind_is_caught_by_its_judge(one: Entry) -> None:
    mutant = made(one, every())
    assert mutant is not None, "It is no longer made like this: run `make mutants`."

    assert said(world(), mutant, one), (
        f"The judge {one['judge']} sees nothing any more: run `make mutants`."
    )


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


# --- what is kept, and the page of it -----------------------------------------------------------


@cache
def verdicts() -> dict[str, Kept]:
    """Return what is kept of the mutants."""
    return kept()


def unjudged(found: Mapping[str, Kept]) -> list[str]:
    """Return the mutants of today, by operator, that a run would try and that have no verdict."""
    names = sites(FOLDER, every()).names
    return [str(one) for one in chosen(every()) if names[one] not in found]


def told(left: Sequence[str]) -> str:
    """Return the sentence for whoever changed the guideline and left mutants without verdict."""
    first = left[0] if left else "none"
    return f"{len(left)} mutants have no verdict, the first is {first}. Run `make mutants`."


def results(found: Mapping[str, Kept]) -> list[Tried]:
    """Return the structural mutants of today with what is kept of them."""
    names = sites(FOLDER, every()).names
    mine = [one for one in every() if structural(one) and names[one] in found]
    return [kept_as(one, found[names[one]]) for one in mine]


def test_the_page_says_how_many_mutants_of_today_have_no_verdict() -> None:
    names = sites(FOLDER, every()).names
    judged = [one for one in chosen(every()) if names[one] in verdicts()]
    page = PAGE.read_text(encoding="utf-8")

    assert awaited(judged, every()) in page, told(unjudged(verdicts()))
    assert bool(unjudged(verdicts())) is ("await their first trial" in page)


def test_no_verdict_is_kept_of_a_mutant_that_is_made_no_longer() -> None:
    names = sites(FOLDER, every()).names
    made_today = {names[one] for one in chosen(every())}

    assert set() == verdicts().keys() - made_today, "Run `make mutants`."


def test_a_mutant_without_a_verdict_is_named_with_the_command_that_tries_it() -> None:
    names = sites(FOLDER, every()).names
    mutant = next(one for one in every() if structural(one))
    without = {name: one for name, one in verdicts().items() if name != names[mutant]}

    assert str(mutant) in unjudged(without)
    assert told([str(mutant)]).endswith(f"the first is {mutant}. Run `make mutants`.")


def test_a_condition_that_is_changed_leaves_its_mutants_without_verdicts(tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "guideline")
    path = folder / "rules" / "treatment-hsv.yaml"
    text = path.read_text(encoding="utf-8")
    mutant = of("rules/treatment-hsv.yaml", "comparison in rules", "pritelivir-by-referral",
        "acyclovir_susceptibility != 'resistant'")  # fmt: skip
    path.write_text(mutant.applied(text), encoding="utf-8")
    changed = mutants(folder)
    names = sites(folder, changed).names
    before = set(unjudged(verdicts()))
    left = [one for one in chosen(changed) if names[one] not in verdicts()]

    assert mutant.record in {one.record for one in left if str(one) not in before}


def test_what_is_kept_reads_as_it_was_written() -> None:
    assert VERDICTS.read_text(encoding="utf-8") == text(verdicts())


def test_the_page_counts_the_mutants_of_today_operator_by_operator() -> None:
    page = PAGE.read_text(encoding="utf-8")
    rows = groups(results(verdicts())).splitlines()

    assert [] == [row for row in rows if row not in page], "Run `make mutants`."


def test_the_page_has_every_kind_that_is_made() -> None:
    page = PAGE.read_text(encoding="utf-8")

    missing = {
        f"{one.shelf}: {one.kind}" for one in every() if f"| {one.shelf}: {one.kind} |" not in page
    }
    assert set() == missing, "Run `make mutants`."


def test_the_page_says_how_many_were_tried_on_which_guideline() -> None:
    page = PAGE.read_text(encoding="utf-8")
    names = sites(FOLDER, every()).names
    mine = [
        verdicts()[names[one]] for one in every() if structural(one) and names[one] in verdicts()
    ]
    earlier = Counter(one.guideline for one in mine if one.guideline not in page)

    assert set() == {
        one
        for one, many in earlier.items()
        if f"{many} were tried on the earlier one `{one[:16]}" not in page
    }, "Run `make mutants`."


def test_99_in_100_of_the_mutants_that_make_a_difference_are_caught() -> None:
    found = results(verdicts())
    caught, equal = sum(bool(one.judge) for one in found), sum(one.equal for one in found)

    assert caught * 100 >= (len(found) - equal) * 99


def test_a_mutant_that_nobody_caught_is_kept_with_what_the_prover_says_of_it() -> None:
    assert [] == [
        one for one in results(verdicts()) if not one.judge and not one.same + one.differs
    ]


# --- what is tried again --------------------------------------------------------------------------


def reasons(before: Mapping[str, Kept]) -> dict[Mutant, str]:
    """Return why mutants are tried again after what was kept before."""
    return due(chosen(every()), sites(FOLDER, every()), before, content_hash(FOLDER))


def test_what_has_no_verdict_is_tried() -> None:
    assert {"new"} == set(reasons({}).values())


def test_what_lies_in_a_record_that_has_changed_is_tried() -> None:
    changed = {name: replace(one, sum="000000") for name, one in verdicts().items()}

    assert set(reasons(changed).values()) <= {"changed", "new"}


def test_what_nobody_caught_is_tried_again_each_time() -> None:
    names = sites(FOLDER, every()).names
    found = {one: verdicts()[names[one]] for one in chosen(every()) if names[one] in verdicts()}
    survived = {one for one, known in found.items() if known.signs in {"=", "!"}}

    assert survived
    assert survived <= reasons(verdicts()).keys()


def test_in_ten_guidelines_everything_is_tried_once() -> None:
    named, mine = sites(FOLDER, every()), chosen(every())
    found = [due(mine, named, verdicts(), str(part)) for part in range(PARTS)]

    assert set(mine) == set().union(*found)
    assert all([*one.values()].count("sample") < len(mine) / 5 for one in found)
