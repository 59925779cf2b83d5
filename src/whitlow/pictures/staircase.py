"""This module draws the bands of a dose table as a staircase over clearance, and a patient on it.

It refuses an edge that leaves open to which band it belongs: a filled ring ends a band that holds
the edge, an empty one a band that does not. Where nothing is given it is hatched and says so.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.language import number_text, quantity_text
from whitlow.pictures.amounts import Per, Stair, Stairs, band_words, stairs_of
from whitlow.pictures.figure import cited, drawing, figure
from whitlow.pictures.measures import BASELINE, STAIRS
from whitlow.pictures.stair_rows import SIGNS, heights, listed
from whitlow.pictures.svg import Number, evidence, link, polygon, room, safe, tag, text, wrapped
from whitlow.record import dataclass
from whitlow.sentence import joined, short_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whitlow.guideline import Guideline, Regimen
    from whitlow.pictures.measures import Frame
    from whitlow.pictures.svg import Link

__all__ = ["staircase", "staircases"]

PER: Final[dict[Per, str]] = {
    "day": "{} in a day",
    "average": "{} a day on average",
    "course": "{} in all",
    "dose": "{} each time",
}
MINE: Final = "this patient: {}"
UNKNOWN: Final = "Clearance not known: no row is this patient's"


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where values lie: the room of the plot, and what its ends mean."""

    frame: Frame
    stairs: Stairs
    top: Fraction
    end: Fraction

    @property
    def right(self) -> int:
        return self.frame.width - STAIRS.right

    @property
    def base(self) -> int:
        return STAIRS.head + STAIRS.height

    def across(self, found: Fraction) -> Fraction:
        return STAIRS.left + found * (self.right - STAIRS.left) / self.end

    def down(self, amount: Fraction) -> Fraction:
        ceiling = self.top * (1 + Fraction(1, STAIRS.headroom))
        return self.base - amount * STAIRS.height / ceiling


def staircases(
    guideline: Guideline,
    regimens: Sequence[Regimen],
    at: Fraction | None,
    prefix: str,
    to: Link = evidence,
) -> tuple[str, ...]:
    """Return a figure for each regimen that has stairs; those in one measure share their height."""
    found = [stairs for each in regimens if (stairs := stairs_of(guideline, each)) is not None]
    tops: dict[tuple[str, str], Fraction] = {}
    for each in found:
        key = (each.per, each.unit)
        tops[key] = max(each.top, tops.get(key, each.top))
    return tuple(
        _figure(guideline, each, at, f"{prefix}-{index}", to, tops[each.per, each.unit])
        for index, each in enumerate(found)
    )


def staircase(
    guideline: Guideline, regimen: Regimen, at: Fraction | None, prefix: str, to: Link = evidence
) -> str:
    """Return the figure of one regimen, nothing where its doses are no stairs.

    ``at`` is the patient's value of what the table is over, in its unit.
    """
    return "".join(staircases(guideline, (regimen,), at, prefix, to))


def _figure(  # noqa: PLR0913, PLR0917 - what a figure is made of
    guideline: Guideline,
    stairs: Stairs,
    at: Fraction | None,
    prefix: str,
    to: Link,
    top: Fraction,
) -> str:
    def draw(frame: Frame, name: str) -> str:
        return _drawn(guideline, stairs, at, frame, name, to, top)

    return figure(draw, prefix, _caption(guideline, stairs, to))


def _caption(guideline: Guideline, stairs: Stairs, to: Link) -> str:
    cites = cited(stairs.table.cites, to)
    table = link(to(stairs.table.id), safe(stairs.table.title))
    regimen = link(to(stairs.regimen.id), safe(stairs.regimen.name))
    profile = guideline.profiles.get(stairs.regimen.profile)
    under = "" if profile is None else f" {safe(profile.title)}."
    return f"{table}; regimen {regimen}.{under} From {cites}. {SIGNS}"


def _drawn(  # noqa: PLR0913, PLR0917 - as above
    guideline: Guideline,
    stairs: Stairs,
    at: Fraction | None,
    frame: Frame,
    prefix: str,
    to: Link,
    top: Fraction,
) -> str:
    edges = [step.band.low for step in stairs.steps]
    furthest = max([*edges, *(() if at is None else (at,))])
    plot = _Plot(frame, stairs, top, (furthest or Fraction(1)) * (1 + Fraction(1, STAIRS.beyond)))
    mine = stairs.at(at)
    unit = guideline.unit(stairs.table.over)
    below, foot = _below(plot, guideline)
    rows, height = listed(stairs, frame, foot, mine, to, unit)
    over = guideline.label(stairs.table.over)
    label = guideline.label(stairs.regimen.drug)
    parts = [
        _hatch(prefix),
        text(0, frame.line, PER[stairs.per].format(stairs.unit), "p-strong"),
        *_behind(plot, mine, prefix),
        *_patient(plot, at, mine, unit),
        *_steps(plot, at, mine),
        *below,
        *rows,
    ]
    return drawing(
        parts,
        frame=frame,
        prefix=prefix,
        height=height,
        title=f"{label}, {stairs.regimen.name}: dose by {over}",
        desc=_described(stairs, at, mine, unit, over),
    )


def _hatch(prefix: str) -> str:
    size = STAIRS.hatch
    lines = tag("path", d=f"M0 {size}L{size} 0M-1 1L1 -1M{size - 1} {size + 1}L{size + 1} {size - 1}")
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


def _behind(plot: _Plot, mine: Stair | None, prefix: str) -> Iterator[str]:
    """Yield what lies behind the stairs: the patient's band, what is hatched, the axes."""
    high = STAIRS.head
    for step in plot.stairs.steps:
        left, right = _ends(plot, step)
        room_of = {"x": left, "y": high, "width": right - left, "height": STAIRS.height}
        if step is mine:
            yield tag("rect", **room_of, class_="p-band-mine")
        if step.amount is None:
            yield tag("rect", **room_of, fill=f"url(#{prefix}-hatch)", class_="p-floor")
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


def _ends(plot: _Plot, step: Stair) -> tuple[Fraction, Fraction]:
    band = step.band
    return plot.across(band.low), plot.across(plot.end if band.high is None else band.high)


def _steps(plot: _Plot, at: Fraction | None, mine: Stair | None) -> Iterator[str]:
    """Yield the stairs, then the open rings, then the filled ones: an edge that is held stays so."""
    rings: list[tuple[bool, str]] = []
    before: Stair | None = None
    for step in plot.stairs.steps:
        left, right = _ends(plot, step)
        y = plot.base if step.amount is None else plot.down(step.amount)
        if before is not None and before.amount is not None and step.amount is not None:
            yield tag("path", d=_path(left, plot.down(before.amount), left, y), class_="p-edge")
        if step.amount is not None:
            class_ = "p-step-mine" if step is mine else "p-step"
            yield tag("path", d=_path(left, y, right, y), class_=class_)
        rings += [(closed, _ring(x, y, closed)) for x, closed in _closed(plot, step)]
        yield from _lettered(plot, step, _beside(plot, at, (left + right) / 2), y)
        before = step
    yield from (ring for _, ring in sorted(rings, key=lambda one: one[0]))
    last = plot.stairs.steps[-1]
    if last.band.high is None and last.amount is not None:
        y, size = plot.down(last.amount), STAIRS.radius
        tip = (plot.right + size, y)
        ends = ((plot.right - size, y - size), (plot.right - size, y + size))
        yield polygon(tip, *ends, class_="p-arrow")


def _path(x: Number, y: Number, to_x: Number, to_y: Number) -> str:
    return f"M{heights(x)} {heights(y)}L{heights(to_x)} {heights(to_y)}"


def _closed(plot: _Plot, step: Stair) -> Iterator[tuple[Fraction, bool]]:
    """Yield the place of each end that has a number, and whether the band holds it."""
    band = step.band
    yield plot.across(band.low), band.low_closed
    if band.high is not None:
        yield plot.across(band.high), band.high_closed


def _ring(x: Fraction, y: Number, closed: bool) -> str:
    class_ = "p-closed" if closed else "p-open"
    return tag("circle", cx=x, cy=y, r=STAIRS.radius, class_=class_)


def _beside(plot: _Plot, at: Fraction | None, x: Fraction) -> Fraction:
    """Return where a letter stands: beside the patient's line, never on it."""
    if at is None or abs(plot.across(at) - x) >= STAIRS.letter_below / Fraction(2):
        return x
    return plot.across(at) + STAIRS.letter_below


def _lettered(plot: _Plot, step: Stair, x: Fraction, y: Number) -> Iterator[str]:
    below = y + STAIRS.letter_below
    if step.amount is None:
        below = STAIRS.head + STAIRS.height / Fraction(2)
        yield tag("circle", cx=x, cy=below - BASELINE, r=STAIRS.disc, class_="p-paper")
    yield text(x, below, step.letter, "p-letter", "middle")


def _below(plot: _Plot, guideline: Guideline) -> tuple[list[str], int]:
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
            tag("path", d=_path(x, plot.base, x, y - frame.letter), class_="p-leader"),
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


def _patient(plot: _Plot, at: Fraction | None, mine: Stair | None, unit: str) -> Iterator[str]:
    """Yield the patient's place: a line, a diamond, and the value in words above."""
    if at is None:
        return
    words = MINE.format(f"{short_number(at)} {unit}".strip())
    x, width = plot.across(at), room(words, plot.frame.letter)
    left = min(max(x - Fraction(width, 2), Fraction(0)), Fraction(plot.frame.width - width))
    y = plot.frame.line * 2
    yield text(left, y, words, "p-mine")
    yield tag("path", d=_path(x, y + BASELINE, x, plot.base), class_="p-here")
    if mine is None:
        return
    level = plot.base if mine.amount is None else plot.down(mine.amount)
    edge = any(x == plot.across(at) for x, _ in _closed(plot, mine))
    size = STAIRS.point_on_edge if edge else STAIRS.point
    yield polygon(
        (x, level - size), (x + size, level), (x, level + size), (x - size, level), class_="p-point"
    )


def _described(
    stairs: Stairs, at: Fraction | None, mine: Stair | None, unit: str, over: str
) -> str:
    """Return in words what the staircase shows, every band and the patient's own."""
    rows = []
    for step in reversed(stairs.steps):
        total = ""
        if step.amount is not None and stairs.per != "dose":
            total = f" ({PER[stairs.per].format(quantity_text(step.amount, stairs.unit))})"
        rows.append(f"{band_words(step.band)}: {step.words}{total}")
    told = f"By {over} in {unit}: {'; '.join(rows)}."
    if at is None:
        return f"{told} {UNKNOWN}."
    value = f"{short_number(at)} {unit}".strip()
    if mine is None:
        return f"{told} This patient's {value} lies in no row."
    where = joined([f"This patient's {value} lies in row {mine.letter}, {band_words(mine.band)}"])
    return f"{told} {where}: {mine.words}."
