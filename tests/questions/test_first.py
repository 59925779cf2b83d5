"""The questions of the first half are answered as they should be."""

from __future__ import annotations

from functools import cache

from tests.answer.asked import guideline
from tests.questions.measure import Measured, known_records, labels_of, measure, questions_of


@cache
def first() -> Measured:
    return measure(guideline(), "first")


def test_every_question_has_a_label_and_every_label_names_what_exists() -> None:
    labels = labels_of("first")
    known = known_records(guideline())

    assert [each["id"] for each in questions_of("first")] == list(labels)
    assert [
        name for label in labels.values() for name in label["accept"] if name not in known
    ] == []


def test_the_right_record_is_in_nearly_every_answer() -> None:
    assert first().right >= 0.95, first().not_right


def test_what_lies_outside_is_not_answered() -> None:
    assert first().wrongly_answered <= 0.02, first().answered_outside


def test_what_is_in_scope_is_not_refused() -> None:
    assert first().wrongly_refused <= 0.05, first().refused


def test_no_emergency_is_missed() -> None:
    assert first().missed == []


def test_no_sentence_says_what_its_record_does_not() -> None:
    assert first().false == {}
