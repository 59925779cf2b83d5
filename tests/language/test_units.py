"""Units: what is read, what is one dimension, and that no conversion loses anything."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ucumvert import PintUcumRegistry

from whitlow.language.atoms import ATOMS, SPELLINGS
from whitlow.language.units import (
    ONE,
    QuantityError,
    Unit,
    convert,
    difference,
    product,
    quotient,
    same_dimension,
    ucum_text,
)

# Where the oracle has other words: it knows no nouns, and takes a body surface for a bare number.
WITHOUT_ORACLE = {"1.73m2", "cells", "copies", "eq", "meq"}
COMPOUND = ("mg/dL", "umol/L", "mL/min", "mL/min/kg", "mg/kg/d", "mg/mL", "ug/h", "kg/m2", "1/min")
# Where Whitlow is stricter: per kg of body weight is not a share, nor a rate a frequency of it.
WRITTEN = [text for text in (*ATOMS, *COMPOUND) if text not in WITHOUT_ORACLE]
PAIRS = [
    (one, other)
    for one, other in itertools.permutations(WRITTEN, 2)
    if same_dimension(Unit.parse(one), Unit.parse(other))
]


@pytest.fixture(scope="module")
def oracle() -> PintUcumRegistry:
    return PintUcumRegistry()


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_factors_are_those_of_ucum(oracle: PintUcumRegistry, one: str, other: str) -> None:
    ours = convert(Fraction(1), Unit.parse(one), Unit.parse(other))

    theirs = oracle.from_ucum(ucum_text(Unit.parse(one))).to(
        oracle.from_ucum(ucum_text(Unit.parse(other)))
    )

    assert theirs.magnitude == pytest.approx(float(ours), rel=1e-9)


@given(
    st.sampled_from([(text, text) for text in ATOMS] + PAIRS),
    st.fractions(min_value=-(10**6), max_value=10**6),
)
def test_a_value_survives_there_and_back(pair: tuple[str, str], value: Fraction) -> None:
    one, other = Unit.parse(pair[0]), Unit.parse(pair[1])

    assert value == convert(convert(value, one, other), other, one)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("µmol/L", "umol/L"),
        ("μmol/L", "umol/L"),
        ("mcg", "ug"),
        ("hr", "h"),
        ("hours", "h"),
        ("kgs", "kg"),
        ("lbs", "lb"),
        ("[lb_av]", "lb"),
        ("yr", "a"),
        ("years", "a"),
        ("yo", "a"),
        ("weeks", "wk"),
        ("{cells}/uL", "cells/uL"),
        ("cells/mm³", "cells/mm3"),
        ("mL / min / kg", "mL/min/kg"),
        ("mL/min/1.73 m²", "mL/min/1.73m2"),
        ("mL/min/{1.73_m2}", "mL/min/1.73m2"),
        ("/uL", "1/uL"),
        ("10^9/L", "10*9/L"),
        ("mg/kg/day", "mg/kg/d"),
        ("mg.d-1", "mg/d"),
        ("1", ""),
        ("", ""),
    ],
)
def test_one_unit_has_one_text(written: str, text: str) -> None:
    assert text == Unit.parse(written).text


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_is_a_unit(spelling: str) -> None:
    assert SPELLINGS[spelling] == Unit.parse(spelling).text


@pytest.mark.parametrize("text", [*ATOMS, *COMPOUND, "cells/uL", "mL/min/1.73m2", "mg/m2"])
def test_the_text_of_a_unit_reads_back_and_so_does_its_ucum(text: str) -> None:
    unit = Unit.parse(text)

    assert unit == Unit.parse(unit.text) == Unit.parse(ucum_text(unit))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kgg", "'kgg' is not a unit that is read here. Did you mean 'kg'?"),
        ("mg/kgg", "'kgg' in 'mg/kgg' is not a unit that is read here. Did you mean 'kg'?"),
        ("blorp", "'blorp' is not a unit that is read here."),
        ("mg//kg", "'mg//kg' is not a unit that is read here. Did you mean 'mg'?"),
        ("m" * 50, "No unit is longer than 40 characters."),
    ],
)
def test_an_unknown_unit_is_refused_with_the_nearest(text: str, message: str) -> None:
    with pytest.raises(QuantityError) as refusal:
        Unit.parse(text)

    assert message == str(refusal.value)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mg/kg", "%"),
        ("mg/kg", ""),
        ("mg/kg", "mg"),
        ("mL/min/kg", "mL/min"),
        ("mL/min/kg", "mL/min/1.73m2"),
        ("mL/min", "mL/min/1.73m2"),
        ("mL/min/m2", "mL/min/1.73m2"),
        ("cells/uL", "copies/uL"),
        ("cells/uL", "1/uL"),
        ("mmol/L", "mg/dL"),
        ("mmol/L", "meq/L"),
    ],
)
def test_unlike_units_are_never_converted(one: str, other: str) -> None:
    with pytest.raises(QuantityError) as refusal:
        convert(Fraction(1), Unit.parse(one), Unit.parse(other))

    assert refusal.value.trouble == "dimension"


@pytest.mark.parametrize(
    ("one", "other", "sentence"),
    [
        (
            "mL/min/kg",
            "mL/min",
            (
                "'mL/min/kg' and 'mL/min' measure different things: "
                "only one of them is for each kg of body weight."
            ),
        ),
        (
            "mL/min",
            "mL/min/1.73m2",
            (
                "'mL/min' and 'mL/min/1.73m2' measure different things: "
                "only one of them is for 1.73 m² of body surface."
            ),
        ),
        ("mg", "", "'mg' and a bare number measure different things."),
    ],
)
def test_the_difference_of_two_units_is_said(one: str, other: str, sentence: str) -> None:
    assert sentence == difference(Unit.parse(one), Unit.parse(other))


def test_a_dose_per_body_weight_times_a_weight_is_a_dose() -> None:
    assert Unit.parse("mg") == product(Unit.parse("mg/kg"), Unit.parse("kg"))


def test_a_dose_per_kg_times_a_weight_in_pounds_is_a_dose_too() -> None:
    found = product(Unit.parse("mg/kg"), Unit.parse("lb"))

    assert Fraction("0.45359237") == convert(Fraction(1), found, Unit.parse("mg"))


def test_a_newborn_may_be_weighed_in_grams() -> None:
    assert Fraction("3.2") == convert(Fraction(3200), Unit.parse("g"), Unit.parse("kg"))


def test_a_dose_by_a_concentration_is_a_volume() -> None:
    assert Unit.parse("mL") == quotient(Unit.parse("mg"), Unit.parse("mg/mL"))


def test_like_by_like_is_a_bare_number() -> None:
    assert quotient(Unit.parse("kg"), Unit.parse("kg")) == ONE


@pytest.mark.parametrize("text", ["mL/min/1.73m2", "10*9/L", "%", "kg/m2", "cells/uL"])
def test_a_product_of_any_units_reads_back(text: str) -> None:
    square = product(Unit.parse(text), Unit.parse(text))

    assert square == Unit.parse(square.text)
    assert Unit.parse(text) == quotient(square, Unit.parse(text))
