"""This module says at the head of a page which other sides it follows, by the reader's choice.

It refuses to call a choice of the reader anything but that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.order import sides_of
from whitlow.pages.blocks import Point, Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whitlow.guideline import Guideline
    from whitlow.order import Side
    from whitlow.pages.blocks import Block, Words
    from whitlow.pages.citations import Citations
    from whitlow.pages.json_values import Json

__all__ = ["LAWS_HOLD", "chosen_blocks", "chosen_json"]

LAWS_HOLD: Final = "Every law of the guideline still holds; what one takes out stays out."


def chosen_blocks(sides: Iterable[Side], citations: Citations) -> Iterator[Block]:
    """Yield the sides that the reader chose, each with what it stands instead of."""
    for side in sides:
        yield _side(side, citations)


def _side(side: Side, citations: Citations) -> Point:
    name = f" ({side.id}, position {side.position})"
    if not side.instead_of:
        words: Words = (Run(side.question), Run(" The guideline follows that position anyway."))
        return Point((*words, Run(name, "quiet")), "followed")
    return Point(
        (
            Run("Another side is followed here, by the reader's choice. ", "strong"),
            Run(f"{side.question} "),
            Run(side.says, "strong"),
            *citations.cited(side.cites),
            Run(name, "quiet"),
        ),
        "caution",
        notes=((Run("Instead of: ", "strong"), Run(side.instead_of)),),
    )


def chosen_json(guideline: Guideline) -> list[Json]:
    """Return the sides that a guideline follows by the reader's choice."""
    return [
        {
            "id": side.id,
            "question": side.question,
            "position": side.position,
            "says": side.says,
            "cites": list(side.cites),
            "instead_of": side.instead_of or None,
        }
        for side in sides_of(guideline)
    ]
