"""This module finds the statements, rules, laws and promises that hold some words.

It refuses to be clever: a word is found where a word begins with it, and every word must be.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from whitlow.pages.blocks import Page, Point, Prose, Run, Title, said
from whitlow.pages.words import some, statement_text, template_text
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whitlow.guideline import Guideline
    from whitlow.pages.blocks import Block
    from whitlow.pages.json_values import Json

__all__ = ["Found", "holds", "search", "search_json", "search_page"]

WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Found:
    """A statement, rule, law or promise that holds the words, and how often."""

    kind: str
    id: str
    says: str
    times: int


def search(guideline: Guideline, words: Sequence[str]) -> tuple[Found, ...]:
    """Return the records that hold all the words, most often first."""
    found = []
    for kind, identity, says, around in _texts(guideline):
        times = holds(f"{identity} {says} {around}", words)
        if times:
            found.append(Found(kind, identity, says, times))
    return tuple(sorted(found, key=lambda each: -each.times))


def holds(text: str, words: Sequence[str]) -> int:
    """Return how often the words begin a word of the text, nought unless each of them does.

    >>> holds("Cheerin is given in fever.", ["cheer", "FEVER"]), holds("Cheerin.", ["cold"])
    (2, 0)
    """
    wanted = [part for word in words for part in WORD.findall(word.casefold())]
    held = WORD.findall(text.casefold().replace("_", " "))
    times = [sum(each.startswith(word) for each in held) for word in wanted]
    return sum(times) if all(times) else 0


def _texts(guideline: Guideline) -> Iterator[tuple[str, str, str, str]]:
    """Yield each record that says something: kind, id, sentence, and what else is searched."""
    for statement in guideline.statements.values():
        around = f"{statement.topic} {guideline.sources[statement.source].title}"
        yield "statement", statement.id, statement_text(guideline, statement.id), around
    for rule in guideline.written.values():
        yield (
            "rule of another side" if rule.following else "rule",
            rule.id,
            template_text(guideline, rule.says, rule.cites),
            f"{rule.question} {rule.action.target}",
        )
    for law in guideline.laws.values():
        yield "law", law.id, template_text(guideline, law.says, law.cites), ""
    for promise in guideline.promises.values():
        yield "promise", promise.id, promise.says, ""


def search_page(words: Sequence[str], found: Sequence[Found]) -> Page:
    """Return the page of what was found."""
    return Page(tuple(_blocks(words, found)))


def _blocks(words: Sequence[str], found: Sequence[Found]) -> Iterator[Block]:
    yield Title(f"Search: {' '.join(words)}", some(len(found), "record"))
    if not found:
        yield Prose(said("Nothing holds all of these words. Try fewer, or their beginnings."))
    for each in found:
        yield Point((Run(each.says), Run(f" ({each.kind} {each.id})", "quiet")))


def search_json(words: Sequence[str], found: Sequence[Found]) -> dict[str, Json]:
    """Return what was found as JSON."""
    return {
        "words": list(words),
        "found": [{"kind": each.kind, "id": each.id, "says": each.says} for each in found],
    }
