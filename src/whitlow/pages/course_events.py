"""This module draws what happened in a course, in lanes below its chart.

It refuses words that lie on other words: each finds a lane of its own.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from whitlow.pages.course_given import given_headline, told
from whitlow.pages.course_measures import COLOURS, LANE, LETTER, MOST_LETTERS, WIDTH
from whitlow.pages.course_shapes import mark_of, text_of
from whitlow.record import dataclass

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

    @property
    def shown(self) -> str:
        """The words as far as there is room; the mark and the table hold all of them."""
        if len(self.words) <= MOST_LETTERS:
            return self.words
        return f"{self.words[: MOST_LETTERS - 1]}…"

    @property
    def width(self) -> Fraction:
        """How much room the words need beside their mark."""
        return Fraction(len(self.shown) * LETTER + 16)


def events(happened: Sequence[Happened], top: int, across: Across) -> Iterator[str]:
    """Yield the marks and words of what happened, below the panels."""
    yield text_of(0, top + 4, "events", bold=True)
    for one, lane in lanes_of(happened, across):
        x, y = across(one.day), top + LANE * lane
        colour = COLOURS[one.shape % len(COLOURS)]
        yield mark_of(x, Fraction(y), colour, one.shape, f"{one.day}: {one.words}")
        turned = _turned(x, one)
        yield text_of(
            x - 8 if turned else x + 8, y + 4, one.shown, anchor="end" if turned else "start"
        )


def _turned(x: Fraction, one: Happened) -> bool:
    """Whether words stand left of their mark, since there is no room on its right."""
    return x + one.width > WIDTH


def lanes_of(happened: Sequence[Happened], across: Across) -> list[tuple[Happened, int]]:
    """Return what happened, each in the first lane in which its words touch no others."""
    taken: list[list[tuple[Fraction, Fraction]]] = []
    found = []
    for one in happened:
        x = across(one.day)
        low, high = (x - one.width, x + 8) if _turned(x, one) else (x - 8, x + one.width)
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
    found = [
        Happened(event.day, event_words(followed, event), 2)
        for event in followed.course.events
        if event.kind != "given"
    ]
    found += [
        Happened(day.day, given_headline(followed.guideline, one), 2)
        for day in followed.days
        for one in told(day)
    ]
    found += [
        Happened(day.day, "to be held or stopped", 3)
        for index, day in enumerate(followed.days)
        if day.stops and (not index or not followed.days[index - 1].stops)
    ]
    found += [
        Happened(entry.at.day, f"{label(entry.fact)}: {entry.text}", 1)
        for entry in followed.course.entries
        if not isinstance(entry.value, Fraction)
    ]
    return tuple(sorted(found))


def event_words(followed: Followed, event: Event) -> str:
    """Return a start, a stop or a dose in words."""
    guideline = followed.guideline
    named = guideline.regimens.get(event.regimen)
    schedule = "" if named is None else f" {named.name}"
    label = guideline.label(event.drug) if event.drug else ""
    return f"{event.kind} {label}{schedule}".strip()
