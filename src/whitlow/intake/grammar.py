"""This module finds the words of grammar in a sentence, and the headings of a note.

It refuses to say what they do: that is for who reads the sentence.
"""

from __future__ import annotations

import marshal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from whitlow.intake.composed import composed
from whitlow.intake.headings import HEADINGS, Section
from whitlow.intake.phrases import PHRASES, Sense
from whitlow.intake.tokens import tokens_of
from whitlow.kept import DIGEST, key_of, recalled, remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whitlow.intake.tokens import Token

__all__ = [
    "HEADING_STARTS",
    "LONGEST_HEADING",
    "PATIENT",
    "Section",
    "Sense",
    "Trigger",
    "section_of",
    "triggers",
]


SUFFIX: Final = ".phrases"
MOST_KEPT: Final = 4
SHAPED_BY: Final = (Path(__file__).resolve().parent,)


class Trigger(NamedTuple):
    """A phrase that decides how what stands near it is meant."""

    sense: Sense
    first: int
    last: int


def _phrases(text: str) -> Iterator[tuple[str, ...]]:
    for phrase in text.split("|"):
        yield tuple(token.low for token in tokens_of(" ".join(phrase.split())))


_Node = tuple[dict[str, "_Node"], list[Sense]]
"""A place in the tree of phrases: what may follow, and the senses of the phrase that ends there."""


@lru_cache(maxsize=1)
def _tree() -> _Node:
    """Return the phrases as a tree of their words, from the cache or built."""
    name = f"{key_of(str(marshal.version), SHAPED_BY)}{SUFFIX}"
    data = recalled(name)
    if data is not None:
        try:
            below, senses = marshal.loads(memoryview(data)[DIGEST:])  # noqa: S302 - our own bytes
        except (ValueError, TypeError, EOFError):
            pass
        else:
            return below, senses
    tree = _built()
    remembered(name, marshal.dumps(tree), most=MOST_KEPT)
    return tree


def _built() -> _Node:
    root: _Node = ({}, [])
    for sense, text in PHRASES.items():
        for phrase in _phrases(text):
            _grow(root, phrase, sense)
    for sense, text in composed():
        _grow(root, text.replace("'", " ' ").split() if "'" in text else text.split(), sense)
    return root


def _grow(root: _Node, phrase: Iterable[str], sense: Sense) -> None:
    """Give a phrase a sense, unless it has one that was written for it."""
    node = root
    for word in phrase:
        below = node[0].get(word)
        if below is None:
            below = node[0][word] = ({}, [])
        node = below
    if sense not in node[1]:
        node[1].append(sense)


PATIENT: Final = "patient"
"""A word of the lexicon that names nothing there, and the patient here."""

_SECTIONS: Final = {
    phrase: section for section, text in HEADINGS.items() for phrase in _phrases(text)
}
HEADING_STARTS: Final = frozenset(phrase[0] for phrase in _SECTIONS)
LONGEST_HEADING: Final = max(len(phrase) for phrase in _SECTIONS)


def triggers(
    tokens: Sequence[Token], first: int, last: int, taken: frozenset[int]
) -> Iterator[Trigger]:
    """Yield the phrases that stand in some tokens; the longest wins, in each of its senses.

    None holds a token that is ``taken`` by a word of the lexicon.
    """
    at = first
    while at < last:
        senses, end = _longest(tokens, at, last, taken)
        for sense in senses:
            yield Trigger(sense, at, end)
        at = end


def _longest(
    tokens: Sequence[Token], first: int, last: int, taken: frozenset[int]
) -> tuple[Sequence[Sense], int]:
    """Return the senses of the longest phrase at a token, and the token after it."""
    found: tuple[Sequence[Sense], int] = ((), first + 1)
    node, at = _tree(), first
    while at < last and (at not in taken or tokens[at].low == PATIENT):
        below = node[0].get(tokens[at].low)
        if below is None:
            break
        node, at = below, at + 1
        if node[1]:
            found = node[1], at
    return found


def section_of(words: tuple[str, ...]) -> Section | None:
    """Return the section that a heading opens, None for what is no heading."""
    return _SECTIONS.get(words)
