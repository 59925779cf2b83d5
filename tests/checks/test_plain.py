"""The patient is told what the clinician is told: which numbers are doses, and which are not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.guideline.tiny import BASE, checked, regimen, rule

if TYPE_CHECKING:
    from pathlib import Path

BOOK: Final = """
source: {{title: Further, year: "2001", kind: guideline, url: "https://example.org/more"}}
statements:
  told:
    read: primary
    locator: page one
    topic: all
    says: It says {says}.
    claims: {{{claims}}}
    {figures}
"""
WORDS: Final = 'says: "It says {told.number}."'
CITED: Final = "cites: [further#told]"
OMITTED: Final = "plain_omits: {told.number: quiet}"
LISTED: Final = "omissions: {quiet: It is for the team.}\n"


def faults(folder: Path, claims: str, *lines: str, **files: str) -> frozenset[str]:
    """Return the faults of a rule whose clinical wording has the first of some claims."""
    pairs = [one.split(": ") for one in claims.split(", ")]
    says = " and ".join(f"{{{name}}}" for name, _ in pairs)
    figures = f"figures: [{', '.join(value for _, value in pairs)}]"
    book = BOOK.format(says=says, claims=claims, figures=figures)
    text = rule("tell", "fever", "{caution: cheerin}", WORDS, CITED, *lines)
    return checked(folder, {"sources/further.yaml": book, "rules/all.yaml": text, **files})


@pytest.mark.parametrize(
    "claims",
    [
        "number: 3 of 10 patients",
        "number: 20 %",
        "number: 7 d",
        "number: 0.4 mL/min",
        "number: 2 mg/dL",
        "number: 500 ms",
        "number: 3 of 10 doses, amount: 5 mg",
        "number: 20 %, amount: 5 mg",
    ],
)
def test_a_number_that_is_no_dose_is_told_to_the_patient_too(tmp_path: Path, claims: str) -> None:
    assert {"claim-untold"} == faults(tmp_path, claims)


@pytest.mark.parametrize(
    "claims",
    [
        "number: 5 mg",
        "number: 5 mg/kg",
        "number: 5 g/d",
        "number: 24 mg/mL",
        "number: 500 mL",
        "number: 12 h, amount: 5 mg",
        "number: 7 d, amount: 5 mg/kg",
        "number: 2 times, amount: 5 mg",
    ],
)
def test_an_amount_and_what_belongs_to_it_is_not(tmp_path: Path, claims: str) -> None:
    assert frozenset() == faults(tmp_path, claims)


def test_a_figure_that_a_regimen_takes_is_a_dose(tmp_path: Path) -> None:
    taken = regimen("cheerin-oral", "daily", "dose: book#flat.dose", "every: further#told.number")
    files = {"regimens/cheerin-oral-daily.yaml": taken}

    assert "claim-untold" not in faults(tmp_path, "number: 8 h", **files)


@pytest.mark.parametrize("slot", ["told.number", "told.other"])
def test_the_headline_counts_as_clinical_wording(tmp_path: Path, slot: str) -> None:
    head = f'headline: "Mind {{{slot}}}."'

    found = faults(tmp_path, "number: 20 %, other: 30 %", "says: It is so.", head)

    assert {"claim-untold"} == found


def test_a_number_in_both_wordings_is_told(tmp_path: Path) -> None:
    assert frozenset() == faults(tmp_path, "number: 20 %", 'plain: "It is {told.number}."')


def test_a_number_may_be_left_out_for_a_listed_reason(tmp_path: Path) -> None:
    files = {"guideline.yaml": BASE["guideline.yaml"] + LISTED}

    assert frozenset() == faults(tmp_path, "number: 20 %", OMITTED, **files)


def test_a_number_may_not_be_left_out_for_a_reason_that_nobody_listed(tmp_path: Path) -> None:
    assert {"omission-reason"} == faults(tmp_path, "number: 20 %", OMITTED)


@pytest.mark.parametrize(
    "lines",
    [
        ('plain: "It is {told.number}."', OMITTED),
        ("says: It is so.", OMITTED),
    ],
)
def test_an_omission_that_excuses_nothing_is_needless(
    tmp_path: Path, lines: tuple[str, ...]
) -> None:
    assert "needless-omission" in faults(tmp_path, "number: 20 %", *lines)


def test_a_number_that_only_the_patient_is_told_is_a_fault(tmp_path: Path) -> None:
    plain = 'plain: "It is {told.number}."'

    assert {"claim-only-in-plain"} == faults(tmp_path, "number: 20 %", "says: It is so.", plain)
