"""This module finds what stands around a word and leaves it open: an alternative, a test of it.

It refuses to choose one of two places or viruses that a stroke parts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.intake.results import POSITIVE, WORDS
from whitlow.intake.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whitlow.guideline import Term
    from whitlow.intake.lexicon import Mention
    from whitlow.intake.records import Found
    from whitlow.intake.stance import Scope
    from whitlow.intake.tokens import Token

__all__ = ["either", "unproven"]

PLACES: Final = "site"
OPEN: Final = frozenset({"site", "virus"})
KINDS: Final = frozenset({"host", "virus"})
TESTS: Final = words("rapid test tests tested screen serology status ab antibody igg igm risk")
ENDS: Final = frozenset({",", ";", "."})
BEFORE: Final = 2
ANTIBODIES: Final = words("serology antibody antibodies igg igm")
NOT: Final = words("non")
REACH: Final = 4
STROKE: Final = "/"


def either(
    tokens: Sequence[Token],
    mentions: Sequence[Mention],
    here: Mention,
    term: Term,
    said: Iterable[Found],
) -> Iterator[Found]:
    """Yield what a term says, in doubt where a stroke joins it to another: ``nose/lip``."""
    open_ = OPEN.intersection(term.sets)
    joined = open_ and _joined(tokens, mentions, here, term)
    for found in said:
        if joined and found.fact in open_ and not found.doubt:
            yield found._replace(doubt=f"said with {STROKE!r}")
        else:
            yield found


def _joined(
    tokens: Sequence[Token], mentions: Sequence[Mention], here: Mention, term: Term
) -> bool:
    """Whether a stroke stands between a word and another of its kind, or one not known."""
    for stroke, at in ((here.last, here.last + 1), (here.first - 1, here.first - 2)):
        if not (0 <= stroke < len(tokens) and 0 <= at < len(tokens)):
            continue
        if tokens[stroke].low != STROKE or not tokens[at].is_word:
            continue
        other = next((each for each in mentions if each.first <= at < each.last), None)
        if other is None:
            if PLACES in term.sets and tokens[stroke].glued and len(tokens[at].low) > 1:
                return True
        elif _other(other, term):
            return True
    return False


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
    first = max(mention.first - BEFORE, scope.sentence.first)
    told = next((t.text for t in tokens[first : mention.first] if t.low in ANTIBODIES), "")
    for at in range(mention.last, min(mention.last + REACH, scope.sentence.last)):
        low = tokens[at].low
        if low in ENDS or tokens[at].line:
            break
        if low in NOT:
            return told or tokens[at].text
        result = WORDS.get(low) if len(low) > 1 else None
        if result == POSITIVE:
            return ""
        if at not in scope.taken and (result is not None or low in TESTS):
            told = told or tokens[at].text
    return told
