"""This module reads a whole text: it hands each word found to who understands it, then settles.

It refuses a text longer than a note can be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.door.limits import MOST_BYTES
from whitlow.errors import InputError, Problem
from whitlow.intake.findings import turned
from whitlow.intake.lexicon import lexicon_of
from whitlow.intake.meant import way
from whitlow.intake.reader import Reader, taken_by
from whitlow.intake.records import Reading
from whitlow.intake.sentences import sentences_of
from whitlow.intake.settle import settled
from whitlow.intake.stance import Scope
from whitlow.intake.tokens import tokens_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whitlow.guideline import Guideline
    from whitlow.intake.lexicon import Concept, Mention
    from whitlow.intake.meant import Way
    from whitlow.intake.tokens import Token

__all__ = ["MOST_CHARACTERS", "concepts", "read", "stance_of"]

MOST_CHARACTERS: Final = MOST_BYTES


def concepts(text: str, guideline: Guideline) -> tuple[Concept, ...]:
    """Return the terms, drugs, classes and facts that a text names, with their places."""
    return lexicon_of(guideline).concepts(_short(text))


def read(text: str, guideline: Guideline) -> Reading:
    """Return what a text says of a patient; raises ``InputError`` where it is too long."""
    lexicon = lexicon_of(guideline)
    reader = Reader(_short(text), lexicon)
    facts, confirm = settled(text, reader.found, lexicon)
    flags = {name for fact in guideline.facts.values() for name in fact.settles}
    return Reading(
        text=text,
        facts=facts,
        confirm=confirm,
        not_this_patient=tuple(reader.others),
        not_now=tuple(reader.not_now),
        red_flags=tuple(each.fact for each in facts if each.fact in flags and not each.negated),
    )


def stance_of(text: str, span: tuple[int, int], guideline: Guideline) -> Way:
    """Return how the words of a place in a text are meant, as a note would be read."""
    tokens = tokens_of(_short(text))
    inside = [at for at, each in enumerate(tokens) if each.start < span[1] and each.end > span[0]]
    if not inside:
        return "present"
    first, last = inside[0], inside[-1] + 1
    mentions = list(lexicon_of(guideline).mentions(tokens))
    here = [each for each in mentions if each.first < last and each.last > first]
    apart = [each for each in mentions if each not in here]
    taken = taken_by(apart) | frozenset(range(first, last))
    drug = any(meaning.kind in {"drug", "class"} for each in here for meaning in each.meanings)
    for sentence in sentences_of(tokens):
        if sentence.first <= first < sentence.last:
            stance = Scope(tokens, sentence, taken).of(first, last, drug=drug)
            if not stance.denied and (_turned(here) or _denies(tokens[last - 1])):
                return "absent"
            return way(stance)
    return "present"


def _denies(token: Token) -> bool:
    return token.low in {"negative", "neg", "absent", "seronegative"}


def _turned(here: Sequence[Mention]) -> bool:
    """Whether the words say by themselves that a thing is not there."""
    return any(
        turned(meaning.term)
        for each in here
        for meaning in each.meanings
        if meaning.term is not None
    )


def _short(text: str) -> str:
    if len(text) > MOST_CHARACTERS:
        message = (
            f"The text has {len(text)} characters; a note has at most {MOST_CHARACTERS}. "
            "Give the part that describes the patient."
        )
        raise InputError(Problem("too_large", message, accepted=f"at most {MOST_CHARACTERS}"))
    return text
