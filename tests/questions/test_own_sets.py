"""Questions near the border of what is covered, and dangers in other people's words."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import pytest
import yaml

from tests.answer.asked import asked

HERE: Final = Path(__file__).resolve().parent
FALSE_ALARMS: Final = frozenset(
    [
        "my son had febrile fits as a baby, he is 14 and has a cold sore",
        "how long after labour may she take valaciclovir",
        "what signs of encephalitis do I teach families",
        "baby girl 8 months, cold sore on the lip, well and feeding",
        "sore eyes from hay fever and a cold sore, is it safe to use cream",
    ]
)
"""Where it is better to send one person too many."""


@cache
def told(name: str) -> dict[str, list[str]]:
    """Return the questions of a file, by what is expected of them."""
    found: dict[str, list[str]] = yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))
    return found


@pytest.mark.parametrize("question", told("borders")["outside"])
def test_what_is_about_something_else_is_not_answered(question: str) -> None:
    found = asked(question)

    assert ("none", ()) == (found.coverage.extent, found.bottom)


@pytest.mark.parametrize("question", told("borders")["inside"])
def test_what_only_sounds_like_something_else_is_answered(question: str) -> None:
    assert asked(question).coverage.extent != "none"


@pytest.mark.parametrize("question", told("dangers")["danger"])
def test_danger_is_danger_in_whatever_words(question: str) -> None:
    assert asked(question).coverage.extent == "emergency"


@pytest.mark.parametrize("question", told("dangers")["calm"])
def test_what_only_sounds_like_danger_is_answered_calmly(question: str) -> None:
    found = asked(question)

    assert (found.coverage.extent == "emergency") == (question in FALSE_ALARMS)
