"""Whatever comes, the door lets a patient in or says no with sentences; nothing else."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whitlow.door import Patient, read_case, read_facts
from whitlow.errors import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whitlow.guideline import Guideline

TODAY = date(2026, 11, 20)
FILES = st.sampled_from(["case.yaml", "case.json", "case.toml", "-"])
FIELDS = ("age", "sex", "weight", "creatinine", "site", "host", "comedications", "allergies")
OTHERS = ("genotype", "antiviral", "red_flags", "confirmed", "labs", "isolates", "antivirals")
INNER = ("date", "name", "value", "unit", "drug", "result", "start", "stop", "dose", "interval")
WORDS = (
    "70", "70 kg", "1.5 mg/dL", "2+", "10*9/L", "none", "unknown", "true", "hiv", "oral", "iv",
    "2026-11-01", "2026-11-01 10:00", "2027-01-01", "gentamicin stopped 3 d", "pentamidine",
    "foscarnet:mild", "GENE:A1T", "S", "weight", "creatinine", "stopped", "1e9", "\u00b5", "+",
)  # fmt: skip

texts = st.one_of(st.sampled_from(WORDS), st.text(max_size=40))
names = st.one_of(st.sampled_from((*FIELDS, *OTHERS, *INNER)), st.text(max_size=12))
values = st.recursive(
    st.one_of(texts, st.none(), st.booleans(), st.integers(), st.floats()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(names, inner, max_size=4)),
    max_leaves=12,
)


Answer = Patient | tuple[Problem, ...]


def answer(guideline: Guideline, data: bytes, name: str) -> Answer:
    """Return the patient, or what is wrong with the case; anything else is raised."""
    try:
        return read_case(data, name, guideline, TODAY)
    except InputError as error:
        return error.problems


def faults(guideline: Guideline, found: Answer) -> list[str]:
    """Return what is wrong with a patient or with a refusal."""
    if isinstance(found, Patient):
        doubted = {fact for doubt in found.doubts for fact in doubt.facts}
        unknown = set(found.facts) - set(guideline.facts)
        return [*unknown, *(doubted & set(found.facts))]
    unsaid = [problem.message for problem in found if not problem.message.isprintable()]
    return [*unsaid, *("no code" for problem in found if not problem.code)]


@given(data=st.binary(max_size=200), name=FILES)
def test_any_bytes_are_a_patient_or_a_sentence(
    guideline: Guideline, data: bytes, name: str
) -> None:
    found = answer(guideline, data, name)

    assert [] == faults(guideline, found)


@given(text=st.text(max_size=200), name=FILES)
def test_any_text_is_a_patient_or_a_sentence(guideline: Guideline, text: str, name: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    found = answer(guideline, data, name)

    assert [] == faults(guideline, found)


@given(value=values)
def test_any_json_is_a_patient_or_a_sentence(guideline: Guideline, value: object) -> None:
    found = answer(guideline, json.dumps(value).encode(), "case.json")

    assert [] == faults(guideline, found)


@given(case=st.dictionaries(names, values, max_size=6))
def test_any_case_is_a_patient_or_a_sentence(guideline: Guideline, case: dict[str, object]) -> None:
    """JSON is YAML as well, except for a few escapes, which are refused like anything else."""
    data = json.dumps(case, ensure_ascii=False).encode("utf-8", "surrogatepass")
    found = [answer(guideline, data, name) for name in ("case.json", "case.yaml")]

    assert [[], []] == [faults(guideline, each) for each in found]


@given(
    lines=st.lists(
        st.tuples(st.sampled_from(FIELDS), st.one_of(texts, st.integers(), st.booleans())),
        max_size=6,
    )
)
def test_any_toml_is_a_patient_or_a_sentence(
    guideline: Guideline, lines: list[tuple[str, object]]
) -> None:
    text = "\n".join(f"{name} = {json.dumps(value)}" for name, value in lines)
    found = answer(guideline, text.encode("utf-8", "surrogatepass"), "case.toml")

    assert [] == faults(guideline, found)


@given(pairs=st.lists(st.tuples(names, texts), max_size=6))
def test_any_facts_of_a_command_line_are_a_patient_or_a_sentence(
    guideline: Guideline, pairs: Sequence[tuple[str, str]]
) -> None:
    try:
        found: Answer = read_facts(pairs, guideline, TODAY)
    except InputError as error:
        found = error.problems

    assert [] == faults(guideline, found)


def test_the_same_case_is_read_the_same_twice(guideline: Guideline) -> None:
    data = b"age: 40\nweight: 300\nhost: immunocompetent\ncd4: 12 cells/uL\nsite: [oral, skin]"

    assert answer(guideline, data, "-") == answer(guideline, data, "-")


@pytest.mark.parametrize(
    "value",
    [
        " " * 200_000,
        "gentamicin " * 18_000,
        "a," * 100_000,
        "stopped " * 30_000,
        "1" * 200_000,
        "[" * 15,
        "5 " + "m/" * 50_000,
    ],
    ids=["spaces", "name", "list", "stopped", "digits", "brackets", "unit"],
)
@pytest.mark.parametrize("name", ["weight", "comedications", "site", "genotype", "red_flags", "x"])
def test_a_long_value_is_answered_at_once(guideline: Guideline, name: str, value: str) -> None:
    """Nothing is tried on a long value that takes longer than reading it."""
    data = json.dumps({name: value}).encode()

    found = answer(guideline, data, "case.json")

    assert [] == faults(guideline, found)
