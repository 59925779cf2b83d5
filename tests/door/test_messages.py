"""Refusals: what the person who wrote the case reads, word for word."""

from collections.abc import Callable

import pytest

from whitlow.errors import Problem

MESSAGES = [
    (
        "creatinine: 97",
        "unit_missing",
        (
            "creatinine: '97' has no unit, and a unit is never guessed. "
            "Write its unit: mg/dL or µmol/L."
        ),
    ),
    (
        "creatinine: 97 mg/dL",
        "out_of_range",
        (
            "creatinine: '97 mg/dL' is out of range. "
            "Accepted: 0.1 to 25 mg/dL, or the same in µmol/L. Check the value and its unit."
        ),
    ),
    (
        "weight: 1000 lb",
        "out_of_range",
        (
            "weight: '1000 lb' (453.59237 kg) is out of range. "
            "Accepted: 0.3 to 400 kg. Check the value and its unit."
        ),
    ),
    (
        "age: -3",
        "out_of_range",
        "age: '-3' is out of range. Accepted: 0 to 120 years. Check the value and its unit.",
    ),
    (
        "height: 1,70 m",
        "decimal_comma",
        (
            "height: '1,70 m' has a comma for its decimals: write a point. "
            "Give one number: 20 to 272 cm."
        ),
    ),
    (
        "cd4: <50 cells/uL",
        "comparator",
        (
            "cd4: '<50 cells/uL' is a bound, not a value: give the value that was measured. "
            "Give one number: 0 to 10000 cells/µL, or the same in 10*9/L."
        ),
    ),
    (
        "platelets: 150,000 /uL",
        "thousands_separator",
        (
            "platelets: '150,000 /uL' separates thousands: write the digits together. "
            "Give one number: 0 to 5000000 cells/µL, or the same in 10*9/L."
        ),
    ),
    (
        "weight: 70-75 kg",
        "several_values",
        "weight: '70-75 kg' holds more than one value: give one. Give one number: 0.3 to 400 kg.",
    ),
    (
        "weight: heavy",
        "not_a_number",
        "weight: 'heavy' does not start with a number. Give one number: 0.3 to 400 kg.",
    ),
    (
        "weight: nan",
        "not_a_number",
        "weight: 'nan' is not a number. Give one number: 0.3 to 400 kg.",
    ),
    (
        "weight: 70 furlongs",
        "unit_unknown",
        "weight: 'furlongs' is not a unit that is read here. Write it in kg.",
    ),
    (
        "weight: 70 cm",
        "unit_wrong",
        (
            "weight: '70 cm' is in no unit of weight: "
            "'cm' and 'kg' measure different things. Write it in kg."
        ),
    ),
    (
        "gvhd_grade: 1.5",
        "not_whole",
        "gvhd_grade: '1.5' is not a whole number. Give one number: 0 to 4.",
    ),
    (
        "wieght: 70",
        "unknown_fact",
        "'wieght' is not a fact that is known here. Did you mean 'weight'?",
    ),
    (
        "zzz: 70",
        "unknown_fact",
        "'zzz' is not a fact that is known here. Leave it out.",
    ),
    (
        "weight_doubled: 140 kg",
        "refused_fact",
        (
            "'weight_doubled' is computed from other facts and is not accepted. "
            "Leave it out, and give the facts."
        ),
    ),
    (
        "gfr: 50",
        "refused_fact",
        (
            "'gfr' is not accepted. An estimated GFR belongs to a standard body surface and no "
            "dose table here is printed for it. Give creatinine with its unit, age, sex and "
            "weight, or measured_crcl in mL/min."
        ),
    ),
    (
        "dob: 1990-01-01",
        "refused_fact",
        "'dob' is not accepted. No date of birth is needed, and none is kept. Give age.",
    ),
    (
        "sex: other",
        "unknown_option",
        "sex: 'other' is not one of its values. Write female or male.",
    ),
    (
        "fever: maybe",
        "wrong_type",
        "fever: 'maybe' is neither true nor false. Write true or false.",
    ),
    (
        "weight: [70, 80]",
        "wrong_type",
        "weight: One value is wanted here, not a list or fields. Write one.",
    ),
    (
        "site: {oral: true}",
        "wrong_type",
        "site: A value or a list of them is wanted, not fields. Write a list.",
    ),
    (
        "site: [none, oral]",
        "contradictory",
        "site: 'none' stands beside other values. Keep it alone, or leave it out.",
    ),
    (
        "site: [oral, unknown]",
        "unknown_option",
        (
            "site: 'unknown' stands in a list, which says nothing of the others. "
            "Leave it out of the list."
        ),
    ),
    (
        "weight: 70\nwt: 80",
        "duplicate_key",
        "weight is given twice, as 'weight' and as 'wt'. Keep one of the two.",
    ),
    (
        "weight: 70\nweight: 80",
        "duplicate_key",
        (
            "case.yaml:2:1: The key 'weight' stands twice; it stood first on line 1. "
            "Keep one of the two."
        ),
    ),
    (
        "- weight",
        "wrong_type",
        "case.yaml: This is no case. Write facts and values, as in 'weight: 70 kg'.",
    ),
    (
        "confirmed: [wieght]",
        "unknown_fact",
        "'wieght' is not a fact that is known here. Did you mean 'weight'?",
    ),
]


@pytest.mark.parametrize(("text", "code", "message"), MESSAGES, ids=[row[0] for row in MESSAGES])
def test_what_is_refused_is_refused_in_these_words(
    problems: Callable[[str], tuple[Problem, ...]], text: str, code: str, message: str
) -> None:
    (problem,) = problems(text)

    assert (code, message) == (problem.code, problem.message)


def test_everything_that_is_wrong_is_told_in_the_order_of_the_case(
    problems: Callable[[str], tuple[Problem, ...]],
) -> None:
    found = problems("age: x\nlabs: [{name: weight, value: 70}]\nwieght: 70\ncreatinine: 97")

    assert ["age", "labs 1", "wieght", "creatinine"] == [problem.field for problem in found]


def test_a_problem_carries_field_value_and_what_is_accepted(
    problems: Callable[[str], tuple[Problem, ...]],
) -> None:
    (problem,) = problems("age: 200 years")

    assert ("age", "200 years", "0 to 120 years") == (
        problem.field,
        problem.value,
        problem.accepted,
    )
