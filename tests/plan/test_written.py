"""A fact is shown as it was written where that is not how it is computed with."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from whitlow.evaluate import Reading
from whitlow.order import put_into_words
from whitlow.plan.written import written
from whitlow.shelf import open_guideline

if TYPE_CHECKING:
    from whitlow.guideline import Guideline
    from whitlow.language import Value


@pytest.fixture(scope="module")
def guideline() -> Guideline:
    return open_guideline(None)


@pytest.mark.parametrize(
    ("name", "found", "given", "shown"),
    [
        ("weight", Fraction(70), "70", "70 kg"),
        ("weight", Fraction(70), "154.324 lb", "154.324 lb"),
        ("creatinine", Fraction("1.5"), "1.5 mg/dl (2026-11-19 08:30)", "1.5 mg/dL"),
        ("creatinine", Fraction(1), "88.4 umol/L (2026-11-19)", "88.4 umol/L"),
        ("days_since_foscarnet", Fraction(18263), "never", "never"),
        ("days_since_foscarnet", Fraction(18263), "Never given", "never"),
        ("days_since_foscarnet", Fraction(1), "yesterday", "1 day"),
        ("urine_protein", Fraction(100), "2+", "100 mg/dL"),
        ("weight", Fraction(70), "", "70 kg"),
        ("sex", "female", "woman", "female"),
    ],
)
def test_a_number_in_another_unit_is_shown_as_it_was_written(
    guideline: Guideline, name: str, found: Value, given: str, shown: str
) -> None:
    assert shown == written(guideline, name, found, given)


def test_a_sentence_shows_a_number_in_another_unit_as_it_was_written(guideline: Guideline) -> None:
    facts = {"creatinine": Fraction(100) / Fraction("88.4"), "weight": Fraction(70)}
    reading = Reading(guideline, facts)

    put_into_words(reading, {"creatinine": "100 umol/L (2026-11-19)", "weight": "70 kg"})

    assert {"creatinine": "100 umol/L ≈ 1.131 mg/dL"} == reading.words
