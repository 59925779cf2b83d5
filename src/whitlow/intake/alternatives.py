"""This module finds what stands around a word and leaves it open: an alternative, a test of it.

It refuses to choose one of two places or viruses that a stroke parts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.intake.results import POSITIVE, WORDS
from whitlow.intake.tokens import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whitlow.guideline import Term
    from whitlow.intake.lexicon import Mention
    from whitlow.intake.stance import Scope
    from whitlow.intake.tokens import Token

__all__ = ["either", "unproven"]

PLACES: Final = "site"
OPEN: Final = frozenset({"site", "virus"})
KINDS: Final = frozenset({"host", "virus"})
TESTS: Final = words("rapid test tests tested screen serology status ab antibody igg igm risk")
ENDS: Final = frozenset({",", ";", "."})
NOT: Final = words("non not un no")
REACH: Final = 5
STROKE: Final = "/"


def either(tokens: Sequence[Token], mentions: Sequence[Mention], here: Mention, term: Term) -> str:
    """Return the stroke that joins a word to another of its kind: ``nose/lip``."""
    beside = _stroke(tokens, here)
    if beside and PLACES in term.sets:
        return STROKE
    for each in mentions:
        before, after = sorted((each, here), key=lambda one: one.first)
        between = tokens[before.last : after.first]
        if each is not here and [token.low for token in between] == [STROKE] and _other(each, term):
            return STROKE
    return ""


def _stroke(tokens: Sequence[Token], here: Mention) -> bool:
    """Whether a stroke joins a word to another word, known or not."""
    last, first = here.last, here.first
    behind = last + 1 < len(tokens) and tokens[last].low == STROKE and tokens[last].glued
    ahead = first > 1 and tokens[first - 1].low == STROKE and tokens[first].glued
    return (behind and tokens[last + 1].is_word) or (ahead and tokens[first - 2].is_word)


def _other(mention: Mention, term: Term) -> bool:
    """Whether a word says another value of a fact that has but one at a time."""
    for name in OPEN.intersection(term.sets):
        for meaning in mention.meanings:
            values = meaning.term.sets.get(name, ()) if meaning.term is not None else ()
            if values and values != term.sets[name]:
                return True
    return False


def unproven(scope: Scope, mention: Mention, term: Term) -> str:
    """Return the word behind the name of a disease that makes it a test, and not a positive one."""
    if term.kind not in KINDS:
        return ""
    tokens = scope.tokens
    told = ""
    for at in range(mention.last, min(mention.last + REACH, scope.sentence.last)):
        low = tokens[at].low
        if low in ENDS or tokens[at].line:
            break
        if low in NOT:
            return told or tokens[at].text
        result = WORDS.get(low)
        if result == POSITIVE:
            return ""
        if at not in scope.taken and (result is not None or low in TESTS):
            told = told or tokens[at].text
    return told
