"""The questions of the fourth set, measured once before any was read, stay covered as they are."""

from __future__ import annotations

from functools import cache

from tests.answer.asked import guideline
from tests.questions.measure import Measured, measure, questions_of


@cache
def fourth() -> Measured:
    return measure(guideline(), "fourth")


def test_the_set_has_eighty_in_scope_twenty_outside_and_twenty_emergencies() -> None:
    assert (80, 20, 20, 120) == (
        len(fourth().in_scope),
        len(fourth().outside),
        len(fourth().emergencies),
        len({each["id"] for each in questions_of("fourth")}),
    )


def test_of_what_its_writer_calls_outside_only_the_zoster_vaccine_is_answered() -> None:
    assert fourth().answered_outside == ["u082"]


def test_what_is_in_scope_is_not_refused() -> None:
    assert fourth().refused == []


def test_no_emergency_is_missed() -> None:
    assert fourth().missed == []


def test_only_a_very_long_qt_and_tingling_on_the_drip_are_taken_for_an_emergency() -> None:
    assert fourth().taken_for_danger == ["u031", "u036"]


def test_no_sentence_says_what_its_record_does_not() -> None:
    assert fourth().false == {}
