"""This module draws the bands of a dose table as a staircase over clearance, and a patient on it.

It refuses a place that is not the patient's: their value is marked exactly, in its own band, and
where nothing is known or given the picture says so.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.language import quantity_text
from whitlow.pictures.amounts import Per, Stair, Stairs, band_words, stairs_of
from whitlow.pictures.figure import cited, drawing, figure
from whitlow.pictures.measures import BASELINE, STAIRS
from whitlow.pictures.stair_plot import (
    Plot,
    behind,
    below,
    closed_ends,
    hatch,
    path,
    steps_of,
)
from whitlow.pictures.stair_rows import SIGNS, listed
from whitlow.pictures.svg import evidence, link, polygon, room, safe, tag, text
from whitlow.sentence import short_number

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
UNKNOWN: Final = "No patient's value is marked"


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
    plot = Plot(frame, stairs, top, (furthest or Fraction(1)) * (1 + Fraction(1, STAIRS.beyond)))
    mine = stairs.at(at)
    unit = guideline.unit(stairs.table.over)
    edges_below, foot = below(plot, guideline)
    rows, height = listed(stairs, frame, foot, mine, to, unit)
    over = guideline.label(stairs.table.over)
    label = guideline.label(stairs.regimen.drug)
    parts = [
        hatch(prefix),
        text(0, frame.line, PER[stairs.per].format(stairs.unit), "p-strong"),
        *behind(plot, mine, prefix),
        *_patient(plot, at, mine, unit),
        *steps_of(plot, at, mine),
        *edges_below,
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


def _patient(plot: Plot, at: Fraction | None, mine: Stair | None, unit: str) -> Iterator[str]:
    """Yield the patient's place: a line, a diamond, and the value in words above."""
    if at is None:
        return
    words = MINE.format(f"{short_number(at)} {unit}".strip())
    x, width = plot.across(at), room(words, plot.frame.letter)
    left = min(max(x - Fraction(width, 2), Fraction(0)), Fraction(plot.frame.width - width))
    y = plot.frame.line * 2
    yield text(left, y, words, "p-mine")
    yield tag("path", d=path(x, y + BASELINE, x, plot.base), class_="p-here")
    if mine is None:
        return
    level = plot.base if mine.amount is None else plot.down(mine.amount)
    edge = any(x == plot.across(at) for x, _ in closed_ends(plot, mine))
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
    where = f"This patient's {value} lies in row {mine.letter}, {band_words(mine.band)}"
    return f"{told} {where}: {mine.words}."
