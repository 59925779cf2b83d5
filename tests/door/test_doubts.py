"""Doubts: what is implausible waits to be confirmed, what contradicts itself is unknown."""

from collections.abc import Callable
from pathlib import Path

import pytest

from whitlow.door import Patient
from whitlow.guideline import Guideline, Mapping, read_yaml

RECORDS = Path(__file__).resolve().parents[2] / "guideline" / "contradictions.yaml"

EXAMPLES = {
    "male-and-pregnant": "sex: male\npregnant: true",
    "male-and-in-labour": "sex: male\nlabour: true",
    "male-and-breastfeeding": "sex: male\nbreastfeeding: true",
    "pregnant-at-this-age": "pregnant: true\nage: 61",
    "weeks-without-pregnancy": "pregnant: false\ngestation: 30",
    "labour-without-pregnancy": "pregnant: false\nlabour: true",
    "newborn-of-another-age": "newborn_extent: skin\nage: 30",
    "mother-and-newborn": "newborn_extent: skin\npregnant: true",
    "height-of-a-child": "age: 40\nheight: 68",
    "weight-of-a-child": "age: 40\nweight: 20",
    "weight-of-an-adult": "age: 6 months\nweight: 21",
    "weight-and-height": "weight: 154\nheight: 100",
    "weight-jumped": "weight: 154\nweight_previous: 70 kg\nweight_previous_hours: 72",
    "dialysis-with-clearance": "dialysis: haemodialysis\nmeasured_crcl: 120 mL/min",
    "dialysis-with-normal-creatinine": "dialysis: peritoneal\ncreatinine: 60 umol/L\nage: 50",
    "stable-with-changing-creatinine": (
        "renal_function: stable\ncreatinine: 3 mg/dL\ncreatinine_previous: 2 mg/dL\n"
        "creatinine_previous_hours: 48"
    ),
    "two-creatinines-at-once": (
        "creatinine: 3 mg/dL\ncreatinine_previous: 2 mg/dL\ncreatinine_previous_hours: 0"
    ),
    "virus-against-hsv-pcr": "virus: vzv\nhsv_pcr: positive",
    "virus-against-vzv-pcr": "virus: hsv\nvzv_pcr: positive",
    "layer-without-eye": "eye_layer: stromal\nsite: oral",
    "localised-and-disseminated": "extent: localised\nsite: disseminated",
    "lesions-older-than-the-patient": "lesion_days: 40\nage: 4 weeks",
    "first-episode-with-a-past": "episode: first\nprevious_resistant_hsv: true",
    "immunocompetent-with-a-defect": "host: [immunocompetent, hiv]",
    "immunocompetent-with-low-cd4": "host: immunocompetent\ncd4: 12 cells/uL",
    "immunocompetent-with-hiv": "host: immunocompetent\nhiv_test: positive",
    "immunocompetent-with-a-transplant": "host: immunocompetent\ntransplant: kidney",
    "immunocompetent-with-gvhd": "host: immunocompetent\ngvhd_grade: 2",
    "immunocompetent-without-t-cells": "host: immunocompetent\nt_cell_depletion: true",
    "immunocompetent-without-neutrophils": "host: immunocompetent\nneutrophils: 0.2 10*9/L",
    "hiv-with-negative-test": "host: hiv\nhiv_test: negative",
    "viral-load-with-negative-test": "viral_load: 900 copies/mL\nhiv_test: negative",
    "stem-cells-without-transplant": "host: hsct\ntransplant: none",
    "transplant-before-birth": "transplant_days: 900\nage: 2",
    "art-before-birth": "art_days: 900\nage: 2",
    "no-antiviral-but-a-dose": "antiviral: none\nantiviral_dose: 400 mg",
    "no-antiviral-but-days": "antiviral: none\ndays_on_antiviral: 4",
    "no-antiviral-but-adherent": "antiviral: none\nadherent: true",
    "antiviral-before-birth": "days_on_antiviral: 10\nage: 9 days",
    "prophylaxis-before-birth": "prophylaxis_months: 13\nage: 1",
    "tablet-by-vein": "antiviral: valacyclovir\nantiviral_route: iv",
    "infusion-by-mouth": "antiviral: foscarnet\nantiviral_route: oral",
    "two-doses": "antiviral_dose: 400 mg\nantiviral_dose_per_kg: 10 mg/kg\nweight: 70",
    "healed-with-new-lesions": "response: healed\nnew_lesions: true",
    "on-foscarnet-and-off-it": (
        "antiviral: foscarnet\nantiviral_route: iv\ndays_since_foscarnet: 9"
    ),
    "on-cidofovir-and-long-off-it": (
        "antiviral: cidofovir\nantiviral_route: iv\ndays_since_cidofovir: 29"
    ),
}


def record_names() -> list[str]:
    node = read_yaml(RECORDS.read_text(encoding="utf-8"), RECORDS.name)
    assert isinstance(node, Mapping)
    return [name.value for name, _ in node.entries]


@pytest.mark.parametrize("name", record_names())
def test_contradictory_facts_are_unknown_and_said_to_be(
    guideline: Guideline, patient: Callable[[str], Patient], name: str
) -> None:
    record = guideline.contradictions[name]

    found = patient(EXAMPLES[name])

    doubted = {fact for doubt in found.doubts for fact in doubt.facts}
    assert [record.says] == [doubt.message.partition(" Check ")[0] for doubt in found.doubts]
    assert doubted <= set(record.facts)
    assert doubted.isdisjoint(found.facts)


@pytest.mark.parametrize("name", record_names())
def test_what_does_not_contradict_itself_is_kept(
    guideline: Guideline, patient: Callable[[str], Patient], name: str
) -> None:
    """Leaving out any one of the facts of an example leaves nothing to doubt."""
    lines = EXAMPLES[name].splitlines()
    if len(lines) == 1:
        return
    doubted = set(guideline.contradictions[name].facts)
    first = next(line for line in lines if line.partition(":")[0] in doubted)

    assert () == patient("\n".join(line for line in lines if line != first)).doubts


def test_a_doubt_that_names_several_facts_is_not_settled_by_confirming_them(
    patient: Callable[[str], Patient],
) -> None:
    found = patient("sex: male\npregnant: true\nconfirmed: [sex, pregnant]")

    assert ({}, [("sex", "pregnant")]) == (found.facts, [each.facts for each in found.doubts])


def test_a_doubt_of_one_fact_in_the_light_of_others_is_settled_by_confirming_it(
    patient: Callable[[str], Patient],
) -> None:
    found = patient("age: 40\nheight: 95\nconfirmed: height")

    assert ({"age", "height"}, ()) == (set(found.facts), found.doubts)


def test_a_fact_that_contradicts_itself_is_not_settled_by_confirming_it(
    patient: Callable[[str], Patient],
) -> None:
    found = patient("host: [immunocompetent, hiv]\nconfirmed: host")

    assert {} == found.facts


def test_a_height_in_inches_throws_no_doubt_on_the_weight(
    patient: Callable[[str], Patient],
) -> None:
    found = patient("age: 40\nheight: 68\nweight: 70")

    assert [("height",)] == [doubt.facts for doubt in found.doubts]


def test_a_doubted_value_is_kept_as_it_was_written(patient: Callable[[str], Patient]) -> None:
    found = patient("weight: 300 kg")

    assert ({}, {"weight": "300 kg"}) == (dict(found.facts), dict(found.given))


def test_a_doubt_says_what_to_do(patient: Callable[[str], Patient]) -> None:
    (doubt,) = patient("creatinine: 1300 umol/L").doubts

    assert (
        "creatinine: 14.70588235 mg/dL is possible but unusual (0.3 to 12 mg/dL is usual). "
        "Check it, then add 'confirmed: [creatinine]'."
    ) == doubt.message
