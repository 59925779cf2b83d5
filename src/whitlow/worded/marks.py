"""This module finds the marks of a text: what a rewording may neither add, leave out nor move.

It refuses to understand a sentence: a number with its unit, the name of a drug, a gene or a class,
and each word that turns a sentence round are marks, in the order in which they stand. Words between
two marks are held apart, so that none can change to another number.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from whitlow.answer.english import GENERAL, words_of
from whitlow.guideline import OnceFor
from whitlow.intake.lexicon import lexicon_of
from whitlow.record import dataclass
from whitlow.worded.weighed import UNITS, weight_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Guideline
    from whitlow.intake import Concept
    from whitlow.worded.records import RefusalKind

__all__ = ["Mark", "Marked", "concepts_in", "marked"]

CHUNK: Final = re.compile(r"\S+")
WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|[<>≤≥=±~≈+%°]")
NUMBER: Final = re.compile(r"([\d.,/x×·:+-]*\d)(\S*)")
DASHES: Final = str.maketrans("–—−‐‑‒", "------")  # noqa: RUF001 - they are what is replaced
ENDS: Final = (".", "?", "!")
STOPS: Final = ".,;:!?"
CLOSING: Final = ")]\"'’”"
AROUND: Final = ".,;:!?()[]\"'’“”…"
NAMED: Final = ("drug", "class")
ASKS: Final = "question"
_NO_UNIT: Final = """
    a an the of to in on at by for from with and as is are was were be been has have had that which
    who it its this these those into also so there their they them
"""
OF_NO_UNIT: Final = frozenset(_NO_UNIT.split())
"""Words that may follow a number without being what it counts."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What may not change: the kind of refusal if it does, and the words that it is."""

    kind: RefusalKind
    says: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A text as its marks, and the other words in the gaps before, between and after them."""

    marks: tuple[Mark, ...]
    gaps: tuple[tuple[str, ...], ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that is no mark."""
        return tuple(word for gap in self.gaps for word in gap)


END: Final = Mark("meaning", "the end of a sentence")


def concepts_in(guideline: Guideline, text: str) -> tuple[str, ...]:
    """Return the concepts of the guideline that a text names, in their order."""
    return tuple(each.id for each in _concepts(guideline, text))


def _concepts(guideline: Guideline, text: str) -> tuple[Concept, ...]:
    found = lexicon_of(guideline).concepts(text)
    return tuple(each for each in found if each.term is None or each.term.kind != ASKS)


def marked(guideline: Guideline, text: str) -> Marked:
    """Return a text as its marks and the words between them."""
    marks: list[Mark] = []
    gaps: list[tuple[str, ...]] = []
    gap: list[str] = []
    for found in _read(guideline, text):
        if isinstance(found, Mark):
            marks.append(found)
            gaps.append(tuple(gap))
            gap = []
        else:
            gap.append(found)
    return Marked(tuple(marks), (*gaps, tuple(gap)))


def _names(guideline: Guideline) -> frozenset[str]:
    """Return each word of the name of a drug; a longer term of the lexicon may hold one."""
    drugs = guideline.drugs.values()
    names = [name for each in drugs for name in (each.id, each.name, each.substance, *each.names)]
    words = {word for name in names if name for word, _, _ in words_of(name.replace("_", " "))}
    return frozenset(word for word in words - GENERAL if word.isalpha())


_names_of: Final = OnceFor(_names)


def _read(guideline: Guideline, text: str) -> Iterator[Mark | str]:
    """Yield the marks and the words of a text in their order."""
    named = {each.span[0]: each for each in _concepts(guideline, text) if each.kind in NAMED}
    names = _names_of(guideline)
    done = 0
    chunks = list(CHUNK.finditer(text))
    for chunk, following in zip_longest(chunks, chunks[1:]):
        after = "" if following is None else following.group()
        for at in sorted(named):
            if max(done, chunk.start()) <= at < chunk.end():
                yield from _plain(text[max(done, chunk.start()) : at], "", names)
                yield Mark("drug", " ".join(named[at].text.casefold().translate(DASHES).split()))
                done = named[at].span[1]
        if done < chunk.end():
            yield from _plain(text[max(done, chunk.start()) : chunk.end()], after, names)
        if after and chunk.group().rstrip(CLOSING).endswith(ENDS):
            yield END


def _plain(text: str, after: str, names: frozenset[str]) -> Iterator[Mark | str]:
    """Yield what stands in a piece of text; ``after`` is the word that follows it."""
    yield from _number(text, after) if any(map(str.isnumeric, text)) else _words(text, names)


def _number(chunk: str, after: str) -> Iterator[Mark]:
    """Yield the mark of a number: its figures as written, and what it counts."""
    written = chunk.translate(DASHES).strip(AROUND)
    found = NUMBER.fullmatch(written)
    if found is None:
        yield Mark("number", written.casefold())
        return
    figures, unit = found[1], found[2] or _unit(chunk, after)
    yield Mark("number", f"{figures} {UNITS.get(unit.casefold(), unit)}".strip())


def _unit(chunk: str, after: str) -> str:
    """Return what a number counts, which is the word after it; nothing where its clause ends."""
    if chunk[-1] in STOPS:
        return ""
    word = after.translate(DASHES).strip(AROUND)
    return "" if word.casefold() in OF_NO_UNIT or any(map(str.isnumeric, word)) else word


def _words(text: str, names: frozenset[str]) -> Iterator[Mark | str]:
    """Yield each word, as a mark where it weighs something."""
    for found in WORD.finditer(text):
        word = found.group().casefold().replace("’", "'")
        weight = weight_of(word)
        if word in names:
            yield Mark("drug", word)
        elif not word[0].isalpha():
            yield Mark("meaning", word)
        else:
            yield word if weight is None else Mark(*weight)
