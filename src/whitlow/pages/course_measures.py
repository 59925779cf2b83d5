"""This module holds the measures and colours of a chart.

It refuses two colours that readers who see no red or no green could not tell apart, and letters
that would be too small on a printed page: 720 units are its width.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "ABOVE",
    "COLOURS",
    "DATE",
    "FILLS",
    "GAP",
    "LANE",
    "LEFT",
    "LEGEND",
    "LETTER",
    "MOST_LETTERS",
    "PANEL",
    "RIGHT",
    "SMALL",
    "TOP",
    "WIDTH",
]

WIDTH: Final = 720
LEFT: Final = 60
RIGHT: Final = 80
TOP: Final = 34
PANEL: Final = 130
GAP: Final = 54
LANE: Final = 17
LETTER: Final = 7
SMALL: Final = 12
ABOVE: Final = 14
LEGEND: Final = 140
DATE: Final = 48
MOST_LETTERS: Final = 46
FILLS: Final = ("#ffffff", "#ececec")
COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#7b3294")
"""Told apart by readers who see no red or no green, and by their lightness in print."""
