"""This module tests the doses that were given: read, counted, held against the one in force."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import pytest

from tests.course.followed import day_of, of
from whitlow.pages.course_given import given_text
from whitlow.pages.course_page import course_document, course_page
from whitlow.pages.markdown import to_markdown
from whitlow.pages.terminal import to_terminal

BEGUN: Final = ("01,creatinine,0.8,mg/dL", "01,start,foscarnet-hsv-q8h,")
DAY: Final = 2


def findings(*rows: str) -> tuple[str, ...]:
    """Return how the doses of the second day agree with the dose in force, 2800 mg three times."""
    return tuple(one.finding for one in day_of(of(*BEGUN, *rows, today=DAY), DAY).given)


@pytest.mark.parametrize(
    ("rows", "finding"),
    [
        (("02,foscarnet,2800,mg",), "as_ordered"),
        (("02,foscarnet,2.8,g",), "as_ordered"),
        (("02,foscarnet,2800,mg",) * 3, "as_ordered"),
        (("02,foscarnet,2800,mg",) * 4, "more_often"),
        (("02,foscarnet,4200,mg",), "other_dose"),
        (("02,foscarnet,2800,mg", "02,foscarnet,2100,mg"), "other_dose"),
        (("02,given,foscarnet,",), "unstated"),
        (("02,creatinine,1.6,mg/dL", "02,foscarnet,2800,mg"), "no_dose"),
        (("02,stop,foscarnet,", "02,foscarnet,2800,mg"), "unstated"),
        (("02,cidofovir-iv,350,mg",), "not_begun"),
        (("02,gentamicin,240,mg",), "unstated"),
    ],
)
def test_a_dose_is_held_against_the_one_in_force(rows: tuple[str, ...], finding: str) -> None:
    assert (finding,) == findings(*rows)


def test_each_dose_of_a_day_is_counted() -> None:
    rows = ("02 06:00,foscarnet,2800,mg", "02 14:00,foscarnet,2800,mg")
    found = of(*BEGUN, *(f"2026-03-{row}" for row in rows), today=DAY)

    assert (Fraction(2800), Fraction(2800)) == day_of(found, DAY).given[0].doses


def test_a_dose_on_a_day_of_hold_is_told_on_every_page() -> None:
    found = of(*BEGUN, "02,creatinine,1.6,mg/dL", "02,foscarnet,2800,mg", today=DAY)
    told = "foscarnet 2800 mg was given, and no dose was in force on this day"
    screen = " ".join(to_terminal(course_page(found), 100, colour=False).split())

    assert given_text(found.guideline, found.days[-1], found.days[-1].given[0]).startswith(told)
    assert told in screen
    assert told in to_markdown(course_document(found))


def test_a_dose_of_a_drug_that_runs_is_no_sign_that_it_ended() -> None:
    found = of(*BEGUN, "02,foscarnet,2800,mg", "03,creatinine,0.8,mg/dL", today=4)

    assert Fraction(0) == found.days[-1].patient.facts["days_since_foscarnet"]
    assert () == found.days[-1].doubts


def test_a_weekly_dose_does_not_bar_itself() -> None:
    rows = (
        "01,creatinine,0.8,mg/dL",
        "01,urine_protein,10,mg/dL",
        "01,start,cidofovir-iv,",
        "01,cidofovir-iv,350,mg",
    )
    more = "days_since_foscarnet: never\ndays_since_cidofovir: never\ndays_since_nephrotoxin: never"
    found = of(*rows, today=3, more=more)

    assert {1: ("dose",), 3: ("hold",)} == {day: day_of(found, day).statuses for day in (1, 3)}
    assert "2026-03-08" == found.days[-1].countdowns[0].until.isoformat()
