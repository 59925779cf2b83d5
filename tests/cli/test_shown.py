"""How figures and facts are shown: as they are given, and never as a day's where none is meant."""

from __future__ import annotations

import pytest

from tests.cli.called import called, document

PERSON = ("--weight", "70", "--age", "70", "--sex", "male")
CIDOFOVIR = (
    "dose", "cidofovir-iv", "--regimen", "weekly", *PERSON, "--creatinine", "0.8 mg/dL",
    "--fact", "urine_protein=negative", "--fact", "allergies=none", "--fact", "comedications=none",
    "--fact", "days_since_foscarnet=never", "--fact", "days_since_nephrotoxin=never",
)  # fmt: skip
CASE = b"""weight: 154 lb
age: 50
sex: female
creatinine: 98 umol/L
potassium: 4.1 mmol/L
days_since_foscarnet: never
pregnant: no
breastfeeding: yes
"""
PRINTED = "As printed for normal kidneys: "


def words(text: str) -> str:
    """Return a page as one line."""
    return " ".join(text.split())


def test_a_weekly_dose_has_no_daily_figures() -> None:
    page, found = called(*CIDOFOVIR).out, document(called(*CIDOFOVIR, "--json"))

    assert "350 mg every week (5 mg/kg × 70 kg)" in page
    assert "In a day" not in page
    assert (168, None, None) == (
        found["interval_h"],
        found["daily_mg"],
        found["daily_mg_per_kg"],
    )


def test_a_daily_total_stays_where_a_dose_is_given_every_day() -> None:
    asked = ("dose", "foscarnet", "--regimen", "hsv-q8h", *PERSON, "--creatinine", "98 umol/L")

    assert "In a day" in called(*asked).out
    assert 70 == document(called(*asked, "--json"))["daily_mg_per_kg"]


def test_a_hold_says_that_no_dose_is_computed() -> None:
    asked = ("dose", "foscarnet", "--regimen", "hsv-q8h", *PERSON, "--creatinine", "98 umol/L")

    page = called(*asked, "--fact", "renal_function=unstable").out

    assert "HOLD: NO DOSE IS COMPUTED" in page


@pytest.mark.parametrize(("creatinine", "printed"), [("0.7 mg/dL", False), ("4 mg/dL", True)])
def test_a_course_with_doses_is_that_of_normal_kidneys(creatinine: str, *, printed: bool) -> None:
    asked = ("dose", "valacyclovir", "--regimen", "zoster", *PERSON, "--creatinine", creatinine)

    page = words(called(*asked).out)

    assert printed is (f"Course {PRINTED}Zoster is given valacyclovir 1 g" in page)
    assert "Zoster is given valacyclovir 1 g" in page


def test_a_course_without_doses_holds_for_all_kidneys() -> None:
    asked = ("dose", "foscarnet", "--regimen", "hsv-q8h", *PERSON, "--creatinine", "98 umol/L")

    assert PRINTED not in words(called(*asked).out)


def test_facts_are_shown_as_they_were_given() -> None:
    page = words(called("plan", "-", given=CASE).out)

    assert "weight 154 lb" in page
    assert "serum creatinine 98 umol/L" in page
    assert "potassium 4.1 mmol/L" in page
    assert "days since the last foscarnet never" in page
    assert "pregnancy: no · breastfeeding: yes" in page


def test_facts_in_json_keep_their_canonical_units() -> None:
    facts = document(called("plan", "-", "--json", given=CASE))["facts"]

    assert isinstance(facts, dict)
    assert str(facts["weight"]).endswith(" kg")
    assert (False, True) == (facts["pregnant"], facts["breastfeeding"])


@pytest.mark.parametrize("unit", ["micromol/L", "UMOL/L", "µmol/l", "micromoles/litre"])
def test_the_unit_of_a_creatinine_is_read_as_laboratories_write_it(unit: str) -> None:
    asked = ("dose", "foscarnet", "--regimen", "hsv-q8h", *PERSON)

    assert (
        called(*asked, "--creatinine", f"98 {unit}").out
        == called(*asked, "--creatinine", "98 umol/L").out
    )


def test_the_fluid_with_each_dose_is_one_number_where_it_is_one() -> None:
    asked = ("dose", "foscarnet", "--regimen", "hsv-q8h", "--weight", "70", "--age", "50")

    found = document(called(*asked, "--sex", "male", "--creatinine", "0.6 mg/dL", "--json"))

    given = found["administration"]
    assert isinstance(given, dict)
    assert {"before_first": [750, 1000], "with_each": 500} == given["hydration_ml"]
