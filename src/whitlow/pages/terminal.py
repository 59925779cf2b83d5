"""This module writes a page for a terminal: at most a hundred columns, in colour or without.

It refuses to let a colour mean anything: whatever is alarming, provisional or barred says so in
words and has its own mark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from whitlow.pages.blocks import Heading, Page, Point, Prose, Run, Sheet, Title, Tone, Words, said
from whitlow.pages.wrap import cut, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whitlow.pages.blocks import Block, Mark

__all__ = ["WIDEST", "to_terminal"]

WIDEST: Final = 100
NARROWEST: Final = 60
MARGIN: Final = 2
GAP: Final = 2
WIDEST_LABEL: Final = WIDEST // 3
DOUBLE: Final = "═"
SINGLE: Final = "─"

MARKS: Final[dict[Mark, tuple[str, Tone]]] = {
    "alarm": ("!!", "alarm"),
    "caution": ("!", "caution"),
    "stands": ("•", "plain"),
    "provisional": ("?", "caution"),
    "barred": ("×", "alarm"),
    "ask": ("?", "caution"),
    "followed": ("→", "strong"),
    "true": ("✓", "plain"),
    "false": ("✗", "plain"),
    "unknown": ("?", "caution"),
}
CODES: Final[dict[Tone, str]] = {
    "plain": "",
    "strong": "\x1b[1m",
    "quiet": "\x1b[2m",
    "alarm": "\x1b[1;31m",
    "caution": "\x1b[33m",
    "cite": "\x1b[2m",
}
RESET: Final = "\x1b[0m"


def to_terminal(page: Page, width: int, *, colour: bool) -> str:
    """Return a page as text; ``colour`` adds the codes that a terminal takes for its tones."""
    columns = max(NARROWEST, min(WIDEST, width))
    lines = _lines(page, columns)
    show = _coloured if colour else _bare
    return "".join(f"{show(line).rstrip()}\n" for line in lines)


def _bare(line: Words) -> str:
    return "".join(run.text for run in line)


def _coloured(line: Words) -> str:
    return "".join(
        f"{CODES[run.tone]}{run.text}{RESET}" if CODES[run.tone] and run.text.strip() else run.text
        for run in line
    )


def _lines(page: Page, width: int) -> Iterator[Words]:
    before: Block | None = None
    for block in page.blocks:
        if before is not None and _parted(before, block):
            yield ()
        yield from _block(block, width)
        before = block


def _parted(before: Block, after: Block) -> bool:
    """Whether an empty line stands between two blocks."""
    match before, after:
        case Point(), Point():
            return bool(before.notes or after.notes) and not (before.depth or after.depth)
        case _, Heading(minor=False):
            return True
        case Heading(minor=False), _:
            return False
        case Heading(), Point():
            return False
        case _:
            return True


def _block(block: Block, width: int) -> Iterator[Words]:
    match block:
        case Title(text, aside):
            yield from _between(said(text, "strong"), said(aside, "quiet"), width)
            yield said(DOUBLE * width, "quiet")
        case Heading(text, False, aside, tone):
            rule = SINGLE * max(0, width - len(text) - len(aside) - (2 if aside else 1))
            end = said(f" {aside}", "quiet") if aside else ()
            yield (Run(text.upper(), tone), Run(f" {rule}", "quiet"), *end)
        case Heading(text, _, aside, tone):
            room = width - 2 * MARGIN
            for line in _between(said(text, tone), said(aside, "quiet"), room):
                yield (Run(" " * MARGIN), *line)
        case Prose(words):
            for line in wrapped(words, width - 2 * MARGIN):
                yield (Run(" " * MARGIN), *line)
        case Point():
            yield from _point(block, width)
        case Sheet():
            yield from _sheet(block, width)
        case _:
            assert_never(block)


def _between(left: Words, right: Words, width: int) -> Iterator[Words]:
    """Yield two texts on one line, at its two ends, or on two where they do not fit."""
    room = width - sum(len(run.text) for run in (*left, *right))
    if room >= GAP:
        yield (*left, Run(" " * room), *right)
        return
    yield from wrapped(left, width)
    yield from wrapped(right, width)


def _point(point: Point, width: int) -> Iterator[Words]:
    sign, tone = MARKS[point.mark]
    if point.number:
        sign, tone = point.number, "quiet"
    indent = MARGIN + GAP * point.depth
    hang = indent + max(len(sign) + 1, GAP)
    room = width - hang - MARGIN
    lines = [cut(point.words, room)] if point.one_line else wrapped(point.words, room)
    first = (Run(" " * indent), Run(sign, tone), Run(" " * (hang - indent - len(sign))))
    yield (*first, *lines[0])
    for line in lines[1:]:
        yield (Run(" " * hang), *line)
    for note in point.notes:
        for line in wrapped(note, room):
            yield (Run(" " * hang), *line)


def _sheet(sheet: Sheet, width: int) -> Iterator[Words]:
    labels = min(WIDEST_LABEL, max((len(label) for label, _ in sheet.rows), default=0))
    columns = max(1, len(sheet.head), *(len(values) for _, values in sheet.rows))
    room = width - 2 * MARGIN - labels - GAP * columns
    rooms = _shares(_naturals(sheet, columns), room)
    if sheet.head:
        heads = [said(text, "strong") for text in sheet.head]
        yield from _row("", heads, labels, rooms)
    for label, values in sheet.rows:
        whole = len(values) == 1 and columns > 1
        yield from _row(label, values, labels, [room + GAP * (columns - 1)] if whole else rooms)


def _naturals(sheet: Sheet, columns: int) -> list[int]:
    """Return how wide each column would be if no line were broken."""
    widths = [len(text) for text in sheet.head] or [1] * columns
    for _, values in sheet.rows:
        if len(values) == columns:
            widths = [max(pair) for pair in zip(widths, map(_length, values), strict=True)]
    return widths


def _shares(naturals: list[int], room: int) -> list[int]:
    """Return the width of each column: what it needs, or an equal share of what is left."""
    shares = [0] * len(naturals)
    left, waiting = room, list(range(len(naturals)))
    while waiting:
        equal = left // len(waiting)
        content = [index for index in waiting if naturals[index] <= equal]
        if not content:
            for index in waiting:
                shares[index] = equal
            return shares
        for index in content:
            shares[index] = naturals[index]
            left -= naturals[index]
        waiting = [index for index in waiting if index not in content]
    return shares


def _row(label: str, cells: Sequence[Words], labels: int, rooms: list[int]) -> Iterator[Words]:
    names = wrapped(said(label, "quiet"), labels) if label else [()]
    texts = [wrapped(cell, room) for cell, room in zip(cells, rooms, strict=True)]
    for index in range(max(len(names), *(len(text) for text in texts))):
        name = names[index] if index < len(names) else ()
        line: list[Run] = [Run(" " * MARGIN), *name, Run(" " * (labels - _length(name)))]
        for text, room in zip(texts, rooms, strict=True):
            value = text[index] if index < len(text) else ()
            line += [Run(" " * GAP), *value, Run(" " * (room - _length(value)))]
        yield tuple(line)


def _length(words: Words) -> int:
    return sum(len(run.text) for run in words)
