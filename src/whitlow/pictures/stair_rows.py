"""This module writes the rows of a staircase below it, each with the letter of its stair.

It refuses to leave the patient's own row to its colour: a mark points to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.language import number_text
from whitlow.pictures.amounts import band_words
from whitlow.pictures.measures import BASELINE, STAIRS
from whitlow.pictures.svg import link, polygon, room, tag, text

if TYPE_CHECKING:
    from whitlow.pictures.amounts import Per, Stair, Stairs
    from whitlow.pictures.measures import Frame
    from whitlow.pictures.svg import Link

__all__ = ["SIGNS", "listed"]

SIGNS: Final = "A filled ring belongs to its band, an empty one does not."
HEADS: Final[dict[Per, str]] = {
    "day": "{} in a day",
    "average": "{} a day, on average",
    "course": "{} in all",
    "dose": "",
}


def listed(  # noqa: PLR0913, PLR0917 - what a list of rows is made of
    stairs: Stairs, frame: Frame, top: int, mine: Stair | None, to: Link, unit: str
) -> tuple[list[str], int]:
    """Return the rows below a plot, highest clearance first, and where they end."""
    doses = _doses_at(stairs, frame)
    y = top + STAIRS.row
    parts = [
        tag("path", d=f"M0 {y + BASELINE + 2}H{frame.width}", class_="p-grid"),
        text(STAIRS.band_at, y, unit, "p-quiet"),
        text(doses, y, "dose", "p-quiet"),
        text(frame.width - BASELINE, y, HEADS[stairs.per].format(stairs.unit), "p-quiet", "end"),
    ]
    for step in reversed(stairs.steps):
        y += STAIRS.row
        parts.append(
            link(to(stairs.table.id), *_row(stairs, step, frame, y, doses, mine), tabindex=-1)
        )
    return parts, y + STAIRS.inset + BASELINE


def _doses_at(stairs: Stairs, frame: Frame) -> int:
    """Return where the doses begin: after the widest band."""
    widest = max(room(band_words(step.band), frame.letter) for step in stairs.steps)
    bold = widest + widest // STAIRS.bolder
    return STAIRS.band_at + max(bold, frame.width // 4) + STAIRS.inset


def _row(  # noqa: PLR0913, PLR0917 - as above
    stairs: Stairs, step: Stair, frame: Frame, y: int, doses: int, mine: Stair | None
) -> list[str]:
    words = "p-mine" if step is mine else "p-text"
    parts = []
    if step is mine:
        high, size = STAIRS.row, STAIRS.inset
        parts += [
            tag(
                "rect",
                x=0,
                y=y - high + size + 1,
                width=frame.width,
                height=high,
                rx=BASELINE,
                class_="p-row-mine",
            ),
            polygon(
                (size, y - size - BASELINE),
                (size + size + 2, y - BASELINE),
                (size, y + size - BASELINE),
                class_="p-point",
            ),
        ]
    parts += [
        text(STAIRS.letter_at, y, step.letter, "p-letter"),
        text(STAIRS.band_at, y, band_words(step.band), words),
        text(doses, y, step.words, words),
    ]
    if step.amount is not None and stairs.per != "dose":
        parts.append(text(frame.width - BASELINE, y, number_text(step.amount), words, "end"))
    return parts
