"""Numbers: units convert exactly, and a range ends where it says."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from whitlow.door import Patient, read_facts
from whitlow.errors import InputError
from whitlow.guideline import Fact, Guideline, Mapping, Scalar, read_yaml
from whitlow.language import Unit, number_text

FACTS = Path(__file__).resolve().parents[2] / "guideline" / "facts.yaml"
STEP = Fraction("0.00000001")

EXACT = [
    ("weight: 70", "weight", Fraction(70)),
    ("weight: 154 lb", "weight", Fraction("69.85322498")),
    ("weight: 3200 g", "weight", Fraction("3.2")),
    ("height: 1.70 m", "height", Fraction(170)),
    ("height: 70 in", "height", Fraction("177.8")),
    ("age: 68", "age", Fraction(68)),
    ("age: 6 weeks", "age", Fraction(42) / Fraction("365.25")),
    ("age: 3 months", "age", Fraction("0.25")),
    ("age: 30 years old", "age", Fraction(30)),
    ("creatinine: 97 umol/L", "creatinine", Fraction(97) / Fraction("88.4")),
    ("creatinine: 97 µmol/l", "creatinine", Fraction(97) / Fraction("88.4")),
    ("creatinine: 2.125 mg/dL", "creatinine", Fraction("2.125")),
    ("creatinine: 0.0972 mmol/L", "creatinine", Fraction("97.2") / Fraction("88.4")),
    ("potassium: 3.2 mEq/L", "potassium", Fraction("3.2")),
    ("platelets: 150 x10^9/L", "platelets", Fraction(150_000)),
    ("platelets: 150 ×10⁹/L", "platelets", Fraction(150_000)),
    ("platelets: 150 K/uL", "platelets", Fraction(150_000)),
    ("neutrophils: 0.4 10*9/L", "neutrophils", Fraction(400)),
    ("cd4: 30 cells/mm3", "cd4", Fraction(30)),
    ("cd4: 30 /uL", "cd4", Fraction(30)),
    ("haemoglobin: 98 g/L", "haemoglobin", Fraction("9.8")),
    ("igg: 4 g/L", "igg", Fraction(400)),
    ("alt: 60 U/L", "alt", Fraction(60)),
    ("urine_protein: 1 g/L", "urine_protein", Fraction(100)),
    ("urine_protein: 2+", "urine_protein", Fraction(100)),
    ("urine_protein: '+++'", "urine_protein", Fraction(300)),
    ("urine_protein: Trace", "urine_protein", Fraction(15)),
    ("prednisone_equivalent: 20 mg daily", "prednisone_equivalent", Fraction(20)),
    ("antiviral_interval: five times daily", "antiviral_interval", Fraction(24, 5)),
    ("antiviral_dose: 1 g", "antiviral_dose", Fraction(1000)),
    ("lesion_days: 2 weeks", "lesion_days", Fraction(14)),
    ("lesion_size: 2 cm", "lesion_size", Fraction(20)),
    ("days_since_nephrotoxin: today", "days_since_nephrotoxin", Fraction(0)),
    ("fluid_limit: 1.5 L/day", "fluid_limit", Fraction(1500)),
    ("urine_output: 0.5 mL/kg/hr", "urine_output", Fraction(1, 2)),
]


@pytest.mark.parametrize(("text", "name", "value"), EXACT, ids=[row[0] for row in EXACT])
def test_a_quantity_is_converted_exactly(
    patient: Callable[[str], Patient], text: str, name: str, value: Fraction
) -> None:
    assert value == patient(text).facts[name]


def number_names() -> list[str]:
    """Return the names of the number facts, before the guideline is loaded."""
    node = read_yaml(FACTS.read_text(encoding="utf-8"), FACTS.name)
    assert isinstance(node, Mapping)
    return [
        name.value
        for name, record in node.entries
        if isinstance(record, Mapping)
        for field, value in record.entries
        if field.value == "type" and isinstance(value, Scalar) and value.value == "number"
    ]


def written(fact: Fact, value: Fraction) -> str:
    return f"{number_text(value)} {Unit.parse(fact.unit).text}".strip()


def taken(guideline: Guideline, fact: Fact, value: Fraction) -> bool:
    pairs = [(fact.name, written(fact, value)), ("confirmed", fact.name)]
    return refusals(guideline, pairs) != ["out_of_range"]


def refusals(guideline: Guideline, pairs: list[tuple[str, str]]) -> list[str]:
    """Return the codes of what is wrong with some facts, none when they are taken."""
    try:
        read_facts(pairs, guideline)
    except InputError as error:
        return [problem.code for problem in error.problems]
    return []


@pytest.mark.parametrize("name", number_names())
def test_the_ends_of_a_range_are_taken_and_what_lies_beyond_is_refused(
    guideline: Guideline, name: str
) -> None:
    fact = guideline.facts[name]
    step = Fraction(1) if fact.whole else STEP
    assert fact.range is not None
    assert fact.range.high is not None
    low, high = fact.range.low, fact.range.high
    ends = (low - step, low, high, high + step)

    assert (False, True, True, False) == tuple(taken(guideline, fact, end) for end in ends)


@pytest.mark.parametrize("name", number_names())
def test_beyond_the_plausible_range_a_value_waits_to_be_confirmed(
    guideline: Guideline, name: str
) -> None:
    fact = guideline.facts[name]
    if fact.plausible is None or fact.range is None or fact.plausible == fact.range:
        return
    odd = fact.range.high if fact.plausible.high != fact.range.high else fact.range.low
    assert odd is not None
    pair = (name, written(fact, odd))

    doubted = read_facts([pair], guideline)
    settled = read_facts([pair, ("confirmed", name)], guideline)

    assert {} == doubted.facts
    assert [("implausible", (name,))] == [(each.kind, each.facts) for each in doubted.doubts]
    assert ({name: odd}, ()) == (settled.facts, settled.doubts)


@pytest.mark.parametrize("name", number_names())
def test_only_a_fact_whose_unit_is_settled_is_taken_without_one(
    guideline: Guideline, name: str
) -> None:
    fact = guideline.facts[name]
    assert fact.range is not None
    assert fact.range.high is not None

    codes = refusals(guideline, [(name, number_text(fact.range.high))])

    assert ([] if fact.bare else ["unit_missing"]) == codes


def test_no_laboratory_value_is_taken_without_its_unit(guideline: Guideline) -> None:
    bare = [
        fact.name for fact in guideline.facts.values() if fact.bare and fact.group == "laboratory"
    ]

    assert [] == bare


@pytest.mark.parametrize("unit", ["mL/min/1.73m2", "mL/min/kg", "mL", "mg/min"])
def test_a_clearance_of_another_kind_is_no_clearance(guideline: Guideline, unit: str) -> None:
    with pytest.raises(InputError) as refusal:
        read_facts([("measured_crcl", f"60 {unit}")], guideline)

    assert ["unit_wrong"] == [problem.code for problem in refusal.value.problems]
