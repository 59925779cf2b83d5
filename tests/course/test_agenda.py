"""This module tests what is due when, and what the course shows of it."""

from __future__ import annotations

from datetime import date

from tests.course.followed import TODAY, example, guideline, of
from whitlow.course.wanted import wanted_by


def dated(rule: str, *rows: str, today: int = 20) -> dict[int, str]:
    """Return the states of what a rule asks for, by the day of March."""
    found = of("01,creatinine,0.8,mg/dL", "01,start,foscarnet-hsv-q8h,", *rows, today=today)
    return {one.day.day: one.state for one in found.dues if one.rule == rule}


def test_reviews_are_due_one_two_and_three_weeks_after_the_start() -> None:
    assert {8: "overdue", 15: "overdue", 22: "next"} == dated("review-foscarnet")


def test_a_review_is_shown_by_what_was_seen() -> None:
    seen = dated("review-foscarnet", "08,response,healing,", "16,new_lesions,no,")

    assert {8: "done", 15: "late", 22: "next"} == seen


def test_a_creatinine_is_counted_for_one_request_only() -> None:
    """One that came late for one day does not stand for the next."""
    found = dated("foscarnet-kidney-monitoring", "04,creatinine,0.8,mg/dL", today=7)

    assert "late" == found[3]
    assert "overdue" == found[5]


def test_the_first_creatinine_may_be_of_the_day_before() -> None:
    found = of("01,creatinine,0.8,mg/dL", "02,start,foscarnet-hsv-q8h,", today=2)

    assert "done" == next(
        one.state for one in found.dues if one.rule == "foscarnet-kidney-monitoring"
    )


def test_what_is_due_today_is_not_overdue_yet() -> None:
    assert "due" == dated("foscarnet-kidney-monitoring", today=3)[3]


def test_what_was_measured_the_next_time_was_missed_and_is_no_longer_overdue() -> None:
    found = dated("foscarnet-ecg-monitoring", "01,qtc,420,ms", "08,qtc,430,ms", today=9)

    assert {1: "done", 4: "missed", 8: "done", 15: "next"} == found


def test_a_part_of_the_electrolytes_is_a_part() -> None:
    found = of(
        "01,creatinine,0.8,mg/dL",
        "01,start,foscarnet-hsv-q8h,",
        "03,potassium,4,mmol/L",
        today=4,
    )
    (due,) = [
        one
        for one in found.dues
        if one.rule == "foscarnet-electrolyte-monitoring" and one.day == date(2026, 3, 3)
    ]

    assert "part" == due.state
    assert (("calcium_ionised", "calcium_total"), ("magnesium",), ("phosphate",)) == due.missing


def test_an_unstable_creatinine_asks_for_the_closer_calendar() -> None:
    found = {one.rule for one in example().dues if one.day == date(2026, 3, 10)}

    assert "foscarnet-kidney-monitoring-closer" in found
    assert "foscarnet-kidney-monitoring" not in found


def test_the_calendar_of_a_drug_ends_with_it() -> None:
    after = [one for one in example().dues if one.drug and one.day > date(2026, 3, 24)]

    assert [] == after


def test_every_day_that_was_due_has_a_row() -> None:
    days = {one.day for one in example().days}

    assert {one.day for one in example().dues if one.day <= TODAY} <= days


def test_what_is_measured_is_read_from_a_rule_s_own_words() -> None:
    rules = guideline().rules

    assert (("creatinine",),) == wanted_by(guideline(), rules["foscarnet-kidney-monitoring"])
    assert (("ecg_done", "qtc"),) == wanted_by(guideline(), rules["foscarnet-ecg-monitoring"])
    assert () == wanted_by(guideline(), rules["foscarnet-symptoms"])


def test_results_to_chase_are_not_shown_by_the_lesions() -> None:
    assert () == wanted_by(guideline(), guideline().rules["review-results"])
