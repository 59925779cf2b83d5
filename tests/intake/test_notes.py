"""Notes and sentences as people write them: nothing is read wrongly and in silence."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.notes.measure import load, measure_notes, measure_sentences
from whitlow.shelf import open_guideline

NOTES: Final = Path(__file__).resolve().parents[1] / "notes"


HALVES: Final = pytest.mark.parametrize("half", ["first", "second"])


@HALVES
def test_no_value_of_a_note_is_wrong_and_silent(half: str) -> None:
    measured = measure_notes(open_guideline(None), load(NOTES / f"{half}.yaml"))

    assert [] == measured.wrong


@pytest.mark.parametrize(("half", "least"), [("first", 0.75), ("second", 0.7)])
def test_most_of_what_notes_state_is_read(half: str, least: float) -> None:
    measured = measure_notes(open_guideline(None), load(NOTES / f"{half}.yaml"))

    assert measured.recall >= least, measured.missed


@HALVES
def test_what_is_absent_is_told_from_what_is_present(half: str) -> None:
    measured = measure_sentences(open_guideline(None), load(NOTES / f"negation-{half}.yaml"))

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
