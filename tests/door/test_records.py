"""Dated records: the latest counts, and what is older than these lesions does not."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest

from whitlow.door import Patient, read_case, read_facts
from whitlow.errors import InputError, Problem
from whitlow.guideline import Guideline

LABS = """
labs:
  - {date: 2026-11-18 06:00, name: scr, value: 110, unit: umol/L}
  - {date: 2026-11-19 08:30, name: creatinine, value: 1.5 mg/dL}
  - {date: 2026-11-01, name: creatinine, value: 1.0, unit: mg/dL}
  - {date: 2026-11-14, name: K, value: 4, unit: mmol/L}
"""

ANTIVIRALS = """
antivirals:
  - {drug: Valtrex, purpose: treatment, dose: 1 g, interval: tds, start: 2026-11-11,
     response: worse}
  - {drug: foscarnet, start: 2026-10-01, stop: 2026-10-20}
"""


def test_the_latest_value_counts_and_the_one_before_is_kept(
    patient: Callable[[str], Patient],
) -> None:
    assert {
        "creatinine": Fraction("1.5"),
        "creatinine_previous": Fraction(110) / Fraction("88.4"),
        "creatinine_previous_hours": Fraction(26),
        "potassium": Fraction(4),
    } == dict(patient(LABS).facts)


def test_a_value_that_creeps_up_is_compared_with_the_one_from_which_it_has_moved(
    patient: Callable[[str], Patient],
) -> None:
    found = patient(
        """
        labs:
          - {date: 2026-11-16 08:00, name: creatinine, value: 1.0, unit: mg/dL}
          - {date: 2026-11-17 08:00, name: creatinine, value: 1.2, unit: mg/dL}
          - {date: 2026-11-18 08:00, name: creatinine, value: 1.4, unit: mg/dL}
        """
    ).facts

    assert (1, 48) == (found["creatinine_previous"], found["creatinine_previous_hours"])


def test_a_value_too_old_for_its_fact_is_not_used(patient: Callable[[str], Patient]) -> None:
    old = "labs: [{date: 2026-11-12, name: creatinine, value: 1.0 mg/dL}]"

    found = patient(old)

    assert {} == dict(found.facts)
    assert [
        (
            "outdated",
            (
                "creatinine: '1.0 mg/dL' is of 2026-11-12, 8 days ago, and counts for 7 days. "
                "Measure it again, or if it still holds, add 'confirmed: [creatinine]'."
            ),
        )
    ] == [(doubt.kind, doubt.message) for doubt in found.doubts]
    assert Fraction(1) == patient(f"{old}\nconfirmed: creatinine").facts["creatinine"]


def test_on_the_last_day_a_value_still_counts(patient: Callable[[str], Patient]) -> None:
    found = patient(
        "labs: [{date: 2026-11-13, name: creatinine, value: 1.0 mg/dL},"
        " {date: 2026-10-21, name: weight, value: 70 kg}]"
    )

    assert ({"creatinine", "weight"}, ()) == (set(found.facts), found.doubts)


def test_a_fact_given_by_itself_stands_where_its_record_is_too_old(
    patient: Callable[[str], Patient],
) -> None:
    text = "labs: [{date: 2026-01-12, name: creatinine, value: 1.0 mg/dL}]\ncreatinine: 2.0 mg/dL"

    found = patient(text)

    assert (Fraction(2), ()) == (found.facts["creatinine"], found.doubts)
    assert "creatinine_previous" not in found.facts


def test_days_without_a_time_lie_whole_days_apart(patient: Callable[[str], Patient]) -> None:
    text = LABS.replace(" 06:00", "")

    assert Fraction(24) == patient(text).facts["creatinine_previous_hours"]


def test_a_fact_that_differs_from_its_record_is_doubted(
    patient: Callable[[str], Patient],
) -> None:
    found = patient(f"{LABS}\ncreatinine: 1.2 mg/dL\npotassium: 4 mEq/L")

    assert [
        (
            "creatinine: '1.2 mg/dL' is given, but labs says '1.5 mg/dL (2026-11-19 08:30)'. "
            "Which is right?"
        )
    ] == [doubt.message for doubt in found.doubts]
    assert "creatinine" not in found.facts


def test_the_antiviral_that_is_taken_now_counts(patient: Callable[[str], Patient]) -> None:
    assert {
        "antiviral": "valacyclovir",
        "antiviral_purpose": "treatment",
        "antiviral_dose": Fraction(1000),
        "antiviral_interval": Fraction(8),
        "days_on_antiviral": Fraction(9),
        "response": "worsening",
        "days_since_foscarnet": Fraction(31),
        "days_since_nephrotoxin": Fraction(31),
    } == dict(patient(ANTIVIRALS).facts)


def test_a_dose_by_weight_is_a_dose_by_weight(patient: Callable[[str], Patient]) -> None:
    found = patient("antivirals: {drug: acyclovir-iv, dose: 5 mg/kg, interval: q8h}")

    assert {
        "antiviral": "acyclovir",
        "antiviral_route": "iv",
        "antiviral_dose_per_kg": Fraction(5),
        "antiviral_interval": Fraction(8),
    } == dict(found.facts)


@pytest.mark.parametrize("text", ["none", "[]", "[{drug: foscarnet, stop: 2026-11-19}]"])
def test_when_none_is_taken_now_that_is_known(patient: Callable[[str], Patient], text: str) -> None:
    assert "none" == patient(f"antivirals: {text}").facts["antiviral"]


@pytest.mark.parametrize("text", ["", "unknown", "'?'"])
def test_a_list_left_blank_is_no_answer(patient: Callable[[str], Patient], text: str) -> None:
    assert patient(f"antivirals: {text}").facts.get("antiviral") is None


def test_of_two_that_are_taken_now_the_treatment_counts(
    patient: Callable[[str], Patient],
) -> None:
    text = (
        "antivirals: [{drug: foscarnet, purpose: treatment}, "
        "{drug: acyclovir-oral, purpose: prophylaxis}]"
    )

    assert "foscarnet" == patient(text).facts["antiviral"]


REFUSED = [
    (
        "labs: [{date: 2026-11-21, name: weight, value: 70}]",
        "future_date",
        "labs 1: 2026-11-21 lies after today, 2026-11-20. Check the date.",
    ),
    (
        "labs: [{date: 21.11.2025, name: weight, value: 70}]",
        "not_a_date",
        "labs 1: '21.11.2025' is not a date. Write it as in '2026-01-31'.",
    ),
    (
        "labs: [{date: 2026-02-30, name: weight, value: 70}]",
        "not_a_date",
        "labs 1: '2026-02-30' is not a date. Write it as in '2026-01-31'.",
    ),
    (
        "labs: [{name: weight, value: 70}]",
        "field_missing",
        "labs 1: There is no date. Write it, as in 'date: 2026-01-31'.",
    ),
    (
        "labs: [{date: 2026-11-01, name: creatinine, value: 97}]",
        "unit_missing",
        (
            "labs 1: creatinine: '97' has no unit, and a unit is never guessed. "
            "Write its unit: mg/dL or µmol/L."
        ),
    ),
    (
        "labs: [{date: 2026-11-01, naem: weight, value: 70}]",
        "unknown_field",
        (
            "labs 1: 'naem' is no field of it. Did you mean 'name'? "
            "Its fields are date, name, value or unit."
        ),
    ),
    (
        (
            "labs: [{date: 2026-11-01, name: weight, value: 70},"
            " {date: 2026-11-01, name: weight, value: 80}]"
        ),
        "same_time",
        (
            "weight: Two different values are dated 2026-11-01. "
            "Write the time as well, as in '2026-01-31 14:30'."
        ),
    ),
    (
        "labs: [weight]",
        "wrong_type",
        "labs 1: This is no record. Write fields such as date, name or value.",
    ),
    (
        "labs: 70",
        "wrong_type",
        "labs: This is no list of records. Write one record a line.",
    ),
    (
        "antivirals: [{drug: foscarnet}, {drug: acyclovir}]",
        "several_values",
        (
            "antivirals: foscarnet, acyclovir are all taken now. Write when one was stopped, "
            "or which of them is the treatment."
        ),
    ),
    (
        "antivirals: [{drug: letermovir}]",
        "unknown_option",
        (
            "antivirals 1: 'letermovir' is not an antiviral that is judged here. "
            "Write it as cmv_drug."
        ),
    ),
    (
        "antivirals: [{drug: foscarnet, start: 2026-11-09, stop: 2026-11-08}]",
        "contradictory",
        "antivirals 1: It was stopped (2026-11-08) before it was begun. Check the dates.",
    ),
]


@pytest.mark.parametrize(("text", "code", "message"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_record_that_cannot_be_read_is_refused_in_these_words(
    problems: Callable[[str], tuple[Problem, ...]], text: str, code: str, message: str
) -> None:
    (problem,) = problems(text)

    assert (code, message) == (problem.code, problem.message)


def test_dated_records_need_the_date_of_today(guideline: Guideline) -> None:
    with pytest.raises(InputError) as refusal:
        read_case(LABS.encode(), "case.yaml", guideline)

    assert {"today_missing"} == {problem.code for problem in refusal.value.problems}


def test_facts_from_a_command_line_are_read_alike(guideline: Guideline) -> None:
    pairs = [
        ("weight", "154 lb"),
        ("site", "oral, genital"),
        ("comedications", "gentamicin stopped 2026-11-15"),
        ("red-flags", "none"),
    ]

    facts = read_facts(pairs, guideline, date(2026, 11, 20)).facts

    assert (Fraction("69.85322498"), frozenset({"oral", "genital"}), Fraction(5), False) == (
        facts["weight"],
        facts["site"],
        facts["days_since_nephrotoxin"],
        facts["fever"],
    )


def test_a_fact_given_twice_on_a_command_line_is_refused(guideline: Guideline) -> None:
    with pytest.raises(InputError, match="weight is given twice"):
        read_facts([("weight", "70"), ("weight", "80")], guideline)
