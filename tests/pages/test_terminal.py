"""What a terminal shows: never too wide, the same each time, and nothing told by colour alone."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pages.planned import GLOOMY, PATIENTS, planned, plans
from whitlow.pages.blocks import Page, Point, Run, Sheet, plain, said
from whitlow.pages.dose_page import dose_page
from whitlow.pages.patient_page import patient_page
from whitlow.pages.plan_page import plan_page
from whitlow.pages.terminal import to_terminal
from whitlow.pages.wrap import wrapped

if TYPE_CHECKING:
    from whitlow.plan import Plan

WIDE: Final = 100
ESCAPE: Final = "\x1b"
CODES: Final = re.compile("\x1b\\[[0-9;]*m")
PLANS: Final = plans()
WHYS: Final[tuple[Literal["", "short", "full"], ...]] = ("", "short", "full")


def shown(plan: Plan, why: Literal["", "short", "full"] = "", width: int = WIDE) -> str:
    """Return the page of a plan without colour."""
    return to_terminal(plan_page(plan, why), width, colour=False)


@pytest.mark.parametrize("why", WHYS)
@pytest.mark.parametrize("name", PLANS)
def test_no_line_is_wider_than_asked_for(name: str, why: Literal["", "short", "full"]) -> None:
    for width in (60, 80, WIDE):
        page = shown(PLANS[name], why, width)

        assert [] == [line for line in page.splitlines() if len(line) > width]


@pytest.mark.parametrize("name", PLANS)
def test_a_wider_or_narrower_terminal_gets_a_page_of_a_hundred_or_sixty_columns(name: str) -> None:
    assert shown(PLANS[name]) == shown(PLANS[name], width=1000)
    assert shown(PLANS[name], width=60) == shown(PLANS[name], width=10)


@pytest.mark.parametrize("name", PLANS)
def test_a_page_is_the_same_each_time(name: str) -> None:
    case = PATIENTS.get(name)
    again = PLANS[name] if case is None else planned(case)

    assert shown(PLANS[name], "full") == shown(again, "full")


@pytest.mark.parametrize("name", PLANS)
def test_no_line_ends_in_a_space(name: str) -> None:
    assert [] == [line for line in shown(PLANS[name]).splitlines() if line != line.rstrip()]


@pytest.mark.parametrize("name", PLANS)
def test_colour_says_nothing_that_the_words_do_not(name: str) -> None:
    page = plan_page(PLANS[name], "short")

    plain_page = to_terminal(page, WIDE, colour=False)
    coloured = to_terminal(page, WIDE, colour=True)

    assert ESCAPE not in plain_page
    assert ESCAPE in coloured
    assert plain_page == CODES.sub("", coloured)


def test_a_barred_item_says_that_it_is_and_by_whom() -> None:
    page = " ".join(shown(PLANS["barred"]).split())

    assert "× Barred: Cheerin by vein" in page
    assert "Barred by: Cheerin by vein does harm in fever. (not-in-fever)" in page


def test_an_emergency_comes_first_and_says_whom_to_call() -> None:
    page = shown(PLANS["barred"])

    assert "!! Now: Call the warden now, and stay with the patient." in page
    assert "Call: the warden" in page
    assert page.index("ACT NOW") < page.index("ASSESSMENT") < page.index("TREATMENT")


def test_a_provisional_item_says_what_it_waits_for() -> None:
    page = shown(PLANS["provisional"])

    assert "? Provisional: Cheerin by vein" in page
    assert "Until known: fever" in page


def test_a_doubted_value_is_said_not_to_be_used() -> None:
    page = " ".join(shown(PLANS["doubted"]).split())

    assert "? In doubt: " in page
    assert "300 kg" in page
    assert "NO DOSE YET" in page


def test_two_schedules_stand_side_by_side_with_their_totals() -> None:
    lines = shown(PLANS["whole"]).splitlines()

    assert any(line.split() == ["fast", "slow"] for line in lines)
    assert any("630 mg" in line and "420 mg" in line for line in lines)
    assert any("different schedules" in line for line in lines)


def test_only_ten_questions_are_shown_and_the_rest_are_counted() -> None:
    plan = PLANS["hiv-resistant-genital-herpes"] if not PLANS["empty"].ask else PLANS["empty"]

    page = shown(plan)

    assert page.count("settles") <= 10
    assert (len(plan.ask) > 10) == ("more (--json shows all" in page)


def test_the_page_says_that_nobody_has_reviewed_it() -> None:
    assert "not yet reviewed by a medical board" in shown(PLANS["whole"])


def test_reasons_stand_below_their_item_when_they_are_asked_for() -> None:
    assert "Because: mood: gloomy." in shown(PLANS["whole"], "short")
    assert "Because" not in shown(PLANS["whole"])


def test_the_whole_condition_stands_below_its_item_when_it_is_asked_for() -> None:
    page = shown(PLANS["whole"], "full")

    assert "✓ mood in {'gloomy', 'desperate'}: yes (mood: gloomy)" in page


def test_the_patient_page_is_no_wider() -> None:
    for plan in plans("patient").values():
        page = to_terminal(patient_page(plan), WIDE, colour=False)

        assert [] == [line for line in page.splitlines() if len(line) > WIDE]


def test_a_number_is_not_parted_from_its_unit_nor_a_sentence_from_its_citation() -> None:
    words = (*said("give 10 mg, never 12 mg/kg"), Run(" [3]", "cite"))

    for width in range(8, 40):
        lines = [plain(line) for line in wrapped(words, width)]

        assert any("10 mg" in line for line in lines)
        assert not any(line.startswith("[3]") for line in lines) or width < len("12 mg/kg [3]")


@given(st.lists(st.text(max_size=150), max_size=8), st.integers(min_value=60, max_value=100))
def test_whatever_the_words_are_the_page_keeps_its_width(texts: list[str], width: int) -> None:
    words = [said(" ".join(text.split())) for text in texts]
    page = Page(
        (
            *(Point(each, one_line=index % 2 == 0) for index, each in enumerate(words)),
            Sheet(tuple((plain(each), (each, said("x"))) for each in words)),
        )
    )

    lines = to_terminal(page, width, colour=False).split("\n")

    assert [] == [line for line in lines if len(line) > width]


def test_a_page_of_one_order_names_what_is_missing() -> None:
    plan = planned(f"{GLOOMY}".replace("weight: 70 kg", "weight:"))
    orders = [item.order for item in plan.section("dose") if item.order is not None]
    drug = plan.guideline.drugs["cheerin-iv"]

    page = to_terminal(
        dose_page(plan.guideline, drug, orders, (), date(2026, 11, 20)), WIDE, colour=False
    )

    assert "NO DOSE YET" in page
    assert "Needs" in page
