"""How a dose is infused: volume by line, minutes, rate, containers, sodium and fluid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.guideline.tiny import loaded, number, reading, regimen, regimen_of, table
from whitlow.order import order

if TYPE_CHECKING:
    from pathlib import Path

    from whitlow.language import Value
    from whitlow.order import Administration, Order

NAME: Final = "regimens/cheerin-iv-daily.yaml"
BY_WEIGHT: Final = ("route: iv", "table: rows", "weight: weight", "amount: row.dose * weight")
BY_LINE: Final = "concentration: {central: book#vein.strong, peripheral: book#vein.weak}"
PACE: Final = "at_least: book#vein.least, at_most: book#vein.rate"
SALT: Final = "supplied: book#vein.supplied, sodium: book#vein.salt"
FULL: Final = f"{BY_LINE}, {PACE}, {SALT}, container: book#vein.bottle, container_name: bottle"
WATER: Final = (
    'hydration: {before_first: book#water.first, with_each: book#water.each, with_each_for: "[B]"}'
)


def ordered(
    folder: Path,
    dose: str = "40 mg/kg",
    *lines: str,
    infusion: str = FULL,
    weight: str = "70",
    line: str = "",
) -> Order:
    """Return the order of one dose of so many mg/kg every eight hours, in steps of 10 mg."""
    files = {
        "tables/rows.yaml": table(f"[0, inf) | {dose} | 8 h"),
        NAME: regimen(
            "cheerin-iv", "daily", *BY_WEIGHT, "step: 10 mg", f"infusion: {{{infusion}}}", *lines
        ),
    }
    guideline = loaded(folder, files)
    facts: dict[str, Value] = {"filter": number("60"), "weight": number(weight)}
    known = facts | ({"line": line} if line else {})
    return order(reading(guideline, **known), regimen_of(guideline))


def given(folder: Path, dose: str = "40 mg/kg", *lines: str, **more: str) -> Administration:
    """Return how that order is infused."""
    found = ordered(folder, dose, *lines, **more).administration
    assert found is not None
    return found


# --- volume -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "concentration", "volume"),
    [
        ("central", "24", "116.6"),
        ("picc", "24", "116.6"),
        ("peripheral", "12", "233.3"),
        ("midline", "12", "233.3"),
    ],
)
def test_the_line_decides_the_concentration_and_the_volume_goes_down_to_a_tenth(
    tmp_path: Path, line: str, concentration: str, volume: str
) -> None:
    found = given(tmp_path, line=line)

    expected = (line, number(concentration), number(volume))
    assert expected == (found.line, found.concentration_mg_per_ml, found.volume_ml)


def test_while_the_line_is_unknown_there_is_no_volume(tmp_path: Path) -> None:
    found = given(tmp_path)

    expected = (None, None, None, None)
    assert expected == (
        found.concentration_mg_per_ml,
        found.volume_ml,
        found.ml_per_h,
        found.daily_fluid_ml,
    )


def test_a_line_for_which_the_source_gives_no_concentration_gets_no_volume(tmp_path: Path) -> None:
    infusion = "concentration: {central: book#vein.strong}, at_least: book#vein.least"

    found = given(tmp_path, infusion=infusion, line="peripheral")

    assert (None, None) == (found.concentration_mg_per_ml, found.volume_ml)


@pytest.mark.parametrize("line", ["central", "peripheral"])
def test_a_highest_concentration_gives_the_least_volume_rounded_up(
    tmp_path: Path, line: str
) -> None:
    """Where a source names no line but only a highest concentration, every line has that one."""
    infusion = "strongest: book#vein.strong, at_least: book#vein.least"

    found = given(tmp_path, infusion=infusion, line=line)

    assert (True, number("116.7")) == (found.at_least_volume, found.volume_ml)


def test_a_highest_concentration_gives_no_volume_while_the_line_is_unknown(tmp_path: Path) -> None:
    infusion = "strongest: book#vein.strong, at_least: book#vein.least"

    found = given(tmp_path, infusion=infusion, line="")

    assert (None, None) == (found.concentration_mg_per_ml, found.volume_ml)


# --- time and rate ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dose", "weight", "minutes"),
    [
        ("40 mg/kg", "70", "60"),
        ("60 mg/kg", "70", "60"),
        ("60.5 mg/kg", "70", "61"),
        ("90 mg/kg", "70", "90"),
        # 90.3 x 70 = 6321 mg are given as 6320, which take 90.28… minutes.
        ("90.3 mg/kg", "70", "91"),
    ],
)
def test_minutes_are_rounded_up_and_never_fewer_than_the_source_says(
    tmp_path: Path, dose: str, weight: str, minutes: str
) -> None:
    assert number(minutes) == given(tmp_path, dose, weight=weight).minutes


@pytest.mark.parametrize("weight", ["3", "17.3", "70", "71.37", "249.9"])
@pytest.mark.parametrize("dose", ["20 mg/kg", "60 mg/kg", "61.7 mg/kg", "119.9 mg/kg"])
def test_an_infusion_never_runs_faster_than_the_source_allows(
    tmp_path: Path, dose: str, weight: str
) -> None:
    found = ordered(tmp_path, dose, weight=weight, line="central")
    how = found.administration

    assert how is not None
    assert found.dose_mg is not None
    assert how.minutes is not None
    assert how.volume_ml is not None
    assert how.ml_per_h is not None
    assert found.dose_mg / how.minutes <= number(weight)
    assert how.ml_per_h * how.minutes / 60 <= how.volume_ml


@pytest.mark.parametrize(
    ("dose", "rate"), [("40 mg/kg", "116.6"), ("90 mg/kg", "175"), ("61 mg/kg", "174.9")]
)
def test_millilitres_an_hour_go_down_to_a_tenth(tmp_path: Path, dose: str, rate: str) -> None:
    assert number(rate) == given(tmp_path, dose, line="central").ml_per_h


# --- containers, sodium, fluid ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("dose", "weight", "bottles"),
    [("60 mg/kg", "100", 1), ("60.1 mg/kg", "100", 2), ("40 mg/kg", "70", 1), ("1 mg/kg", "70", 1)],
)
def test_containers_are_whole_and_counted_up(
    tmp_path: Path, dose: str, weight: str, bottles: int
) -> None:
    found = given(tmp_path, dose, weight=weight)

    assert ("6 g bottle", bottles) == (found.container, found.containers)


@pytest.mark.parametrize(
    ("dose", "weight", "milligrams"),
    [("40 mg/kg", "70", "1925"), ("30 mg/kg", "70", "1444"), ("40 mg/kg", "0.3", "7")],
)
def test_sodium_is_that_of_the_drug_for_a_day_rounded_up(
    tmp_path: Path, dose: str, weight: str, milligrams: str
) -> None:
    assert number(milligrams) == given(tmp_path, dose, weight=weight).daily_sodium_mg


def water(band: str) -> str:
    return WATER.replace("[B]", band)


@pytest.mark.parametrize(
    ("dose", "printed"),
    [("40 mg/kg", True), ("60 mg/kg", True), ("39.9 mg/kg", False), ("61 mg/kg", False)],
)
def test_the_fluid_with_each_dose_is_shown_only_for_the_doses_for_which_it_is_printed(
    tmp_path: Path, dose: str, printed: bool
) -> None:
    found = given(tmp_path, dose, water("[40, 60]"))

    assert (number("750"), number("1000")) == found.before_first_ml
    assert ((number("500"), number("500")) if printed else None) == found.with_each_ml


def test_the_fluid_of_a_day_is_that_of_all_infusions_with_their_hydration(tmp_path: Path) -> None:
    found = given(tmp_path, "40 mg/kg", water("[40, 60]"), line="central")

    assert (number("1849.8"), number("1849.8")) == found.daily_fluid_ml


def test_the_fluid_of_a_day_is_unknown_where_no_hydration_is_printed_for_the_dose(
    tmp_path: Path,
) -> None:
    """That a source prints none for this dose does not make it nil."""
    found = given(tmp_path, "30 mg/kg", water("[40, 60]"), line="central")

    assert (None, None) == (found.with_each_ml, found.daily_fluid_ml)


def test_a_regimen_by_mouth_is_not_infused(tmp_path: Path) -> None:
    by_mouth = regimen("cheerin-oral", "x", "table: rows", "amount: row.dose")
    files = {
        "tables/rows.yaml": table("[0, inf) | 100 mg | 8 h"),
        "regimens/cheerin-oral-x.yaml": by_mouth,
    }
    guideline = loaded(tmp_path, files)

    found = order(reading(guideline, filter=number("60")), regimen_of(guideline))

    assert found.administration is None
