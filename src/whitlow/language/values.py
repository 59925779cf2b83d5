"""This module says what a value may be.

It refuses defaults: what is not known is ``None``, and stays so.
"""

from __future__ import annotations

from fractions import Fraction

from whitlow.record import dataclass

__all__ = ["Levels", "Value"]


@dataclass(frozen=True, slots=True)
class Levels:
    """A grade known as a range: the levels that are possible, lowest first.

    A question of it is true when every possible level satisfies it, false when none does, and
    unknown otherwise.
    """

    possible: tuple[str, ...]


Value = Fraction | bool | str | frozenset[str] | Levels | None
