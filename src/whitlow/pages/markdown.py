"""This module writes a page as GitHub flavoured Markdown.

It refuses to let a text become markup: every sign that could is escaped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, assert_never

from whitlow.pages.blocks import Heading, Page, Point, Prose, Run, Sheet, Title, Tone, Words
from whitlow.pages.terminal import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.pages.blocks import Block

__all__ = ["to_markdown"]

SIGNS: Final = re.compile(r"([\\`*_{}\[\]<>|~#&])")
FIRST: Final = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s|$)")
AROUND: Final[dict[Tone, str]] = {
    "plain": "",
    "strong": "**",
    "quiet": "",
    "alarm": "**",
    "caution": "*",
    "cite": "",
}


def to_markdown(page: Page) -> str:
    """Return a page as Markdown."""
    parts: list[str] = []
    before: Block | None = None
    for block in page.blocks:
        if before is not None and not (isinstance(before, Point) and isinstance(block, Point)):
            parts.append("")
        parts.extend(_block(block))
        before = block
    return "\n".join(parts) + "\n"


def _escaped(text: str) -> str:
    return SIGNS.sub(r"\\\1", text)


def _words(words: Words) -> str:
    """Return words as they stand in a line; a number that begins one is kept from being a list."""
    return FIRST.sub(r"\1\\\2", "".join(_run(run) for run in words).strip())


def _run(run: Run) -> str:
    text = _escaped(run.text)
    sign = AROUND[run.tone]
    inner = text.strip()
    if not sign or not inner:
        return text
    start = len(text) - len(text.lstrip())
    return f"{text[:start]}{sign}{inner}{sign}{text[start + len(inner) :]}"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Title(text, aside):
            yield f"# {_escaped(text)}"
            if aside:
                yield ""
                yield f"*{_escaped(aside)}*"
        case Heading(text, minor, aside):
            after = f" ({_escaped(aside)})" if aside else ""
            yield f"{'###' if minor else '##'} {_escaped(text)}{after}"
        case Prose(words):
            yield _words(words)
        case Point():
            yield from _point(block)
        case Sheet():
            yield from _table(block) if block.head else _listed(block)
        case _:
            assert_never(block)


def _point(point: Point) -> Iterator[str]:
    indent = "  " * point.depth
    sign = "" if point.mark == "stands" or point.number else f"{MARKS[point.mark][0]} "
    number = f"{_escaped(point.number)} " if point.number else ""
    yield f"{indent}- {number}{sign}{_words(point.words)}"
    for note in point.notes:
        yield f"{indent}  - {_words(note)}"


def _listed(sheet: Sheet) -> Iterator[str]:
    """Yield a sheet of one column as a list; a row without a label goes below the one above."""
    for label, values in sheet.rows:
        words = " · ".join(_words(value) for value in values)
        yield f"- **{_escaped(label)}:** {words}" if label else f"  - {words}"


def _table(sheet: Sheet) -> Iterator[str]:
    columns = len(sheet.head)
    yield f"| | {' | '.join(_escaped(text) for text in sheet.head)} |"
    yield f"|{'---|' * (columns + 1)}"
    for label, values in sheet.rows:
        whole = values * columns if len(values) == 1 else values
        cells = [_words(value) for value in whole]
        yield f"| {_escaped(label)} | {' | '.join(cells)} |"
