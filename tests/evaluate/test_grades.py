"""A grade is known as a range: from the highest level that is certain to the highest possible."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.guideline.tiny import checked, loaded, reading, rule
from whitlow.evaluate import Reading
from whitlow.language import Levels

if TYPE_CHECKING:
    from pathlib import Path

    from whitlow.guideline import Guideline
    from whitlow.language import Kleene, Value

LEVEL: Final = (
    "    {name}: {{label: {name}, when: {when}, says: It is {name}., cites: [book#one]}}\n"
)


def grade(**levels: str) -> str:
    text = "gloom:\n  label: gloom\n  levels:\n"
    return text + "".join(LEVEL.format(name=name, when=when) for name, when in levels.items())


GLOOM: Final = grade(slight='"true"', middling="cough", deep="fever")


@pytest.fixture
def guideline(tmp_path: Path) -> Guideline:
    return loaded(tmp_path, {"grades.yaml": GLOOM})


@pytest.mark.parametrize(
    ("cough", "fever", "possible"),
    [
        (True, True, ("deep",)),
        (True, False, ("middling",)),
        (True, None, ("middling", "deep")),
        (False, True, ("deep",)),
        (False, False, ("slight",)),
        (False, None, ("slight", "deep")),
        (None, True, ("deep",)),
        (None, False, ("slight", "middling")),
        (None, None, ("slight", "middling", "deep")),
    ],
)
def test_a_grade_is_the_range_from_the_highest_certain_level_up(
    guideline: Guideline, cough: Kleene, fever: Kleene, possible: tuple[str, ...]
) -> None:
    every = {"cough": cough, "fever": fever}
    facts = {name: value for name, value in every.items() if value is not None}

    assert Levels(possible) == reading(guideline, **facts).known("gloom")


@pytest.mark.parametrize(
    ("question", "facts", "answer"),
    [
        ("gloom in {'middling', 'deep'}", {"cough": True}, True),
        ("gloom = 'deep'", {"cough": True}, None),
        ("gloom != 'slight'", {"cough": True}, True),
        ("gloom = 'slight'", {"cough": True}, False),
        ("gloom = 'middling'", {"cough": False}, False),
        ("gloom in {'slight', 'deep'}", {"cough": False}, True),
        ("gloom != 'middling'", {"cough": False}, True),
        ("gloom = 'deep'", {}, None),
        ("gloom in {'slight', 'middling', 'deep'}", {}, True),
        ("not (gloom = 'slight')", {"fever": True}, True),
    ],
)
def test_a_question_of_a_range_is_answered_only_where_every_level_gives_one_answer(
    tmp_path: Path, question: str, facts: dict[str, Value], answer: Kleene
) -> None:
    text = rule("asked", question, "{assess: it}")
    guideline = loaded(tmp_path, {"grades.yaml": GLOOM, "rules/all.yaml": text})

    assert answer is reading(guideline, **facts).holds(guideline.rules["asked"].when)


@pytest.mark.parametrize(
    ("question", "open_"),
    [
        ("gloom in {'middling', 'deep'}", ("cough", "fever")),
        ("gloom = 'deep'", ("cough", "fever")),
        ("gloom = 'slight'", ("cough", "fever")),
    ],
)
def test_a_grade_asks_for_what_can_move_it(
    tmp_path: Path, question: str, open_: tuple[str, ...]
) -> None:
    text = rule("asked", question, "{assess: it}")
    guideline = loaded(tmp_path, {"grades.yaml": GLOOM, "rules/all.yaml": text})

    found = reading(guideline).open_facts(guideline.rules["asked"].when)

    assert set(open_) == set(found)


def test_a_level_rests_on_the_facts_that_reach_it(tmp_path: Path) -> None:
    text = rule("asked", "gloom = 'deep'", "{assess: it}")
    guideline = loaded(tmp_path, {"grades.yaml": GLOOM, "rules/all.yaml": text})
    patient = reading(guideline, fever=True, cough=True)

    assert ("fever",) == patient.grounds(guideline.rules["asked"].when)


def test_a_grade_whose_lowest_level_may_fail_is_no_answer_while_that_is_unknown(
    tmp_path: Path,
) -> None:
    """Either a check refuses such a grade, or its lowest level is not taken for certain."""
    changes = {
        "grades.yaml": grade(slight="cough", deep="fever"),
        "rules/all.yaml": rule("asked", "gloom = 'slight'", "{assess: it}"),
    }
    refused = "grade-lowest" in checked(tmp_path / "checked", changes)
    guideline = loaded(tmp_path / "loaded", changes)

    answer = reading(guideline, fever=False).holds(guideline.rules["asked"].when)

    assert refused or answer is None


def test_a_grade_of_which_no_level_holds_answers_no_question_with_yes(tmp_path: Path) -> None:
    """Either a check refuses such a grade, or membership in a range of nothing is not true."""
    changes = {
        "grades.yaml": grade(slight="cough", deep="fever"),
        "rules/all.yaml": rule("asked", "gloom in {'deep'}", "{assess: it}"),
    }
    refused = "grade-lowest" in checked(tmp_path / "checked", changes)
    guideline = loaded(tmp_path / "loaded", changes)

    answer = reading(guideline, fever=False, cough=False).holds(guideline.rules["asked"].when)

    assert refused or answer is not True


def test_a_doubt_reaches_what_rests_on_a_grade(tmp_path: Path) -> None:
    text = "known: {type: truth, is: gloom is not null, label: known, cites: [book#one]}\n"
    guideline = loaded(tmp_path, {"grades.yaml": GLOOM, "formulas.yaml": text})
    doubtful = Reading(guideline, {"cough": True}, frozenset({"fever"}))

    assert (None, ("fever",)) == (doubtful.known("known"), doubtful.open_names(("known",)))
