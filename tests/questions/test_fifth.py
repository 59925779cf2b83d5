"""The questions of the fifth set, written before any was asked, stay covered as they are."""

from __future__ import annotations

from functools import cache

from tests.answer.asked import guideline
from tests.questions.measure import Measured, measure


@cache
def fifth() -> Measured:
    return measure(guideline(), "fifth")


def test_the_set_has_twenty_eight_in_scope_six_outside_and_six_emergencies() -> None:
    assert (28, 6, 6) == (len(fifth().in_scope), len(fifth().outside), len(fifth().emergencies))


def test_what_lies_outside_is_not_answered_and_what_is_in_scope_is_not_refused() -> None:
    assert ([], []) == (fifth().answered_outside, fifth().refused)


def test_no_emergency_is_missed() -> None:
    assert fifth().missed == []


def test_no_sentence_says_what_its_record_does_not() -> None:
    assert fifth().false == {}
