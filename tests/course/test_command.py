"""This module tests the command: each of its forms, and what it says when it is called wrongly."""

from __future__ import annotations

import json

import pytest

from tests.cli.called import called
from tests.course.followed import CASE, COURSE

ASKED = ("follow", str(COURSE), "--case", str(CASE), "--today", "2026-03-26")


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ((), "Course for review, 2026-03-01 to 2026-03-26"),
        (("--markdown",), "# Course for review"),
        (("--html",), "<!doctype html>"),
        (("--ics",), "BEGIN:VCALENDAR\r\n"),
        (("--json",), "{"),
    ],
)
def test_each_form_is_printed_whole_and_twice_the_same(form: tuple[str, ...], start: str) -> None:
    done = called(*ASKED, *form)

    assert (0, "") == (done.code, done.err)
    assert done.out.startswith(start)
    assert done.out == called(*ASKED, *form).out


def test_a_course_may_come_on_standard_input() -> None:
    done = called(
        "follow", "-", "--case", str(CASE), "--today", "2026-03-26", given=COURSE.read_bytes()
    )

    assert 0 == done.code


def test_a_chosen_schedule_is_the_only_one() -> None:
    done = called(*ASKED, "--regimen", "hsv-q12h", "--json")
    days = json.loads(done.out)["days"]

    assert {"hsv-q12h"} == {
        order["regimen"] for day in days if day["treatment"] for order in day["orders"]
    }


def test_an_unknown_schedule_is_a_wrong_call() -> None:
    done = called(*ASKED, "--regimen", "hsv-q9h")

    assert 2 == done.code
    assert "--regimen" in done.err


def test_a_broken_course_is_the_input_s_fault_and_nothing_is_printed() -> None:
    done = called("follow", "-", "--today", "2026-03-26", given=b"date,name\n")

    assert (4, "") == (done.code, done.out)
    assert "There is no column value." in done.err


def test_a_broken_course_is_told_in_json_too() -> None:
    done = called("follow", "-", "--today", "2026-03-26", "--json", given=b"date,name\n")

    assert "field_missing" == json.loads(done.out)["error"]["code"]


def test_a_file_that_is_not_there_is_named() -> None:
    done = called("follow", "nowhere.csv", "--today", "2026-03-26")

    assert 4 == done.code
    assert "nowhere.csv cannot be read" in done.err


def test_two_forms_at_once_are_a_wrong_call() -> None:
    done = called(*ASKED, "--ics", "--html")

    assert 2 == done.code
