"""This module draws the bands of a dose table as a staircase over clearance, and a patient on it.

It refuses a place that is not the patient's: their value is marked exactly, in its own band, and
where nothing is known or given the picture says so.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.language import quantity_text
from whitlow.pages.words import STATUSES
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
from whitlow.record import dataclass
from whitlow.sentence import short_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whitlow.guideline import Guideline, Regimen
    from whitlow.order import Order, Status
    from whitlow.pictures.measures import Frame
    from whitlow.pictures.svg import Link

__all__ = ["ordered_staircases", "staircase", "staircases"]

PER: Final[dict[Per, str]] = {
    "day": "{} in a day",
    "average": "{} a day on average",
    "course": "{} in all",
    "dose": "{} each time",
}
MINE: Final = "this patient: {}"
UNKNOWN: Final = "No patient's value is marked"


MARKING: Final[tuple[Status, ...]] = ("dose", "confirm", "not_recommended")
"""Where an order lets a row be shown as the patient's: in no other is a band an invitation."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """Stairs with the value that is marked on them, and what an order says of it."""

    stairs: Stairs
    at: Fraction | None
    said: str


def ordered_staircases(
    guideline: Guideline, orders: Sequence[Order], prefix: str, to: Link = evidence
) -> tuple[str, ...]:
    """Return the figures of orders: the patient's row is marked only where the order allows it.

    Where a dose is held, refused, barred or not known yet no row is the patient's, and the caption
    says why.
    """
    shown = []
    for each in orders:
        stairs = stairs_of(guideline, each.regimen)
        if stairs is not None:
            at = _marked(each, stairs)
            said = f"This patient: {STATUSES[each.status][0]}."
            shown.append(_Shown(stairs, at, said))
    return _figures(guideline, shown, prefix, to)


def _marked(order: Order, stairs: Stairs) -> Fraction | None:
    """Return the value to mark; none where an order denies the dose that its row would give.

    Who is on dialysis may have a clearance in a row with a dose: it is no row of theirs.
    """
    if not order.over or order.status not in MARKING:
        return None
    at = order.over[0][1]
    found = stairs.at(at)
    gives = found is not None and not found.row.refusal
    return None if order.status == "not_recommended" and gives else at


def staircases(
    guideline: Guideline,
    regimens: Sequence[Regimen],
    at: Fraction | None,
    prefix: str,
    to: Link = evidence,
) -> tuple[str, ...]:
    """Return a figure for each regimen that has stairs; those in one measure share their height.

    ``at`` is a value of what the table is over, in its unit. It is looked up and nothing more: of a
    patient who has an order, ``ordered_staircases`` says whether there is a dose at all.
    """
    found = [stairs for each in regimens if (stairs := stairs_of(guideline, each)) is not None]
    return _figures(guideline, [_Shown(stairs, at, "") for stairs in found], prefix, to)


def staircase(
    guideline: Guideline, regimen: Regimen, at: Fraction | None, prefix: str, to: Link = evidence
) -> str:
    """Return the figure of one regimen, nothing where its doses are no stairs."""
    return "".join(staircases(guideline, (regimen,), at, prefix, to))


def _figures(
    guideline: Guideline, shown: Sequence[_Shown], prefix: str, to: Link
) -> tuple[str, ...]:
    tops: dict[tuple[str, str], Fraction] = {}
    for one in shown:
        key = (one.stairs.per, one.stairs.unit)
        tops[key] = max(one.stairs.top, tops.get(key, one.stairs.top))
    return tuple(
        _figure(guideline, one, f"{prefix}-{index}", to, tops[one.stairs.per, one.stairs.unit])
        for index, one in enumerate(shown)
    )


def _figure(guideline: Guideline, shown: _Shown, prefix: str, to: Link, top: Fraction) -> str:
    def draw(frame: Frame, name: str) -> str:
        return _drawn(guideline, shown, frame, name, to, top)

    return figure(draw, prefix, _caption(guideline, shown, to))


def _caption(guideline: Guideline, shown: _Shown, to: Link) -> str:
    stairs = shown.stairs
    cites = cited(stairs.table.cites, to)
    table = link(to(stairs.table.id), safe(stairs.table.title))
    regimen = link(to(stairs.regimen.id), safe(stairs.regimen.name))
    profile = guideline.profiles.get(stairs.regimen.profile)
    under = "" if profile is None else f" {safe(profile.title)}."
    said = f"{tag('strong', safe(shown.said))} " if shown.said else ""
    return f"{said}{table}; regimen {regimen}.{under} From {cites}. {SIGNS}"


def _drawn(  # noqa: PLR0913, PLR0917 - as above
    guideline: Guideline, shown: _Shown, frame: Frame, prefix: str, to: Link, top: Fraction
) -> str:
    stairs, at = shown.stairs, shown.at
    edges = [step.band.low for step in stairs.steps]
    furthest = max([*edges, *(() if at is None else (at,))])
    plot = Plot(frame, stairs, top, (furthest or Fraction(1)) * (1 + Fraction(1, STAIRS.beyond)))
    mine = stairs.at(at)
    unit = guideline.unit(stairs.table.over)
    point, edge = _point(plot, at, mine)
    edges_below, foot = below(plot, guideline)
    rows, height = listed(stairs, frame, foot, mine, to, unit)
    over = guideline.label(stairs.table.over)
    label = guideline.label(stairs.regimen.drug)
    parts = [
        hatch(prefix),
        text(0, frame.line, PER[stairs.per].format(stairs.unit), "p-strong"),
        *behind(plot, mine, prefix),
        *_line(plot, at, unit),
        *((point,) if edge else ()),
        *steps_of(plot, at, mine),
        *(() if edge or not point else (point,)),
        *edges_below,
        *rows,
    ]
    return drawing(
        parts,
        frame=frame,
        prefix=prefix,
        height=height,
        title=f"{label}, {stairs.regimen.name}: dose by {over}",
        desc=f"{shown.said} {_described(stairs, at, mine, unit, over)}".strip(),
    )


def _line(plot: Plot, at: Fraction | None, unit: str) -> Iterator[str]:
    """Yield the patient's line, and the value in words above it."""
    if at is None:
        return
    words = MINE.format(f"{short_number(at)} {unit}".strip())
    x, width = plot.across(at), room(words, plot.frame.letter)
    left = min(max(x - Fraction(width, 2), Fraction(0)), Fraction(plot.frame.width - width))
    y = plot.frame.line * 2
    yield text(left, y, words, "p-mine")
    yield tag("path", d=path(x, y + BASELINE, x, plot.base), class_="p-here")


def _point(plot: Plot, at: Fraction | None, mine: Stair | None) -> tuple[str, bool]:
    """Return the patient's diamond, and whether it lies on an edge, below a ring."""
    if at is None or mine is None:
        return "", False
    x = plot.across(at)
    level = plot.base if mine.amount is None else plot.down(mine.amount)
    edge = any(x == end for end, _ in closed_ends(plot, mine))
    size = STAIRS.point_on_edge if edge else STAIRS.point
    ends = ((x, level - size), (x + size, level), (x, level + size), (x - size, level))
    return polygon(*ends, class_="p-point"), edge


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
