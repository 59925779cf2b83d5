"""This module tests that a course and a dose say when what they rest on has expired."""

from __future__ import annotations

import json
from datetime import date
from typing import Final

import pytest

from tests.cli.called import called
from tests.course.followed import PATIENT, guideline, lines
from whitlow.course import File, Followed, follow
from whitlow.pages.course_html import course_html
from whitlow.pages.course_json import course_json
from whitlow.pages.course_page import course_document, course_page
from whitlow.pages.markdown import to_markdown
from whitlow.pages.terminal import to_terminal

CHECKED: Final = date(2026, 11, 20)
LONG_AFTER: Final = date(2033, 1, 1)
DOSE: Final = ("dose", "foscarnet", "--regimen", "hsv-q8h", "--age", "50", "--sex", "male")
MORE: Final = ("--weight", "70", "--creatinine", "0.8 mg/dL")
WORD: Final = "Expired: "


def course(today: date) -> Followed:
    """Return a course of one day."""
    rows = lines(f"{today},creatinine,0.8,mg/dL", f"{today},start,foscarnet-hsv-q8h,")
    case = File(PATIENT.encode(), "case.yaml")
    return follow(guideline(), File(rows, "c.csv"), case=case, today=today)


def pages(today: date) -> dict[str, str]:
    """Return the pages of that course."""
    found = course(today)
    return {
        "terminal": to_terminal(course_page(found), 100, colour=False),
        "markdown": to_markdown(course_document(found)),
        "html": course_html(found),
    }


@pytest.mark.parametrize("form", ["terminal", "markdown", "html"])
def test_every_page_of_a_course_says_what_has_expired(form: str) -> None:
    text = " ".join(pages(LONG_AFTER)[form].split())

    assert "last checked too long ago" in text
    assert "induction-table, " in text
    assert "read, expired" in text


def test_a_dose_in_force_that_rests_on_nothing_expired_says_nothing() -> None:
    text = pages(CHECKED)["terminal"]

    assert f"{WORD}rests on" not in text


def test_the_json_of_a_course_names_the_expired_statements() -> None:
    then, now = (course_json(course(day))["expired"] for day in (LONG_AFTER, CHECKED))
    assert isinstance(then, list)
    assert isinstance(now, list)

    assert "foscarnet-label#induction-table" in then
    assert "foscarnet-label#induction-table" not in now


@pytest.mark.parametrize(("today", "said"), [(LONG_AFTER, True), (CHECKED, False)])
def test_a_dose_says_so_on_its_page_and_in_json(today: date, said: bool) -> None:
    page = called(*DOSE, *MORE, "--today", str(today))
    document = json.loads(called(*DOSE, *MORE, "--today", str(today), "--json").out)

    assert said == (WORD in page.out)
    assert said == ("foscarnet-label#induction-table" in document["expired"])


def test_a_choice_of_schedules_says_so_too() -> None:
    done = called("dose", "foscarnet", *DOSE[4:], *MORE, "--today", str(LONG_AFTER))

    assert WORD in done.out
