"""This module draws the way through the rules: stages below each other, a patient's own way lit.

It refuses to tell what becomes of a rule by its colour: each fate has a sign and a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.pictures.figure import drawing, figure
from whitlow.pictures.measures import BASELINE, CARD, FRAMES, WAY
from whitlow.pictures.nodes import chips, rows
from whitlow.pictures.pathway import pathway
from whitlow.pictures.pathway_list import counted
from whitlow.pictures.svg import evidence, link, safe, tag, text, wrapped
from whitlow.sentence import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whitlow.guideline import Guideline
    from whitlow.pictures.measures import Frame
    from whitlow.pictures.pathway import Pathway, Stage, Stop
    from whitlow.pictures.svg import Link
    from whitlow.plan import Plan

__all__ = ["pathway_picture"]

TITLE: Final = "The way through the guideline"
OWN_TITLE: Final = "This patient's way through the guideline"
CAPTION: Final = (
    "Every box leads to its rule. The number in a box says how many rules can bar it; "
    "rules that decide no treatment, exit or referral are counted and not drawn."
)
OWN_CAPTION: Final = (
    "Filled: stands. Half filled: stands for now, until what it hangs on is known. "
    "Crossed: barred, and by what. Every line leads to its rule; what does not apply is not drawn."
)
NAMED: Final = "the list names what they hang on."
OTHERS: Final = "Nothing else here applies to this patient."
UNKNOWN: Final = "cannot be said yet, so ask:"
SILENT: Final = "Nothing here applies to this patient."


def pathway_picture(
    guideline: Guideline,
    plan: Plan | None,
    prefix: str,
    to: Link = evidence,
    frames: Sequence[Frame] = FRAMES,
) -> str:
    """Return the figure of the way through the rules; a plan lights a patient's own.

    The same way in words is ``pathway_list``, which belongs beside it. ``frames`` are the forms
    that are drawn: where the page scrolls the figure itself, one is enough.
    """
    way = pathway(guideline, plan)

    def draw(frame: Frame, name: str) -> str:
        return _drawn(way, frame, name, to)

    return figure(draw, prefix, safe(OWN_CAPTION if way.personal else CAPTION), frames)


def _drawn(way: Pathway, frame: Frame, prefix: str, to: Link) -> str:
    y = 0
    parts: list[str] = []
    dots: list[tuple[int, bool]] = []
    for number, stage in enumerate(way.stages, 1):
        y += frame.line
        dots.append((y - BASELINE, way.personal and any(stop.speaks for stop in stage.stops)))
        parts.append(text(CARD.left, y, f"{number}  {stage.title}", "p-strong"))
        y += BASELINE * 2
        drawn, y = _stage(way, stage, frame, y, to)
        parts += drawn
        y += WAY
    return drawing(
        [*_spine(dots), *parts],
        frame=frame,
        prefix=prefix,
        height=y - WAY + BASELINE,
        title=OWN_TITLE if way.personal else TITLE,
        desc=_described(way),
    )


def _spine(dots: Sequence[tuple[int, bool]]) -> list[str]:
    """Return the line that joins the stages, lit from the first to the last that speaks."""
    x, size = CARD.spine, CARD.dot
    first, last = dots[0][0], dots[-1][0]
    parts = [tag("path", d=f"M{x} {first}V{last}", class_="p-way")]
    lit = [y for y, speaks in dots if speaks]
    if lit:
        parts.append(tag("path", d=f"M{x} {first}V{lit[-1]}", class_="p-way-mine"))
    for y, speaks in dots:
        parts.append(
            tag("circle", cx=x, cy=y, r=size, class_="p-stop-mine" if speaks else "p-stop")
        )
    return parts


def _stage(way: Pathway, stage: Stage, frame: Frame, top: int, to: Link) -> tuple[list[str], int]:
    """Return the stops of a stage, and where they end."""
    if stage.kind == "ladder":
        return chips(stage.stops[0].nodes, frame, (CARD.left, top), to)
    exits = stage.kind == "exits"
    shown = [
        stop
        for stop in stage.stops
        if not way.personal or stop.speaks or (exits and stop.having("asked"))
    ]
    parts: list[str] = []
    y = top
    for stop in shown:
        drawn, y = _card(way, stop, frame, y, to, exits=exits)
        parts += drawn
        y += CARD.gap // 2
    rest = [stop for stop in stage.stops if stop not in shown]
    for line in wrapped(_elsewhere(rest, shown), frame.width - CARD.left, frame.letter):
        y += frame.line
        parts.append(text(CARD.left, y, line, "p-quiet"))
    return parts, y


def _elsewhere(rest: Sequence[Stop], shown: Sequence[Stop]) -> str:
    """Return what the stops that are not drawn come to: unknown is never told as nothing."""
    asked = sum(len(stop.having("asked")) for stop in rest)
    if not rest:
        return ""
    if not asked:
        return OTHERS if shown else SILENT
    words = "rule" if asked == 1 else "rules"
    return f"{'Elsewhere' if shown else 'Here'} {asked} {words} cannot be said yet: {NAMED}"


def _card(  # noqa: PLR0913 - what a card is made of
    way: Pathway, stop: Stop, frame: Frame, top: int, to: Link, *, exits: bool
) -> tuple[list[str], int]:
    """Return the box of one stop with its nodes inside."""
    inner: list[str] = []
    inside = CARD.left + CARD.padding
    beside = not way.personal and frame.width > 2 * CARD.title and bool(stop.title)
    width = CARD.title if beside else frame.width - inside - CARD.padding
    y = top + CARD.padding // 2
    for line in wrapped(stop.title, width, frame.letter):
        y += frame.line
        title = text(inside, y, line, "p-text")
        inner.append(link(to(stop.of), title, tabindex=-1) if stop.of else title)
    low, left = y, inside + CARD.title + CARD.padding if beside else inside
    y = top + CARD.padding if beside or not stop.title else y + CARD.padding // 2
    if stop.nodes:
        lay = rows if way.personal else chips
        drawn, y = lay(stop.nodes, frame, (left, y), to)
        inner += drawn
    asked = stop.having("asked") if exits else ()
    if asked:
        y += frame.line
        inner.append(text(left, y, UNKNOWN, "p-quiet"))
        drawn, y = chips(asked, frame, (left, y + CARD.padding // 2), to)
        inner += drawn
    for line in wrapped(
        _counts(way, stop, exits=exits), frame.width - left - CARD.padding, frame.letter
    ):
        y += frame.line
        inner.append(text(left, y, line, "p-quiet"))
    y = max(y, low) + CARD.padding
    box = tag(
        "rect",
        x=CARD.left,
        y=top,
        width=frame.width - CARD.left - 1,
        height=y - top,
        rx=CARD.radius,
        class_="p-card-mine" if stop.having("stands", "waits") else "p-card",
    )
    return [box, *inner], y


def _counts(way: Pathway, stop: Stop, *, exits: bool) -> str:
    """Return what a stop has beside what is drawn of it."""
    told = [counted(stop)] if stop.others else []
    if way.personal and stop.nodes:
        asked, silent = len(stop.having("asked")), len(stop.having("silent"))
        told += [f"{asked} cannot be said yet"] if asked and not exits else []
        told += [f"{silent} {'does' if silent == 1 else 'do'} not apply"] if silent else []
    return joined(told)


def _described(way: Pathway) -> str:
    """Return the stages in words: what stands in each, or how much it holds."""
    told = []
    for stage in way.stages:
        nodes = [node for stop in stage.stops for node in stop.nodes]
        if not way.personal:
            told.append(f"{stage.title}: {len(nodes)}" if nodes else stage.title)
            continue
        said = [
            f"{node.label} ({word})"
            for fate, word in (("stands", "stands"), ("waits", "for now"), ("barred", "barred"))
            for node in nodes
            if node.fate == fate
        ]
        asked = sum(node.fate == "asked" for node in nodes)
        said += [f"{asked} cannot be said yet"] if asked else []
        told.append(f"{stage.title}: {joined(said) if said else 'nothing applies'}")
    return f"{'. '.join(told)}. The list beside the picture says the same with every rule."
