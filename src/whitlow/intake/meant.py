"""This module holds how a word is meant: of this patient and now, or otherwise, and by which words.

It refuses a way without the words that made it.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

__all__ = ["APART", "OPEN", "REASONS", "Stance", "Way", "way"]

OPEN: Final = "it is not plain of what this is said"
APART: Final = "named apart from the disease"
REASONS: Final = frozenset({OPEN, APART})
"""Doubts that are told by themselves: no word of the note made them."""


class Stance(NamedTuple):
    """How a word is meant: for each way the words that say so, empty where none do."""

    denied: str = ""
    doubted: str = ""
    other: str = ""
    past: str = ""
    planned: str = ""

    @property
    def plain(self) -> bool:
        """Whether it is said of this patient, now, as it stands."""
        return not any(self)

    @property
    def here(self) -> bool:
        """Whether it is said to be there, of this patient and now, surely or not."""
        return not (self.denied or self.other or self.past or self.planned)


Way = Literal["present", "absent", "unsure", "family", "past", "hypothetical"]


def way(stance: Stance) -> Way:
    """Return the one way in which a word is meant, the weightiest of them."""
    if stance.other:
        return "family"
    if stance.planned:
        return "hypothetical"
    if stance.doubted:
        return "unsure"
    if stance.denied:
        return "absent"
    return "past" if stance.past else "present"
