"""This module reads what a patient is allergic to, and how badly.

It refuses to weigh a reaction: one that is neither called mild nor of the gravest is a question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.door.medicines import MILD
from whitlow.intake.findings import doubted
from whitlow.intake.records import Found
from whitlow.intake.strangers import parts
from whitlow.intake.tokens import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from whitlow.intake.sentences import Sentence
    from whitlow.intake.stance import Scope
    from whitlow.intake.tokens import Token

__all__ = ["ALLERGIES", "allergies", "denied_at"]

ALLERGIES: Final = "allergies"
NONE: Final = words("none nil nkda nka no denies 0 nad unremarkable")
NOT_REALLY: Final = words("intolerance intolerant sensitivity unsure uncertain possible ?")
ALONE: Final = words("mild moderate severe reaction reactions itch rash hives")
MILD_WORD: Final = "mild"
GRAVE: Final = words("severe anaphylaxis anaphylactic angioedema bronchospasm anaphylactoid")
FILLERS: Final = words(
    """( ) - : ; , . to and or & / the a drug drugs allergy allergies allergic known is are has =
    [ ] * + pt"""
)
NOT_WEIGHED: Final = "a reaction that is neither called mild nor grave"
NOT_KNOWN: Final = "not a medicine that is known here"


def denied_at(tokens: Sequence[Token], sentence: Sentence) -> Found | None:
    """Return that there is no allergy, where a list of allergies begins by saying so."""
    at = sentence.first
    while at < sentence.last and tokens[at].low in {"-", ":", "="}:
        at += 1
    if at >= sentence.last or tokens[at].low not in NONE:
        return None
    later = [token.low for token in tokens[at : sentence.last]]
    doubt = NOT_KNOWN if "but" in later or "except" in later else ""
    span = tokens[at].start, tokens[at].end
    return Found(ALLERGIES, "none", span, doubt=doubt, negated=True, trigger=tokens[at].text)


def allergies(  # noqa: PLR0913, PLR0917 - where the medicines stand, and what stands around them
    tokens: Sequence[Token],
    sentence: Sentence,
    scope: Scope,
    places: Sequence[tuple[str, int, int]],
    grave: Collection[int],
    word: int,
) -> Iterator[Found]:
    """Yield the allergies of a sentence: medicines in a list of them, or beside the word for it."""
    for number, (name, first, last) in enumerate(places):
        end = places[number + 1][1] if number + 1 < len(places) else sentence.last
        stance = scope.of(first, last, drug=True)
        if stance.other or stance.planned or stance.denied:
            continue
        reaction = [token.low for token in tokens[last:end]]
        doubt = doubted(stance)
        value = name
        if MILD_WORD in reaction:
            value = f"{name}{MILD}"
        elif not (GRAVE.intersection(reaction) or any(at in grave for at in range(last, end))):
            said = [each for each in reaction if each not in FILLERS and each[:1].isalpha()]
            doubt = doubt or (NOT_WEIGHED if (said and word < last + 1) or said else "")
        if NOT_REALLY.intersection(reaction):
            doubt = doubt or NOT_WEIGHED
        span = tokens[first].start, tokens[last - 1].end
        yield Found(ALLERGIES, value, span, stance, doubt=doubt, lasting=True)
    if places and sentence.section == ALLERGIES:
        yield from _not_known(scope, places)
    if not places and sentence.section == ALLERGIES:
        strange = [t for t in tokens[sentence.first : sentence.last] if t.is_word]
        if strange and strange[0].low not in NONE:
            span = strange[0].start, strange[-1].end
            yield Found(ALLERGIES, "other", span, doubt=NOT_KNOWN)


def _not_known(scope: Scope, places: Sequence[tuple[str, int, int]]) -> Iterator[Found]:
    """Yield the parts of a list of allergies in which nothing stands that is known."""
    known = {at for _, first, last in places for at in range(first, last)} | scope.taken
    for first, last in parts(scope):
        named = [token for token in scope.tokens[first:last] if token.is_word]
        strange = [token for token in named if token.low not in FILLERS | NONE | GRAVE | ALONE]
        dashed = first > scope.sentence.first and scope.tokens[first - 1].low == "-"
        if strange and not dashed and known.isdisjoint(range(first, last)):
            yield Found(ALLERGIES, "other", (strange[0].start, strange[-1].end), doubt=NOT_KNOWN)
