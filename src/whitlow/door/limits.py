"""This module says how large and how long anything from outside may be.

It refuses nothing itself: each reader refuses what is beyond its limit.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "CLOSE",
    "DEEPEST",
    "LONGEST_GIVEN",
    "LONGEST_GUESSED",
    "LONGEST_NUMBER",
    "LONGEST_SHOWN",
    "LONGEST_WORD",
    "MOST_BYTES",
    "MOST_ENTRIES",
    "MOST_ITEMS",
]

MOST_BYTES: Final = 256 * 1024
MOST_ENTRIES: Final = 500
MOST_ITEMS: Final = 200
DEEPEST: Final = 16
LONGEST_WORD: Final = 120
LONGEST_NUMBER: Final = 60
LONGEST_GIVEN: Final = 200
LONGEST_SHOWN: Final = 60
LONGEST_GUESSED: Final = 40

# How alike a misspelt word and a known one must be (1 is the same) before the one is suggested.
CLOSE: Final = 0.7
