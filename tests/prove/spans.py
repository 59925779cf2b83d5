"""How far a number that is worked out reaches, by the ranges of its facts."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Final

from whitlow.language import rounded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.prove.flat import Flat
    from whitlow.guideline import Guideline

Span = tuple[Fraction | None, Fraction | None]
"""The least and the greatest that a number can be, None where there is no end."""
ANYTHING: Final[Span] = (None, None)


def span(guideline: Guideline, flat: Flat, within: Mapping[str, Span]) -> Span:
    """Return how far a number reaches, with its facts in their range or a part of it."""
    parts = [span(guideline, part, within) for part in flat.parts]
    match flat.sign:
        case "literal":
            return flat.number, flat.number
        case "fact":
            band = guideline.facts[flat.name].range
            own = ANYTHING if band is None else (band.low, band.high)
            return within.get(flat.name, own)
        case "formula":
            return ANYTHING
        case "column":
            table, column = flat.name.split(".")
            rows = guideline.tables[table].rows
            cells = [row.cells[column].value for row in rows if column in row.cells]
            return min(cells), max(cells)
        case "minus":
            ((low, high),) = parts
            return None if high is None else -high, None if low is None else -low
        case "round":
            ((low, high),) = parts
            places = int(flat.number)
            return _rounded(low, places), _rounded(high, places)
        case "least":
            highs = [high for _, high in parts if high is not None]
            return _least([low for low, _ in parts]), min(highs, default=None)
        case "greatest":
            lows = [low for low, _ in parts if low is not None]
            return max(lows, default=None), _greatest([high for _, high in parts])
        case sign:
            return _computed(sign, *parts)


def _rounded(number: Fraction | None, places: int) -> Fraction | None:
    return None if number is None else rounded(number, places)


def _least(ends: list[Fraction | None]) -> Fraction | None:
    known = [end for end in ends if end is not None]
    return min(known) if len(known) == len(ends) else None


def _greatest(ends: list[Fraction | None]) -> Fraction | None:
    known = [end for end in ends if end is not None]
    return max(known) if len(known) == len(ends) else None


def _computed(sign: str, one: Span, other: Span) -> Span:
    (low, high), (less, more) = one, other
    match sign:
        case "+":
            return (
                None if low is None or less is None else low + less,
                None if high is None or more is None else high + more,
            )
        case "-":
            return _computed("+", one, (_turned(more), _turned(less)))
        case "*":
            return _corners(one, other)
        case "/" if less is not None and less > 0:
            return _corners(one, (Fraction(0) if more is None else 1 / more, 1 / less))
        case "/" if more is not None and more < 0:
            return _corners(one, (1 / more, Fraction(0) if less is None else 1 / less))
        case _:
            return ANYTHING


def _turned(end: Fraction | None) -> Fraction | None:
    return None if end is None else -end


def _corners(one: Span, other: Span) -> Span:
    (low, high), (less, more) = one, other
    if low is None or high is None or less is None or more is None:
        positive = low is not None and less is not None and low >= 0 and less >= 0
        return (low * less, None) if positive and low is not None and less is not None else ANYTHING
    ends = [left * right for left, right in product((low, high), (less, more))]
    return min(ends), max(ends)


def clear_of_nought(reach: Span) -> bool:
    """Whether a number that reaches so far is always above nought, or always below it."""
    low, high = reach
    return (low is not None and low > 0) or (high is not None and high < 0)
