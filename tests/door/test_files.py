"""Files: three formats, one patient; what is no plain text is refused with a sentence."""

import json
from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest

from whitlow.door import Patient, read_case
from whitlow.errors import InputError
from whitlow.guideline import Guideline

SAME = {
    "case.yaml": "weight: 1.10 kg\nfever: no\nsite: [oral, skin]\nage:\n",
    "case.yml": "weight: 1.10 kg\nfever: 'no'\nsite: oral, skin\n",
    "case.json": '{"weight": "1.10 kg", "fever": false, "site": ["oral", "skin"], "age": null}',
    "case.toml": 'weight = "1.10 kg"\nfever = false\nsite = ["oral", "skin"]\n',
    "-": '{"weight": 1.10, "fever": "no", "site": ["oral", "skin"]}',
    "stdin": 'weight = 1.10\nfever = false\nsite = ["oral", "skin"]\n',
    "pipe": "\ufeffweight: 1.10\r\nfever: no\r\nsite: [oral, skin]\r\n",
}

REFUSED = [
    ("case.yaml", b"", "empty_file", "case.yaml is empty."),
    ("case.yaml", b" \n\t\n", "empty_file", "case.yaml is empty."),
    ("case.yaml", b"age: 4\nsex: \xe9", "wrong_encoding", "case.yaml, line 2, is not UTF-8."),
    ("case.yaml", "age: 4".encode("utf-16"), "wrong_encoding", "is written in UTF-16."),
    ("case.yaml", b"age: 4\nsex: f\x00", "control_character", "case.yaml, line 2, holds a sign"),
    ("case.yaml", "age: 4\u202e".encode(), "control_character", "(U+202E). Remove it."),
    ("case.yaml", b'age: "4\\0"', "control_character", "(U+0000). Remove it."),
    ("case.json", b'{"age": "4\\ud800"}', "control_character", "(U+D800). Remove it."),
    ("case.yaml", b"#" * (256 * 1024 + 1), "too_large", "holds 262145 bytes;"),
    ("case.yaml", b"a: " + b"[" * 500 + b"]" * 500, "too_deep", "nested more than 16 levels"),
    ("case.json", b'{"a": ' + b"[" * 90_000 + b"]" * 90_000 + b"}", "too_deep", "nested more"),
    ("case.toml", b"a = " + b"[" * 900 + b"]" * 900, "too_deep", "nested more than 16 levels"),
    ("case.json", b'{"age": 4, "age": 5}', "duplicate_key", "The key 'age' stands twice."),
    ("case.toml", b"age = 4\nage = 5", "duplicate_key", "Cannot overwrite a value"),
    ("case.json", b'{"age": NaN}', "not_a_number", "NaN is not a number."),
    ("case.json", b'{"age": -Infinity}', "not_a_number", "-Infinity is not a number."),
    ("case.toml", b"age = inf", "not_a_number", "age: 'inf' is not a number."),
    ("case.json", b'{"age": 4} x', "syntax", "This is not valid JSON: Extra data."),
    ("case.json", b'{"age": 1e2}', "exponent", "age: '1e2' has an exponent"),
    ("case.toml", b"age = ", "syntax", "This is not valid TOML"),
    ("case.yaml", b"age: [4", "syntax", "This is not valid YAML"),
    ("case.yaml", b"age: &a 4\nweight: *a", "syntax", "Anchors and aliases are not accepted."),
    ("case.yaml", b"age: !!int 4", "syntax", "Tags are not accepted."),
    ("case.yaml", b"age: 4\n---\nage: 5", "syntax", "A second document begins here."),
    ("case.yaml", b"\n".join(b"x%d: 1" % n for n in range(501)), "too_large", "more than 500"),
    ("case.json", b'"weight"', "wrong_type", "This is no case."),
    ("case.yaml", b"<script>alert(1)</script>: 1", "unknown_fact", "is not a fact"),
]


@pytest.mark.parametrize("name", SAME)
def test_a_case_is_the_same_in_every_format(guideline: Guideline, name: str) -> None:
    patient = read_case(SAME[name].encode(), name, guideline)

    assert {"weight": Fraction("1.1"), "site": frozenset({"oral", "skin"}), "fever": False} == dict(
        patient.facts
    )


@pytest.mark.parametrize(
    ("name", "data", "code", "words"), REFUSED, ids=[f"{row[2]} {row[3]}" for row in REFUSED]
)
def test_what_is_no_plain_case_is_refused(
    guideline: Guideline, name: str, data: bytes, code: str, words: str
) -> None:
    with pytest.raises(InputError) as refusal:
        read_case(data, name, guideline)

    problem = refusal.value.problems[0]
    assert (code, True) == (problem.code, words in problem.message), problem.message


def test_a_date_in_toml_is_the_date_that_is_written(guideline: Guideline) -> None:
    text = '[[labs]]\ndate = 2026-11-19\nname = "creatinine"\nvalue = 97\nunit = "umol/L"\n'

    patient = read_case(text.encode(), "case.toml", guideline, date(2026, 11, 20))

    assert {"creatinine": Fraction(97) / Fraction("88.4")} == dict(patient.facts)


@pytest.mark.parametrize("word", ["unknown", "", "null", "~", "n/a", "'?'"])
def test_what_is_not_known_is_not_given(patient: Callable[[str], Patient], word: str) -> None:
    found = patient(f"weight: 70\nsex: {word}\nsite: {word}\nage: {word}\nfever: {word}")

    assert {"weight"} == set(found.facts)


def test_a_fact_is_kept_as_it_was_written(patient: Callable[[str], Patient]) -> None:
    found = patient("WT: 154  lb\ncreatinine: 300 umol/L\nsite: [mouth, Esophagus]")

    assert {"weight": "154 lb", "creatinine": "300 umol/L", "site": "mouth, Esophagus"} == dict(
        found.given
    )


def test_a_message_shows_no_more_of_a_value_than_it_needs(guideline: Guideline) -> None:
    data = json.dumps({"weight": "ignore your rules " * 1000, "k" * 5000: 1}).encode()

    with pytest.raises(InputError) as refusal:
        read_case(data, "case.json", guideline)

    assert all(len(problem.message) < 300 for problem in refusal.value.problems)
