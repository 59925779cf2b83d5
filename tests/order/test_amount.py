"""Milligrams go down to a step, the row gives the dose, and what is missing is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.guideline.tiny import loaded, number, reading, regimen, regimen_of, table
from whitlow.order import order

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from whitlow.language import Value
    from whitlow.order import Order

ROWS: Final = """
(50, inf) | 2 mg/kg | 12 h
[10, 50] | 1 mg/kg | 24 h
[0, 10) | not recommended |
"""
BY_WEIGHT: Final = ("table: rows", "weight: weight", "amount: row.dose * weight", "step: 10 mg")
NAME: Final = "regimens/cheerin-oral-daily.yaml"
NOTHING: Final[Mapping[str, str]] = {}


def worked(
    folder: Path,
    *lines: str,
    rows: str = ROWS,
    changes: Mapping[str, str] = NOTHING,
    **facts: str | None,
) -> Order:
    """Return the order of one regimen of the tiny guideline; facts are numbers, as text."""
    files = {"tables/rows.yaml": table(rows), NAME: regimen("cheerin-oral", "daily", *lines)}
    guideline = loaded(folder, {**files, **changes})
    known: dict[str, Value] = {
        name: number(text) for name, text in facts.items() if text is not None
    }
    return order(reading(guideline, **known), regimen_of(guideline))


# --- milligrams -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("weight", "milligrams"),
    [
        ("50", "100"),
        ("54.9999999999", "100"),
        ("55", "110"),
        ("55.0000000001", "110"),
        ("149.99", "290"),
        ("33.333", "60"),
    ],
)
def test_milligrams_are_rounded_down_to_the_step(
    tmp_path: Path, weight: str, milligrams: str
) -> None:
    found = worked(tmp_path, *BY_WEIGHT, weight=weight, filter="60")

    assert number(milligrams) == found.dose_mg


def test_milligrams_per_kilogram_are_those_of_the_row_and_not_of_the_rounded_dose(
    tmp_path: Path,
) -> None:
    found = worked(tmp_path, *BY_WEIGHT, weight="54", filter="60")

    expected = (number("2"), number("100"), number("4"), number("200"))
    assert expected == (found.per_kg, found.dose_mg, found.daily_per_kg, found.daily_mg)


@pytest.mark.parametrize(
    ("at", "band", "every"),
    [("50.00000001", "(50, inf)", "12"), ("50", "[10, 50]", "24"), ("10", "[10, 50]", "24")],
)
def test_the_row_gives_dose_and_interval(tmp_path: Path, at: str, band: str, every: str) -> None:
    found = worked(tmp_path, *BY_WEIGHT, weight="100", filter=at)

    assert (band, number(every)) == (found.row and str(found.row.band), found.interval_h)


def test_a_share_of_a_dose_is_taken_exactly(tmp_path: Path) -> None:
    lines = ("table: rows", "dose: book#dose.dose", "weight: weight", "step: 1 mg")
    rows = table("[0, inf) | 50 % | 24 h").replace("dose |", "fraction |")

    found = worked(
        tmp_path,
        *lines,
        "amount: row.fraction * dose * weight",
        changes={"tables/rows.yaml": rows},
        weight="81",
        filter="60",
    )

    assert (number("2.5"), number("202")) == (found.per_kg, found.dose_mg)


def test_a_number_of_times_a_day_needs_no_interval(tmp_path: Path) -> None:
    lines = ("dose: book#flat.dose", "times: book#dose.times", "amount: dose")

    found = worked(tmp_path, *lines)

    expected = (number("100"), None, number("5"), number("500"))
    assert expected == (found.dose_mg, found.interval_h, found.times_a_day, found.daily_mg)


def test_a_row_without_an_interval_keeps_that_of_the_regimen(tmp_path: Path) -> None:
    lines = ("table: rows", "every: book#dose.every", "amount: row.dose")

    found = worked(tmp_path, *lines, rows="[0, inf) | 100 mg |", filter="20")

    assert (number("12"), number("200")) == (found.interval_h, found.daily_mg)


def test_a_row_that_says_once_is_given_once_though_the_regimen_repeats(tmp_path: Path) -> None:
    lines = ("table: rows", "every: book#dose.every", "amount: row.dose")
    rows = "(50, inf) | 100 mg | 12 h\n[0, 50] | 100 mg | once"

    found = worked(tmp_path, *lines, rows=rows, filter="20")

    assert (number("100"), None, None) == (found.dose_mg, found.interval_h, found.daily_mg)


def test_an_interval_beyond_a_day_gives_less_than_one_dose_a_day(tmp_path: Path) -> None:
    lines = ("table: rows", "amount: row.dose")

    found = worked(tmp_path, *lines, rows="[0, inf) | 100 mg | 48 h", filter="20")

    assert (number("1/2"), number("50")) == (found.times_a_day, found.daily_mg)


@pytest.mark.parametrize("amount", ["row.dose * lean", "Min({row.dose * weight, 90 'mg'})"])
def test_milligrams_per_kilogram_are_of_the_dose_that_is_given(tmp_path: Path, amount: str) -> None:
    """``lean`` is derived from the weight: 50 kg give 40 kg, and 2 mg for each is 80 mg."""
    lean = "lean: {unit: kg, is: 0.8 * weight, label: lean weight, cites: [book#one]}\n"
    lines = ("table: rows", "weight: weight", f'amount: "{amount}"', "step: 1 mg")

    found = worked(tmp_path, *lines, changes={"formulas.yaml": lean}, weight="50", filter="60")

    assert found.dose_mg is not None
    assert found.dose_mg / 50 == found.per_kg


# --- what is missing --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("weight", "at", "needs"),
    [
        (None, None, ("filter", "weight")),
        ("50", None, ("filter",)),
        (None, "60", ("weight",)),
    ],
)
def test_there_are_no_milligrams_without_a_weight_and_a_clearance(
    tmp_path: Path, weight: str | None, at: str | None, needs: tuple[str, ...]
) -> None:
    found = worked(tmp_path, *BY_WEIGHT, weight=weight, filter=at)

    expected = ("needs", needs, None, None)
    assert expected == (found.status, found.needs, found.dose_mg, found.daily_mg)


def test_a_dose_that_needs_no_weight_still_waits_for_the_row(tmp_path: Path) -> None:
    lines = ("table: rows", "dose: book#flat.dose", "amount: dose")

    found = worked(tmp_path, *lines, rows="(50, inf) |  | 12 h\n[0, 50] |  | 24 h")

    assert ("needs", ("filter",), None) == (found.status, found.needs, found.dose_mg)


def test_what_is_missing_behind_a_formula_is_named_by_its_facts(tmp_path: Path) -> None:
    mean = "mean: {unit: kg, is: (weight + spare) / 2, label: mean weight, cites: [book#one]}\n"
    lines = ("table: rows", "weight: mean", "amount: row.dose * mean", "step: 10 mg")

    found = worked(tmp_path, *lines, changes={"formulas.yaml": mean}, filter="60", spare="70")

    assert ("needs", ("weight",)) == (found.status, found.needs)


@pytest.mark.parametrize(
    ("amount", "rows"),
    [
        ("row.dose", "(50, inf) | 100 mg | 12 h\n[0, 50] |  | 12 h"),
        ("other.dose", "[0, inf) |  | 12 h"),
    ],
    ids=["a cell is empty", "another table is unknown"],
)
def test_an_order_without_milligrams_is_never_called_a_dose(
    tmp_path: Path, amount: str, rows: str
) -> None:
    other = {"tables/other.yaml": table("[0, inf) | 100 mg | 12 h", over="spare")}

    found = worked(
        tmp_path, "table: rows", f"amount: {amount}", rows=rows, changes=other, filter="20"
    )

    assert (True, None) == (found.status in {"needs", "refused"}, found.dose_mg)


def test_a_value_beyond_the_ends_of_the_table_is_refused(tmp_path: Path) -> None:
    found = worked(tmp_path, *BY_WEIGHT, weight="50", filter="-1")

    assert ("refused", None) == (found.status, found.dose_mg)


@pytest.mark.parametrize(
    ("weight", "step"), [("4", "10"), ("0.4", "1")], ids=["below one step", "below one step of 1"]
)
def test_a_dose_that_rounds_down_to_nothing_is_no_dose(
    tmp_path: Path, weight: str, step: str
) -> None:
    lines = ("table: rows", "weight: weight", "amount: row.dose * weight", f"step: {step} mg")

    found = worked(tmp_path, *lines, weight=weight, filter="60")

    assert ("refused", None) == (found.status, found.dose_mg)


def test_a_weight_below_zero_gives_no_dose(tmp_path: Path) -> None:
    """A formula for a weight can leave the heights for which it was made."""
    lost = "lost: {unit: kg, is: weight - 60 'kg', label: what is left, cites: [book#one]}\n"
    lines = ("table: rows", "weight: lost", "amount: row.dose * lost", "step: 10 mg")

    found = worked(tmp_path, *lines, changes={"formulas.yaml": lost}, weight="50", filter="60")

    assert ("refused", None) == (found.status, found.dose_mg)


# --- the highest daily amount -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("dose", "weight", "status"),
    [
        ("5 mg/kg", "50", "dose"),
        # 255 mg are given as 250: what is given is what is measured against the limit.
        ("5.1 mg/kg", "50", "dose"),
        ("5.3 mg/kg", "50", "refused"),
        ("6 mg/kg", "5", "refused"),
    ],
)
def test_the_highest_daily_amount_is_held_after_rounding(
    tmp_path: Path, dose: str, weight: str, status: str
) -> None:
    lines = (*BY_WEIGHT, "at_most_daily: book#dose.cap")

    found = worked(tmp_path, *lines, rows=f"[0, inf) | {dose} | 12 h", weight=weight, filter="60")

    assert status == found.status
    assert (status == "refused") is (found.dose_mg is None)


def test_an_order_refused_for_its_daily_amount_says_so(tmp_path: Path) -> None:
    lines = (*BY_WEIGHT, "at_most_daily: book#dose.cap")

    found = worked(tmp_path, *lines, rows="[0, inf) | 6 mg/kg | 12 h", weight="50", filter="60")

    assert any("book#dose" in note.cites for note in found.warnings)


def test_a_highest_amount_that_its_source_gives_as_a_range_is_the_lower_one(tmp_path: Path) -> None:
    lines = (*BY_WEIGHT, "at_most_daily: book#ranges.cap")

    found = worked(tmp_path, *lines, rows="[0, inf) | 4.5 mg/kg | 12 h", weight="100", filter="60")

    assert ("refused", None) == (found.status, found.dose_mg)


def test_a_flat_dose_is_held_to_its_highest_daily_amount(tmp_path: Path) -> None:
    """100 mg twice a day are more than 150 mg."""
    lines = ("dose: book#flat.dose", "every: book#dose.every", "amount: dose")

    found = worked(tmp_path, *lines, "at_most_daily: book#flat.cap")

    assert ("refused", None) == (found.status, found.dose_mg)
