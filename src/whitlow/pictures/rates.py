"""This module draws how often resistance was found: a row for each rate, a line for its interval.

It refuses to let shares be compared without what parts them: each row says in whom, each group has
its own heading, and a share that was not counted has another mark and no line.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.language import number_text
from whitlow.pages.course_shapes import rounded_number
from whitlow.pictures.figure import cited, drawing, figure
from whitlow.pictures.interval import CONFIDENCE, METHOD
from whitlow.pictures.measures import BASELINE, RATES
from whitlow.pictures.shares import by_group
from whitlow.pictures.svg import evidence, link, polygon, room, safe, tag, text, wrapped
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Guideline
    from whitlow.pictures.measures import Frame
    from whitlow.pictures.shares import Share
    from whitlow.pictures.svg import Link

__all__ = ["CAPTION", "rates"]

TITLE: Final = "How often resistance was found, by population"
CAPTION: Final = (
    f"A square is a share that was counted; its line is the {number_text(CONFIDENCE)}% interval, "
    f"worked out here from the counts ({METHOD}). A ring is a share of which only per cent are "
    "printed, so it has no interval; a bar is a range as printed, an arrow a bound as printed. "
    "Hosts, years, methods and who was tested differ: the rows are not one series."
)
SEPARATOR: Final = " · "


@dataclass(frozen=True, slots=True)
class _Room:
    """Where shares lie in a frame: the plot between its ends, and the words beside or above it."""

    frame: Frame
    left: int
    right: int
    most: int

    @property
    def beside(self) -> bool:
        """Whether words have a column of their own."""
        return self.left > RATES.margin

    def across(self, share: Fraction) -> Fraction:
        return self.left + share * (self.right - self.left) / self.most


def rates(guideline: Guideline, prefix: str, to: Link = evidence) -> str:
    """Return the figure of all rates of a guideline, nothing where it has none."""
    if not guideline.rates:
        return ""
    cites = cited((cite for rate in guideline.rates.values() for cite in rate.cites), to)

    def draw(frame: Frame, name: str) -> str:
        return _drawn(guideline, frame, name, to)

    return figure(draw, prefix, f"{safe(CAPTION)} From {cites}.")


def _drawn(guideline: Guideline, frame: Frame, prefix: str, to: Link) -> str:
    groups = tuple(by_group(guideline))
    highest = max(share.high for _, shares in groups for share in shares)
    most = (int(highest) // RATES.step + 1) * RATES.step
    wide = frame.width > RATES.label + RATES.figures + RATES.label // 2
    place = _Room(
        frame,
        RATES.label if wide else RATES.margin,
        frame.width - (RATES.figures if wide else RATES.margin),
        most,
    )
    parts: list[str] = []
    y = frame.line
    for group, shares in groups:
        parts.append(text(0, y, group, "p-group"))
        y += BASELINE
        for share in shares:
            drawn, y = _row(place, share, y, to)
            parts.append(drawn)
        y += RATES.gap
    base = y - RATES.gap + RATES.inset
    parts = [*_axis(place, base), *parts]
    return drawing(
        parts,
        frame=frame,
        prefix=prefix,
        height=base + RATES.foot,
        title=TITLE,
        desc=_described(groups),
    )


def _axis(place: _Room, base: int) -> Iterator[str]:
    step = RATES.step if place.beside else 2 * RATES.step
    for share in range(0, place.most + 1, RATES.step):
        x = place.across(Fraction(share))
        if place.beside:
            yield _grid(x, place.frame.line, base)
        if share % step == 0:
            yield text(x, base + RATES.tick, f"{share}%", "p-quiet", "middle")
    yield tag("path", d=f"M{place.left} {base}H{place.right}", class_="p-axis")


def _grid(x: Fraction, top: int, base: int) -> str:
    return tag("path", d=f"M{rounded_number(x)} {top}V{base}", class_="p-grid")


def _row(place: _Room, share: Share, top: int, to: Link) -> tuple[str, int]:
    """Return one row as a link to its statement, and where it ends."""
    frame = place.frame
    figures = share.reach if share.kind == "counted" else share.told
    aside = share.told if share.kind == "counted" else share.reach
    told = f"{aside}{SEPARATOR}{figures}" if share.kind == "counted" else f"{figures}, {aside}"
    width = place.left - RATES.margin if place.beside else frame.width
    y = top
    parts: list[str] = []
    for line in wrapped(share.who, width, frame.letter):
        y += frame.line
        parts.append(text(0, y, line))
    if place.beside:
        middle = top + frame.line
        parts.append(text(frame.width, middle, told, "p-text", "end"))
    else:
        free = frame.width - room(told, frame.letter) - RATES.margin
        y += 0 if room(share.who, frame.letter) <= free else frame.line
        parts.append(text(frame.width, y, told, "p-text", "end"))
        y += RATES.bar
        middle = y
        parts += [
            _grid(place.across(Fraction(each)), y - RATES.bar + BASELINE, y + BASELINE)
            for each in range(0, place.most + 1, RATES.step)
        ]
    parts += _mark(place, share, middle - BASELINE)
    for line in wrapped(share.rate.but, width, frame.letter):
        y += frame.line
        parts.append(text(0, y, line, "p-quiet"))
    name = tag("title", safe(f"{share.who}: {told}. {share.statement}"))
    return link(to(share.statement), name, *parts, tabindex=-1), y + RATES.inset


def _mark(place: _Room, share: Share, y: int) -> Iterator[str]:
    """Yield the mark of a share in the shape of its kind."""
    x, low, high = (place.across(each) for each in (share.value, share.low, share.high))
    size, cap = RATES.mark, RATES.cap
    match share.kind:
        case "counted":
            yield tag("path", d=_whisker(low, high, y, cap), class_="p-interval")
            yield tag(
                "rect", x=x - size, y=y - size, width=2 * size, height=2 * size, class_="p-share"
            )
        case "printed":
            yield tag("circle", cx=x, cy=y, r=size, class_="p-share-alone")
        case "range":
            yield tag(
                "rect",
                x=low,
                y=y - BASELINE,
                width=high - low,
                height=2 * BASELINE,
                class_="p-share-alone",
            )
        case "at_most":
            tip = (x - 2 * size, y)
            yield polygon(tip, (x, y - size), (x, y + size), class_="p-share-alone")


def _whisker(low: Fraction, high: Fraction, y: int, cap: int) -> str:
    left, right = (rounded_number(each) for each in (low, high))
    return f"M{left} {y}H{right}M{left} {y - cap}V{y + cap}M{right} {y - cap}V{y + cap}"


def _described(groups: tuple[tuple[str, tuple[Share, ...]], ...]) -> str:
    """Return every share in words."""
    told = []
    for group, shares in groups:
        rows = "; ".join(f"{share.who}: {share.told}, {share.reach}" for share in shares)
        told.append(f"{group}: {rows}.")
    return " ".join(told)
