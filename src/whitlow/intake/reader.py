"""This module hands each word of a note to who understands it, sentence by sentence.

It refuses to weigh what comes back: that two values differ is seen when all of it is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.intake.before import Before, carried
from whitlow.intake.licence import Licence
from whitlow.intake.quotes import quoted
from whitlow.intake.said import Said
from whitlow.intake.sentences import sentences_of
from whitlow.intake.stance import Scope
from whitlow.intake.taken import LOOSE, present
from whitlow.intake.together import weighed
from whitlow.intake.tokens import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whitlow.guideline import Drug, Term
    from whitlow.intake.lexicon import Lexicon, Mention
    from whitlow.intake.medicines import Named
    from whitlow.intake.records import Aside, Found
    from whitlow.intake.sentences import Sentence
    from whitlow.intake.tokens import Token

__all__ = ["Reader", "taken_by"]

MISSPELT: Final = "the name is spelt in a way that is not known here"
WEIGHT: Final = "weight"
ANOTHER: Final = "another mass stands in the note"
VAGUE: Final = "the word may stand for another medicine too"


def taken_by(mentions: Iterable[Mention]) -> frozenset[int]:
    """Return the tokens of words that were found."""
    return frozenset(at for each in mentions for at in range(each.first, each.last))


class Reader:
    """A text while it is read."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        """Find the words, part the sentences, and read each."""
        self.text: Final = text
        self.lexicon: Final = lexicon
        self.tokens: Final[Sequence[Token]] = tokens_of(text)
        self.found: Final[list[Found]] = []
        self.others: Final[list[Aside]] = []
        self.not_now: Final[list[Aside]] = []
        self.named: Final[list[Named]] = []
        self.masses: Final[list[Found]] = []
        self.loose = False
        self.clear = False
        self.over = False
        self.graft = False
        low = text.lower()
        self.genetic: Final = any(name in low for name in lexicon.genes)
        mentions = list(lexicon.mentions(self.tokens))
        self.taken: Final = taken_by(mentions)
        self.barred: Final = taken_by(each for each in mentions if self._measures(each))
        licence = Licence(self.tokens, lexicon.guideline)
        before, allergic = Before(quoted=quoted(self.tokens)), False
        for sentence, here in _by_sentence(sentences_of(self.tokens), mentions):
            scope = Scope(self.tokens, sentence, self.taken, before)
            joined = bool(sentence.first) and self.tokens[sentence.first - 1].low == ";"
            said = Said(self, scope, here, goes_on=allergic and joined)
            self._read(said, licence)
            allergic = said.allergy is not None
            carry = carried(scope, before.carry)
            if carry != before.carry or scope.order != before.order:
                before = before._replace(carry=carry, order=scope.order)
        loose = LOOSE if self.loose else ""
        self.found.extend(self._weight())
        self.found.extend(self._placed(present(self.named, lexicon, loose=loose)))
        self.found[:] = weighed(self, loose)

    def _read(self, said: Said, licence: Licence) -> None:
        """Read a sentence, and ask of each thing that it says whether its place licenses it."""
        found, named, masses = len(self.found), len(self.named), len(self.masses)
        said.read()
        self.found[found:] = [licence.of(each, said.scope) for each in self.found[found:]]
        self.masses[masses:] = [licence.of(each, said.scope) for each in self.masses[masses:]]
        self.named[named:] = [licence.of_medicine(e, said.scope) for e in self.named[named:]]

    def _weight(self) -> Iterator[Found]:
        """Yield the one mass of a body that a note holds: where no weight is named, it is that."""
        named = {each.value for each in self.found if each.fact == WEIGHT and each.value}
        if not named and len({each.value for each in self.masses}) == 1:
            yield from self.masses
        for each in self.masses if named else ():
            if each.value not in named:
                yield each._replace(doubt=ANOTHER, weak=True)

    def _measures(self, mention: Mention) -> bool:
        """Whether a word is followed by a number of its own: a measure, or a medicine."""
        return any(
            meaning.kind == "drug" or (meaning.term is not None and _is_measure(meaning.term))
            for meaning in mention.meanings
        )

    def _placed(self, found: Iterable[Found]) -> Iterator[Found]:
        for each in found:
            first, last = each.span
            span = self.tokens[first].start, self.tokens[last - 1].end
            yield each._replace(span=span)

    def drugs(self, mention: Mention) -> tuple[tuple[Drug, ...], str]:
        """Return the drugs that a word names, several of a product, and why that is doubtful."""
        drugs = self.lexicon.guideline.drugs
        reads = any(
            m.term is not None and m.term.reads and m.term.kind != "drug" for m in mention.meanings
        )
        for meaning in mention.meanings:
            if meaning.term is not None and meaning.term.kind == "drug":
                named = [name for name in meaning.term.parents if name in drugs]
                if named:
                    told = MISSPELT if self._broken(mention) else self._vague(meaning.term)
                    return tuple(drugs[name] for name in named), told
            if meaning.kind == "drug" and not reads:
                odd = meaning.misspelt or self._broken(mention)
                return (drugs[meaning.id],), MISSPELT if odd else ""
        return (), ""

    def _broken(self, mention: Mention) -> bool:
        """Whether a word goes on with a digit and letters: the scan of a name, ``Acyc1ovir``."""
        after = self.tokens[mention.last : mention.last + 2]
        return (
            len(after) > 1
            and all(each.glued for each in after)
            and (after[0].is_number and after[1].is_word)
        )

    def _vague(self, term: Term) -> str:
        """Return that a word may stand for another medicine, where its term suggests one."""
        terms = self.lexicon.guideline.lexicon
        kinds = {terms[name].kind for name in term.suggests if name in terms}
        return VAGUE if "drug" in kinds else ""


def _is_measure(term: Term) -> bool:
    return term.kind in {"measure", "drug"} or (term.kind == "state" and bool(term.reads))


def _by_sentence(
    sentences: Iterator[Sentence], mentions: Sequence[Mention]
) -> Iterator[tuple[Sentence, list[Mention]]]:
    """Yield each sentence with the words that end in it."""
    at = 0
    for sentence in sentences:
        here: list[Mention] = []
        while at < len(mentions) and mentions[at].last <= sentence.last:
            here.append(mentions[at])
            at += 1
        yield sentence, here
