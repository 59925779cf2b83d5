"""One patient read through one guideline: derived values, tables, and what is still open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.guideline.tiny import loaded, number, reading, rule, table
from whitlow.evaluate import Outcome
from whitlow.guideline import load_guideline
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from pathlib import Path

    from whitlow.guideline import Guideline
    from whitlow.language import Value

FORMULAS: Final = """
strict: {type: truth, is: if fever then cough else cough, label: strict, cites: [book#one]}
half: {unit: kg, is: weight / 2, label: half the weight, cites: [book#one]}
share: {unit: mL/min/kg, is: filter / half, label: filter for half a kg, cites: [book#one]}
ratio: {unit: "1", is: weight / spare, label: ratio, cites: [book#one]}
heavy: {type: truth, is: weight > 80 'kg', label: heavy, cites: [book#one]}
given: {type: truth, is: spare is not null, label: given, cites: [book#one]}
looked_up: {type: truth, is: rows.dose >= 100 'mg', label: looked up, cites: [book#one]}
least: {unit: kg, is: "Min({weight, spare})", label: least, cites: [book#one]}
guarded: {type: truth, is: fever is null or cough, label: guarded, cites: [book#one]}
"""
ROWS: Final = """
(50, inf) | 100 mg | 12 h
[10, 50] |  | 24 h
[0, 10) | not recommended |
"""


@pytest.fixture
def guideline(tmp_path: Path) -> Guideline:
    return loaded(tmp_path, {"formulas.yaml": FORMULAS, "tables/rows.yaml": table(ROWS)})


# --- unknown ----------------------------------------------------------------------------------


@pytest.mark.parametrize("cough", [True, False])
def test_an_if_with_an_unknown_condition_is_unknown_though_both_branches_agree(
    guideline: Guideline, cough: bool
) -> None:
    assert reading(guideline, cough=cough).known("strict") is None


@pytest.mark.parametrize("facts", [{}, {"weight": number("1")}, {"spare": number("1")}])
def test_the_least_of_two_is_unknown_while_either_is(
    guideline: Guideline, facts: dict[str, Value]
) -> None:
    assert reading(guideline, **facts).known("least") is None


def test_a_division_by_zero_is_unknown(guideline: Guideline) -> None:
    assert reading(guideline, weight=number("1"), spare=number("0")).known("ratio") is None


def test_whether_a_fact_is_given_is_known_of_everybody(guideline: Guideline) -> None:
    assert reading(guideline).known("given") is False


def test_a_name_that_nothing_defines_is_unknown(guideline: Guideline) -> None:
    assert reading(guideline).known("nowhere") is None


def test_a_number_is_exact(guideline: Guideline) -> None:
    thirds = reading(guideline, weight=number("1/3"), filter=number("0.1"))

    assert number("3/5") == thirds.number("share")


# --- tables -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "dose", "every"),
    [
        ("50.00000001", "100", "12"),
        ("50", None, "24"),
        ("10", None, "24"),
        ("9.99999999", None, None),
        ("0", None, None),
        ("-1", None, None),
    ],
)
def test_a_cell_is_known_only_where_its_row_prints_it(
    guideline: Guideline, at: str, dose: str | None, every: str | None
) -> None:
    found = reading(guideline, filter=number(at))

    expected = tuple(None if text is None else number(text) for text in (dose, every))
    assert expected == (found.known("rows.dose"), found.known("rows.every"))


def test_a_cell_is_unknown_while_the_number_that_the_table_is_over_is(guideline: Guideline) -> None:
    nobody = reading(guideline)

    assert (None, None) == (nobody.row(guideline.tables["rows"]), nobody.known("rows.dose"))


def test_what_is_asked_for_an_unknown_cell_is_the_number_that_the_table_is_over(
    guideline: Guideline,
) -> None:
    assert ("filter",) == reading(guideline).open_names(("looked_up",))


def test_a_cell_that_its_row_does_not_print_is_not_asked_for_again(guideline: Guideline) -> None:
    assert () == reading(guideline, filter=number("5")).open_names(("looked_up",))


# --- what is open, and what decided -----------------------------------------------------------


def when(guideline_folder: Path, condition: str) -> Guideline:
    text = rule("only", condition, "{assess: it}")
    changes = {"formulas.yaml": FORMULAS, "tables/rows.yaml": table(ROWS), "rules/all.yaml": text}
    return loaded(guideline_folder, changes)


@pytest.mark.parametrize(
    ("condition", "facts", "open_"),
    [
        ("fever and cough", {}, ("fever", "cough")),
        ("fever and cough", {"fever": True}, ("cough",)),
        ("fever or cough", {"fever": False}, ("cough",)),
        ("cough and (fever or rash)", {"rash": True}, ("cough",)),
        ("heavy", {}, ("weight",)),
        ("share > 1 'mL/min/kg'", {"filter": number("3")}, ("weight",)),
        ("strict", {}, ("fever",)),
        ("strict", {"fever": True}, ("cough",)),
        ("guarded", {"fever": True}, ("cough",)),
        ("overlaps(taken, 'harsh')", {}, ("taken",)),
        ("heavy and weight > 100 'kg'", {}, ("weight",)),
        ("looked_up and fever", {"fever": True}, ("filter",)),
    ],
)
def test_only_the_facts_that_keep_a_condition_unknown_are_open(
    tmp_path: Path, condition: str, facts: dict[str, Value], open_: tuple[str, ...]
) -> None:
    guideline = when(tmp_path, condition)

    assert open_ == reading(guideline, **facts).open_facts(guideline.rules["only"].when)


@pytest.mark.parametrize(
    ("condition", "facts", "grounds"),
    [
        ("fever and cough", {"fever": True, "cough": True}, ("fever", "cough")),
        ("fever or cough", {"fever": True, "cough": True}, ("fever",)),
        ("fever and cough", {"fever": True, "cough": False}, ("cough",)),
        ("heavy", {"weight": number("90")}, ("weight",)),
        (
            "share > 1 'mL/min/kg'",
            {"filter": number("9"), "weight": number("1")},
            ("filter", "weight"),
        ),
        ("guarded", {"cough": False}, ()),
        ("given", {"spare": number("1")}, ("spare",)),
        ("given", {}, ()),
        ("looked_up", {"filter": number("60"), "fever": True}, ("filter",)),
        ("fever and cough", {"fever": True}, ()),
    ],
)
def test_a_known_condition_rests_on_the_given_facts_that_decided_it(
    tmp_path: Path, condition: str, facts: dict[str, Value], grounds: tuple[str, ...]
) -> None:
    guideline = when(tmp_path, condition)

    assert grounds == reading(guideline, **facts).grounds(guideline.rules["only"].when)


# --- derived once -----------------------------------------------------------------------------


def test_a_chain_of_formulas_that_each_read_the_last_one_twice_is_read_in_one_pass(
    tmp_path: Path,
) -> None:
    links = ["link_0: {unit: kg, is: weight, label: link, cites: [book#one]}"]
    for index in range(1, 60):
        text = f"link_{index - 1} + link_{index - 1}"
        links.append(f"link_{index}: {{unit: kg, is: {text}, label: link, cites: [book#one]}}")
    guideline = loaded(tmp_path, {"formulas.yaml": "\n".join(links)})

    assert 2**59 == reading(guideline, weight=number("1")).number("link_59")
    assert ("weight",) == reading(guideline).open_names(("link_59",))


def test_two_readings_of_one_guideline_share_nothing(guideline: Guideline) -> None:
    first = reading(guideline, weight=number("100"))
    second = reading(guideline, weight=number("10"))

    assert (True, False) == (first.known("heavy"), second.known("heavy"))


def test_facts_that_change_after_the_reading_began_change_nothing(guideline: Guideline) -> None:
    facts: dict[str, Value] = {"weight": number("100")}
    first = reading(guideline, **facts)
    before = first.known("heavy")
    facts["weight"] = number("10")

    assert (True, True) == (before, first.known("heavy"))


# --- the patient of whom nothing is known -----------------------------------------------------


def test_nothing_of_the_shipped_guideline_stands_for_the_patient_of_whom_nothing_is_known() -> None:
    shipped = load_guideline(shipped_guideline())
    nobody = reading(shipped)

    standing = [
        name
        for name, one in shipped.rules.items()
        if not one.with_drug and nobody.decide(one).outcome in {Outcome.STANDS, Outcome.PROVISIONAL}
    ]

    assert [] == standing
