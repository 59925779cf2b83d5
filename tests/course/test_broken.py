"""This module tests that a broken course is refused with a sentence, and never with a traceback."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.course.followed import guideline, lines
from whitlow.course import File, follow
from whitlow.errors import InputError, Problem

HEAD: Final = "date,name,value,unit\n"
GOOD: Final = "2026-03-01,creatinine,1.0,mg/dL\n"
CASE: Final = b"age: 50\nsex: male\nweight: 70 kg\n"


def problems(data: bytes, case: bytes = CASE) -> tuple[Problem, ...]:
    """Return what is wrong with a course."""
    with pytest.raises(InputError) as refusal:
        follow(
            guideline(),
            File(data, "course.csv"),
            case=File(case, "case.yaml"),
            today=date(2026, 3, 20),
        )
    return refusal.value.problems


FILES: Final = {
    "empty": (b"", "empty_file"),
    "blank": (b" \n\n ", "empty_file"),
    "only a comment": (b"# nothing\n", "empty_file"),
    "only a head": (HEAD.encode(), "empty_file"),
    "no head": (GOOD.encode(), "field_missing"),
    "semicolons": (HEAD.replace(",", ";").encode(), "syntax"),
    "tabs": (HEAD.replace(",", "\t").encode(), "syntax"),
    "bars": (HEAD.replace(",", "|").encode(), "syntax"),
    "a column twice": (b"date,name,value,value\n" + GOOD.encode(), "duplicate_key"),
    "an unknown column": (b"date,name,value,units\n" + GOOD.encode(), "unknown_field"),
    "no date column": (b"name,value,unit\ncreatinine,1,mg/dL\n", "field_missing"),
    "no name column": (b"date,value,unit\n2026-03-01,1,mg/dL\n", "field_missing"),
    "no value column": (b"date,name,unit\n2026-03-01,creatinine,mg/dL\n", "field_missing"),
    "UTF-16": ((HEAD + GOOD).encode("utf-16"), "wrong_encoding"),
    "Latin-1": ((HEAD + "2026-03-01,créatinine,1,mg/dL\n").encode("latin-1"), "wrong_encoding"),
    "a NUL": ((HEAD + "2026-03-01,creat\0inine,1,mg/dL\n").encode(), "control_character"),
    "a turned text": (
        (HEAD + "2026-03-01,\u202ecreatinine,1,mg/dL\n").encode(),
        "control_character",
    ),
    "an open quote": ((HEAD + '2026-03-01,"creatinine,1,mg/dL\n').encode(), "syntax"),
    "a torn quote": ((HEAD + '2026-03-01,"creat"inine,1,mg/dL\n').encode(), "syntax"),
    "a value over two lines": ((HEAD + '2026-03-01,creatinine,"1\n0",mg/dL\n').encode(), "syntax"),
    "a second head": ((HEAD + GOOD + HEAD).encode(), "not_a_date"),
    "a page of a browser": (b"<html><body>login</body></html>", "unknown_field"),
    "a case instead": (b"date: 2026-03-01\ncreatinine: 0.8\n", "unknown_field"),
    "an archive": (b"PK\x03\x04" + b"\0" * 40, "control_character"),
    "half a letter": ((HEAD + "2026-03-01,x,1,").encode() + b"\xed\xa0\x80\n", "wrong_encoding"),
    "ten megabytes on one line": (HEAD.encode() + b"a" * 10_000_000, "too_large"),
    "semicolons and decimal commas": (
        b"date;name;value;unit\n2026-03-01;creatinine;0,8;mg/dL\n",
        "syntax",
    ),
    "too many bytes": ((HEAD + GOOD * 9000).encode(), "too_large"),
    "too many rows": ((HEAD + GOOD * 501).encode(), "too_large"),
    "a field that never ends": (
        (HEAD + f"2026-03-01,creatinine,{'1' * 300},\n").encode(),
        "too_large",
    ),
}
ROWS: Final = {
    "too many fields": ("01,creatinine,1,0,mg/dL", "too_many_fields"),
    "no date": (",creatinine,1.0,mg/dL", "field_missing"),
    "no name": ("01,,1.0,mg/dL", "field_missing"),
    "no value": ("01,creatinine,,mg/dL", "field_missing"),
    "a value that is not known": ("01,creatinine,unknown,", "field_missing"),
    "a day that never was": ("32,creatinine,1.0,mg/dL", "not_a_date"),
    "the thirtieth of February": ("2026-02-30,creatinine,1.0,mg/dL", "not_a_date"),
    "day first": ("01/03/2026,creatinine,1.0,mg/dL", "not_a_date"),
    "a short year": ("26-03-01,creatinine,1.0,mg/dL", "not_a_date"),
    "a word for a date": ("yesterday,creatinine,1.0,mg/dL", "not_a_date"),
    "digits of another script": (
        "\u0662\u0660\u0662\u0666-03-01,creatinine,1.0,mg/dL",
        "not_a_date",
    ),
    "a time that never is": ("2026-03-01 25:00,creatinine,1.0,mg/dL", "not_a_date"),
    "tomorrow": ("21,creatinine,1.0,mg/dL", "future_date"),
    "a misspelt fact": ("01,creatinin,1.0,mg/dL", "unknown_fact"),
    "a computed fact": ("01,crcl_per_kg,1.0,mL/min/kg", "refused_fact"),
    "a refused fact": ("01,egfr,60,mL/min", "refused_fact"),
    "the value before": ("01,creatinine_previous,1.0,mg/dL", "refused_fact"),
    "the hours between": ("01,creatinine_previous_hours,24,h", "refused_fact"),
    "no unit": ("01,creatinine,1.0,", "unit_missing"),
    "an unknown unit": ("01,creatinine,1.0,mg/dk", "unit_unknown"),
    "a unit of something else": ("01,creatinine,1.0,mmHg", "unit_unknown"),
    "a unit of another kind": ("01,creatinine,1.0,kg", "unit_wrong"),
    "a unit twice": ("01,creatinine,1.0 mg/dL,mg/dL", "not_a_number"),
    "out of range": ("01,creatinine,97,mg/dL", "out_of_range"),
    "a negative number": ("01,creatinine,-1,mg/dL", "out_of_range"),
    "a bound below": ("01,creatinine,<0.3,mg/dL", "comparator"),
    "a bound above": ("01,creatinine,>12,mg/dL", "comparator"),
    "a decimal comma": ('01,creatinine,"1,2",mg/dL', "decimal_comma"),
    "thousands": ('01,platelets,"120,000",cells/uL', "thousands_separator"),
    "an exponent": ("01,creatinine,1e0,mg/dL", "exponent"),
    "a range": ("01,creatinine,1.0-1.2,mg/dL", "several_values"),
    "not a number": ("01,creatinine,NaN,mg/dL", "not_a_number"),
    "infinite": ("01,creatinine,inf,mg/dL", "not_a_number"),
    "a spreadsheet's error": ("01,creatinine,#VALUE!,mg/dL", "not_a_number"),
    "a spreadsheet's formula": ("01,creatinine,=1+1,mg/dL", "comparator"),
    "no option": ("01,response,bettter,", "unknown_option"),
    "neither true nor false": ("01,new_lesions,perhaps,", "wrong_type"),
    "an unknown drug": ("01,start,foscarnett,", "unknown_drug"),
    "a class for a drug": ("01,start,nephrotoxic,", "unknown_drug"),
    "a start of nothing": ("01,start,,", "field_missing"),
    "a start with a unit": ("01,start,foscarnet,40 mg/kg", "wrong_type"),
    "a stop of what was not begun": ("01,stop,foscarnet,", "contradictory"),
    "a stop of nothing": ("01,stop,,", "field_missing"),
    "a confirmation of nothing": ("01,confirmed,everything,", "unknown_fact"),
    "another medicine without their list": ("01,start,gentamicin,", "field_missing"),
    "a flag that is none": ("01,red_flags,itching,", "unknown_option"),
    "29 February of no leap year": ("2026-02-29,creatinine,1.0,mg/dL", "not_a_date"),
    "a date with slashes": ("2026/03/01,creatinine,1.0,mg/dL", "not_a_date"),
    "a spreadsheet's day": ("46082,creatinine,1.0,mg/dL", "not_a_date"),
    "half a clock": ("2026-03-01 6am,creatinine,1.0,mg/dL", "not_a_date"),
    "a decimal comma without quotes": ("01,creatinine,1,2,mg/dL", "too_many_fields"),
    "a row of one field": ("01", "field_missing"),
    "a dose without a unit": ("01,foscarnet,2800,", "unit_missing"),
    "a dose without an amount": ("01,foscarnet,,mg", "field_missing"),
    "a dose for each kg": ("01,foscarnet,40,mg/kg", "unit_wrong"),
    "a dose below nothing": ("01,foscarnet,-5,mg", "out_of_range"),
    "a dose of a hundred bottles": ("01,foscarnet,600,g", "out_of_range"),
    "a dose of an unknown drug": ("01,remdesivir,200,mg", "unknown_fact"),
    "a dose of a class": ("01,nephrotoxic,200,mg", "unknown_fact"),
    "a dose behind given": ("01,given,foscarnet,2800 mg", "wrong_type"),
    "a comedication whose route decides": ("01,start,pentamidine,", "route_missing"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_broken_file_is_refused_with_a_sentence(name: str) -> None:
    data, code = FILES[name]
    found = problems(data)

    assert code in {problem.code for problem in found}
    assert all("course.csv" in problem.message for problem in found)
    assert all(problem.message.endswith((".", "?")) for problem in found)


@pytest.mark.parametrize("name", ROWS)
def test_a_broken_row_is_refused_with_its_line(name: str) -> None:
    row, code = ROWS[name]
    (problem,) = problems(lines("01,creatinine,1.0,mg/dL", row))

    assert code == problem.code
    assert "line 3" in problem.message


def test_more_than_sixty_kinds_of_broken_course_are_refused() -> None:
    assert len(FILES) + len(ROWS) >= 60


def test_everything_that_is_wrong_is_told_at_once() -> None:
    found = problems(lines("01,creatinin,1,mg/dL", "02,creatinine,1,", "40,weight,70,kg"))

    assert ["unknown_fact", "unit_missing", "not_a_date"] == [problem.code for problem in found]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (("01,start,foscarnet,", "02,start,foscarnet,"), "duplicate_key"),
        (("01,start,foscarnet,", "02,start,acyclovir-iv,"), "several_values"),
        (("01,start,foscarnet,", "02,stop,acyclovir,"), "contradictory"),
        (("02,start,foscarnet,", "01,stop,foscarnet,"), "contradictory"),
        (("01,start,foscarnet-hsv-q8h,", "01,start,foscarnet-hsv-q12h,"), "several_values"),
        (("01,start,foscarnet-hsv-q8h,", "04,start,foscarnet-hsv-q8h,"), "duplicate_key"),
    ],
)
def test_drugs_that_cannot_have_been_given_so_are_refused(rows: tuple[str, ...], code: str) -> None:
    (problem,) = problems(lines(*rows))

    assert code == problem.code
    assert problem.message.startswith("course.csv, line ")


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + (HEAD + GOOD).encode(),
        (HEAD + GOOD).replace("\n", "\r\n").encode(),
        (HEAD + GOOD).replace("\n", "\r").encode(),
        HEAD.upper().encode() + GOOD.encode(),
        b" Date , Name , Value , Unit \n" + GOOD.encode(),
        b"name,value,unit,date\ncreatinine,1.0,mg/dL,2026-03-01\n",
        b"date,name,value\n2026-03-01,creatinine,1.0 mg/dL\n",
        HEAD.encode() + b"# measured at home\n\n,,,\n" + GOOD.encode(),
        HEAD.encode() + b"2026-03-01,creatinine,1.0,mg/dL,,,\n",
        HEAD.encode() + b"2026-03-01T06:00,creatinine,1.0,mg/dL\n",
        HEAD.encode() + b"2024-02-29,creatinine,1.0,mg/dL\n",
    ],
)
def test_what_only_looks_odd_is_read(data: bytes) -> None:
    found = follow(
        guideline(), File(data, "c.csv"), case=File(CASE, "case.yaml"), today=date(2026, 3, 20)
    )

    assert 1 == found.days[0].patient.facts["creatinine"]


def test_two_values_that_disagree_and_nothing_else_are_asked_about() -> None:
    found = follow(
        guideline(),
        File(lines("01,creatinine,0.8,mg/dL", "01,creatinine,97,umol/L"), "c.csv"),
        case=File(CASE, "case.yaml"),
        today=date(2026, 3, 20),
    )

    assert "0.8 mg/dL and 97 umol/L" in found.days[0].doubts[0]


@pytest.mark.parametrize("name", ["labs", "isolates", "antivirals"])
def test_dated_lists_belong_into_the_course(name: str) -> None:
    (problem,) = problems(lines("01,creatinine,1.0,mg/dL"), f"{name}: []\nage: 50".encode())

    assert "row of the course file" in problem.message


def test_a_broken_case_is_refused_as_in_any_plan() -> None:
    (problem,) = problems(lines("01,creatinine,1.0,mg/dL"), b"age: 500")

    assert "out_of_range" == problem.code


WORDS: Final = st.one_of(
    st.sampled_from(
        [
            "creatinine",
            "weight",
            "start",
            "stop",
            "given",
            "confirmed",
            "response",
            "red_flags",
            "lesion",
            "foscarnet",
            "acyclovir-iv",
            "healed",
            "none",
            "1.0",
            "70",
            "mg/dL",
            "kg",
            "2.1",
            "2026-03-01",
            "2026-03-05",
            "2026-03-05 14:30",
            "umol/L",
            "140",
            "cidofovir-iv",
            "2800",
            "mg",
            "urine_protein",
        ]
    ),
    st.text(max_size=12),
)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS), max_size=6))
def test_any_table_is_followed_or_refused(rows: list[tuple[str, str, str, str]]) -> None:
    text = HEAD + "".join(",".join(row) + "\n" for row in rows)
    course = File(text.encode(errors="replace"), "course.csv")
    with suppress(InputError):
        assert follow(
            guideline(), course, case=File(CASE, "case.yaml"), today=date(2026, 3, 7)
        ).days


@given(st.binary(max_size=200))
def test_any_bytes_are_followed_or_refused(data: bytes) -> None:
    with pytest.raises(InputError):
        follow(guideline(), File(data, "course.csv"), today=date(2026, 3, 7))
