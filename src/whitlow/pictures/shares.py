"""This module makes of each rate the share that is shown: its value, its interval, its words.

It refuses an interval where nothing was counted: a share of which only per cent are printed stands
without one and says so.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal

from whitlow.language import number_text, rounded
from whitlow.pictures.interval import interval
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Claim, Guideline, Rate

__all__ = ["Kind", "Share", "by_group", "percent", "share_of"]

Kind = Literal["counted", "printed", "range", "at_most"]
PER_CENT: Final = 100
UNCOUNTED: Final = "no denominator"


@dataclass(frozen=True, slots=True)
class Share:
    """A rate in per cent: where it is drawn, how far it may reach, and what is said of it."""

    rate: Rate
    kind: Kind
    value: Fraction
    low: Fraction
    high: Fraction
    who: str
    told: str
    reach: str

    @property
    def statement(self) -> str:
        """The statement that it is taken from."""
        return self.rate.claim.rpartition(".")[0]


def by_group(guideline: Guideline) -> Iterator[tuple[str, tuple[Share, ...]]]:
    """Yield the rates by the group in which they were found, in the order of the file."""
    every = [share_of(guideline, rate) for rate in guideline.rates.values()]
    for group in dict.fromkeys(share.rate.group for share in every):
        yield group, tuple(share for share in every if share.rate.group == group)


def share_of(guideline: Guideline, rate: Rate) -> Share:
    """Return what a rate's claim says, in per cent."""
    claim = guideline.claim(rate.claim)
    years = f", {guideline.claim(rate.years).words}" if rate.years else ""
    who = f"{rate.who}{years}"
    if claim.of is not None:
        return _counted(rate, claim, claim.of, who)
    if claim.high is not None:
        middle = (claim.low + claim.high) / 2
        return Share(rate, "range", middle, claim.low, claim.high, who, claim.words, UNCOUNTED)
    if rate.at_most:
        told = f"at most {claim.words}"
        return Share(rate, "at_most", claim.low, Fraction(0), claim.low, who, told, UNCOUNTED)
    return Share(rate, "printed", claim.low, claim.low, claim.low, who, claim.words, UNCOUNTED)


def _counted(rate: Rate, claim: Claim, of: Fraction, who: str) -> Share:
    low, high = (end * PER_CENT for end in interval(int(claim.low), int(of)))
    value = claim.low * PER_CENT / of
    told = f"{number_text(claim.low)} of {number_text(of)}"
    reach = f"{percent(value)}% ({percent(low)}–{percent(high)})"
    return Share(rate, "counted", value, low, high, who, told, reach)


def percent(share: Fraction) -> str:
    """Return per cent as they are read: with one decimal, with two below one.

    >>> percent(Fraction(53097, 10000)), percent(Fraction(18248, 100000)), percent(Fraction(0))
    ('5.3', '0.18', '0')
    """
    return number_text(rounded(share, 1 if share >= 1 else 2))
