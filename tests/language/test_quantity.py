"""Quantities: one number and one unit, and nothing that could be read in two ways."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whitlow.language.quantity import quantity_text, range_text, read_quantity, unit_words
from whitlow.language.units import QuantityError, number_text


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("154 lb", "154", "lb"),
        ("2.5", "2.5", ""),
        ("  70kg ", "70", "kg"),
        ("0.4 mL/min/kg", "0.4", "mL/min/kg"),
        ("5 mg / kg", "5", "mg/kg"),
        ("188 µmol/L", "188", "umol/L"),
        ("26 patients", "26", "patients"),
        ("72/min", "72", "/min"),
        ("4 10*9/L", "4", "10*9/L"),
        ("-3", "-3", ""),
        ("\u22123", "-3", ""),
        ("73 %", "73", "%"),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, number: str, unit: str) -> None:
    assert (Fraction(number), unit) == read_quantity(text)


REFUSED = [
    ("", "empty", "Nothing is written where a number is wanted."),
    ("   ", "empty", "Nothing is written where a number is wanted."),
    ("1,5 mg", "decimal comma", "'1,5 mg' has a comma for its decimals: write a point."),
    ("1.500,5", "decimal comma", "'1.500,5' has a comma for its decimals: write a point."),
    ("1,500 mg", "thousands", "'1,500 mg' separates thousands: write the digits together."),
    ("1 500", "thousands", "'1 500' separates thousands: write the digits together."),
    ("1.234.567", "thousands", "'1.234.567' separates thousands: write the digits together."),
    (
        "<0.2",
        "comparator",
        "'<0.2' is a bound, not a value: give the value that was measured.",
    ),
    (
        "≥ 90 mL/min",
        "comparator",
        "'≥ 90 mL/min' is a bound, not a value: give the value that was measured.",
    ),
    (
        "about 5",
        "comparator",
        "'about 5' is a bound, not a value: give the value that was measured.",
    ),
    ("NaN", "not a number", "'NaN' is not a number."),
    ("-inf mg", "not a number", "'-inf mg' is not a number."),
    ("2-3 wk", "several values", "'2-3 wk' holds more than one value: give one."),
    ("2–3", "several values", "'2–3' holds more than one value: give one."),
    ("2 to 3 mg", "several values", "'2 to 3 mg' holds more than one value: give one."),
    ("120/80", "several values", "'120/80' holds more than one value: give one."),
    ("5 ft 4 in", "several values", "'5 ft 4 in' holds more than one value: give one."),
    ("5 ± 1", "several values", "'5 ± 1' holds more than one value: give one."),
    (
        "70 kg today",
        "trailing",
        "'70 kg today' has something after the number that is not one unit.",
    ),
    ("1_000", "trailing", "'1_000' has something after the number that is not one unit."),
    ("5²", "trailing", "'5²' has something after the number that is not one unit."),
    ("1e3", "exponent", "'1e3' has an exponent: write the number out."),
    ("1.0E3 mg", "exponent", "'1.0E3 mg' has an exponent: write the number out."),
    ("1 x 10^3", "exponent", "'1 x 10^3' has an exponent: write the number out."),
    (".5 mg", "bare point", "'.5 mg' starts with a point: write the zero before it."),
    ("5. mg", "bare point", "'5. mg' has a point and nothing after it."),
    ("high", "not a number", "'high' does not start with a number."),
    ("٣ mg", "not a number", "'٣ mg' does not start with a number."),
    ("9" * 60, "length", "'9999999999999999…' is too long to be a number with a unit."),
]


@pytest.mark.parametrize(("text", "trouble", "message"), REFUSED)
def test_what_could_be_misread_is_refused(text: str, trouble: str, message: str) -> None:
    with pytest.raises(QuantityError) as refusal:
        read_quantity(text)

    assert (trouble, message) == (refusal.value.trouble, str(refusal.value))


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    try:
        found: tuple[Fraction, str] | str = read_quantity(text)
    except QuantityError as refusal:
        found = str(refusal)

    assert isinstance(found, tuple) or found.endswith(".")


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=8))
def test_a_number_of_eight_decimals_reads_back_exactly(number: object) -> None:
    exact = Fraction(str(number))

    assert (exact, "") == read_quantity(number_text(exact))


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(2, 3), "0.66666667"),
        (Fraction(-2, 3), "-0.66666667"),
        (Fraction("0.000000005"), "0.00000001"),
        (Fraction("0.000000004"), "0"),
        (Fraction("-0.000000004"), "0"),
        (Fraction(1400), "1400"),
        (Fraction("2.50"), "2.5"),
    ],
)
def test_a_number_is_written_as_a_plain_decimal(number: Fraction, text: str) -> None:
    assert text == number_text(number)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("8", "h", "8 h"),
        ("1", "wk", "1 week"),
        ("2", "wk", "2 weeks"),
        ("60", "min", "60 minutes"),
        ("68", "a", "68 years"),
        ("1.5", "mo", "1.5 months"),
        ("88.4", "umol/L", "88.4 µmol/L"),
        ("120", "mg/kg/d", "120 mg/kg/day"),
        ("73", "%", "73%"),
        ("200", "cells/uL", "200 cells/µL"),
        ("90", "mL/min/1.73m2", "90 mL/min/1.73 m²"),
        ("30", "kg/m2", "30 kg/m²"),
        ("20", "1/min", "20 per min"),
        ("26", "patients", "26 patients"),
        ("5", "", "5"),
    ],
)
def test_a_quantity_reads_well(value: str, unit: str, text: str) -> None:
    assert text == quantity_text(Fraction(value), unit)


def test_a_range_reads_well() -> None:
    assert range_text(Fraction(2), Fraction(3), "wk") == "2–3 weeks"


def test_unit_words_alone_are_many() -> None:
    assert unit_words("d") == "days"
