"""This module draws the plot of a staircase: the axes, the hatch, the stairs and their edges.

It refuses an edge that leaves open to which band it belongs: a filled ring ends a band that holds
the edge, an empty one a band that does not.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from whitlow.language import number_text
from whitlow.pages.course_shapes import rounded_number
from whitlow.pictures.measures import BASELINE, STAIRS
from whitlow.pictures.svg import Number, polygon, room, tag, text, wrapped
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Guideline
    from whitlow.pictures.amounts import Stair, Stairs
    from whitlow.pictures.measures import Frame

__all__ = ["Plot", "behind", "below", "closed_ends", "hatch", "path", "steps_of"]


@dataclass(frozen=True, slots=True)
class Plot:
    """Where values lie: the room of the plot, and what its ends mean."""

    frame: Frame
    stairs: Stairs
    top: Fraction
    end: Fraction

    @property
    def right(self) -> int:
        """Where the plot ends."""
        return self.frame.width - STAIRS.right

    @property
    def base(self) -> int:
        """Where nothing is given."""
        return STAIRS.head + STAIRS.height

    def across(self, found: Fraction) -> Fraction:
        """Return the place of a clearance."""
        return STAIRS.left + found * (self.right - STAIRS.left) / self.end

    def down(self, amount: Fraction) -> Fraction:
        """Return the height of an amount."""
        ceiling = self.top * (1 + Fraction(1, STAIRS.headroom))
        return self.base - amount * STAIRS.height / ceiling


def hatch(prefix: str) -> str:
    """Return the pattern of a band in which nothing is given."""
    size = STAIRS.hatch
    lines = tag(
        "path", d=f"M0 {size}L{size} 0M-1 1L1 -1M{size - 1} {size + 1}L{size + 1} {size - 1}"
    )
    pattern = tag(
        "pattern",
        lines,
        id=f"{prefix}-hatch",
        class_="p-hatch",
        width=size,
        height=size,
        patternUnits="userSpaceOnUse",
    )
    return tag("defs", pattern)


def behind(plot: Plot, mine: Stair | None, prefix: str) -> Iterator[str]:
    """Yield what lies behind the stairs: the patient's band, what is hatched, the axes."""
    high = STAIRS.head
    for step in plot.stairs.steps:
        left, right = _ends(plot, step)
        box: dict[str, Number] = {
            "x": left,
            "y": high,
            "width": right - left,
            "height": STAIRS.height,
        }
        if step is mine:
            yield tag("rect", **box, class_="p-band-mine")
        if step.amount is None:
            yield tag("rect", **box, fill=f"url(#{prefix}-hatch)", class_="p-floor")
    yield tag("path", d=f"M{STAIRS.left} {high}V{plot.base}H{plot.right}", class_="p-axis")
    free = Fraction(high - STAIRS.tick)
    amounts = {step.amount for step in plot.stairs.steps if step.amount}
    for amount in sorted(amounts, reverse=True):
        y = plot.down(amount)
        if y - free >= STAIRS.tick and plot.base - y >= STAIRS.tick:
            words = number_text(amount)
            yield text(STAIRS.left - STAIRS.inset, y + BASELINE, words, "p-quiet", "end")
            free = y
    yield text(STAIRS.left - STAIRS.inset, plot.base + BASELINE, "0", "p-quiet", "end")


def _ends(plot: Plot, step: Stair) -> tuple[Fraction, Fraction]:
    band = step.band
    return plot.across(band.low), plot.across(plot.end if band.high is None else band.high)


def steps_of(plot: Plot, at: Fraction | None, mine: Stair | None) -> Iterator[str]:
    """Yield the stairs, then the open rings, then the filled: an edge that is held stays so."""
    rings: list[tuple[bool, str]] = []
    before: Stair | None = None
    for step in plot.stairs.steps:
        left, right = _ends(plot, step)
        y = plot.base if step.amount is None else plot.down(step.amount)
        if before is not None and before.amount is not None and step.amount is not None:
            yield tag("path", d=path(left, plot.down(before.amount), left, y), class_="p-edge")
        if step.amount is not None:
            class_ = "p-step-mine" if step is mine else "p-step"
            yield tag("path", d=path(left, y, right, y), class_=class_)
        rings += [(closed, _ring(x, y, closed)) for x, closed in closed_ends(plot, step)]
        yield from _lettered(step, _beside(plot, at, (left + right) / 2), y)
        yield from _refused(plot, step, at)
        before = step
    yield from (ring for _, ring in sorted(rings, key=lambda one: one[0]))
    last = plot.stairs.steps[-1]
    if last.band.high is None and last.amount is not None:
        y, size = plot.down(last.amount), STAIRS.radius
        tip = (plot.right + size, y)
        ends = ((plot.right - size, y - size), (plot.right - size, y + size))
        yield polygon(tip, *ends, class_="p-arrow")


def path(x: Number, y: Number, to_x: Number, to_y: Number) -> str:
    """Return a line from one place to another.

    >>> path(0, 1, Fraction(1, 3), 4)
    'M0 1L0.33 4'
    """
    ends = (f"{rounded_number(a)} {rounded_number(b)}" for a, b in ((x, y), (to_x, to_y)))
    return f"M{'L'.join(ends)}"


def closed_ends(plot: Plot, step: Stair) -> Iterator[tuple[Fraction, bool]]:
    """Yield the place of each end that has a number, and whether the band holds it."""
    band = step.band
    yield plot.across(band.low), band.low_closed
    if band.high is not None:
        yield plot.across(band.high), band.high_closed


def _ring(x: Fraction, y: Number, closed: bool) -> str:
    class_ = "p-closed" if closed else "p-open"
    return tag("circle", cx=x, cy=y, r=STAIRS.radius, class_=class_)


def _beside(plot: Plot, at: Fraction | None, x: Fraction) -> Fraction:
    """Return where a letter stands: beside the patient's line, never on it."""
    if at is None or abs(plot.across(at) - x) >= STAIRS.letter_below / Fraction(2):
        return x
    return plot.across(at) + STAIRS.letter_below


def _lettered(step: Stair, x: Fraction, y: Number) -> Iterator[str]:
    below = y + STAIRS.letter_below
    if step.amount is None:
        below = STAIRS.head + STAIRS.height / Fraction(2)
        yield tag("circle", cx=x, cy=below - BASELINE, r=STAIRS.disc, class_="p-paper")
    yield text(x, below, step.letter, "p-letter", "middle")


def _refused(plot: Plot, step: Stair, at: Fraction | None) -> Iterator[str]:
    """Yield why nothing is given, where a band has room for it and no patient's line."""
    left, right = _ends(plot, step)
    width = room(step.words, plot.frame.letter) + STAIRS.inset * 2
    if step.amount is None and width < right - left and (at is None or at not in step.band):
        size = plot.frame.line
        y = STAIRS.head + STAIRS.height / Fraction(2) + size
        yield tag(
            "rect",
            x=(left + right - width) / 2,
            y=y - plot.frame.letter,
            width=width,
            height=size,
            class_="p-paper",
        )
        yield text((left + right) / 2, y + 1, step.words, "p-text", "middle")


def below(plot: Plot, guideline: Guideline) -> tuple[list[str], int]:
    """Return the edges below the axis, in two rows where one has no room, and where they end."""
    frame, table = plot.frame, plot.stairs.table
    edges = sorted({end for step in plot.stairs.steps for end in _edges(step)})
    free = [Fraction(-STAIRS.left)] * 2
    parts = []
    for edge in edges:
        words, x = number_text(edge), plot.across(edge)
        half = Fraction(room(words, frame.letter), 2)
        row = 0 if x - half >= free[0] else 1
        free[row] = x + half + STAIRS.inset
        y = plot.base + frame.line * (row + 1)
        parts += [
            tag("path", d=path(x, plot.base, x, y - frame.letter), class_="p-leader"),
            text(x, y, words, "p-text", "middle"),
        ]
    rows = 2 if free[1] > 0 else 1
    y = plot.base + frame.line * rows
    label = f"{guideline.label(table.over)}, {guideline.unit(table.over)}"
    for line in wrapped(label, plot.right - STAIRS.left, frame.letter):
        y += frame.line
        parts.append(text(plot.right, y, line, "p-quiet", "end"))
    return parts, y + STAIRS.inset


def _edges(step: Stair) -> tuple[Fraction, ...]:
    band = step.band
    return (band.low,) if band.high is None else (band.low, band.high)
