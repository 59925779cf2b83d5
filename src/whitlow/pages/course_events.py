"""This module draws what happened in a course, in lanes below its chart.

It refuses words that lie on other words: each finds a lane of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from whitlow.pages.course_measures import COLOURS, LANE, LETTER, WIDTH
from whitlow.pages.course_shapes import mark_of, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from whitlow.course import Event, Followed

    Across = Callable[[date], Fraction]

__all__ = ["Happened", "event_words", "events", "happened_in", "lanes_of"]


@dataclass(frozen=True, slots=True, order=True)
class Happened:
    """Something that happened on a day, in words and in a shape."""

    day: date
    words: str
    shape: int


def events(happened: Sequence[Happened], top: int, across: Across) -> Iterator[str]:
    """Yield the marks and words of what happened, below the panels."""
    yield text_of(0, top + 4, "events", bold=True)
    for one, lane in lanes_of(happened, across):
        x, y = across(one.day), top + LANE * lane
        colour = COLOURS[one.shape % len(COLOURS)]
        yield mark_of(x, Fraction(y), colour, one.shape, f"{one.day}: {one.words}")
        turned = _turned(x)
        yield text_of(
            x - 8 if turned else x + 8, y + 4, one.words, anchor="end" if turned else "start"
        )


def _turned(x: Fraction) -> bool:
    """Whether words stand left of their mark, since there is no room on its right."""
    return x > WIDTH * 3 // 4


def lanes_of(happened: Sequence[Happened], across: Across) -> list[tuple[Happened, int]]:
    """Return what happened, each in the first lane in which its words touch no others."""
    taken: list[list[tuple[Fraction, Fraction]]] = []
    found = []
    for one in happened:
        x, width = across(one.day), Fraction(len(one.words) * LETTER + 16)
        low, high = (x - width, x + 8) if _turned(x) else (x - 8, x + width)
        lane = 0
        while lane < len(taken) and any(low < end and start < high for start, end in taken[lane]):
            lane += 1
        if lane == len(taken):
            taken.append([])
        taken[lane].append((low, high))
        found.append((one, lane))
    return found


def happened_in(followed: Followed) -> tuple[Happened, ...]:
    """Return the events of a course, and what was said in words, in order."""
    label = followed.guideline.label
    told = [
        Happened(event.day, event_words(followed, event), 2) for event in followed.course.events
    ]
    told += [
        Happened(day.day, "to be held or stopped", 3)
        for index, day in enumerate(followed.days)
        if day.stops and (not index or not followed.days[index - 1].stops)
    ]
    told += [
        Happened(entry.at.day, f"{label(entry.fact)}: {entry.text}", 1)
        for entry in followed.course.entries
        if not isinstance(entry.value, Fraction)
    ]
    return tuple(sorted(told))


def event_words(followed: Followed, event: Event) -> str:
    """Return a start, a stop or a dose in words."""
    return f"{event.kind} {followed.guideline.label(event.drug)}".strip()
