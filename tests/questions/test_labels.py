"""The labels that others gave name records that exist, and say why where they differ."""

from __future__ import annotations

from pathlib import Path
from typing import Final, TypedDict, cast

import pytest
import yaml

from tests.cases.test_cases import shipped

HERE: Final = Path(__file__).parent
COVERAGES: Final = frozenset({"full", "partial", "none", "emergency"})
PARTS: Final = pytest.mark.parametrize("part", ["second", "third"])
OUTSIDE: Final = frozenset({"out-of-scope", "refuse", "self-harm", "other-language"})


class Question(TypedDict):
    """The parts of a question that its label is held against."""

    id: str
    kind: str
    coverage: str


class Label(TypedDict, total=False):
    """What the guideline knows in answer to one question."""

    accept: list[str]
    coverage: str
    drugs: list[str]
    why: str


def questions(part: str) -> dict[str, Question]:
    """Return the questions of a part by name."""
    read = yaml.safe_load((HERE / f"{part}.yaml").read_text(encoding="utf-8"))
    return {one["id"]: one for one in cast("list[Question]", read)}


def labels(part: str) -> dict[str, Label]:
    """Return the labels of a part."""
    read = yaml.safe_load((HERE / f"{part}-labels.yaml").read_text(encoding="utf-8"))
    return cast("dict[str, Label]", read)


@PARTS
def test_every_question_has_its_label_in_the_same_order(part: str) -> None:
    named = list(labels(part))

    assert list(questions(part)) == named


@PARTS
def test_every_record_that_a_label_accepts_is_in_the_guideline(part: str) -> None:
    guideline = shipped()
    known = {
        *guideline.statements,
        *guideline.rules,
        *guideline.tables,
        *guideline.regimens,
        *guideline.disagreements,
        *guideline.laws,
    }

    strange = {name: set(one["accept"]) - known for name, one in labels(part).items()}

    assert {} == {name: ids for name, ids in strange.items() if ids}


@PARTS
def test_no_label_accepts_a_record_twice(part: str) -> None:
    twice = [
        name for name, one in labels(part).items() if len(set(one["accept"])) < len(one["accept"])
    ]

    assert [] == twice


@PARTS
def test_every_drug_of_a_label_is_a_drug_of_the_guideline(part: str) -> None:
    drugs = shipped().drugs

    strange = {name: set(one["drugs"]) - set(drugs) for name, one in labels(part).items()}

    assert {} == {name: ids for name, ids in strange.items() if ids}


@PARTS
def test_every_coverage_is_one_of_the_four(part: str) -> None:
    strange = {name for name, one in labels(part).items() if one["coverage"] not in COVERAGES}

    assert set() == strange


@PARTS
def test_a_label_that_differs_from_the_writer_says_why(part: str) -> None:
    asked = questions(part)

    silent = [
        name
        for name, one in labels(part).items()
        if one["coverage"] != asked[name]["coverage"] and not one.get("why")
    ]

    assert [] == silent


@PARTS
def test_a_question_in_scope_that_nothing_answers_says_why(part: str) -> None:
    asked = questions(part)

    silent = [
        name
        for name, one in labels(part).items()
        if not one["accept"] and asked[name]["kind"] not in OUTSIDE and not one.get("why")
    ]

    assert [] == silent


@PARTS
def test_nothing_is_accepted_for_a_question_that_is_not_to_be_answered(part: str) -> None:
    asked = questions(part)

    answered = [
        name
        for name, one in labels(part).items()
        if one["accept"] and asked[name]["kind"] in OUTSIDE
    ]

    assert [] == answered
