"""This module tests what becomes of each day: the dose, what changed, what stops it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.course.followed import day_of, example, of, statuses
from whitlow.pages.course_words import clearance
from whitlow.plan import make_plan

EVERY_DAY = (
    "potassium,4.1,mmol/L",
    "calcium_ionised,1.16,mmol/L",
    "magnesium,2.0,mg/dL",
    "phosphate,3.2,mg/dL",
    "qtc,420,ms",
)


def measured(*days: int) -> tuple[str, ...]:
    """Return the rows of an uneventful laboratory on some days of March."""
    return tuple(f"{day:02d},{row}" for day in days for row in EVERY_DAY)


def test_a_rise_holds_the_dose_and_a_settled_creatinine_releases_it() -> None:
    found = statuses(example())

    assert {4: ("dose",), 6: ("dose",)} == {day: found[day] for day in (4, 6)}
    assert {9: ("hold",), 10: ("hold",), 11: ("hold",), 12: ("hold",)} == {
        day: found[day] for day in (9, 10, 11, 12)
    }
    assert ("dose",) == found[13]


def test_a_falling_creatinine_is_no_more_stable_than_a_rising_one() -> None:
    assert ("hold",) == statuses(example())[16]
    assert ("dose",) == statuses(example())[18]


def test_a_creatinine_that_creeps_up_day_by_day_has_moved() -> None:
    """Neighbours differ by little each day; the day before the last one shows it."""
    found = of(
        "01,creatinine,1.0,mg/dL",
        "01,start,foscarnet-hsv-q8h,",
        "02,creatinine,1.2,mg/dL",
        "03,creatinine,1.4,mg/dL",
        *measured(1, 3),
        today=3,
    )

    assert {1: ("dose",), 2: ("dose",), 3: ("hold",)} == statuses(found)


def test_a_new_plateau_of_one_day_does_not_release_the_dose() -> None:
    found = of(
        "01,creatinine,1.0,mg/dL",
        "01,start,foscarnet-hsv-q8h,",
        "04,creatinine,2.0,mg/dL",
        "05,creatinine,2.0,mg/dL",
        "06,creatinine,2.0,mg/dL",
        *measured(1, 3, 5),
        today=6,
    )

    assert [("hold",), ("hold",), ("dose",)] == [statuses(found)[day] for day in (4, 5, 6)]


@pytest.mark.parametrize(
    ("creatinine", "band", "mg"),
    [
        ("0.892", "(1.4, inf)", 2800),
        ("0.893", "(1.0, 1.4]", 2100),
        ("1.25", "(0.8, 1.0]", 2450),
        ("1.5625", "(0.6, 0.8]", 1750),
        ("2.084", "(0.5, 0.6]", None),
        ("2.5", "[0.4, 0.5]", None),
    ],
)
def test_a_band_changes_exactly_at_its_edge(creatinine: str, band: str, mg: int | None) -> None:
    """For this patient the clearance per kg is 90 / (72 x creatinine)."""
    found = of(
        "01,creatinine,0.8,mg/dL",
        f"12,creatinine,{creatinine},mg/dL",
        "12,start,foscarnet-hsv-q8h,",
        *measured(12),
        today=12,
    )
    (order,) = day_of(found, 12).orders

    assert order.row is not None
    assert band == str(order.row.band)
    assert mg is None or order.dose_mg == mg


def test_a_clearance_exactly_at_the_floor_is_confirmed_and_below_it_stops_the_drug() -> None:
    """(140 - 68) x 0.85 / (72 x 2.125) is 0.4 exactly."""
    woman = "age: 68\nsex: female"
    at = of(
        "01,creatinine,2.125,mg/dL",
        "03,creatinine,2.125,mg/dL",
        "03,start,foscarnet-hsv-q8h,",
        *measured(3),
        today=3,
        more=woman,
    )
    below = of(
        "01,creatinine,2.125,mg/dL",
        "03,creatinine,2.125,mg/dL",
        "03,start,foscarnet-hsv-q8h,",
        "05,creatinine,2.13,mg/dL",
        *measured(3, 5),
        today=5,
        more=woman,
    )

    assert ("confirm",) == statuses(at)[3]
    assert Fraction(2, 5) == at.days[-1].orders[0].over[0][1]
    assert ("not_recommended",) == statuses(below)[5]
    assert below.days[-1].stops


def test_a_crossed_edge_is_named_with_the_fact_that_crossed_it() -> None:
    (band,) = [
        change
        for change in day_of(example(), 6).changes
        if change.kind == "band" and change.what.endswith("q8h")
    ]

    assert (Fraction(7, 5),) == band.crossed
    assert ("creatinine",) == band.because
    assert ("(1.4, inf)", "(1.0, 1.4]") == (band.before, band.now)


def test_two_edges_crossed_at_once_are_both_named() -> None:
    (band,) = [
        change
        for change in day_of(example(), 18).changes
        if change.kind == "band" and change.what.endswith("q8h")
    ]

    assert (Fraction(3, 5), Fraction(4, 5)) == band.crossed


def test_a_weight_alone_changes_the_dose_and_says_so() -> None:
    found = of(
        "01,creatinine,0.8,mg/dL",
        "01,weight,70,kg",
        "01,start,foscarnet-hsv-q8h,",
        "02,weight,68,kg",
        *measured(1),
        today=2,
    )
    (change,) = [one for one in found.days[-1].changes if one.kind == "dose"]

    assert ("2800 mg", "2720 mg", ("weight",)) == (change.before, change.now, change.because)


def test_a_weight_that_jumps_is_doubted_and_the_next_one_is_read_against_the_last_believed() -> (
    None
):
    found = of(
        "01,creatinine,0.8,mg/dL",
        "01,weight,70,kg",
        "01,start,foscarnet-hsv-q8h,",
        "03,weight,154,kg",
        "04,weight,70.5,kg",
        *measured(1, 3),
        today=4,
    )

    assert {1: ("dose",), 3: ("needs",), 4: ("dose",)} == {
        day: statuses(found)[day] for day in (1, 3, 4)
    }
    assert any(doubt.startswith("The weight differs") for doubt in day_of(found, 3).doubts)


def test_a_weight_that_jumped_and_was_confirmed_counts() -> None:
    found = of(
        "01,creatinine,0.8,mg/dL",
        "01,weight,70,kg",
        "01,start,foscarnet-hsv-q8h,",
        "03,weight,80,kg",
        "03,confirmed,weight,",
        *measured(1, 3),
        today=3,
    )

    assert ("dose",) == statuses(found)[3]


def test_two_creatinines_of_one_day_that_disagree_leave_no_dose_until_a_new_one() -> None:
    found = of(
        "01,creatinine,0.8,mg/dL",
        "01,start,foscarnet-hsv-q8h,",
        "03,creatinine,0.8,mg/dL",
        "03,creatinine,97,umol/L",
        "05,creatinine,0.8,mg/dL",
        *measured(1, 3, 5),
        today=5,
    )

    assert ("needs",) == statuses(found)[3]
    assert "creatinine" in day_of(found, 3).orders[0].needs
    assert "0.8 mg/dL and 97 umol/L" in day_of(found, 3).doubts[0]
    assert ("dose",) == statuses(found)[5]


def test_two_creatinines_of_one_day_that_agree_as_far_as_they_are_printed_count_once() -> None:
    found = of("01,creatinine,1.0,mg/dL", "01,creatinine,88,umol/L", today=1)

    assert () == found.course.disputes
    assert len(found.course.entries) == 1
    assert "counts once" in found.course.notes[0]


def test_rows_may_stand_in_any_order_and_the_page_says_so() -> None:
    rows = ("03,creatinine,0.9,mg/dL", "01,creatinine,0.8,mg/dL")

    assert (
        of(*rows, today=3).days[-1].patient.facts == of(*rows[::-1], today=3).days[-1].patient.facts
    )
    assert "not in the order" in of(*rows, today=3).course.notes[0]


def test_a_value_that_was_due_twice_and_not_measured_makes_no_dose() -> None:
    found = of(
        "01,creatinine,0.8,mg/dL", "01,start,foscarnet-hsv-q8h,", *measured(1, 3, 5, 8), today=8
    )

    assert ("dose",) == statuses(found)[3]
    assert ("needs",) == statuses(found)[8]
    assert "creatinine" in day_of(found, 8).orders[0].needs
    assert any("The last serum creatinine is of 2026-03-01" in one for one in found.days[-1].doubts)


def test_before_anything_is_begun_both_schedules_are_proposed() -> None:
    assert ["hsv-q8h", "hsv-q12h"] == [one.regimen.name for one in example().days[0].orders]
    assert example().days[0].treatment is None


def test_a_regimen_named_at_the_start_is_the_only_one() -> None:
    found = of("01,creatinine,0.8,mg/dL", "01,start,foscarnet-hsv-q12h,", today=1)

    assert ["hsv-q12h"] == [one.regimen.name for one in found.days[0].orders]


def test_a_stop_counts_down_to_the_drug_that_may_follow() -> None:
    (first, *_) = example().days[-1].countdowns

    assert Fraction(2) == first.passed
    assert "2026-03-31" == first.until.isoformat()
    assert Fraction(7) == first.needed


def test_nothing_is_counted_down_while_the_drug_is_given() -> None:
    assert () == day_of(example(), 23).countdowns


def test_lesions_that_do_not_heal_open_the_branch_of_failure() -> None:
    came = {change.what for change in day_of(example(), 16).changes if change.kind == "came"}

    assert "assess:assess-foscarnet-failing" in came


def test_the_answer_to_one_drug_is_not_taken_for_the_answer_to_the_next() -> None:
    found = of(
        "01,creatinine,0.8,mg/dL",
        "01,response,worsening,",
        "02,start,foscarnet-hsv-q8h,",
        today=12,
    )

    assert "worsening" == found.days[0].patient.facts["response"]
    assert "response" not in found.days[-1].patient.facts


def test_days_are_counted_from_the_start_and_lesions_grow_older() -> None:
    facts = day_of(example(), 9).patient.facts

    assert Fraction(7) == facts["days_on_antiviral"] == facts["foscarnet_days"]
    assert Fraction(43) == facts["lesion_days"]
    assert Fraction(0) == facts["days_since_foscarnet"]


def test_a_comedication_is_one_from_its_start_and_one_that_was_stopped_afterwards() -> None:
    found = of("01,start,gentamicin,", "03,stop,gentamicin,", "05,creatinine,0.8,mg/dL", today=5)

    assert frozenset({"gentamicin"}) == found.days[0].patient.facts["comedications"]
    assert frozenset() == found.days[-1].patient.facts["comedications"]
    assert Fraction(2) == found.days[-1].patient.facts["days_since_nephrotoxin"]


def test_a_new_answer_on_all_red_flags_settles_an_older_one() -> None:
    found = of("01,fever,yes,", "03,red_flags,none,", today=3)

    assert found.days[0].patient.facts["fever"] is True
    assert found.days[-1].patient.facts["fever"] is False


def test_a_new_red_flag_overrules_an_older_answer_on_all_of_them() -> None:
    found = of("01,red_flags,none,", "03,fever,yes,", today=3)

    assert () == found.days[-1].doubts
    assert found.days[-1].patient.facts["fever"] is True
    assert found.days[-1].patient.facts["seizure"] is False


def test_each_day_is_an_ordinary_plan() -> None:
    day = day_of(example(), 6)
    plan = make_plan(day.plan.guideline, day.patient.facts, today=day.day, profile=day.plan.profile)

    assert plan.sections == day.plan.sections


def test_every_number_is_exact() -> None:
    over = [number for day in example().days for one in day.orders for _, number in one.over]

    assert over
    assert all(isinstance(number, Fraction) for number in over)


def test_no_clearance_is_shown_while_the_dose_is_held_for_it() -> None:
    held, settled = day_of(example(), 10), day_of(example(), 13)

    assert clearance(held, "crcl_per_kg") is None
    assert clearance(settled, "crcl_per_kg") is not None


def test_a_rise_of_many_days_between_far_values_is_no_settled_creatinine() -> None:
    """1.1 to 1.4 lie three days apart: the rise shows only against the day a week before."""
    found = of(
        "01,creatinine,0.9,mg/dL",
        "01,start,foscarnet-hsv-q8h,",
        "03,creatinine,1.0,mg/dL",
        "05,creatinine,1.1,mg/dL",
        "08,creatinine,1.4,mg/dL",
        *measured(1, 3, 5, 8),
        today=8,
    )

    assert [("dose",), ("hold",)] == [statuses(found)[day] for day in (5, 8)]


def test_a_creatinine_that_had_moved_makes_no_dose_until_two_agree() -> None:
    """Nothing of the last week is left to compare with on the 14th, and nothing has settled."""
    found = of(
        "01,creatinine,1.0,mg/dL",
        "01,start,foscarnet-hsv-q8h,",
        "03,creatinine,1.5,mg/dL",
        "14,creatinine,2.0,mg/dL",
        "16,creatinine,2.1,mg/dL",
        *measured(1, 3, 14, 16),
        today=16,
    )

    assert [("hold",), ("needs",), ("dose",)] == [statuses(found)[day] for day in (3, 14, 16)]
    assert "no two values at least 48 h apart have agreed" in day_of(found, 14).doubts[0]


def test_a_creatinine_too_old_to_begin_on_makes_no_dose() -> None:
    found = of("01,creatinine,0.8,mg/dL", today=20)

    assert {1: ("dose",), 20: ("needs",)} == statuses(found)
    assert "The last serum creatinine is of 2026-03-01" in found.days[-1].doubts[0]


def test_another_column_of_the_table_is_said_to_be_another() -> None:
    found = of(
        "01,creatinine,0.8,mg/dL",
        "01,start,foscarnet-hsv-q8h,",
        "03,creatinine,0.8,mg/dL",
        "03,start,foscarnet-hsv-q12h,",
        today=3,
    )
    (change,) = [one for one in found.days[-1].changes if one.kind in {"schedule", "drug"}]

    assert ("hsv-q8h, 8400 mg a day", "hsv-q12h, 5600 mg a day") == (change.before, change.now)


def test_another_column_after_a_pause_is_said_as_well() -> None:
    found = of(
        "01,creatinine,0.8,mg/dL",
        "01,start,foscarnet-hsv-q8h,",
        "03,stop,foscarnet,",
        "05,creatinine,0.8,mg/dL",
        "05,start,foscarnet-hsv-q12h,",
        today=5,
    )

    assert "schedule" in {change.kind for change in found.days[-1].changes}


def test_a_review_on_the_day_of_the_stop_is_due_all_the_same() -> None:
    found = of(
        "01,creatinine,0.8,mg/dL",
        "01,start,foscarnet-hsv-q8h,",
        "08,response,worsening,",
        "08,stop,foscarnet,",
        today=8,
    )

    assert ["done"] == [one.state for one in found.dues if one.rule == "review-foscarnet"]


def test_the_row_after_a_hold_is_compared_with_the_row_before_it() -> None:
    (band,) = [
        change
        for change in day_of(example(), 13).changes
        if change.kind == "band" and change.what.endswith("q8h")
    ]

    assert ("(1.0, 1.4]", "(0.5, 0.6]") == (band.before, band.now)
    assert (Fraction(1), Fraction(4, 5), Fraction(3, 5)) == band.crossed
