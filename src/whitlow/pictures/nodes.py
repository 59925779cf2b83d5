"""This module draws the nodes of a way: as chips in lines, or each on a row with its sign.

It refuses a node that leads nowhere: each is a link to its record.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.pictures.measures import BASELINE, CARD, CHIP
from whitlow.pictures.pathway_list import SAID, barring, waiting
from whitlow.pictures.svg import link, room, safe, tag, text, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whitlow.pictures.measures import Frame
    from whitlow.pictures.pathway import Fate, Node
    from whitlow.pictures.svg import Link

__all__ = ["chips", "rows"]

LIT: Final = ("stands", "waits")


def chips(
    nodes: Sequence[Node], frame: Frame, at: tuple[int, int], to: Link
) -> tuple[list[str], int]:
    """Return nodes as boxes in lines from a place on, and where they end."""
    left, y = at
    x, low, parts = left, y, []
    for node in nodes:
        lines, width = _measured(node, frame, frame.width - CARD.padding - left)
        if x > left and x + width > frame.width - CARD.padding:
            x, y = left, low + CHIP.gap
        height = CHIP.height + (len(lines) - 1) * frame.line
        parts.append(_chip(node, frame, lines, (x, y, width, height), to))
        x += width + CHIP.gap
        low = max(low, y + height)
    return parts, low


def _measured(node: Node, frame: Frame, most: int) -> tuple[tuple[str, ...], int]:
    """Return the lines of a chip, and how wide it is."""
    beside = 2 * CHIP.inset + (CHIP.sign if node.fate in LIT else 0)
    if _aside(node):
        beside += room(_aside(node), frame.letter) + CHIP.inset
    lines = wrapped(node.label, most - beside, frame.letter)
    return lines, beside + max(room(line, frame.letter) for line in lines)


def _aside(node: Node) -> str:
    """Return what stands at the end of a chip: a question mark, or how many rules can bar it."""
    if node.fate == "asked":
        return "?"
    return str(node.bars) if node.bars and not node.fate else ""


def _chip(
    node: Node, frame: Frame, lines: tuple[str, ...], place: tuple[int, int, int, int], to: Link
) -> str:
    x, y, width, height = place
    middle = y + CHIP.height // 2
    box = tag(
        "rect",
        x=x,
        y=y,
        width=width,
        height=height,
        rx=CHIP.radius,
        class_=f"p-chip-{node.fate}" if node.fate else "p-chip",
    )
    lit, aside = node.fate in LIT, _aside(node)
    start = x + CHIP.inset + (CHIP.sign if lit else 0)
    end = x + width - CHIP.inset - (room(aside, frame.letter) + CHIP.inset if aside else 0)
    class_ = "p-quiet" if node.fate == "silent" else "p-text"
    parts = [box]
    for index, line in enumerate(lines):
        down = middle + BASELINE + index * frame.line
        centre = Fraction(start + end, 2)
        parts.append(text(centre, down, line, class_, "middle"))
    if lit:
        parts += _sign(node.fate, x + CHIP.sign, middle)
    if aside:
        right = x + width - CHIP.inset
        parts.append(text(right, middle + BASELINE, aside, "p-quiet", "end"))
    told = SAID[node.fate] or (f"{aside} rules can bar it" if aside else "")
    title = tag("title", safe(f"{node.label}: {told}" if told else node.label))
    return link(to(node.id), title, *parts, tabindex=-1)


def _sign(fate: Fate, x: int, y: int) -> Iterator[str]:
    """Yield the sign of a fate: a disc, half a disc, a cross."""
    size = CARD.dot
    match fate:
        case "stands":
            yield tag("circle", cx=x, cy=y, r=size, class_="p-sign")
        case "waits":
            yield tag("circle", cx=x, cy=y, r=size, class_="p-sign-open")
            half = f"M{x} {y - size}A{size} {size} 0 0 0 {x} {y + size}Z"
            yield tag("path", d=half, class_="p-sign")
        case _:
            down = f"M{x - size} {y - size}L{x + size} {y + size}"
            up = f"M{x - size} {y + size}L{x + size} {y - size}"
            yield tag("path", d=f"{down}{up}", class_="p-cross")


def rows(
    nodes: Sequence[Node], frame: Frame, at: tuple[int, int], to: Link
) -> tuple[list[str], int]:
    """Return the nodes that speak for a patient, each on a row with its sign; and their end."""
    left, top = at
    words_at = left + CHIP.sign
    width = frame.width - words_at - CARD.padding
    parts, y = [], top
    for fate in ("stands", "waits", "barred"):
        for node in nodes:
            if node.fate != fate:
                continue
            drawn = [*_sign(node.fate, left + CARD.dot, y + frame.line - BASELINE)]
            class_ = "p-text" if fate == "barred" else "p-mine"
            label = node.label if fate == "stands" else f"{node.label}, {SAID[node.fate]}"
            for line in wrapped(label, width, frame.letter):
                y += frame.line
                drawn.append(text(words_at, y, line, class_))
            for note in (barring(node), waiting(node)):
                for line in wrapped(note, width, frame.letter):
                    y += frame.line
                    drawn.append(text(words_at, y, line, "p-quiet"))
            y += BASELINE
            parts.append(link(to(node.id), *drawn, tabindex=-1))
    return parts, y
