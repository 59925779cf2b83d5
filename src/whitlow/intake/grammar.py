"""This module finds the words of grammar in a sentence, and the headings of a note.

It refuses to say what they do: that is for who reads the sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from whitlow.intake.headings import HEADINGS, Section
from whitlow.intake.phrases import PHRASES, Sense
from whitlow.intake.tokens import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whitlow.intake.tokens import Token

__all__ = [
    "HEADING_STARTS",
    "LONGEST_HEADING",
    "Section",
    "Sense",
    "Trigger",
    "section_of",
    "triggers",
]


class Trigger(NamedTuple):
    """A phrase that decides how what stands near it is meant."""

    sense: Sense
    first: int
    last: int


def _phrases(text: str) -> Iterator[tuple[str, ...]]:
    for phrase in text.split("|"):
        yield tuple(token.low for token in tokens_of(" ".join(phrase.split())))


def _tree() -> dict[str, list[tuple[tuple[str, ...], Sense]]]:
    """Return the phrases by their first word, the longest first."""
    tree: dict[str, list[tuple[tuple[str, ...], Sense]]] = {}
    for sense, text in PHRASES.items():
        for phrase in _phrases(text):
            tree.setdefault(phrase[0], []).append((phrase, sense))
    for found in tree.values():
        found.sort(key=lambda each: -len(each[0]))
    return tree


_TREE: Final = _tree()
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
        size = 0
        for phrase, sense in _TREE.get(tokens[at].low, ()) if at not in taken else ():
            if size and len(phrase) < size:
                break
            if _stands(tokens, at, last, phrase) and taken.isdisjoint(range(at, at + len(phrase))):
                size = len(phrase)
                yield Trigger(sense, at, at + size)
        at += max(size, 1)


def _stands(tokens: Sequence[Token], at: int, last: int, phrase: tuple[str, ...]) -> bool:
    if at + len(phrase) > last:
        return False
    return all(tokens[at + offset].low == word for offset, word in enumerate(phrase))


def section_of(words: tuple[str, ...]) -> Section | None:
    """Return the section that a heading opens, None for what is no heading."""
    return _SECTIONS.get(words)
