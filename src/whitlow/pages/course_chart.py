"""This module draws a course as SVG: the values, the clearance on its bands, the doses, the events.

It refuses to let a colour alone mean anything: each line has its own dash, each point its own
shape, each band its own words; and everything drawn is said in words as well.
"""

from __future__ import annotations

from fractions import Fraction
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from whitlow.language import number_text
from whitlow.pages.course_events import event_words, events, happened_in, lanes_of
from whitlow.pages.course_given import given_headline, told
from whitlow.pages.course_measures import (
    ABOVE,
    COLOURS,
    DATE,
    FILLS,
    GAP,
    LANE,
    LEFT,
    LEGEND,
    PANEL,
    RIGHT,
    SMALL,
    TOP,
    WIDTH,
)
from whitlow.pages.course_shapes import line_of, mark_of, rounded_number, text_of
from whitlow.pages.course_words import clearance, overs, regimens, traced
from whitlow.pages.figures import has_daily_figures
from whitlow.record import dataclass
from whitlow.sentence import joined, short_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from whitlow.course import Followed
    from whitlow.guideline import Guideline, Row
    from whitlow.order import Order

    Across = Callable[[date], Fraction]
    Scale = Callable[[Fraction], Fraction]

__all__ = ["chart"]

Points = tuple[tuple["date", Fraction], ...]


@dataclass(frozen=True, slots=True)
class _Series:
    """One line of a panel: its name and its values by day."""

    name: str
    points: Points
    steps: bool = False
    gaps: frozenset[date] = frozenset()

    def lines(self) -> Iterator[Points]:
        """Yield the points that each line goes through, none across days without a value.

        A dose stays what it was until it changes, so its line goes up and down in steps.
        """
        line = list(self.points[:1])
        for before, after in pairwise(self.points):
            if any(before[0] < day < after[0] for day in self.gaps):
                yield tuple(line)
                line = [after]
            else:
                line += [(after[0], before[1]), after] if self.steps else [after]
        yield tuple(line)


def _parted(name: str, points: Iterable[tuple[date, Fraction | None]]) -> _Series:
    """Return a line that is broken where there is no value."""
    known: list[tuple[date, Fraction]] = []
    gaps: set[date] = set()
    for day, value in points:
        if value is None:
            gaps.add(day)
        else:
            known.append((day, value))
    return _Series(name, tuple(known), gaps=frozenset(gaps))


@dataclass(frozen=True, slots=True)
class _Panel:
    """One panel: what it shows, in which unit, and the bands behind it."""

    title: str
    unit: str
    series: tuple[_Series, ...]
    bands: tuple[Row, ...] = ()

    @property
    def height(self) -> int:
        """How high it is drawn: bands need room for their words."""
        return PANEL * 2 if self.bands else PANEL

    @property
    def top(self) -> Fraction:
        """The value at the upper end."""
        values = [value for one in self.series for _, value in one.points]
        edges = [row.band.low for row in self.bands]
        return max([*values, *edges, Fraction(1, 1000)]) * (1 + Fraction(1, 10))


def chart(followed: Followed) -> str:
    """Return the chart as one SVG element, nothing where there is nothing to draw."""
    panels = tuple(panel for panel in _panels(followed) if any(one.points for one in panel.series))
    if not panels:
        return ""
    first, last = followed.days[0].day, followed.days[-1].day
    span = max((last - first).days, 1)

    def across(day: date) -> Fraction:
        return LEFT + Fraction((day - first).days * (WIDTH - LEFT - RIGHT), span)

    tops = [TOP + sum(one.height + GAP for one in panels[:at]) for at in range(len(panels) + 1)]
    happened = happened_in(followed)
    lanes = max((lane for _, lane in lanes_of(happened, across)), default=0) + 1
    height = tops[-1] + lanes * LANE + 4
    words = escape(_described(followed, panels))
    drawn = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
            f'class="course-chart" aria-labelledby="course-title course-desc" '
            f'font-family="sans-serif" font-size="{SMALL}">'
        ),
        f'<title id="course-title">Course from {first} to {last}</title>',
        f'<desc id="course-desc">{words}</desc>',
    ]
    for panel, top in zip(panels, tops, strict=False):
        drawn += _drawn(panel, top, across)
    drawn += _days(followed, tops[-1] - GAP, across)
    drawn += events(happened, tops[-1], across)
    return "\n".join([*drawn, "</svg>"])


def _panels(followed: Followed) -> Iterator[_Panel]:
    guideline = followed.guideline
    for fact in traced(followed, overs(followed)):
        points = tuple(
            (entry.at.day, entry.value)
            for entry in followed.course.entries
            if entry.fact == fact and isinstance(entry.value, Fraction)
        )
        label = guideline.label(fact)
        yield _Panel(label, guideline.unit(fact), (_Series(label, points),))
    for over in overs(followed):
        by_day = [(day.day, clearance(day, over)) for day in followed.days]
        label = guideline.label(over)
        bands = _bands(guideline, followed, over)
        yield _Panel(label, guideline.unit(over), (_parted(label, by_day),), bands)
    yield from _dose_panels(followed)


def _bands(guideline: Guideline, followed: Followed, over: str) -> tuple[Row, ...]:
    tables = [guideline.regimens[name].table for name in regimens(followed)]
    rows = [guideline.tables[name].rows for name in tables if name]
    alike = [many for many in rows if guideline.tables[tables[rows.index(many)]].over == over]
    return alike[0] if alike else ()


def _dose_panels(followed: Followed) -> Iterator[_Panel]:
    """Yield a panel for each drug: one given once a week has no dose in a day."""
    guideline = followed.guideline
    names = regimens(followed)[: len(COLOURS)]
    drugs = dict.fromkeys(guideline.regimens[name].drug for name in names)
    for drug in drugs:
        ours = [name for name in names if guideline.regimens[name].drug == drug]
        orders = [one for day in followed.days for one in day.orders if one.regimen.id in ours]
        daily = all(has_daily_figures(one) for one in orders if one.dose_mg is not None)
        title = "dose in a day" if daily else "single dose"
        label = f"{guideline.label(drug)}, {title}" if len(drugs) > 1 else title
        yield _Panel(label, "mg", tuple(_doses(followed, ours, daily=daily)))


def _doses(followed: Followed, names: Sequence[str], *, daily: bool) -> Iterator[_Series]:
    for name in names:
        points = tuple(
            (day.day, _height(order, daily=daily))
            for day in followed.days
            for order in day.orders
            if order.regimen.id == name and day.treatment is not None
        )
        yield _Series(followed.guideline.regimens[name].name, points, steps=True)


def _height(order: Order, *, daily: bool) -> Fraction:
    """Return the milligrams that a point shows; no dose is drawn as none."""
    drawn = order.daily_mg if daily else order.dose_mg
    return Fraction(0) if drawn is None else drawn


def _drawn(panel: _Panel, top: int, across: Across) -> Iterator[str]:
    base = top + panel.height
    scale = panel.top

    def down(value: Fraction) -> Fraction:
        return base - value * panel.height / scale

    yield text_of(0, top - ABOVE, f"{panel.title}, {panel.unit}", bold=True)
    yield from _behind(panel, down, base, top)
    for value in (Fraction(0), scale / 2, scale):
        shown = rounded_number(value)
        yield text_of(LEFT - 8, down(value) + 4, shown, anchor="end")
    axes = f"M{LEFT} {top}V{base}H{WIDTH - RIGHT}"
    yield f'<path class="frame" d="{axes}" fill="none" stroke="#333"/>'
    for index, one in enumerate(panel.series):
        points = [(across(day), down(value)) for day, value in one.points]
        colour = COLOURS[index % len(COLOURS)]
        for line in one.lines():
            yield line_of([(across(day), down(value)) for day, value in line], colour, index)
        for (x, y), (day, value) in zip(points, one.points, strict=True):
            said = f"{day}, {one.name}: {short_number(value)} {panel.unit}"
            yield mark_of(x, y, colour, index, said)
        if len(panel.series) > 1:
            legend = LEFT + LEGEND * (index + 1)
            yield mark_of(Fraction(legend), Fraction(top - ABOVE - 4), colour, index, one.name)
            yield text_of(legend + 10, top - ABOVE, one.name)


def _behind(panel: _Panel, down: Scale, base: int, top: int) -> Iterator[str]:
    for index, row in enumerate(panel.bands):
        low = down(row.band.low)
        high = Fraction(top) if row.band.high is None else max(down(row.band.high), Fraction(top))
        yield (
            f'<rect class="band-{index % len(FILLS)}" x="{LEFT}" y="{rounded_number(high)}" '
            f'width="{WIDTH - LEFT - RIGHT}" '
            f'height="{rounded_number(min(low, Fraction(base)) - high)}" '
            f'fill="{FILLS[index % len(FILLS)]}" stroke="#bbb"><title>{escape(_row(row))}</title>'
            "</rect>"
        )
        if low - high >= SMALL:
            yield text_of(WIDTH - RIGHT + 8, (low + high) / 2 + 4, str(row.band))


def _row(row: Row) -> str:
    return f"row {row.band}{f': {row.refusal}' if row.refusal else ''}"


def _days(followed: Followed, base: int, across: Across) -> Iterator[str]:
    free = Fraction(0)
    for day in (day.day for day in followed.days):
        x = across(day)
        if x >= free:
            yield text_of(x, base + 16, day.isoformat().partition("-")[2], anchor="middle")
            free = x + DATE


def _described(followed: Followed, panels: Sequence[_Panel]) -> str:
    """Return in words what the chart shows; the table beside it holds every figure."""
    words = []
    for panel in panels:
        for one in panel.series:
            if not one.points:
                continue
            values = [value for _, value in one.points]
            name = panel.title if len(panel.series) == 1 else f"{panel.title}, {one.name}"
            words.append(
                f"{name}: from {short_number(values[0])} to {short_number(values[-1])} "
                f"{panel.unit}, lowest {short_number(min(values))}, highest "
                f"{short_number(max(values))}."
            )
    events = joined(
        f"{event_words(followed, event)} on {event.day}"
        for event in followed.course.events
        if event.kind != "given"
    )
    words += [f"Events: {events}."] if events else []
    astray = joined(
        f"{given_headline(followed.guideline, one)} on {day.day}"
        for day in followed.days
        for one in told(day)
    )
    words += [f"Doses to look at: {astray}."] if astray else []
    held = [str(day.day) for day in followed.days if day.stops]
    words += [f"To be held or stopped on {joined(held)}."] if held else []
    number = number_text(Fraction(len(followed.days)))
    return " ".join([*words, f"The table beside the chart has {number} rows, one a day."])
