"""This module reads a whole text: it hands each word found to who understands it, then settles.

It refuses a text longer than a note can be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.door.limits import MOST_BYTES
from whitlow.errors import InputError, Problem
from whitlow.intake.findings import aside, of_fact, of_term
from whitlow.intake.lexicon import lexicon_of
from whitlow.intake.measures import Place, measured
from whitlow.intake.records import Reading
from whitlow.intake.sentences import sentences_of
from whitlow.intake.settle import settled
from whitlow.intake.stance import Scope, way
from whitlow.intake.tokens import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whitlow.guideline import Guideline
    from whitlow.intake.lexicon import Concept, Lexicon, Meaning, Mention
    from whitlow.intake.records import Aside, Found
    from whitlow.intake.sentences import Sentence
    from whitlow.intake.stance import Stance, Way
    from whitlow.intake.tokens import Token

__all__ = ["MOST_CHARACTERS", "concepts", "read", "stance_of"]

MOST_CHARACTERS: Final = MOST_BYTES
MEASURED: Final = frozenset({"number", "refused"})


def concepts(text: str, guideline: Guideline) -> tuple[Concept, ...]:
    """Return the terms, drugs, classes and facts that a text names, with their places."""
    return lexicon_of(guideline).concepts(_short(text))


def read(text: str, guideline: Guideline) -> Reading:
    """Return what a text says of a patient; raises ``InputError`` where it is too long."""
    lexicon = lexicon_of(guideline)
    reader = _Reader(_short(text), lexicon)
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
    taken = _taken(apart) | frozenset(range(first, last))
    drug = any(meaning.kind in {"drug", "class"} for each in here for meaning in each.meanings)
    for sentence in sentences_of(tokens):
        if sentence.first <= first < sentence.last:
            stance = Scope(tokens, sentence, taken).of(first, last, drug=drug)
            inner = Scope(tokens, sentence, _taken(mentions)).of(last, last)
            denied = stance.denied or (inner.denied and _denies(tokens[last - 1]))
            turned = _turned(here, first, last)
            if turned and not stance.denied:
                return "absent"
            return way(stance._replace(denied=denied or ""))
    return "present"


def _denies(token: Token) -> bool:
    return token.low in {"negative", "neg", "absent"}


def _turned(here: Sequence[Mention], first: int, last: int) -> bool:
    """Whether a word says by itself that a thing is not there, as 'unharmed' does."""
    terms = [
        meaning.term
        for each in here
        if first <= each.first and each.last <= last
        for meaning in each.meanings
        if meaning.term is not None
    ]
    values = [value for term in terms for values in term.sets.values() for value in values]
    return bool(values) and all(value in {"false", "none", "negative"} for value in values)


def _taken(mentions: Sequence[Mention]) -> frozenset[int]:
    return frozenset(at for each in mentions for at in range(each.first, each.last))


def _short(text: str) -> str:
    if len(text) > MOST_CHARACTERS:
        message = (
            f"The text has {len(text)} characters; a note has at most {MOST_CHARACTERS}. "
            "Give the part that describes the patient."
        )
        raise InputError(Problem("too_large", message, accepted=f"at most {MOST_CHARACTERS}"))
    return text


class _Reader:
    """A text while it is read."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        """Find the words, part the sentences, and read each."""
        self.text: Final = text
        self.lexicon: Final = lexicon
        self.tokens: Final[Sequence[Token]] = tokens_of(text)
        self.found: Final[list[Found]] = []
        self.others: Final[list[Aside]] = []
        self.not_now: Final[list[Aside]] = []
        mentions = list(lexicon.mentions(self.tokens))
        self.taken: Final = _taken(mentions)
        for sentence, here in _by_sentence(sentences_of(self.tokens), mentions):
            self._read(sentence, here)

    def _read(self, sentence: Sentence, mentions: Sequence[Mention]) -> None:
        scope = Scope(self.tokens, sentence, self.taken)
        for mention in mentions:
            for meaning in mention.meanings:
                self._meant(mention, meaning, scope)

    def _meant(self, mention: Mention, meaning: Meaning, scope: Scope) -> None:
        stance = scope.of(mention.first, mention.last)
        span = self.tokens[mention.first].start, self.tokens[mention.last - 1].end
        guideline = self.lexicon.guideline
        if meaning.term is not None:
            self.found.extend(of_term(guideline, meaning.term, span, stance))
            names = meaning.term.reads
        elif meaning.kind == "fact":
            fact = guideline.facts[meaning.id]
            names = (fact.name,) if fact.type in MEASURED else ()
            if fact.type == "truth":
                self.found.extend(of_fact(fact.name, span, stance))
        else:
            return
        for name in names:
            self._measure(mention, name, scope, stance)
        self._aside(span, stance)

    def _measure(self, mention: Mention, name: str, scope: Scope, stance: Stance) -> None:
        fact = self.lexicon.guideline.facts[name]
        if fact.type not in MEASURED or stance.other:
            return
        place = Place(self.text, self.tokens, scope.sentence.last, self.taken)
        self.found.extend(measured(place, fact, mention.first, mention.last, stance))

    def _aside(self, span: tuple[int, int], stance: Stance) -> None:
        told = aside(self.text[slice(*span)], span, stance)
        if told is not None:
            (self.others if stance.other else self.not_now).append(told)


def _by_sentence(
    sentences: Iterator[Sentence], mentions: Sequence[Mention]
) -> Iterator[tuple[Sentence, list[Mention]]]:
    """Yield each sentence with the words found in it."""
    at = 0
    for sentence in sentences:
        here: list[Mention] = []
        while at < len(mentions) and mentions[at].first < sentence.last:
            if mentions[at].first >= sentence.first:
                here.append(mentions[at])
            at += 1
        if here:
            yield sentence, here
