"""This module finds the numbers at which a guideline changes its mind about a number.

It refuses to blur an edge: on which side of it the number itself lies is kept.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from whitlow.guideline import OnceFor
from whitlow.language import Arithmetic, Compare, Name, names_in, value
from whitlow.plan.parts import all_parts
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whitlow.evaluate import Reading
    from whitlow.guideline import Band, Guideline
    from whitlow.language import Expr

__all__ = ["Edge", "compared", "edges", "points", "walk"]

Direction = Literal["down", "up"]
FINE: Final = 1000
STEP: Final = Fraction(1)
Pair = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """A number at which something changes; it lies below the edge itself where ``within``.

    ``(1, True)`` parts at most 1 from above 1, ``(1, False)`` parts below 1 from at least 1.
    """

    at: Fraction
    within: bool


# --- where the edges are ----------------------------------------------------------------------


def _comparisons(guideline: Guideline) -> dict[str, tuple[Compare, ...]]:
    """Return, by name, the comparisons in which it stands, of all rules, laws and names."""
    found: dict[str, dict[Compare, None]] = {}
    for part in all_parts(guideline):
        if isinstance(part, Compare):
            for name in names_in(part):
                found.setdefault(name, {})[part] = None
    return {name: tuple(parts) for name, parts in found.items()}


compared: Final = OnceFor(_comparisons)


def edges(reading: Reading, name: str, tables: Iterable[str]) -> tuple[Edge, ...]:
    """Return the edges on a number: of comparisons with what is known, and of these tables."""
    found = {
        edge
        for comparison in compared(reading.guideline).get(name, ())
        for edge in _of_comparison(reading, name, comparison)
    }
    for table in tables:
        if reading.guideline.tables[table].over == name:
            for row in reading.guideline.tables[table].rows:
                found.update(_of_band(row.band))
    return tuple(sorted(found))


def _of_band(band: Band) -> Iterator[Edge]:
    yield Edge(band.low, within=not band.low_closed)
    if band.high is not None:
        yield Edge(band.high, within=band.high_closed)


def _of_comparison(reading: Reading, name: str, comparison: Compare) -> Iterator[Edge]:
    for mine, other, mirrored in (
        (comparison.left, comparison.right, False),
        (comparison.right, comparison.left, True),
    ):
        at = _solved(reading, name, mine, other)
        if at is None:
            continue
        match comparison.sign:
            case "=" | "!=":
                yield Edge(at, within=False)
                yield Edge(at, within=True)
            case "<" | ">=":
                yield Edge(at, within=mirrored)
            case "<=" | ">":
                yield Edge(at, within=not mirrored)


def _solved(reading: Reading, name: str, mine: Expr, other: Expr) -> Fraction | None:
    """Return the number at which one side, in which a name stands once, equals the other side.

    Sums and products are turned round; anything else has no edge here.
    """
    if name in names_in(other):
        return None
    at = value(other, reading.known, reading.members)
    while isinstance(at, Fraction) and not isinstance(mine, Name):
        if not isinstance(mine, Arithmetic):
            return None
        inner, outer = (mine.left, mine.right)
        swapped = name in names_in(outer)
        if swapped:
            inner, outer = outer, inner
        by = value(outer, reading.known, reading.members)
        if name in names_in(outer) or not isinstance(by, Fraction):
            return None
        at = _turned(mine.sign, at, by, swapped=swapped)
        mine = inner
    return at if isinstance(at, Fraction) and mine == Name(name) else None


def _turned(sign: str, at: Fraction, by: Fraction, *, swapped: bool) -> Fraction | None:
    """Return what the inner side must be; none where turning round would turn the sign too."""
    match sign:
        case "+":
            return at - by
        case "-" if not swapped:
            return at + by
        case "*" if by > 0:
            return at / by
        case "/" if not swapped and by > 0:
            return at * by
        case _:
            return None


# --- what lies on either side -------------------------------------------------------------------


def points(found: tuple[Edge, ...], now: Fraction | None, *, whole: bool) -> dict[Edge, Pair]:
    """Return, for each edge, the numbers next to it: the last below it, the first above it.

    Where no next number exists it is so near that no other edge and not the present value lies
    between.
    """
    marks = sorted({edge.at for edge in found} | ({now} if now is not None else set()))
    gaps = [high - low for low, high in pairwise(marks)]
    near = min(gaps, default=abs(marks[0]) if marks and marks[0] else STEP) / FINE
    return {edge: _around(edge, near, whole=whole) for edge in found}


def _around(edge: Edge, near: Fraction, *, whole: bool) -> Pair:
    if whole:
        floor = Fraction(edge.at.numerator // edge.at.denominator)
        exact = floor == edge.at
        last = floor if edge.within or not exact else floor - STEP
        return last, last + STEP
    return (edge.at, edge.at + near) if edge.within else (edge.at - near, edge.at)


def walk(found: tuple[Edge, ...], now: Fraction, direction: Direction) -> tuple[Edge, ...]:
    """Return the edges that a number meets on its way down or up, the nearest first."""
    if direction == "down":
        below = [edge for edge in found if edge.at < now or (edge.at == now and not edge.within)]
        return tuple(reversed(below))
    return tuple(edge for edge in found if edge.at > now or (edge.at == now and edge.within))
