"""This module finds what stands in a list of medicines and is none that is known here.

It refuses to let such a list count as whole: what nobody here knows may harm as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.intake.records import Found
from whitlow.intake.taken import COMEDICATIONS
from whitlow.intake.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.intake.stance import Scope

__all__ = ["CUES", "parts", "strangers"]

SHORTEST: Final = 4
AMOUNTS: Final = words("mg g mcg microgram micrograms units iu ug ml")
CUES: Final = words("on taking takes")
NO_NAMES: Final = words(
    """dose dosed doses total cumulative loading maintenance tablet tablets tabs oral daily weekly
    monthly every plus then increased reduced given once twice about approx with from infusion
    bolus currently regular none other needed required above below list chart hold held stop
    stopped continue start started only patient also usual same nocte mane topical cream drops
    inhaler inhalers until since today yesterday week weeks month months day days"""
)
NONE: Final = words("none nil no")
PARTS: Final = frozenset({",", ";", "+", "&", "and", "-", "•", "*"})
LISTS: Final = "medicines"
TOLD: Final = "a medicine that is not known here"


def strangers(scope: Scope) -> Iterator[Found]:
    """Yield the words that stand where a medicine stands and are no name that is known."""
    tokens, sentence = scope.tokens, scope.sentence
    listed = sentence.section == LISTS
    start = tokens[sentence.first]
    ends = sentence.first + 1 >= sentence.last or tokens[sentence.first + 1].low in {".", ";", ","}
    if listed and start.low in NONE and ends:
        span = start.start, start.end
        yield Found(COMEDICATIONS, "none", span, negated=True, trigger=start.text)
    named = not (scope.low.isdisjoint(CUES) and scope.low.isdisjoint(AMOUNTS))
    for at in range(sentence.first, sentence.last if named else sentence.first):
        if not (tokens[at - 1].low in CUES or _dosed(scope, at)):
            continue
        word = tokens[at]
        strange = word.is_word and len(word.low) >= SHORTEST and word.low not in NO_NAMES
        if not strange or at in scope.taken:
            continue
        dosed = _dosed(scope, at)
        if dosed or _after_cue(scope, at):
            end = tokens[at + 2].end if dosed else word.end
            told = f"{TOLD}: {word.text}"
            yield Found(COMEDICATIONS, "other", (word.start, end), doubt=told, weak=not listed)
    for first, last in parts(scope) if listed else ():
        names = [each for each in tokens[first:last] if each.is_word and len(each.low) >= SHORTEST]
        known = any(at in scope.taken for at in range(first, last))
        if names and not known and not all(each.low in NO_NAMES for each in names):
            span = names[0].start, names[-1].end
            told = f"{TOLD}: {names[0].text}"
            yield Found(COMEDICATIONS, "other", span, doubt=told, weak=True)


def _dosed(scope: Scope, at: int) -> bool:
    """Whether a dose stands right behind a word."""
    if at + 2 >= scope.sentence.last:
        return False
    return scope.tokens[at + 2].low in AMOUNTS and scope.tokens[at + 1].is_number


def _after_cue(scope: Scope, at: int) -> bool:
    """Whether a name stands behind the word that a medicine is taken: ``on Magnaspartate``."""
    before = scope.tokens[at - 1].low if at > scope.sentence.first else ""
    return before in CUES and scope.tokens[at].text[:1].isupper()


def parts(scope: Scope) -> Iterator[tuple[int, int]]:
    """Yield the places between the signs that part a list, none within brackets."""
    sentence = scope.sentence
    first, deep = sentence.first, 0
    for at in range(sentence.first, sentence.last):
        low = scope.tokens[at].low
        deep += (low in {"(", "["}) - (low in {")", "]"})
        if low in PARTS and deep <= 0 and not (low == "-" and scope.tokens[at].glued):
            yield first, at
            first = at + 1
    yield first, sentence.last
