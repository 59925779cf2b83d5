"""``whitlow dose``: names, schedules to choose from, and never a dose from a refused value."""

from __future__ import annotations

from typing import Final

import pytest

from tests.cli.called import Done, called, document, toy

FACTS: Final = ("--age", "41", "--weight", "70", "--fact", "filter=84 mL/min", "--line", "central")


def dose(*arguments: str) -> Done:
    """Ask the toy guideline for a dose."""
    return toy("dose", *arguments)


def test_one_regimen_is_one_order() -> None:
    order = document(dose("cheerin-iv", "--regimen", "fast", *FACTS, "--json"))

    assert ("cheerin-iv", "fast", "dose", 210, 8) == tuple(
        order[name] for name in ("drug", "regimen", "status", "dose_mg", "interval_h")
    )


@pytest.mark.parametrize(
    "name", ["cheerin-oral", "CHEERIN-ORAL", "cheerin by mouth", "Cheerin_Oral"]
)
def test_a_drug_is_known_by_any_of_its_names(name: str) -> None:
    assert "cheerin-oral" == document(dose(name, *FACTS, "--json"))["drug"]


def test_a_drug_with_one_regimen_needs_no_choice() -> None:
    assert "daily" == document(dose("cheerin-oral", *FACTS, "--json"))["regimen"]


def test_two_schedules_are_both_worked_out_and_asked_for() -> None:
    found = document(dose("cheerin-iv", *FACTS, "--json"))

    orders = found["orders"]
    assert ("cheerin-iv", None, "needs", ["regimen"]) == tuple(
        found[name] for name in ("drug", "regimen", "status", "needs")
    )
    assert isinstance(orders, list)
    assert [("fast", 210, 9), ("slow", 210, 6)] == [
        (order["regimen"], order["dose_mg"], order["daily_mg_per_kg"]) for order in orders
    ]


def test_two_schedules_are_shown_beside_each_other() -> None:
    page = dose("cheerin-iv", *FACTS).out

    assert any(line.split() == ["fast", "slow"] for line in page.splitlines())
    assert "fast and slow are different schedules with different daily totals: choose one." in page


@pytest.mark.parametrize("name", ["cheerin", "Cheerol", "cheerine"])
def test_a_drug_without_its_route_shows_the_regimens_of_each_and_asks(name: str) -> None:
    found = document(dose(name, *FACTS, "--json"))

    orders = found["orders"]
    assert ["drug", "regimen"] == found["needs"]
    assert isinstance(orders, list)
    assert {("cheerin-iv", "fast"), ("cheerin-iv", "slow"), ("cheerin-oral", "daily")} == {
        (order["drug"], order["regimen"]) for order in orders
    }


def test_a_regimen_that_only_one_route_has_settles_the_route() -> None:
    assert "cheerin-oral" == document(dose("cheerol", "--regimen", "daily", "--json"))["drug"]


def test_what_is_missing_is_named() -> None:
    order = document(dose("cheerin-oral", "--json"))

    assert ("needs", None) == (order["status"], order["dose_mg"])
    assert {"weight", "filter"} == set(_strings(order["needs"]))


def _strings(value: object) -> list[str]:
    assert isinstance(value, list)
    return [str(each) for each in value]


@pytest.mark.parametrize(
    ("arguments", "code", "field"),
    [
        (("cheerin-oral", "--weight", "70 stone"), "unit_unknown", "weight"),
        (("cheerin-oral", "--fact", "filter=84"), "unit_missing", "filter"),
        (("cheerin-oral", "--weight", "-70"), "out_of_range", "weight"),
        (("cheerin-oral", "--weight", "nan"), "not_a_number", "weight"),
        (("cheerin-oral", "--fact", "height=180"), "refused_fact", "height"),
        (("cheerin-oral", "--fact", "wieght=70"), "unknown_fact", "wieght"),
        (("cheerin-oral", "--weight", "70", "--fact", "weight=71"), "duplicate_key", "weight"),
        (("cheerin-oral", "--regimen", "weekly"), "unknown_regimen", "regimen"),
        (("cheerinn",), "unknown_drug", "DRUG"),
        (("glumex",), "no_regimen", "DRUG"),
    ],
)
def test_a_refused_value_gives_no_dose(arguments: tuple[str, ...], code: str, field: str) -> None:
    done = dose(*arguments, "--json")

    found = document(done)
    error = found["error"]
    assert 4 == done.code
    assert isinstance(error, dict)
    assert (code, field) == (error["code"], error["field"])
    assert ["error", "problems"] == list(found)


@pytest.mark.parametrize("pair", ["weight", "=70", " =70", ""])
def test_a_fact_without_its_name_or_sign_is_a_usage_error(pair: str) -> None:
    assert 2 == dose("cheerin-oral", "--fact", pair).code


def test_an_implausible_value_gives_no_dose_until_it_is_confirmed() -> None:
    facts = ("--age", "41", "--weight", "300", "--fact", "filter=284 mL/min")

    doubted = document(dose("cheerin-oral", *facts, "--json"))
    confirmed = document(dose("cheerin-oral", *facts, "--fact", "confirmed=weight", "--json"))

    assert ("needs", None) == (doubted["status"], doubted["dose_mg"])
    assert "weight" in _strings(doubted["needs"])
    assert doubted["doubts"]
    assert ("dose", []) == (confirmed["status"], confirmed["doubts"])


def test_an_unknown_drug_is_answered_with_the_nearest() -> None:
    assert "Did you mean" in dose("cherrin").err


def test_an_unknown_regimen_is_answered_with_those_there_are() -> None:
    assert "fast, slow" in dose("cheerin-iv", "--regimen", "medium").err


def test_below_the_table_no_amount_is_shown() -> None:
    facts = ("--weight", "70", "--fact", "filter=14 mL/min")

    page = dose("cheerin-iv", "--regimen", "fast", *facts).out
    order = document(dose("cheerin-iv", "--regimen", "fast", *facts, "--json"))

    assert "NOT RECOMMENDED: NO DOSE" in page
    assert ("not_recommended", None) == (order["status"], order["dose_mg"])
    assert "Give" not in page


def test_every_drug_of_the_shipped_guideline_with_a_regimen_has_a_page() -> None:
    shown = document(called("show", "facts", "--json"))
    assert shown["facts"]

    for drug in ("aciclovir", "Valtrex", "famvir", "FOSCAVIR", "cidofovir"):
        done = called("dose", drug, "--sex", "male", "--age", "41", "--weight", "70")

        assert 0 == done.code, done.err
        assert done.out.startswith("Dose for review")
