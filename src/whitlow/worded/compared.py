"""This module compares what a rewording says with the records that it cites.

It refuses a number, drug, negation, condition or strength that its records do not have in the same
place, words that stand in no record of the guideline, markup, links, and a dose for a patient.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from whitlow.answer.english import GENERAL, stem, words_of
from whitlow.guideline import OnceFor
from whitlow.sentence import joined
from whitlow.worded.marks import concepts_in, marked
from whitlow.worded.records import Refusal
from whitlow.worded.weighed import PERSONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Guideline
    from whitlow.plan import Audience
    from whitlow.worded.marks import Mark, Marked

__all__ = ["refusals_of_text"]

SIGNS: Final = frozenset(" .,;:!'’\"“”()%/-–")
ADDRESS: Final = re.compile(r"://|\bwww\.|[^\W\d_]\.[^\W\d_]{2,}|@|\bmailto\b", re.IGNORECASE)
DOSE: Final = re.compile(
    r"\d\s*(?:mg|g|mcg|µg|μg|ml|l|iu|units?|tablets?|pills?|capsules?|drops?)\b", re.IGNORECASE
)
TWICE: Final = 2
ROOM: Final = 60
"""So many characters a short sentence may grow by."""

MOST_WORDS: Final = 4
"""So many words a refusal names."""

HAVE_TO: Final = re.compile(r"\b(?:has|have|having|is|are) to\b", re.IGNORECASE)
_NO_SUBJECT: Final = """
    a an the this that these those there here it its is are was were be been being am do does did
    has have had of to in on at by for from with into as and but so such who which whose what how
    they them their also both too very just thus
"""
OF_NO_SUBJECT: Final = frozenset(_NO_SUBJECT.split())
"""Words that a rewording may move, add and leave out."""


def refusals_of_text(
    guideline: Guideline, audience: Audience, place: str, text: str, says: str
) -> Iterator[Refusal]:
    """Yield each reason why a text does not say what its records say."""
    if " ".join(text.split()) == " ".join(says.split()):
        return
    if len(text) > TWICE * len(says) + ROOM:
        yield Refusal("length", f"{place} is {len(text)} characters, its records {len(says)}.")
        return
    yield from _of_signs(place, text, says)
    if audience == "patient" and DOSE.search(text):
        yield Refusal("dose", f"{place} names a dose, and a patient is never given one.")
    yield from _of_persons(place, text, says)
    if HAVE_TO.search(text) and not HAVE_TO.search(says):
        yield Refusal("strength", f"{place} says that something has to be, and its records do not.")
    found, wanted = marked(guideline, text), marked(guideline, says)
    if found.marks != wanted.marks:
        yield from _of_marks(place, found.marks, wanted.marks)
        return
    yield from _of_gaps(place, found, wanted)
    yield from _of_concepts(guideline, place, text, says)
    yield from _of_words(guideline, place, found, wanted)


def _of_signs(place: str, text: str, says: str) -> Iterator[Refusal]:
    if not text.strip():
        yield Refusal("length", f"{place} says nothing.")
    strange = {each for each in text if not _plain(each) and each not in says}
    if strange:
        named = joined(ascii(each) for each in sorted(strange)[:MOST_WORDS])
        yield Refusal("markup", f"{place} holds signs that its records do not have: {named}.")
    if any(each.group() not in says for each in ADDRESS.finditer(text)):
        yield Refusal("markup", f"{place} holds an address.")


def _plain(sign: str) -> bool:
    return sign in SIGNS or (sign.isascii() and sign.isalnum())


def _of_persons(place: str, text: str, says: str) -> Iterator[Refusal]:
    known = {word for word, _, _ in words_of(says)}
    strange = [word for word, _, _ in words_of(text) if word in PERSONS and word not in known]
    if strange:
        named = joined(dict.fromkeys(strange[:MOST_WORDS]))
        yield Refusal("person", f"{place} speaks of somebody its records do not: {named}.")


def _of_marks(place: str, found: tuple[Mark, ...], wanted: tuple[Mark, ...]) -> Iterator[Refusal]:
    """Yield what a text adds to the marks of its records, leaves out, or moves."""
    added, lost = Counter(found) - Counter(wanted), Counter(wanted) - Counter(found)
    for mark in added:
        yield Refusal(mark.kind, f"{place} adds {mark.says!r} to its records.")
    for mark in lost:
        yield Refusal(mark.kind, f"{place} leaves out {mark.says!r} of its records.")
    if not added and not lost:
        moved = next(mark for mark, kept in zip(found, wanted, strict=True) if mark != kept)
        says = f"{place} has {moved.says!r} in another place than its records."
        yield Refusal(moved.kind, says)


def _of_gaps(place: str, found: Marked, wanted: Marked) -> Iterator[Refusal]:
    """Yield the words that stand between other marks than in the records."""
    own = [{stem(word) for word in gap} for gap in wanted.gaps]
    every = set().union(*own)
    for index, gap in enumerate(found.gaps):
        moved = [
            word
            for word in gap
            if _is_content(word) and stem(word) in every and stem(word) not in own[index]
        ]
        if moved:
            named = joined(moved[:MOST_WORDS])
            says = f"{place} has {named} beside another number, drug or condition."
            yield Refusal("meaning", says)


def _is_content(word: str) -> bool:
    return word not in OF_NO_SUBJECT


def _of_concepts(guideline: Guideline, place: str, text: str, says: str) -> Iterator[Refusal]:
    """Yield what is wrong with the terms of the guideline that a text names, or their order."""
    found, wanted = concepts_in(guideline, text), concepts_in(guideline, says)
    if found == wanted:
        return
    added, lost = Counter(found) - Counter(wanted), Counter(wanted) - Counter(found)
    for verb, names in (("adds", added), ("leaves out", lost)):
        if names:
            named = joined(sorted(names)[:MOST_WORDS])
            yield Refusal("meaning", f"{place} {verb} what its records speak of: {named}.")
    if not added and not lost:
        says = f"{place} names what its records speak of in another order."
        yield Refusal("meaning", says)


def _of_words(guideline: Guideline, place: str, found: Marked, wanted: Marked) -> Iterator[Refusal]:
    """Yield refusals of words that the guideline never uses, and of too little that is shared."""
    known = _vocabulary(guideline)
    own = {stem(word) for word in wanted.words if _is_content(word)}
    said = {stem(word): word for word in found.words if _is_content(word)}
    strange = [word for form, word in said.items() if form not in own and form not in known]
    if strange:
        named = joined(strange[:MOST_WORDS])
        yield Refusal("meaning", f"{place} uses words that stand in no record: {named}.")
    shared = len(own & said.keys())
    if 3 * shared < TWICE * max(len(said), len(own)):
        yield Refusal("meaning", f"{place} says little of what its records say.")


def _words_of_guideline(guideline: Guideline) -> frozenset[str]:
    """Return the stems of all words with which the guideline speaks."""
    statements, rules = guideline.statements.values(), guideline.rules.values()
    wordings = [wording for each in statements for wording in (each.says, each.plain)]
    wordings += [wording for each in rules for wording in (each.says, each.headline, each.plain)]
    prose = [piece for each in wordings if each is not None for piece in each.prose]
    words = {word for piece in prose for word, _, _ in words_of(piece)}
    return frozenset(map(stem, words | GENERAL))


_vocabulary: Final = OnceFor(_words_of_guideline)
