"""In what two plans differ: each difference once, in the words of the plans, in their order."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import pytest

from tests.cases.test_cases import CASES, let_in
from tests.guideline.tiny import number, rule
from tests.plan.gloomy import GLOOMY, TREAT, planned
from whitlow.plan.compare import differences

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from whitlow.language import Value
    from whitlow.plan import Plan

HEADLINE: Final = "headline: It is so at once."
GRADE: Final = """
gloom:
  label: gloom
  levels:
    slight: {label: slight, when: "true", says: It is slight., cites: [book#one]}
    deep: {label: deep, when: mood = 'gloomy', says: It is deep., cites: [book#one]}
"""
EXCEPT: Final = rule("perhaps", "rash", "{pitfall: a mistake}", "instead_of: [word]")
SPOKEN: Final = [
    ("wording changed", "word", "The rule word speaks.", "The rule word spoke."),
]
WORD: Final = rule("word", "fever", "{counsel: a word}")


def found(
    folder: Path, rules: str, was: Mapping[str, Value], now: Mapping[str, Value]
) -> list[tuple[str, str, str, str]]:
    old, new = (planned(folder, rules, facts) for facts in (was, now))
    return told(old, new)


def told(old: Plan, new: Plan) -> list[tuple[str, str, str, str]]:
    return [(one.kind, one.record, one.was, one.now) for one in differences(old, new)]


def of_kind(kind: str, every: list[tuple[str, str, str, str]]) -> list[tuple[str, str, str]]:
    return [one[1:] for one in every if one[0] == kind]


def test_two_equal_plans_have_no_difference(tmp_path: Path) -> None:
    assert [] == found(tmp_path, TREAT, GLOOMY, GLOOMY)


def test_an_item_of_the_new_plan_alone_has_appeared(tmp_path: Path) -> None:
    every = found(tmp_path, WORD, {"fever": False}, {"fever": True})

    assert [("word", "", "The rule word speaks.")] == of_kind("appeared", every)


def test_an_item_of_the_old_plan_alone_is_gone(tmp_path: Path) -> None:
    every = found(tmp_path, WORD, {"fever": True}, {"fever": False})

    assert [("word", "The rule word speaks.", "")] == of_kind("gone", every)


@pytest.mark.parametrize(
    ("rash", "outcome"),
    [(None, "provisional until rash known"), (True, "barred by perhaps")],
)
def test_what_became_of_a_rule_is_told(tmp_path: Path, rash: Value, outcome: str) -> None:
    treat = rule("word", "fever", "{treat: balm}")
    was: dict[str, Value] = {"fever": True, "rash": False}
    now = {"fever": True} if rash is None else {"fever": True, "rash": rash}

    every = found(tmp_path, treat + EXCEPT, was, now)

    assert [("word", "stands", outcome)] == of_kind("outcome changed", every)


@pytest.mark.parametrize(
    ("filter_", "dose"),
    [("20", "70 mg every 12 h (dose)"), ("5", "not recommended")],
)
def test_another_amount_or_status_of_an_order_is_another_dose(
    tmp_path: Path, filter_: str, dose: str
) -> None:
    every = found(tmp_path, TREAT, GLOOMY, {**GLOOMY, "filter": number(filter_)})

    expected = [("cheerin-oral-daily", "140 mg every 12 h (dose)", dose)]
    assert expected == of_kind("dose changed", every)


def test_a_dose_that_waits_says_for_what(tmp_path: Path) -> None:
    now = {name: value for name, value in GLOOMY.items() if name != "weight"}

    every = found(tmp_path, TREAT, GLOOMY, now)

    (change,) = of_kind("dose changed", every)
    assert "needs weight" == change[2]


def test_a_grade_changes_its_level_and_says_no_more(tmp_path: Path) -> None:
    old, new = (
        planned(tmp_path, WORD, {"mood": mood, "fever": False}, files={"grades.yaml": GRADE})
        for mood in ("calm", "gloomy")
    )

    assert [("grade level changed", "gloom", "slight", "deep")] == told(old, new)


def test_other_words_of_one_rule_are_another_wording(tmp_path: Path) -> None:
    old = planned(tmp_path / "old", WORD, {"fever": True})
    new = planned(tmp_path / "new", WORD.replace("speaks", "spoke"), {"fever": True})

    assert SPOKEN == told(old, new)


def test_the_bottom_line_comes_first(tmp_path: Path) -> None:
    text = rule("word", "fever", "{test: a sample}", HEADLINE)

    every = found(tmp_path, text, {"fever": True}, {"fever": False})

    assert ("bottom line changed", "bottom line") == every[0][:2]


def test_a_question_is_asked_and_no_longer_asked(tmp_path: Path) -> None:
    every = found(tmp_path, WORD, {"fever": False}, {})

    assert [("fever", "", "Is there fever?")] == of_kind("question asked", every)
    back = found(tmp_path, WORD, {}, {"fever": False})
    assert [("fever", "Is there fever?", "")] == of_kind("question no longer asked", back)


def test_a_disagreement_is_shown_and_no_longer_shown(tmp_path: Path) -> None:
    differ = """
differ:
  question: What is right?
  positions:
    - {says: It is., cites: [book#one]}
    - {says: Nobody knows., cites: [book#dose]}
  followed: "1"
  do: Ask the book.
  why: It was read.
  about: [word]
"""
    plans = [
        planned(tmp_path, WORD, {"fever": fever}, files={"disagreements/all.yaml": differ})
        for fever in (False, True)
    ]

    assert ("disagreement shown", "differ", "", "What is right?") == told(*plans)[-1]
    gone = ("disagreement no longer shown", "differ", "What is right?", "")
    assert gone == told(*reversed(plans))[-1]


def test_a_conflict_is_shown(tmp_path: Path) -> None:
    text = rule("cheer", "mood = 'gloomy'", "{treat: cheerin-oral}", "question: mood")
    text += rule("soothe", "fever", "{treat: balm}", "question: mood")

    every = found(tmp_path, text, {**GLOOMY, "fever": False}, {**GLOOMY, "fever": True})

    assert [("mood", "", "cheer and soothe")] == of_kind("conflict shown", every)


def test_a_caution_within_an_order_appears(tmp_path: Path) -> None:
    text = TREAT + rule("slowly", "fever", "{caution: cheerin}")

    every = found(tmp_path, text, {**GLOOMY, "fever": False}, {**GLOOMY, "fever": True})

    assert [("slowly", "", "The rule slowly speaks.")] == of_kind("appeared", every)


def test_a_doubt_is_raised(tmp_path: Path) -> None:
    plan = planned(tmp_path, WORD, {"fever": True})

    doubted = replace(plan, doubts=("Is it so?",))

    assert [("doubt raised", "doubt", "", "Is it so?")] == told(plan, doubted)
    assert [("doubt no longer raised", "doubt", "Is it so?", "")] == told(doubted, plan)


# --- shipped cases ----------------------------------------------------------------------------

OPPOSITES: Final = {
    "appeared": "gone",
    "question asked": "question no longer asked",
    "conflict shown": "conflict no longer shown",
    "disagreement shown": "disagreement no longer shown",
    "doubt raised": "doubt no longer raised",
}
MIRRORED: Final = OPPOSITES | {now: was for was, now in OPPOSITES.items()}


def shipped_plans() -> list[Plan]:
    return [seen.plan for seen in map(let_in, CASES) if seen is not None]


def test_no_shipped_case_differs_from_itself() -> None:
    assert [] == [one for plan in shipped_plans() for one in differences(plan, plan)]


def test_what_differs_one_way_differs_the_other_way_round() -> None:
    for old, new in pairwise(shipped_plans()):
        there = {(one.kind, one.record, one.was, one.now) for one in differences(old, new)}
        back = {
            (MIRRORED.get(one.kind, one.kind), one.record, one.now, one.was)
            for one in differences(new, old)
        }

        assert there == back
