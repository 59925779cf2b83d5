"""This module draws the marks and lines of a chart.

It refuses two series that differ in colour alone: each has a shape and a dash of its own.
"""

from __future__ import annotations

from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING, Final

from whitlow.language import rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["line_of", "mark_of", "rounded_number", "text_of"]

DASHES: Final = ("", "6 3", "2 3", "8 3 2 3")
SIZE: Final = 4
PLACES: Final = 2


def rounded_number(number: Fraction | int) -> str:
    """Return a number with at most two decimals, for a place on a page and not for a dose.

    >>> rounded_number(Fraction(2, 3)), rounded_number(4)
    ('0.67', '4')
    """
    cents = rounded(Fraction(number), PLACES)
    if cents.denominator == 1:
        return str(cents.numerator)
    sign = "-" if cents < 0 else ""
    whole, rest = divmod(abs(cents.numerator) * (100 // cents.denominator), 100)
    return f"{sign}{whole}.{rest:02d}".rstrip("0")


def text_of(
    x: Fraction | int, y: Fraction | int, words: str, *, anchor: str = "start", bold: bool = False
) -> str:
    """Return words at a place."""
    weight = ' font-weight="bold"' if bold else ""
    where = f'x="{rounded_number(x)}" y="{rounded_number(y)}"'
    return f'<text {where} text-anchor="{anchor}"{weight}>{escape(words)}</text>'


def line_of(points: Sequence[tuple[Fraction, Fraction]], colour: str, index: int) -> str:
    """Return a line through points."""
    through = " ".join(f"{rounded_number(x)},{rounded_number(y)}" for x, y in points)
    dash = DASHES[index % len(DASHES)]
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    drawn = f'fill="none" stroke="{colour}" stroke-width="2"{dashed}'
    return f'<polyline class="line {_series(index)}" points="{through}" {drawn}/>'


def _series(index: int) -> str:
    """Return the class of a series, by which a page may give it another colour."""
    return f"series-{index % len(DASHES)}"


def mark_of(x: Fraction, y: Fraction, colour: str, index: int, said: str) -> str:
    """Return a point in the shape of its series, saying what it is to whoever points at it."""
    title = f"<title>{escape(said)}</title>"
    left, right = rounded_number(x - SIZE), rounded_number(x + SIZE)
    top, base = rounded_number(y - SIZE), rounded_number(y + SIZE)
    middle, level = rounded_number(x), rounded_number(y)
    match index % len(DASHES):
        case 0:
            where = f'class="{_series(index)}" cx="{middle}" cy="{level}" r="{SIZE}"'
            return f'<circle {where} fill="{colour}">{title}</circle>'
        case 1:
            shape = f"M{left} {top}H{right}V{base}H{left}Z"
        case 2:
            shape = f"M{middle} {top}L{right} {base}H{left}Z"
        case _:
            shape = f"M{left} {level}L{middle} {top}L{right} {level}L{middle} {base}Z"
    drawn = f'class="{_series(index)}" d="{shape}" fill="{colour}" stroke="{colour}"'
    return f"<path {drawn}>{title}</path>"
