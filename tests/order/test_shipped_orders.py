"""Orders of the shipped regimens, to the millilitre, where no rule stands in the way."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.guideline.tiny import number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from whitlow.guideline import Guideline
    from whitlow.language import Value
    from whitlow.order import Order

    Ordered = Callable[[str, Mapping[str, Value]], Order]

MAN: Final[dict[str, Value]] = {
    "age": number("50"),
    "sex": "male",
    "weight": number("70"),
    "creatinine": number("1"),
}


@pytest.fixture(scope="session")
def by_weight(shipped: Guideline) -> tuple[str, ...]:
    """Return the names of the regimens that are dosed by weight."""
    return tuple(name for name, one in shipped.regimens.items() if one.weight)


def test_the_order_of_the_public_interface_is_worked_out_to_the_millilitre(
    ordered: Ordered,
) -> None:
    found = ordered("foscarnet-hsv-q8h", {**MAN, "line": "central"})
    how = found.administration

    assert how is not None
    assert ("dose", number("30"), number("2100"), number("8"), number("90")) == (
        found.status,
        found.per_kg,
        found.dose_mg,
        found.interval_h,
        found.daily_per_kg,
    )
    assert ("(1.0, 1.4]", "(140 - 50) / (72 x 1)") == (
        found.row and str(found.row.band),
        found.arithmetic,
    )
    assert (number("24"), number("87.5"), number("60"), number("87.5")) == (
        how.concentration_mg_per_ml,
        how.volume_ml,
        how.minutes,
        how.ml_per_h,
    )
    assert ("6 g bottle", 1, number("1444")) == (how.container, how.containers, how.daily_sodium_mg)
    assert (number("750"), number("1000")) == how.before_first_ml


@pytest.mark.parametrize(
    ("line", "concentration", "volume"),
    [("peripheral", "12", "175"), ("midline", "12", "175"), ("picc", "24", "87.5")],
)
def test_every_line_that_can_be_entered_has_its_volume(
    ordered: Ordered, line: str, concentration: str, volume: str
) -> None:
    how = ordered("foscarnet-hsv-q8h", {**MAN, "line": line}).administration

    assert how is not None
    assert (number(concentration), number(volume)) == (how.concentration_mg_per_ml, how.volume_ml)


@pytest.mark.parametrize("regimen", ["foscarnet-hsv-q8h", "foscarnet-hsv-q12h"])
def test_no_line_no_millilitres(ordered: Ordered, regimen: str) -> None:
    how = ordered(regimen, MAN).administration

    assert how is not None
    assert (None, None, None) == (how.concentration_mg_per_ml, how.volume_ml, how.ml_per_h)


@pytest.mark.parametrize(
    ("regimen", "at", "milligrams", "every"),
    [
        ("acyclovir-iv-encephalitis", "50.01", "700", "8"),
        ("acyclovir-iv-encephalitis", "50", "700", "12"),
        ("acyclovir-iv-encephalitis", "25.01", "700", "12"),
        ("acyclovir-iv-encephalitis", "25", "700", "24"),
        ("acyclovir-iv-encephalitis", "10.01", "700", "24"),
        ("acyclovir-iv-encephalitis", "10", "350", "24"),
        ("acyclovir-iv-mucocutaneous", "51", "350", "8"),
        ("valacyclovir-zoster", "50", "1000", "8"),
        ("valacyclovir-zoster", "49.99", "1000", "12"),
        ("valacyclovir-zoster", "30", "1000", "12"),
        ("valacyclovir-zoster", "29.99", "1000", "24"),
        ("valacyclovir-zoster", "10", "1000", "24"),
        ("valacyclovir-zoster", "9.99", "500", "24"),
        ("valacyclovir-suppression-infrequent", "29.99", "500", "48"),
        ("famciclovir-zoster", "60", "500", "8"),
        ("famciclovir-zoster", "59.99", "500", "12"),
        ("famciclovir-zoster", "19.99", "250", "24"),
        ("acyclovir-oral-800-5x", "25", "800", "8"),
        ("acyclovir-oral-800-5x", "10", "800", "12"),
        ("acyclovir-oral-200-5x", "10", "200", "12"),
    ],
)
def test_every_edge_of_a_renal_table_belongs_to_the_lower_dose(
    ordered: Ordered, regimen: str, at: str, milligrams: str, every: str
) -> None:
    found = ordered(regimen, {"measured_crcl": number(at), "weight": number("70")})

    assert (number(milligrams), number(every)) == (found.dose_mg, found.interval_h)


@pytest.mark.parametrize(
    ("regimen", "at"),
    [
        ("acyclovir-iv-encephalitis", "25"),
        ("acyclovir-iv-encephalitis", "10"),
        ("acyclovir-oral-800-5x", "10"),
    ],
)
def test_on_an_edge_that_the_label_prints_twice_the_order_is_confirmed_and_shows_both(
    ordered: Ordered, regimen: str, at: str
) -> None:
    found = ordered(regimen, {"measured_crcl": number(at), "weight": number("70")})

    assert ("confirm", 1) == (found.status, len(found.alternatives))
    (other,) = found.alternatives
    assert other.dose_mg is not None
    assert other.interval_h is not None
    assert found.daily_mg is not None
    assert found.daily_mg < other.dose_mg * 24 / other.interval_h


@pytest.mark.parametrize(
    ("regimen", "at", "status"),
    [
        ("cidofovir-iv-weekly", "55", "not_recommended"),
        ("cidofovir-iv-weekly", "55.01", "needs"),
        ("famciclovir-hiv-recurrent", "59.99", "not_recommended"),
        ("valacyclovir-hiv-episodic", "49.99", "not_recommended"),
        ("acyclovir-oral-400-q8h", "25", "not_recommended"),
    ],
)
def test_a_row_without_a_labelled_dose_gives_none(
    ordered: Ordered, regimen: str, at: str, status: str
) -> None:
    found = ordered(regimen, {"measured_crcl": number(at), "weight": number("70")})

    assert (status, None) == (found.status, found.dose_mg)


def test_a_single_dose_has_no_interval_and_no_daily_total(ordered: Ordered) -> None:
    found = ordered("valacyclovir-cold-sores", {"dialysis": "haemodialysis"})

    assert (number("500"), None, None) == (found.dose_mg, found.interval_h, found.daily_mg)


@pytest.mark.parametrize("regimen", ["foscarnet-hsv-q8h", "acyclovir-iv-encephalitis"])
@pytest.mark.parametrize(
    ("known", "missing"),
    [
        ({}, {"age", "sex", "creatinine", "weight"}),
        ({"weight": number("70")}, {"age", "sex", "creatinine"}),
        ({"weight": number("70"), "age": number("50"), "creatinine": number("1")}, {"sex"}),
        ({"age": number("50"), "sex": "male", "creatinine": number("1")}, {"weight"}),
        ({"weight": number("70"), "measured_crcl": number("90")}, set()),
        ({"measured_crcl": number("90")}, {"weight"}),
    ],
)
def test_there_are_milligrams_only_with_a_weight_and_one_of_the_two_clearances(
    ordered: Ordered, regimen: str, known: dict[str, Value], missing: set[str]
) -> None:
    found = ordered(regimen, known)

    assert (missing, bool(missing)) == (set(found.needs), found.dose_mg is None)


def tenths(low: int, high: int) -> st.SearchStrategy[Fraction]:
    return st.integers(low * 10, high * 10).map(lambda number: Fraction(number, 10))


BODIES: Final = st.fixed_dictionaries(
    {
        "age": st.integers(0, 105).map(Fraction),
        "sex": st.sampled_from(["female", "male"]),
        "weight": tenths(1, 250),
        "height": tenths(30, 220),
        "creatinine": st.integers(3, 120).map(lambda number: Fraction(number, 10)),
    },
    optional={"dosing_weight": st.sampled_from(["actual", "ideal", "adjusted"])},
)


@given(BODIES)
@example(
    {
        "age": Fraction(3),
        "sex": "male",
        "weight": Fraction(14),
        "height": Fraction(95),
        "creatinine": Fraction("0.4"),
    }
)
def test_whoever_the_patient_is_a_dose_is_more_than_nothing(
    ordered: Ordered, by_weight: tuple[str, ...], facts: dict[str, Value]
) -> None:
    """Every plausible age, weight and height: a formula for an ideal weight must not leave them."""
    doses = [ordered(name, facts) for name in by_weight]

    assert [] == [
        (found.regimen.id, found.status, found.dose_mg)
        for found in doses
        if (found.dose_mg is None) is (found.status in {"dose", "confirm"})
        or (found.dose_mg is not None and found.dose_mg <= 0)
    ]


@pytest.mark.parametrize(
    ("age", "weight", "height"),
    [("3", "14", "95"), ("5", "18", "110"), ("10", "32", "138"), ("40", "45", "140")],
)
def test_a_body_too_short_for_the_ideal_weight_is_not_dosed_by_it(
    ordered: Ordered, age: str, weight: str, height: str
) -> None:
    """The formula starts at five feet; below it an ordinary child would count as obese."""
    child: dict[str, Value] = {
        "age": number(age),
        "sex": "male",
        "weight": number(weight),
        "height": number(height),
        "creatinine": number("0.4"),
    }

    found = ordered("acyclovir-iv-encephalitis", child)

    assert found.weight_kg in {None, number(weight)}
