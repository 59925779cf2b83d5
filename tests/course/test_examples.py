"""This module holds the courses of the examples against what a clinician would check in them.

It refuses an example without such facts, and a fact without its day.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
import yaml

from tests.course.followed import ROOT, guideline
from whitlow.course import File, follow
from whitlow.pages.course_words import clearance_text, dose_text, overs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.course import Day, Followed

EXAMPLES: Final = ROOT / "examples"
CHECKED: Final = Path(__file__).with_name("examples.yaml")
TODAY: Final = "today"


@lru_cache
def checked() -> dict[str, dict[str, dict[str, object]]]:
    """Return the facts to be checked, by course."""
    found: dict[str, dict[str, dict[str, object]]] = yaml.safe_load(
        CHECKED.read_text(encoding="utf-8")
    )
    return found


@lru_cache
def followed(name: str) -> Followed:
    """Return a course of the examples."""
    case = EXAMPLES / f"course-{name}.yaml"
    course = EXAMPLES / f"course-{name}.csv"
    return follow(
        guideline(),
        File(course.read_bytes(), course.name),
        case=File(case.read_bytes(), case.name),
        today=date.fromisoformat(str(checked()[name][TODAY])),
    )


def shown(course: Followed, kind: str, day: Day) -> object:
    """Return what a course shows of a day, as the file writes it."""
    match kind:
        case "dose":
            return "; ".join(map(dose_text, day.orders)) or "none"
        case "clearance":
            return clearance_text(day, overs(course)[0])
        case "stops":
            return sorted(note.rule for note in day.stops)
        case "given":
            return "; ".join(one.finding for one in day.given) or "none"
        case "waiting":
            return "; ".join(dict.fromkeys(str(one.until) for one in day.countdowns)) or "none"
        case _:
            raise KeyError(kind)


def reviews(course: Followed) -> dict[str, object]:
    """Return the states of the reviews that go with a drug, by the day on which each is due."""
    return {str(due.day): due.state for due in course.dues if due.kind == "follow_up" and due.drug}


def facts() -> Iterator[tuple[str, str]]:
    """Yield the kinds of fact to be checked of each course."""
    for name, kinds in checked().items():
        yield from ((name, kind) for kind in kinds if kind != TODAY)


@pytest.mark.parametrize(("name", "kind"), tuple(facts()))
def test_a_course_shows_what_a_clinician_would_check(name: str, kind: str) -> None:
    wanted = checked()[name][kind]
    course = followed(name)
    if kind == "reviews":
        found = reviews(course)
    else:
        found = {str(day.day): shown(course, kind, day) for day in course.days}

    assert wanted == {day: found.get(day) for day in wanted}


def test_every_course_of_the_examples_is_checked() -> None:
    there = {path.stem.removeprefix("course-") for path in EXAMPLES.glob("course-*.csv")}

    assert there == checked().keys()
