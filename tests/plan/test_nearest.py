"""What would change a plan: one fact otherwise, the nearest first, each edge on its exact side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.guideline.tiny import BASE, law, number, rule, table
from tests.plan.gloomy import GLOOMY, TREAT, planned
from whitlow.plan import make_plan, would_change

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from whitlow.language import Value
    from whitlow.plan import Change, Plan

GRADE: Final = """
gloom:
  label: gloom
  levels:
    slight: {label: slight, when: "true", says: It is slight., cites: [book#one]}
    deep: {label: deep, when: weight > 100 'kg', says: It is deep., cites: [book#one]}
"""
FORMULA: Final = """
rate: {unit: mL/min, is: filter, label: rate taken, cites: [book#one]}
"""


def said(plan: Plan) -> dict[str, tuple[str, ...]]:
    return {change.says: change.then for change in would_change(plan)}


def only(plan: Plan, fact: str) -> list[Change]:
    return [change for change in would_change(plan) if change.fact == fact]


def facts_with(name: str, line: str) -> Mapping[str, str]:
    """Return the facts of the tiny guideline with a field more for one of them."""
    text = BASE["facts.yaml"].replace(f"{name}: {{", f"{name}: {{{line}, ")
    return {"facts.yaml": text.replace(f"\n{name}:\n", f"\n{name}:\n  {line}\n")}


# --- orders and their bands ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("filter_rate", "expected"),
    [
        ("30", {"filter rate below 10 mL/min", "filter rate above 50 mL/min"}),
        ("50", {"filter rate below 10 mL/min", "filter rate above 50 mL/min"}),
        ("10", {"filter rate below 10 mL/min", "filter rate above 50 mL/min"}),
        ("50.0001", {"filter rate at or below 50 mL/min", "filter rate below 10 mL/min"}),
        ("9.9999", {"filter rate at or above 10 mL/min"}),
    ],
    ids=["within", "on the closed upper end", "on the closed lower end", "above", "below"],
)
def test_the_edges_of_a_band_are_met_on_their_exact_side(
    tmp_path: Path, filter_rate: str, expected: set[str]
) -> None:
    plan = planned(tmp_path, TREAT, {**GLOOMY, "filter": number(filter_rate)})

    assert expected == {change.says for change in only(plan, "filter")}


def test_an_order_becomes_that_of_the_next_band_in_words(tmp_path: Path) -> None:
    plan = planned(tmp_path, TREAT, {**GLOOMY, "filter": number("30")})

    assert [
        ("filter rate above 50 mL/min", ("cheerin by mouth 2 mg/kg every 12 h",)),
        ("filter rate below 10 mL/min", ("cheerin by mouth: no dose (not recommended)",)),
    ] == sorted((change.says, change.then) for change in only(plan, "filter"))


def test_a_band_that_gives_the_same_is_passed_over_for_the_next(tmp_path: Path) -> None:
    rows = "(50, inf) | 2 mg/kg | 12 h\n[10, 50] | 2 mg/kg | 12 h\n[0, 10) | 1 mg/kg | 24 h"

    plan = planned(tmp_path, TREAT, GLOOMY, files={"tables/rows.yaml": table(rows)})

    assert ["below 10 mL/min"] == [change.to for change in only(plan, "filter")]


def test_a_derived_number_speaks_for_the_fact_behind_it_and_is_marked(tmp_path: Path) -> None:
    rows = "(50, inf) | 2 mg/kg | 12 h\n[0, 50] | 1 mg/kg | 24 h"
    files = {"formulas.yaml": FORMULA, "tables/rows.yaml": table(rows, over="rate")}

    plan = planned(tmp_path, TREAT, GLOOMY, files=files)

    assert [("rate taken at or below 50 mL/min", True)] == [
        (change.says, change.derived) for change in would_change(plan) if change.fact != "mood"
    ]


def test_a_hold_that_falls_away_gives_the_dose(tmp_path: Path) -> None:
    held = rule("held", "fever", "{hold: cheerin}")

    plan = planned(tmp_path, TREAT + held, {**GLOOMY, "fever": True})

    assert ("cheerin by mouth 2 mg/kg every 12 h",) == said(plan)["fever: no"]


# --- comparisons ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "weight", "expected"),
    [
        ("weight < 70 'kg'", "70", "below 70 kg"),
        ("weight <= 70 'kg'", "80", "at or below 70 kg"),
        ("weight > 70 'kg'", "70", "above 70 kg"),
        ("weight >= 70 'kg'", "60", "at or above 70 kg"),
        ("70 'kg' > weight", "80", "below 70 kg"),
        ("70 'kg' <= weight", "60", "at or above 70 kg"),
        ("weight >= 2 * spare", "60", "at or above 80 kg"),
        ("weight > spare + 30 'kg'", "60", "above 70 kg"),
        ("weight - 30 'kg' > spare", "60", "above 70 kg"),
        ("weight / 2 < spare", "90", "below 80 kg"),
    ],
)
def test_a_comparison_bars_just_beyond_its_edge(
    tmp_path: Path, condition: str, weight: str, expected: str
) -> None:
    bar = rule("bar", condition, "{avoid: cheerin}", "instead_of: [cheer]")
    facts = {**GLOOMY, "weight": number(weight), "spare": number("40")}

    plan = planned(tmp_path, TREAT + bar, facts)

    assert [expected] == [change.to for change in only(plan, "weight")]


def test_an_unknown_number_changes_a_plan_from_where_it_would(tmp_path: Path) -> None:
    bar = rule("bar", "spare is not null and spare > 7 'kg'", "{avoid: cheerin}")
    bar = bar.replace("says:", "instead_of: [cheer]\n  says:", 1)

    plan = planned(tmp_path, TREAT + bar, GLOOMY)

    assert [("above 7 kg", "not known")] == [(each.to, each.now) for each in only(plan, "spare")]


def test_a_number_on_which_everything_hangs_is_asked_for_and_is_no_change(tmp_path: Path) -> None:
    facts = {name: found for name, found in GLOOMY.items() if name != "weight"}

    assert [] == only(planned(tmp_path, TREAT, facts), "weight")


# --- other facts --------------------------------------------------------------------------------


def test_a_treatment_is_barred_by_the_rule_that_a_fact_awakens(tmp_path: Path) -> None:
    bar = rule("bar", "fever", "{avoid: cheerin}", "instead_of: [cheer]")

    plan = planned(tmp_path, TREAT + bar, {**GLOOMY, "fever": False})

    assert ("instead: Do bar", "cheerin by mouth: barred") == said(plan)["fever: yes"]


def test_the_reason_of_a_bar_is_the_first_clause_of_what_it_says(tmp_path: Path) -> None:
    text = law("no", "when: cough", "never: {treat: cheerin}")
    text = text.replace("The law no forbids it.", "Never beside a dry cough; wait.")

    plan = planned(tmp_path, TREAT, {**GLOOMY, "cough": False}, laws=text)

    assert "cheerin by mouth: barred (Never beside a dry cough)" in said(plan)["cough: yes"]


def test_an_unknown_truth_is_a_change_where_an_answer_would_bar(tmp_path: Path) -> None:
    bar = rule("bar", "fever", "{avoid: cheerin}", "instead_of: [cheer]")

    plan = planned(tmp_path, TREAT + bar, GLOOMY)

    assert ["yes"] == [change.to for change in only(plan, "fever")]


def test_another_option_says_what_is_advised_instead(tmp_path: Path) -> None:
    calm = rule("wait", "mood = 'calm'", "{test: a}", "headline: Wait and see.")

    plan = planned(tmp_path, TREAT + calm, GLOOMY)

    assert ("instead: Wait and see", "cheerin by mouth: no longer advised") == (
        said(plan)["mood: calm"]
    )


def test_one_medicine_more_or_less_is_one_step(tmp_path: Path) -> None:
    bar = rule("bar", "overlaps(taken, {'balm'})", "{avoid: cheerin}", "instead_of: [cheer]")
    need = rule(
        "need", "not (overlaps(taken, {'glumex'}))", "{avoid: cheerin}", "instead_of: [cheer]"
    )

    plan = planned(tmp_path, TREAT + bar + need, {**GLOOMY, "taken": frozenset({"glumex"})})

    assert {"drugs taken: also balm", "drugs taken without glumex"} == {
        change.says for change in only(plan, "taken")
    }


def test_one_member_speaks_for_a_class_and_names_it(tmp_path: Path) -> None:
    bar = rule("bar", "overlaps(taken, 'harsh')", "{avoid: cheerin}", "instead_of: [cheer]")

    plan = planned(tmp_path, TREAT + bar, {**GLOOMY, "taken": frozenset()})

    assert ["also glumex (harsh drugs)"] == [change.to for change in only(plan, "taken")]


def test_a_level_of_a_grade_changes_at_its_edge(tmp_path: Path) -> None:
    plan = planned(tmp_path, TREAT, GLOOMY, files={"grades.yaml": GRADE})

    assert ("gloom: deep",) == said(plan)["weight above 100 kg"]


# --- what is no change --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "expected"), [("fixed: true", []), ("grows: true", ["above 80 kg"])]
)
def test_what_is_fixed_does_not_change_and_what_grows_does_not_shrink(
    tmp_path: Path, word: str, expected: list[str]
) -> None:
    low = rule("low", "weight < 60 'kg'", "{avoid: cheerin}", "instead_of: [cheer]")
    high = rule("high", "weight > 80 'kg'", "{avoid: cheerin}", "instead_of: [cheer]")

    plan = planned(tmp_path, TREAT + low + high, GLOOMY, files=facts_with("weight", word))

    assert expected == [change.to for change in only(plan, "weight")]


@pytest.mark.parametrize("edge", ["260 'kg'", "500 'kg'"], ids=["implausible", "impossible"])
def test_a_value_that_would_be_doubted_or_refused_is_no_change(tmp_path: Path, edge: str) -> None:
    bar = rule("bar", f"weight > {edge}", "{avoid: cheerin}", "instead_of: [cheer]")

    assert [] == only(planned(tmp_path, TREAT + bar, GLOOMY), "weight")


def test_a_patient_who_contradicts_himself_is_no_change(tmp_path: Path) -> None:
    bar = rule("bar", "fever", "{avoid: cheerin}", "instead_of: [cheer]")
    text = "both: {when: fever and chill, facts: [fever, chill], says: Hot and cold.}"

    plan = planned(
        tmp_path,
        TREAT + bar,
        {**GLOOMY, "fever": False, "chill": True},
        files={"contradictions.yaml": text},
    )

    assert [] == only(plan, "fever")


def test_a_confirmed_recommendation_is_the_same_recommendation(tmp_path: Path) -> None:
    bar = rule("bar", "fever", "{avoid: cheerin}", "instead_of: [cheer]")

    plan = planned(tmp_path, TREAT + bar, GLOOMY)

    assert "fever: no" not in said(plan)


def test_a_fact_that_nothing_advised_reads_is_not_named(tmp_path: Path) -> None:
    minded = rule("mind", "chill", "{pitfall: a mistake}")

    plan = planned(tmp_path, TREAT + minded, {**GLOOMY, "chill": False})

    assert [] == only(plan, "chill")


def test_a_patient_is_shown_no_change(tmp_path: Path) -> None:
    facts: dict[str, Value] = {**GLOOMY, "filter": number("30")}

    assert () == would_change(planned(tmp_path, TREAT, facts, audience="patient"))


def test_a_doubted_fact_that_is_answered_is_believed(tmp_path: Path) -> None:
    """The changed patient is no longer doubted, so what hung on the doubt is worked out."""
    bar = rule("bar", "fever", "{avoid: cheerin}", "instead_of: [cheer]")
    first = planned(tmp_path, TREAT + bar, GLOOMY)
    plan = make_plan(first.guideline, GLOOMY, doubted=frozenset({"fever"}), today=first.today)

    assert ["yes"] == [change.to for change in only(plan, "fever")]
