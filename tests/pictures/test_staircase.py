"""This module tests that a staircase has the table's doses, its edges and the patient's place."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from typing import Final

import pytest

from tests.pictures.drawn import EXAMPLES, FLOOR, SVG, drawings, figures, guideline, plan_of, texts
from whitlow.evaluate import Reading
from whitlow.guideline import Band, Regimen, Row
from whitlow.language import number_text
from whitlow.order.amount import amount
from whitlow.pictures.amounts import Stairs, band_words, stairs_of
from whitlow.pictures.staircase import ordered_staircases, staircase, staircases

REGIMENS: Final = tuple(guideline().regimens)
EVERY_EIGHT: Final = "foscarnet-hsv-q8h"
NARROW, WIDE = 0, 1


def stairs(name: str) -> Stairs:
    """Return the stairs of a regimen of the guideline."""
    found = stairs_of(guideline(), guideline().regimens[name])
    assert found is not None
    return found


def within(row: Row) -> Fraction:
    """Return a clearance inside a row."""
    return row.band.low + 1 if row.band.high is None else (row.band.low + row.band.high) / 2


def ordered(regimen: Regimen, row: Row) -> tuple[Fraction | None, Fraction | None]:
    """Return what the engine gives in a row: one dose before rounding, and how often in a day."""
    facts = {guideline().tables[regimen.table].over: within(row)}
    if regimen.weight:
        facts[regimen.weight] = Fraction(1)
    found = amount(Reading(guideline(), facts), replace(regimen, step=None), row)
    return found.mg, found.times_a_day


@pytest.mark.parametrize("name", REGIMENS)
def test_every_stair_is_as_high_as_the_dose_of_the_engine(name: str) -> None:
    found = stairs(name)

    for step in found.steps:
        if step.row.refusal:
            assert step.amount is None
            continue
        dose, times = ordered(found.regimen, step.row)
        number = step.row.cells.get("number")
        many = {
            "day": times,
            "average": times,
            "course": None if number is None else number.value,
            "dose": Fraction(1),
        }[found.per]
        assert dose is not None
        assert many is not None
        assert dose * many == step.amount


@pytest.mark.parametrize("name", REGIMENS)
def test_the_rows_below_say_each_dose_and_total_of_the_table(name: str) -> None:
    found = stairs(name)

    for svg in drawings(figures()[f"stairs {name}"]):
        words = texts(svg)
        for step in found.steps:
            assert step.words in words
            assert band_words(step.band) in words
            if step.amount is not None and found.per != "dose":
                assert number_text(step.amount) in words


@pytest.mark.parametrize("name", REGIMENS)
def test_every_end_of_a_band_is_a_filled_ring_or_an_empty_one(name: str) -> None:
    bands = [step.band for step in stairs(name).steps]
    ends = [band.low_closed for band in bands]
    ends += [band.high_closed for band in bands if band.high is not None]

    for svg in drawings(figures()[f"stairs {name}"]):
        rings = Counter(one.get("class") for one in svg.iter(f"{SVG}circle"))

        assert ends.count(True) == rings["p-closed"]
        assert ends.count(False) == rings["p-open"]


def test_exactly_at_the_floor_the_filled_ring_is_the_lowest_dose_and_the_empty_one_none() -> None:
    svg = drawings(figures()[f"stairs {EVERY_EIGHT} at the floor"])[WIDE]
    base = max(float(one.get("cy") or 0) for one in svg.iter(f"{SVG}circle"))
    point = next(one for one in svg.iter(f"{SVG}polygon") if one.get("class") == "p-point")
    across = (point.get("points") or "").split(",")[0]
    there = {
        one.get("class"): float(one.get("cy") or 0)
        for one in svg.iter(f"{SVG}circle")
        if one.get("cx") == across
    }

    assert {"p-closed", "p-open"} == set(there)
    assert there["p-open"] == base
    assert there["p-closed"] < base


def test_the_patients_band_and_row_are_marked_in_shape_and_words() -> None:
    for svg in drawings(staircase(guideline(), guideline().regimens[EVERY_EIGHT], FLOOR, "s")):
        classes = Counter(one.get("class") for one in svg.iter())
        mine = [one.text for one in svg.iter(f"{SVG}text") if one.get("class") == "p-mine"]

        assert 1 == classes["p-band-mine"] == classes["p-row-mine"] == classes["p-step-mine"]
        assert ["this patient: 0.4 mL/min/kg", "0.4 to 0.5", "35 mg/kg every 24 h", "35"] == mine


def test_without_a_clearance_nothing_is_marked() -> None:
    drawn = staircase(guideline(), guideline().regimens[EVERY_EIGHT], None, "s")

    assert "-mine" not in drawn
    assert "p-point" not in drawn
    assert "No patient&apos;s value" in drawn or "No patient's value" in drawn


def test_below_the_floor_the_patient_stands_where_nothing_is_given() -> None:
    below = FLOOR - Fraction(1, 10**6)
    drawn = staircase(guideline(), guideline().regimens[EVERY_EIGHT], below, "s")

    assert "0.3999… mL/min/kg lies in row A, under 0.4: not recommended" in drawn
    assert "p-step-mine" not in drawn


@pytest.mark.parametrize("name", REGIMENS)
def test_where_nothing_is_given_it_is_hatched(name: str) -> None:
    refused = sum(step.amount is None for step in stairs(name).steps)

    for svg in drawings(figures()[f"stairs {name}"]):
        assert refused == sum(one.get("class") == "p-floor" for one in svg.iter())


def test_two_schedules_beside_each_other_have_one_height() -> None:
    pair = [guideline().regimens[name] for name in (EVERY_EIGHT, "foscarnet-hsv-q12h")]

    low = [
        min(float(one.get("cy") or 0) for one in drawings(each)[WIDE].iter(f"{SVG}circle"))
        for each in staircases(guideline(), pair, None, "s")
    ]

    assert low[0] < low[1]


def ordered_of(case: str) -> str:
    """Return the stairs of the orders in a plan."""
    plan = plan_of(case)
    orders = [item.order for item in plan.section("dose") if item.order is not None]
    assert orders
    return "".join(ordered_staircases(plan.guideline, orders, "orders"))


def example_with(*more: str) -> str:
    """Return the example at the floor, with facts otherwise."""
    text = (EXAMPLES / "clearance-exactly-at-the-floor.yaml").read_text(encoding="utf-8")
    names = [line.partition(":")[0] for line in more]
    kept = [line for line in text.splitlines() if line.partition(":")[0] not in names]
    return "\n".join([*kept, *more])


def test_an_order_that_is_to_be_confirmed_marks_its_row_and_says_so() -> None:
    drawn = ordered_of(example_with())

    assert "This patient: confirm first." in drawn
    assert "p-row-mine" in drawn


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        ("renal_function: unstable", "This patient: hold: no dose is computed."),
        ("weight:", "This patient: no dose yet."),
    ],
)
def test_where_no_dose_is_given_no_row_is_the_patients(fact: str, words: str) -> None:
    drawn = ordered_of(example_with(fact))

    assert words in drawn
    assert "p-row-mine" not in drawn
    assert "p-point" not in drawn


def test_a_name_with_markup_stays_a_name() -> None:
    regimen = replace(guideline().regimens[EVERY_EIGHT], name='<script>"&\x00</script>')

    drawn = staircase(guideline(), regimen, FLOOR, 'a"<b')

    assert "<script" not in drawn
    assert '<script>"&�</script>' in "".join(
        one.text or "" for svg in drawings(drawn) for one in svg.iter(f"{SVG}title")
    )


def test_a_dose_that_hangs_on_more_than_its_row_has_no_stairs() -> None:
    whole = guideline().regimens[EVERY_EIGHT]

    assert stairs_of(guideline(), replace(whole, table="")) is None
    assert stairs_of(guideline(), replace(whole, weight="")) is None
    assert staircase(guideline(), replace(whole, amount=None), FLOOR, "s") == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[0, 0.4)", "under 0.4"),
        ("[0, 25]", "up to 25"),
        ("(1.0, 1.4]", "over 1 to 1.4"),
        ("[30, 50)", "30 to under 50"),
        ("(0, 2)", "over 0 to under 2"),
        ("[50, inf)", "50 or more"),
        ("(55, inf)", "over 55"),
    ],
)
def test_a_band_is_said_with_both_its_ends(text: str, words: str) -> None:
    assert words == band_words(Band.parse(text))
