"""The labelled renal table of the intravenous drug, held against an independent reading of it.

The function here was written from the evidence and shares nothing with the program: no band, no
table, no formula.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whitlow.door import read_facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from whitlow.guideline import Guideline
    from whitlow.language import Value
    from whitlow.order import Order

    Ordered = Callable[[str, Mapping[str, Value]], Order]

EIGHT, TWELVE = "foscarnet-hsv-q8h", "foscarnet-hsv-q12h"
CAP: Final = {EIGHT: 120, TWELVE: 80}
EDGES: Final = tuple(Fraction(text) for text in ("1.4", "1.0", "0.8", "0.6", "0.5", "0.4"))

# mg/kg and hours, from the highest band down; the last is the one that begins at 0.4 itself.
PRINTED: Final = {
    EIGHT: ((40, 8), (30, 8), (35, 12), (25, 12), (40, 24), (35, 24)),
    TWELVE: ((40, 12), (30, 12), (20, 12), (35, 24), (25, 24), (20, 24)),
}


def clearance(age: Fraction, sex: str, creatinine: Fraction) -> Fraction:
    """Return mL/min/kg as the label computes it; the body weight plays no part."""
    man = (140 - age) / (72 * creatinine)
    return man * Fraction(85, 100) if sex == "female" else man


def printed(regimen: str, at: Fraction) -> tuple[int, int] | None:
    """Return the printed dose and interval; every band is open below but the last."""
    one, two, three, four, five, six = PRINTED[regimen]
    if at > EDGES[0]:
        return one
    if at > EDGES[1]:
        return two
    if at > EDGES[2]:
        return three
    if at > EDGES[3]:
        return four
    if at > EDGES[4]:
        return five
    return six if at >= EDGES[5] else None


def given_row(found: Order) -> tuple[int, int] | None:
    """Return the mg/kg and hours that an order shows, or None where it shows no dose."""
    if found.per_kg is None or found.interval_h is None:
        return None
    assert 1 == found.per_kg.denominator == found.interval_h.denominator
    return int(found.per_kg), int(found.interval_h)


@dataclass(frozen=True, slots=True)
class Person:
    """An age in years, a sex, a weight in kg and a creatinine in mg/dL."""

    age: Fraction
    sex: str
    weight: Fraction
    creatinine: Fraction

    @property
    def clearance(self) -> Fraction:
        """The clearance in mL/min/kg, as the label computes it."""
        return clearance(self.age, self.sex, self.creatinine)

    @property
    def facts(self) -> dict[str, Value]:
        """The person as the program takes one."""
        return {
            "age": self.age,
            "sex": self.sex,
            "weight": self.weight,
            "creatinine": self.creatinine,
        }


def rationals(low: str, high: str) -> st.SearchStrategy[Fraction]:
    return st.fractions(Fraction(low), Fraction(high), max_denominator=10_000)


SEXES: Final = st.sampled_from(["female", "male"])
CREATININES: Final = rationals("0.1", "25")
PEOPLE: Final = st.builds(Person, rationals("0", "120"), SEXES, rationals("1", "250"), CREATININES)
REGIMENS: Final = st.sampled_from([EIGHT, TWELVE])
MANY: Final = settings(max_examples=500)


@MANY
@given(REGIMENS, PEOPLE)
def test_the_row_is_always_the_labelled_one(ordered: Ordered, regimen: str, one: Person) -> None:
    found = ordered(regimen, one.facts)

    expected = printed(regimen, one.clearance)
    assert expected == given_row(found)
    assert (expected is None) is (found.status == "not_recommended")


@MANY
@given(REGIMENS, PEOPLE)
def test_no_order_exceeds_its_row_or_the_labelled_day(
    ordered: Ordered, regimen: str, one: Person
) -> None:
    found = ordered(regimen, one.facts)

    row = printed(regimen, one.clearance)
    if row is None:
        assert (None, None) == (found.dose_mg, found.daily_mg)
        return
    assert found.dose_mg is not None
    assert found.daily_mg is not None
    assert row[0] * one.weight - 10 < found.dose_mg <= row[0] * one.weight
    assert 0 == found.dose_mg % 10
    assert found.daily_mg <= CAP[regimen] * one.weight


@MANY
@given(REGIMENS, PEOPLE, CREATININES)
def test_a_higher_creatinine_never_raises_the_exposure_of_a_day(
    ordered: Ordered, regimen: str, one: Person, creatinine: Fraction
) -> None:
    first, second = one, replace(one, creatinine=creatinine)
    better, worse = sorted((first, second), key=lambda each: each.creatinine)

    less = ordered(regimen, worse.facts).daily_per_kg or 0
    more = ordered(regimen, better.facts).daily_per_kg or 0

    assert less <= more


@MANY
@given(REGIMENS, rationals("2", "250"), rationals("0", "3"), rationals("0", "3"))
def test_a_lower_measured_clearance_never_raises_the_milligrams_of_a_day(
    ordered: Ordered, regimen: str, weight: Fraction, one: Fraction, other: Fraction
) -> None:
    """From 2 kg up: below that the step of ten milligrams is coarser than the rows are apart."""
    low, high = sorted((one, other))

    less = ordered(regimen, {"weight": weight, "measured_crcl": low * weight}).daily_mg or 0
    more = ordered(regimen, {"weight": weight, "measured_crcl": high * weight}).daily_mg or 0

    assert less <= more


@given(PEOPLE)
def test_twelve_hourly_is_never_more_in_a_day_than_eight_hourly(
    ordered: Ordered, one: Person
) -> None:
    eight, twelve = ordered(EIGHT, one.facts), ordered(TWELVE, one.facts)

    assert (eight.row and eight.row.band) == (twelve.row and twelve.row.band)
    assert (twelve.daily_mg or 0) <= (eight.daily_mg or 0)


@MANY
@given(REGIMENS, PEOPLE, rationals("0", "3"))
def test_of_two_clearances_the_lower_one_decides(
    ordered: Ordered, regimen: str, one: Person, measured: Fraction
) -> None:
    found = ordered(regimen, {**one.facts, "measured_crcl": measured * one.weight})

    assert printed(regimen, min(one.clearance, measured)) == given_row(found)


# --- every edge, entered in three ways --------------------------------------------------------


def is_decimal(number: Fraction) -> bool:
    """Whether a number can be written with a decimal point."""
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def decimal(number: Fraction) -> str:
    """Return a number written out, exactly."""
    assert is_decimal(number)
    places = 0
    while (number * 10**places).denominator != 1:
        places += 1
    digits = f"{abs(number.numerator) * 10**places // number.denominator:0{places + 1}d}"
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits


def on_an_edge() -> Iterator[tuple[Fraction, int, str, Fraction]]:
    """Yield the adults whose clearance is exactly an edge at a creatinine that can be written."""
    for edge in EDGES:
        for age in range(18, 105):
            for sex in ("female", "male"):
                creatinine = clearance(Fraction(age), sex, Fraction(1)) / edge
                if is_decimal(creatinine) and Fraction("0.3") <= creatinine <= 12:
                    yield edge, age, sex, creatinine


PATIENTS: Final = tuple(on_an_edge())
BESIDE: Final = (Fraction(-1, 10_000), Fraction(0), Fraction(1, 10_000))
WEIGHT: Final = Fraction(64)


def test_every_edge_has_patients_of_both_sexes() -> None:
    found = {(edge, sex) for edge, _, sex, _ in PATIENTS}

    assert {(edge, sex) for edge in EDGES for sex in ("female", "male")} == found


@pytest.mark.parametrize("beside", BESIDE, ids=["just above", "on", "just below"])
@pytest.mark.parametrize("regimen", [EIGHT, TWELVE])
def test_three_ways_of_entry_agree_on_every_edge(
    shipped: Guideline, ordered: Ordered, regimen: str, beside: Fraction
) -> None:
    """A higher creatinine is a lower clearance; the measured one is moved by as much."""
    disagreeing = []
    for edge, age, sex, exactly in PATIENTS:
        creatinine = exactly + beside
        person = (("age", str(age)), ("sex", sex), ("weight", f"{WEIGHT} kg"))
        conventional = ("creatinine", f"{decimal(creatinine)} mg/dL")
        international = ("creatinine", f"{decimal(creatinine * Fraction('88.4'))} umol/L")
        measured = ("measured_crcl", f"{decimal((edge - beside) * WEIGHT)} mL/min")
        rows = []
        for entry in ((*person, conventional), (*person, international), (person[2], measured)):
            found = ordered(regimen, read_facts(entry, shipped).facts)
            rows.append((found.status, found.row and str(found.row.band), found.dose_mg))
        expected = printed(regimen, clearance(Fraction(age), sex, creatinine))
        if len(set(rows)) != 1 or (rows[0][2] is None) is not (expected is None):
            disagreeing.append((edge, age, sex, rows))

    assert [] == disagreeing


@pytest.mark.parametrize(
    ("facts", "band"),
    [
        (("male", "68", "2.5 mg/dL"), "[0.4, 0.5]"),
        (("female", "68", "2.125 mg/dL"), "[0.4, 0.5]"),
        (("female", "68", "187.85 umol/L"), "[0.4, 0.5]"),
        (("male", "68", "1.0 mg/dL"), "(0.8, 1.0]"),
        (("female", "68", "2.126 mg/dL"), "[0, 0.4)"),
    ],
)
def test_the_worked_patients_on_the_floor_are_where_exact_arithmetic_puts_them(
    shipped: Guideline, ordered: Ordered, facts: tuple[str, str, str], band: str
) -> None:
    sex, age, creatinine = facts
    entry = (("sex", sex), ("age", age), ("creatinine", creatinine), ("weight", "70"))

    found = ordered(EIGHT, read_facts(entry, shipped).facts)

    assert band == (found.row and str(found.row.band))
