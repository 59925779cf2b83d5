"""This module holds the measures and colours of a chart.

It refuses two colours that readers who see no red or no green could not tell apart.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "ABOVE",
    "COLOURS",
    "FILLS",
    "GAP",
    "LANE",
    "LEFT",
    "LEGEND",
    "LETTER",
    "MOST_LABELS",
    "PANEL",
    "RIGHT",
    "SMALL",
    "TOP",
    "WIDTH",
]

WIDTH: Final = 900
LEFT: Final = 150
RIGHT: Final = 20
TOP: Final = 30
PANEL: Final = 130
GAP: Final = 44
LANE: Final = 16
LETTER: Final = 7
SMALL: Final = 11
ABOVE: Final = 12
LEGEND: Final = 200
MOST_LABELS: Final = 12
FILLS: Final = ("#ffffff", "#ececec")
COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#7b3294")
"""Told apart by readers who see no red or no green, and by their lightness in print."""
