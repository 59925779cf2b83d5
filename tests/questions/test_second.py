"""The questions of the second half, held back until they were measured once, stay answered."""

from __future__ import annotations

from functools import cache

from tests.answer.asked import guideline
from tests.questions.measure import Measured, measure


@cache
def second() -> Measured:
    return measure(guideline(), "second")


def test_the_right_record_is_in_most_answers() -> None:
    assert second().right >= 0.88, second().not_right


def test_what_lies_outside_is_not_answered() -> None:
    assert second().wrongly_answered <= 0.02, second().answered_outside


def test_what_is_in_scope_is_not_refused() -> None:
    assert second().wrongly_refused <= 0.05, second().refused


def test_no_emergency_is_missed() -> None:
    assert second().missed == []


def test_no_sentence_says_what_its_record_does_not() -> None:
    assert second().false == {}
