"""Surviving treatments that answer one question with different drugs are shown as a conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.guideline.tiny import rule
from tests.plan.gloomy import planned

if TYPE_CHECKING:
    from pathlib import Path

    from whitlow.plan import Plan

CHEER: Final = rule("cheer", "fever", "{treat: cheerin-oral}", "question: mood")


def with_second(folder: Path, *lines: str, when: str = "fever", drug: str = "balm") -> Plan:
    second = rule("soothe", when, f"{{treat: {drug}}}", *lines)
    return planned(folder, CHEER + second, {"fever": True, "cough": False})


def test_two_drugs_for_one_question_are_a_conflict(tmp_path: Path) -> None:
    (found,) = with_second(tmp_path, "question: mood").conflicts

    expected = ("mood", ("cheer", "soothe"), ("cheerin-oral", "balm"))
    assert expected == (found.question, found.rules, found.drugs)


@pytest.mark.parametrize(
    ("lines", "when", "drug"),
    [
        (("question: skin",), "fever", "balm"),
        ((), "fever", "balm"),
        (("question: mood",), "cough", "balm"),
        (("question: mood",), "fever", "cheerin"),
    ],
    ids=["another question", "no question", "one is silent", "one drug is the other's substance"],
)
def test_otherwise_there_is_none(
    tmp_path: Path, lines: tuple[str, ...], when: str, drug: str
) -> None:
    assert () == with_second(tmp_path, *lines, when=when, drug=drug).conflicts
