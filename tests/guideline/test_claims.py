"""A claim is a number with its unit, a range, or a count with its denominator; nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.guideline.tiny import loaded, number, written
from whitlow.errors import GuidelineError
from whitlow.guideline import load_guideline

if TYPE_CHECKING:
    from pathlib import Path


def source(claim: str) -> dict[str, str]:
    text = "source: {title: T, kind: guideline}\nstatements:\n  s:\n    read: primary\n"
    text += f'    locator: l\n    says: From {{a}}.\n    claims: {{a: "{claim}"}}\n'
    return {"sources/n.yaml": text}


def refused(folder: Path, claim: str) -> list[str]:
    """Return the names of the faults with which a claim is refused."""
    with pytest.raises(GuidelineError) as refusal:
        load_guideline(written(folder, source(claim)))
    return [fault.check for fault in refusal.value.faults]


@pytest.mark.parametrize(
    ("claim", "numbers", "unit"),
    [
        ("40 mg/kg", ("40", None, None), "mg/kg"),
        ("0.85 mg/dL", ("0.85", None, None), "mg/dL"),
        ("2-3 wk", ("2", "3", None), "wk"),
        ("2 - 3 wk", ("2", "3", None), "wk"),
        ("1.5-2 h", ("1.5", "2", None), "h"),
        ("3 of 1644 isolates", ("3", None, "1644"), "isolates"),
        ("0 of 10 patients", ("0", None, "10"), "patients"),
        ("10 of 10 patients", ("10", None, "10"), "patients"),
        ("26 patients", ("26", None, None), "patients"),
        ("2-3 times", ("2", "3", None), "times"),
        ("73 %", ("73", None, None), "%"),
    ],
)
def test_a_claim_is_read_exactly(
    tmp_path: Path, claim: str, numbers: tuple[str | None, ...], unit: str
) -> None:
    """The numbers are the lowest value, the highest of a range, and what a count is of."""
    found = loaded(tmp_path, source(claim)).statements["n#s"].claims["a"]

    expected = tuple(None if text is None else number(text) for text in numbers)
    assert (expected, unit, claim) == ((found.low, found.high, found.of), found.unit, found.text)


@pytest.mark.parametrize(
    "claim",
    [
        "40", "mg", "40mg", "", "-5 mg", "+5 mg", "1,5 mg", "1 000 mg", "2\N{EN DASH}3 wk",
        "> 5 mg", "about 5 mg", "5 mg or more", "five mg", "5 blobs", "1e3 mg", ".5 mg", "5. mg",
        "2-3-4 wk", "3 of 10", "3 of 10 mg", "3 of 10 ghosts", "3.5 of 10 patients", "nan mg",
        "inf mg", "1/2 mg",
    ],
)  # fmt: skip
def test_what_is_no_number_with_a_known_unit_is_refused(tmp_path: Path, claim: str) -> None:
    assert ["claim-without-unit"] == refused(tmp_path, claim)


@pytest.mark.parametrize(
    "claim", ["3-2 wk", "10-5 mg/kg", "5-5 mg"], ids=["weeks", "a dose", "no range at all"]
)
def test_a_range_that_does_not_rise_is_refused(tmp_path: Path, claim: str) -> None:
    """Whoever swaps the two ends of a range has the highest dose for the lowest."""
    assert ["claim-range"] == refused(tmp_path, claim)


@pytest.mark.parametrize("claim", ["4 of 3 patients", "0 of 0 patients"])
def test_a_count_of_more_than_there_were_is_refused(tmp_path: Path, claim: str) -> None:
    assert ["claim-count"] == refused(tmp_path, claim)


def test_a_claim_in_digits_of_another_script_is_refused(tmp_path: Path) -> None:
    assert ["claim-without-unit"] == refused(tmp_path, "\N{ARABIC-INDIC DIGIT FIVE} mg")


def test_a_claim_of_more_digits_than_anybody_counts_is_refused(tmp_path: Path) -> None:
    assert ["claim-without-unit"] == refused(tmp_path, f"{'9' * 5000} mg")
