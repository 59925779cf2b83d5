"""A plan stands in sections: emergencies first, then what survives, each item with its reasons."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import pytest

from tests.guideline.tiny import law, loaded, number, rule
from tests.plan.gloomy import DOSED, GLOOMY, TODAY, TREAT, dose_of, only, planned, rules_in
from whitlow.errors import WhitlowError
from whitlow.plan import SECTIONS, make_plan, would_change

if TYPE_CHECKING:
    from pathlib import Path

    from whitlow.language import Value
    from whitlow.plan import Plan

# The order in which the public interface names the sections.
NAMED: Final = (
    "emergency", "ask", "assess", "test", "treat", "dose", "avoid", "monitor", "refer",
    "follow_up", "counsel", "pitfalls",
)  # fmt: skip
ONE_OF_EACH: Final = (
    ("pitfall", "pitfall: a mistake"),
    ("counsel", "counsel: a word"),
    ("follow", "follow_up: a visit, due: [2 d]"),
    ("refer", "refer: the warden"),
    ("monitor", "monitor: the mood"),
    ("avoid", "avoid: glumex"),
    ("treat", "treat: balm"),
    ("test", "test: a sample"),
    ("exclude", "exclude: another cause"),
    ("assess", "assess: the cause"),
    ("emergency", "emergency: danger, call: the warden"),
)
EVERYTHING: Final = "".join(rule(name, "fever", f"{{{then}}}") for name, then in ONE_OF_EACH)


def test_the_sections_are_those_of_the_public_interface_in_its_order() -> None:
    assert NAMED == SECTIONS


def test_the_items_of_a_plan_stand_in_the_order_of_the_sections(tmp_path: Path) -> None:
    plan = planned(tmp_path, EVERYTHING + TREAT, {**GLOOMY, "fever": True})

    assert [name for name in NAMED if name != "ask"] == [one.name for one in plan.sections]


@pytest.mark.parametrize(
    ("section", "rules"),
    [
        ("emergency", ["emergency"]),
        ("assess", ["exclude", "assess"]),
        ("test", ["test"]),
        ("treat", ["treat"]),
        ("avoid", ["avoid"]),
        ("monitor", ["monitor"]),
        ("refer", ["refer"]),
        ("follow_up", ["follow"]),
        ("counsel", ["counsel"]),
        ("pitfalls", ["pitfall"]),
    ],
)
def test_each_kind_of_rule_has_its_section(tmp_path: Path, section: str, rules: list[str]) -> None:
    plan = planned(tmp_path, EVERYTHING, {"fever": True})

    assert rules == rules_in(plan, section)


def test_holds_confirmations_and_cautions_stand_with_their_order_only(tmp_path: Path) -> None:
    text = TREAT + rule("held", "fever", "{hold: cheerin}")
    text += rule("sure", "fever", "{confirm: cheerin}") + rule(
        "mind", "fever", "{caution: cheerin}"
    )

    plan = planned(tmp_path, text, {**GLOOMY, "fever": True})

    order = dose_of(plan).order
    assert order is not None
    assert ("hold", ["held", "sure", "mind"]) == (order.status, [n.rule for n in order.warnings])
    assert {"cheer"} == {item.rule for section in plan.sections for item in section.items}


def test_an_emergency_says_whom_to_call(tmp_path: Path) -> None:
    plan = planned(tmp_path, EVERYTHING, {"fever": True})

    assert "the warden" == only(plan, "emergency").call


def test_nothing_is_planned_for_the_patient_of_whom_nothing_is_known(tmp_path: Path) -> None:
    plan = planned(tmp_path, EVERYTHING + TREAT, {})

    assert ((), True) == (plan.sections, plan.bottom_line.provisional)


def test_a_section_lists_what_stands_before_what_is_provisional_and_that_before_what_is_barred(
    tmp_path: Path,
) -> None:
    text = "".join(rule(name, "fever", f"{{treat: {drug}}}") for name, drug in
                   (("barred", "balm"), ("open", "glumex"), ("sure", "cheerin")))  # fmt: skip
    text += rule("no", "cough", "{avoid: balm}", "instead_of: [barred]")
    text += rule("perhaps", "rash", "{avoid: glumex}", "instead_of: [open]")

    plan = planned(tmp_path, text, {"fever": True, "cough": True})

    assert ["sure", "open", "barred"] == rules_in(plan, "treat")


def test_what_is_barred_shows_who_bars_it(tmp_path: Path) -> None:
    text = TREAT + rule("no", "fever", "{avoid: cheerin}", "instead_of: [treat cheerin]")

    plan = planned(tmp_path, text, {**GLOOMY, "fever": True})

    assert (("no",), ["no"], ()) == (
        only(plan, "treat").barred_by,
        rules_in(plan, "avoid"),
        plan.section("dose"),
    )


def test_an_item_names_the_facts_on_which_it_rests(tmp_path: Path) -> None:
    text = rule("warn", "fever and weight > 60 'kg'", "{counsel: a word}")

    plan = planned(tmp_path, text, {"fever": True, "weight": number("70"), "cough": True})

    reasons = [(reason.fact, reason.value) for reason in only(plan, "counsel").because]
    assert [("fever", "yes"), ("weight", "70 kg")] == reasons


# --- due dates --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("due", "dates"),
    [
        ("[2 d, 7 d]", (date(2026, 1, 3), date(2026, 1, 8))),
        ("[1 wk]", (date(2026, 1, 8),)),
        ("[24 h]", (date(2026, 1, 2),)),
        ("[60 d]", (date(2026, 3, 2),)),
        ("[0 d]", (TODAY,)),
    ],
)
def test_a_due_time_is_counted_from_today(
    tmp_path: Path, due: str, dates: tuple[date, ...]
) -> None:
    plan = planned(tmp_path, rule("see", "fever", f"{{monitor: it, due: {due}}}"), {"fever": True})

    assert dates == only(plan, "monitor").due


def test_a_due_time_beyond_the_last_day_of_the_calendar_stops_no_plan(tmp_path: Path) -> None:
    text = rule("see", "fever", "{monitor: it, due: [7 d]}")
    guideline = loaded(tmp_path, {"rules/all.yaml": text})

    plan = make_plan(guideline, {"fever": True}, today=date(9999, 12, 30))

    assert ["see"] == rules_in(plan, "monitor")


# --- what goes with a drug --------------------------------------------------------------------

WITH: Final = rule("watch", "fever", "{monitor: it}", "with: DRUG")


@pytest.mark.parametrize(
    ("drug", "speaks"),
    [
        ("cheerin-oral", True),
        ("cheerin", True),
        ("bright", True),
        ("cheerin-iv", False),
        ("harsh", False),
        ("glumex", False),
    ],
)
def test_a_rule_goes_with_the_drug_its_substance_or_its_classes(
    tmp_path: Path, drug: str, speaks: bool
) -> None:
    plan = planned(tmp_path, TREAT + WITH.replace("DRUG", drug), {**GLOOMY, "fever": True})

    assert speaks is (rules_in(plan, "monitor") == ["watch"])


def test_what_goes_with_a_drug_is_silent_and_asks_nothing_while_the_drug_is_not_given(
    tmp_path: Path,
) -> None:
    plan = planned(tmp_path, TREAT + WITH.replace("DRUG", "cheerin"), {"mood": "calm"})

    assert ((), ()) == (plan.section("monitor"), plan.ask)


def test_what_goes_with_a_barred_drug_is_silent_but_its_bars_are_shown(tmp_path: Path) -> None:
    text = TREAT + WITH.replace("DRUG", "cheerin")
    text += rule("no", "fever", "{avoid: cheerin}", "with: cheerin", "instead_of: [treat cheerin]")

    plan = planned(tmp_path, text, {**GLOOMY, "fever": True})

    assert ((), ["no"]) == (plan.section("monitor"), rules_in(plan, "avoid"))


@pytest.mark.parametrize("facts", [{}, {"mood": "calm"}], ids=["nobody", "another drug"])
def test_a_treatment_that_goes_with_a_drug_is_not_given_without_it(
    tmp_path: Path, facts: dict[str, Value]
) -> None:
    text = TREAT + rule("beside", '"true"', "{treat: balm}", "with: cheerin")

    plan = planned(tmp_path, text, facts)

    assert () == plan.section("treat")


def test_a_treatment_that_goes_with_a_drug_is_given_with_it(tmp_path: Path) -> None:
    text = TREAT + rule("beside", '"true"', "{treat: balm}", "with: cheerin")

    plan = planned(tmp_path, text, GLOOMY)

    assert ["cheer", "beside"] == rules_in(plan, "treat")


def test_what_goes_with_a_drug_overrides_nothing_while_that_drug_is_not_given(
    tmp_path: Path,
) -> None:
    text = TREAT + rule("usual", "fever", "{monitor: a little}")
    text += rule("more", "fever", "{monitor: a lot}", "with: cheerin", "instead_of: [usual]")

    calm = planned(tmp_path / "calm", text, {"mood": "calm", "fever": True})
    gloomy = planned(tmp_path / "gloomy", text, {**GLOOMY, "fever": True})

    assert (["usual"], ["more"]) == (rules_in(calm, "monitor"), rules_in(gloomy, "monitor"))


# --- orders and profiles ----------------------------------------------------------------------


def two_profiles(folder: Path, profile: str) -> Plan:
    away = DOSED["regimens/cheerin-oral-daily.yaml"].replace("home", "away")
    text = rule(
        "cheer",
        "mood = 'gloomy'",
        "{treat: cheerin, regimens: [cheerin-oral-daily, cheerin-oral-away]}",
    )
    files = {"regimens/cheerin-oral-away.yaml": away.replace("name: daily", "name: away")}
    return planned(folder, text, GLOOMY, files=files, profile=profile)


@pytest.mark.parametrize(
    ("profile", "regimen"),
    [("", "cheerin-oral-daily"), ("home", "cheerin-oral-daily"), ("away", "cheerin-oral-away")],
)
def test_only_the_orders_of_the_chosen_profile_are_shown(
    tmp_path: Path, profile: str, regimen: str
) -> None:
    plan = two_profiles(tmp_path, profile)

    assert ([regimen], profile or "home") == (
        [item.target for item in plan.section("dose")],
        plan.profile,
    )


def test_a_treatment_without_a_regimen_in_the_profile_shows_that_of_the_default(
    tmp_path: Path,
) -> None:
    plan = planned(tmp_path, TREAT, GLOOMY, profile="away")

    order = dose_of(plan).order
    assert order is not None
    assert "home" == order.regimen.profile


def test_a_profile_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    """A misspelt profile must not quietly become the default, under its own name."""
    with pytest.raises(WhitlowError, match="nowhere"):
        planned(tmp_path, TREAT, GLOOMY, profile="nowhere")


def test_two_rules_that_treat_alike_show_one_order_and_the_one_that_stands_carries_it(
    tmp_path: Path,
) -> None:
    first = rule("open", "fever", "{treat: cheerin-oral, regimens: [cheerin-oral-daily]}")
    second = first.replace("open", "sure")
    text = first + second + rule("perhaps", "rash", "{avoid: glumex}", "instead_of: [open]")

    plan = planned(tmp_path, text, {**GLOOMY, "fever": True})

    assert ("sure", ()) == (dose_of(plan).rule, dose_of(plan).provisional)


# --- the patient's own plan -------------------------------------------------------------------


def everything_said(plan: Plan) -> str:
    """Return every sentence of a plan."""
    said = [plan.bottom_line.says]
    said += [item.says for section in plan.sections for item in section.items]
    said += [question.question for question in plan.ask]
    said += [phrase for change in would_change(plan) for phrase in change.then]
    said += [text for one in plan.disagreements for text, _ in one.positions]
    said += [one.why for one in plan.disagreements]
    return "\n".join(said)


DOSES_DIFFER: Final = """
how-much:
  question: How much is given?
  positions:
    - {says: "Give {dose.dose} each time.", cites: [book#dose]}
    - {says: Give none., cites: [book#one]}
  followed: "1"
  why: It was read.
  do: Ask the book.
  about: [cheer]
"""


def test_a_patient_is_shown_no_order_and_no_change_of_it(tmp_path: Path) -> None:
    plan = planned(tmp_path, TREAT, GLOOMY, audience="patient")

    assert ((), (), ["cheer"]) == (
        plan.section("dose"),
        would_change(plan),
        rules_in(plan, "treat"),
    )


def test_a_patient_is_shown_the_patients_words(tmp_path: Path) -> None:
    plan = planned(tmp_path, TREAT, GLOOMY, audience="patient")

    assert "The rule cheer speaks plainly." == only(plan, "treat").says


def test_a_rule_without_patient_words_is_not_shown_to_a_patient(tmp_path: Path) -> None:
    text = TREAT.replace("  plain: The rule cheer speaks plainly.\n", "")

    assert () == planned(tmp_path, text, GLOOMY, audience="patient").sections


def test_a_patient_is_shown_neither_a_bar_by_a_law_nor_a_barred_treatment(tmp_path: Path) -> None:
    text = law("forbidden", "when: fever", "never: {treat: cheerin}")

    plan = planned(tmp_path, TREAT, {**GLOOMY, "fever": True}, laws=text, audience="patient")

    assert () == plan.sections


def test_nothing_that_a_patient_is_shown_holds_a_dose(tmp_path: Path) -> None:
    files = {"disagreements/all.yaml": DOSES_DIFFER}

    plan = planned(tmp_path, TREAT, GLOOMY, files=files, audience="patient")

    assert "mg" not in everything_said(plan)


def test_a_patient_for_whom_a_treatment_stands_is_not_told_that_nothing_applies(
    tmp_path: Path,
) -> None:
    plan = planned(tmp_path, TREAT, GLOOMY, audience="patient")

    assert "Nothing in this guideline applies" not in plan.bottom_line.says
