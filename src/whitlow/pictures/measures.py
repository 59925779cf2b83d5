"""This module holds the measures of the pictures: how wide, how high, how far apart.

It refuses a frame whose letters would be too small on a telephone: 320 points wide, a letter of the
narrow frame is more than eleven points high.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from whitlow.record import dataclass

__all__ = [
    "BASELINE",
    "CARD",
    "CHIP",
    "FRAMES",
    "LETTERS",
    "NARROW",
    "OTHER_LETTER",
    "RATES",
    "STAIRS",
    "WAY",
    "WIDE",
    "Frame",
]


@dataclass(frozen=True, slots=True)
class Frame:
    """How wide a picture is, how high its letters are and how far its lines are apart."""

    name: str
    width: int
    letter: int
    line: int


NARROW: Final = Frame("narrow", 344, 12, 17)
WIDE: Final = Frame("wide", 760, 13, 19)
FRAMES: Final = (NARROW, WIDE)

BASELINE: Final = 4
"""How far below the middle of a letter its line stands."""

LETTERS: Final = MappingProxyType(
    dict.fromkeys("ijlI'|", 310)
    | dict.fromkeys(" .,:;!()[]ftr-/", 410)
    | dict.fromkeys("mwMW%@…→", 960)
    | dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZ&+=<>", 710)
)
"""How wide a letter is, in thousandths of its height, in a wide face."""
OTHER_LETTER: Final = 620


@dataclass(frozen=True, slots=True)
class Stairs:
    """The measures of a staircase of doses."""

    left: int = 46
    right: int = 14
    head: int = 46
    height: int = 176
    radius: int = 4
    tick: int = 15
    letter_below: int = 16
    disc: int = 9
    point: int = 7
    point_on_edge: int = 10
    headroom: int = 8
    beyond: int = 4
    row: int = 22
    inset: int = 6
    hatch: int = 7
    letter_at: int = 20
    band_at: int = 40
    bolder: int = 8


STAIRS: Final = Stairs()


@dataclass(frozen=True, slots=True)
class Rates:
    """The measures of shares with their intervals; ``figures`` is the room for the numbers."""

    gap: int = 26
    inset: int = 6
    bar: int = 18
    mark: int = 4
    cap: int = 5
    tick: int = 18
    foot: int = 24
    label: int = 300
    figures: int = 206
    margin: int = 16
    step: int = 10


RATES: Final = Rates()


@dataclass(frozen=True, slots=True)
class Card:
    """The measures of a card: a box that holds the rules of one question."""

    left: int = 22
    padding: int = 12
    title: int = 190
    gap: int = 16
    head: int = 20
    radius: int = 6
    spine: int = 8
    dot: int = 5


CARD: Final = Card()


@dataclass(frozen=True, slots=True)
class Chip:
    """The measures of a chip: the box of one rule."""

    height: int = 24
    gap: int = 7
    inset: int = 9
    sign: int = 18
    radius: int = 12


CHIP: Final = Chip()
WAY: Final = 24
"""The room for an arrow from one card to the next."""
