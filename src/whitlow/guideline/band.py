"""This module holds a band of numbers whose two ends are always written.

It refuses a band without an end sign: nobody has to guess between ``<`` and ``<=``.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from whitlow.guideline.measure import NUMBER
from whitlow.record import dataclass

__all__ = ["Band"]

BAND: Final = re.compile(rf"([\[(])\s*(-?{NUMBER})\s*,\s*({NUMBER}|inf)\s*([\])])")


@dataclass(frozen=True, slots=True)
class Band:
    """An interval of rationals; ``high`` is None where it has no upper end.

    >>> band = Band.parse("(1.0, 1.4]")
    >>> Fraction(1) in band, Fraction("1.4") in band
    (False, True)
    >>> str(band)
    '(1.0, 1.4]'
    """

    low: Fraction
    low_closed: bool
    high: Fraction | None
    high_closed: bool
    text: str

    @classmethod
    def parse(cls, text: str) -> Band:
        """Return the band that a text writes; raises ``ValueError`` with a sentence."""
        match = BAND.fullmatch(text.strip())
        if match is None:
            message = f"{text!r} is not a band. Write both ends, as in '(1.0, 1.4]'."
            raise ValueError(message)
        opening, low, high, closing = match.groups()
        top = None if high == "inf" else Fraction(high)
        band = cls(Fraction(low), opening == "[", top, closing == "]", text.strip())
        if top is None and band.high_closed:
            message = f"{text!r} closes an end that has no number. Write 'inf)'."
            raise ValueError(message)
        if band.empty:
            message = f"{text!r} holds no number. Write the lower end first."
            raise ValueError(message)
        return band

    @property
    def empty(self) -> bool:
        """Whether no number lies in the band."""
        if self.high is None or self.low < self.high:
            return False
        return self.low > self.high or not (self.low_closed and self.high_closed)

    def __contains__(self, value: Fraction) -> bool:
        """Whether a number lies in the band, exactly: in whole numbers, both sides multiplied."""
        top, bottom, low, high = value.numerator, value.denominator, self.low, self.high
        at, edge = top * low.denominator, low.numerator * bottom
        if at < edge or (at == edge and not self.low_closed):
            return False
        if high is None:
            return True
        at, edge = top * high.denominator, high.numerator * bottom
        return at < edge or (at == edge and self.high_closed)

    def __str__(self) -> str:
        """Return the band as it was written."""
        return self.text
