"""This module lays out the reviews of a drug: when each was due, what was seen, what the plan said.

It refuses to read an answer into a day on which nobody looked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.pages.blocks import Heading, Point, Run, said
from whitlow.pages.course_words import KINDS_OF_DUE
from whitlow.record import dataclass
from whitlow.sentence import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.course import Day, Due, Entry, Followed
    from whitlow.pages.blocks import Block, Mark
    from whitlow.pages.citations import Citations
    from whitlow.pages.json_values import Json

__all__ = ["review_blocks", "reviews_json"]

SHOWN = ("done", "late")


@dataclass(frozen=True, slots=True)
class _Review:
    """A review that was due, what was seen at it, and the day on which it was done."""

    due: Due
    seen: tuple[Entry, ...]
    done: Day | None

    @property
    def number(self) -> int:
        """The day of treatment on which it was due."""
        return (self.due.day - self.due.counted_from).days


def _reviews(followed: Followed) -> Iterator[_Review]:
    """Yield the reviews that go with a drug, in the order of their days."""
    days = {day.day: day for day in followed.days}
    for due in followed.dues:
        if due.kind != "follow_up" or not due.drug:
            continue
        done = None if due.state not in SHOWN or due.done_on is None else days.get(due.done_on)
        facts = {fact for group in due.wanted for fact in group}
        entries = () if done is None else done.entries
        yield _Review(due, tuple(one for one in entries if one.fact in facts), done)


def review_blocks(followed: Followed, citations: Citations) -> Iterator[Block]:
    """Yield each review with what was seen and what the plan of that day says first."""
    reviews = tuple(_reviews(followed))
    if not reviews:
        return
    yield Heading("Reviews of the response")
    for one in reviews:
        label = followed.guideline.label(one.due.drug)
        head = f"{label}, day {one.number}, {one.due.day}: "
        yield Point((Run(head, "strong"), Run(_state(followed, one))), _mark(one))
        if one.done is not None:
            bottom = one.done.plan.bottom_line
            yield Point((*said(bottom.says), *citations.cited(bottom.cites)))


def _state(followed: Followed, one: _Review) -> str:
    label = followed.guideline.label
    told = joined((f"{label(entry.fact)} {entry.text}" for entry in one.seen), "and")
    match one.due.state:
        case "done" | "late":
            seen_on = "" if one.done is None or one.done.day == one.due.day else f", {one.done.day}"
            return f"{KINDS_OF_DUE[one.due.state]}{seen_on}: {told}. The plan of that day:"
        case state:
            return f"{KINDS_OF_DUE[state]}."


def _mark(one: _Review) -> Mark:
    match one.due.state:
        case "overdue" | "part" | "missed":
            return "alarm"
        case "due":
            return "caution"
        case _:
            return "stands"


def reviews_json(followed: Followed) -> Json:
    """Return the same as JSON."""
    return [
        {
            "date": one.due.day.isoformat(),
            "day_of_treatment": one.number,
            "drug": one.due.drug,
            "state": one.due.state,
            "done_on": None if one.done is None else one.done.day.isoformat(),
            "seen": {entry.fact: entry.text for entry in one.seen},
            "bottom_line": None if one.done is None else one.done.plan.bottom_line.says,
            "rule": one.due.rule,
        }
        for one in _reviews(followed)
    ]
