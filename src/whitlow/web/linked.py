"""This module lets the names of records on a page lead to the pages of those records.

It refuses to change a word: only what is already the name of a record becomes a link.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, assert_never

from whitlow.guideline import OnceFor
from whitlow.pages.blocks import Heading, Page, Point, Prose, Run, Sheet, Title
from whitlow.pages.records_json import KINDS, kinds_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Guideline
    from whitlow.pages.blocks import Block, Words

__all__ = ["linked"]

LED_BY: Final = re.compile(r"(?P<name>\S+)(?P<rest>: .*)", re.DOTALL)
CLAIMED: Final = re.compile(r"(?P<words>.*\()(?P<name>\S+#\S+)(?P<rest>\.[\w-]+\).*)", re.DOTALL)
BETWEEN: Final = re.compile(r"(, )")
SECURE: Final = "https://"


def _known(guideline: Guideline) -> frozenset[str]:
    return frozenset(name for kind in KINDS for name in kinds_of(guideline, kind))


_names: Final = OnceFor(_known)


def linked(page: Page, guideline: Guideline, own: str) -> Page:
    """Return a page whose runs are cut so that each name of another record stands alone."""
    names = _names(guideline) - {own}
    return Page(tuple(_block(block, names) for block in page.blocks))


def _block(block: Block, names: frozenset[str]) -> Block:
    match block:
        case Title() | Heading():
            return block
        case Prose(words):
            return Prose(_words(words, names))
        case Point():
            notes = tuple(_words(note, names) for note in block.notes)
            return block._replace(words=_words(block.words, names), notes=notes)
        case Sheet():
            rows = tuple(
                (label, tuple(_words(value, names) for value in values))
                for label, values in block.rows
            )
            return block._replace(rows=rows)
        case _:
            assert_never(block)


def _words(words: Words, names: frozenset[str]) -> Words:
    return tuple(part for run in words for part in _run(run, names))


def _run(run: Run, names: frozenset[str]) -> Iterator[Run]:
    """Yield a run as it is, or in parts of which the names lead somewhere."""
    text = run.text
    if text in names or text.startswith(SECURE):
        yield Run(text, "quiet")
        return
    parts = BETWEEN.split(text)
    if len(parts) > 1 and all(part in names for part in parts[::2]):
        yield from (Run(part, "quiet") for part in parts)
        return
    found = CLAIMED.fullmatch(text) or LED_BY.fullmatch(text)
    if found is None or found["name"] not in names:
        yield run
        return
    before = found.groupdict().get("words")
    if before:
        yield Run(before, run.tone)
    yield Run(found["name"], "quiet")
    yield Run(found["rest"], run.tone)
