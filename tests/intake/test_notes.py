"""Notes and sentences as people write them: nothing is read wrongly and in silence."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.notes.measure import load, measure_notes, measure_sentences
from whitlow.shelf import open_guideline

NOTES: Final = Path(__file__).resolve().parents[1] / "notes"


STYLES: Final = [
    "styles-one",
    "styles-two",
    "styles-three",
    "styles-four",
    "styles-five",
    "styles-six",
]


WHOLE: Final = ["first", "second", "third", "fourth", "fifth", "sixth", *STYLES]


@pytest.mark.parametrize("name", WHOLE)
def test_no_value_of_a_note_is_wrong_and_silent(name: str) -> None:
    measured = measure_notes(open_guideline(None), load(NOTES / f"{name}.yaml"))

    assert [] == measured.wrong


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("first", 0.73),
        ("second", 0.67),
        ("third", 0.64),
        ("fourth", 0.66),
        ("fifth", 0.78),
        ("sixth", 0.74),
        *((style, 0.75) for style in STYLES),
    ],
)
def test_most_of_what_notes_state_is_a_fact(name: str, least: float) -> None:
    measured = measure_notes(open_guideline(None), load(NOTES / f"{name}.yaml"))

    assert measured.recall >= least, measured.missed


@pytest.mark.parametrize("name", WHOLE)
def test_most_of_what_notes_state_is_read_or_asked(name: str) -> None:
    measured = measure_notes(open_guideline(None), load(NOTES / f"{name}.yaml"))

    assert measured.right + measured.asked >= 0.82 * measured.fields, measured.missed


@pytest.mark.parametrize("name", [*WHOLE[:6], *STYLES[:4]])
def test_what_is_absent_is_told_from_what_is_present(name: str) -> None:
    measured = measure_sentences(open_guideline(None), load(NOTES / f"negation-{name}.yaml"))

    assert measured.f1 >= 0.96, (measured.false, measured.missed)


@pytest.mark.parametrize(
    ("value", "wrong"), [("2.3 mg/dL", ["n: creatinine is 1.9 mg/dL, read '2.3 mg/dL'"])]
)
def test_a_wrong_value_is_counted(value: str, wrong: list[str]) -> None:
    entry: dict[str, object] = {
        "id": "n",
        "note": f"Cr {value}",
        "facts": {"creatinine": "1.9 mg/dL"},
    }

    assert wrong == measure_notes(open_guideline(None), [entry]).wrong
