"""This module works out how far a share that was counted may be from the true one.

It refuses floating-point numbers: the interval is that of Clopper and Pearson (1934), whose ends
are the shares at which so many or more, or so many or fewer, would be found in one of forty
samples. They are found by halving among thousandths of a per cent, in whole numbers, so that every
machine finds the same; each end is the thousandth beyond, so that the interval is never too short.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import comb
from typing import Final

__all__ = ["CONFIDENCE", "METHOD", "interval"]

METHOD: Final = "exact interval of Clopper and Pearson"
PER_CENT: Final = 100
STEPS: Final = 1000 * PER_CENT
"""The parts into which the shares between nothing and all are divided."""

TAIL: Final = Fraction(1, 40)
"""How seldom a count as extreme as this one would be found, on each side."""

CONFIDENCE: Final = PER_CENT - 2 * PER_CENT * TAIL
"""How many per cent of such intervals hold the true share, at least."""


@lru_cache(maxsize=PER_CENT)
def interval(found: int, of: int) -> tuple[Fraction, Fraction]:
    """Return the two ends of the interval of a share, from 0 to 1; raises ``ValueError``.

    >>> [float(end) for end in interval(0, 10)], [float(end) for end in interval(10, 10)]
    ([0.0, 0.3085], [0.6915, 1.0])
    """
    if not 0 <= found <= of or of == 0:
        message = f"{found} of {of} is no share: count some, and no more than there were."
        raise ValueError(message)
    low = Fraction(0) if found == 0 else Fraction(_lowest(found, of), STEPS)
    high = Fraction(1) if found == of else 1 - Fraction(_lowest(of - found, of), STEPS)
    return low, high


def _lowest(found: int, of: int) -> int:
    """Return the last step at which so many or more are found as seldom as in a tail."""
    low, high = 0, STEPS
    while high - low > 1:
        middle = (low + high) // 2
        if _is_seldom(found, of, middle):
            low = middle
        else:
            high = middle
    return low


def _is_seldom(found: int, of: int, step: int) -> bool:
    """Whether so many or more are found as seldom as in a tail, at a share of so many steps."""
    every: int = STEPS**of
    if found > of // 2:
        many = _between(found, of, of, step)
    else:
        many = every - _between(0, found - 1, of, step)
    return many * TAIL.denominator <= every * TAIL.numerator


def _between(first: int, last: int, of: int, step: int) -> int:
    """Return how many of all equally likely outcomes have a count from the first to the last."""
    rest = STEPS - step
    outcomes: int = comb(of, first) * step**first * rest ** (of - first)
    total = outcomes
    for count in range(first, last):
        outcomes = outcomes * (of - count) * step // ((count + 1) * rest)
        total += outcomes
    return total
