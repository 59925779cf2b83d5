"""This module finds the words of a guideline in a text: its terms, drugs, classes and facts.

It refuses to understand them: it says which word stands where, and the longest wins.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from whitlow.door.variants import VARIANTS
from whitlow.door.vocabulary import Vocabulary
from whitlow.guideline.term import ASKING
from whitlow.intake.tokens import tokens_of, words
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whitlow.guideline import Fact, Guideline, Term
    from whitlow.intake.tokens import Token

__all__ = ["Concept", "Kind", "Lexicon", "Meaning", "Mention", "lexicon_of"]

Kind = Literal["term", "drug", "class", "fact"]

SHORTEST: Final = 3
"""A shorter synonym of a fact is a field of a form; in a sentence it means other things."""

SUSCEPTIBILITY: Final = "_susceptibility"
LONGEST: Final = 24
GAPS: Final = frozenset("-/")
MOST_KEPT: Final = 4
OTHER: Final = "other"
"""What stands for every other medicine is no word for one."""

LONG: Final = 8
"""A shorter word with a letter wrong may be another word."""
TIMES: Final = words("d day days w wk wks week weeks month months mo year years yr h hours")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word stands for: the record's kind and id, and its term where it is one.

    ``misspelt`` says that the word is not one of the record's, but is one letter away from it.
    """

    kind: Kind
    id: str
    label: str
    term: Term | None = None
    misspelt: bool = False

    def __hash__(self) -> int:
        """Two meanings are one when they are the same record's."""
        return hash((self.kind, self.id))


class Mention(NamedTuple):
    """A word found: its meanings, its first token and the one after its last."""

    meanings: tuple[Meaning, ...]
    first: int
    last: int

    def meaning(self, kind: Kind) -> Meaning | None:
        """Return its meaning of a kind, if it has one."""
        return next((each for each in self.meanings if each.kind == kind), None)


class Concept(NamedTuple):
    """A record that a text names, with the words and their place in the text."""

    kind: Kind
    id: str
    term: Term | None
    text: str
    span: tuple[int, int]


@dataclass(slots=True)
class _Node:
    """A place in the tree of words, and what ends there."""

    next: dict[str, _Node] = field(default_factory=dict)
    ends: list[tuple[Meaning, tuple[str, ...]]] = field(default_factory=list)


class Lexicon:
    """Every word of one guideline, in a tree of tokens."""

    def __init__(self, guideline: Guideline, *, asking: bool = False) -> None:
        """Index every word once; the words of a term win over the names of a fact.

        ``asking`` indexes the words with which people ask, and those alone.
        """
        self.guideline: Final = guideline
        self.vocabulary: Final = Vocabulary(guideline)
        self.susceptibilities: Final = _susceptibilities(guideline.facts.values())
        kept = [fact for fact in guideline.facts.values() if fact.members == VARIANTS]
        self.variants: Final = tuple(fact.name for fact in kept)
        self.genes: Final = {name.lower(): name for name in guideline.genes} | {
            word.lower(): meant
            for fact in kept
            for word, meant in (fact.synonyms or {}).items()
            if meant != fact.name
        }
        self._root: Final = _Node()
        self._near: Final[dict[str, dict[str, Meaning]]] = {}
        for term in guideline.lexicon.values():
            if (term.kind in ASKING) is not asking:
                continue
            meaning = Meaning("term", term.id, term.label or term.id, term)
            for word in term.words:
                self._add(word, meaning)
            for word in term.cased:
                self._add(word, meaning, cased=True)
        if asking:
            return
        for name, drug in guideline.drugs.items():
            for word in () if name == OTHER else (drug.name, *drug.names, name):
                self._add(word, Meaning("drug", name, drug.name))
        for name, group in guideline.groups.items():
            for word in (name, group.label):
                self._add(word, Meaning("class", name, group.label))
        for fact in guideline.facts.values():
            for word in _names(fact):
                self._add(word, Meaning("fact", fact.name, fact.label), alone=True)
        self._index_near()

    def _add(
        self, word: str, meaning: Meaning, *, cased: bool = False, alone: bool = False
    ) -> None:
        pieces = _pieces(word)
        node = self._root
        for _, low in pieces:
            after = node.next.get(low)
            if after is None:
                after = node.next[low] = _Node()
            node = after
        written = tuple(piece for piece, _ in pieces) if cased else ()
        known = [each for each, _ in node.ends]
        if meaning not in known and not (alone and known):
            node.ends.append((meaning, written))

    def _index_near(self) -> None:
        """Index the long names of drugs by what is left when one letter is gone."""
        for drug in self.guideline.drugs.values():
            meaning = Meaning("drug", drug.id, drug.name, misspelt=True)
            for word in (drug.name, *drug.names):
                low = word.casefold()
                if low.isalpha() and len(low) >= LONG:
                    for form in _shortened(low):
                        self._near.setdefault(form, {})[drug.id] = meaning

    def mentions(self, tokens: Sequence[Token]) -> Iterator[Mention]:
        """Yield each word that is found, the longest at each place, none within another."""
        at = 0
        while at < len(tokens):
            found = self._longest(tokens, at) or self._misspelt(tokens[at], at)
            if found is None:
                at += 1
                continue
            yield found
            at = found.last

    def _longest(self, tokens: Sequence[Token], first: int) -> Mention | None:
        node = self._root.next.get(tokens[first].low)
        at, best = first, None
        while node is not None:
            at += 1
            if node.ends:
                meanings = tuple(
                    meaning
                    for meaning, written in node.ends
                    if not written or written == _written(tokens, first, at)
                )
                if meanings and not _counts(tokens, first, at):
                    best = Mention(meanings, first, at)
            at = _over_gap(tokens, at)
            if at >= len(tokens) or tokens[at].line:
                break
            node = node.next.get(tokens[at].low)
        return best

    def _misspelt(self, token: Token, at: int) -> Mention | None:
        if not LONG <= len(token.low) <= LONGEST or not token.is_word:
            return None
        near: dict[str, Meaning] = {}
        for form in _shortened(token.low):
            near |= self._near.get(form, {})
        substances = {self.vocabulary.substance(self.guideline.drugs[name]) for name in near}
        if len(substances) != 1:
            return None
        name = min(near, key=lambda each: (each not in substances, each))
        return Mention((near[name],), at, at + 1)

    def concepts(self, text: str) -> tuple[Concept, ...]:
        """Return what a text names, in order; a word with two meanings stands twice."""
        tokens = tokens_of(text)
        return tuple(
            Concept(meaning.kind, meaning.id, meaning.term, text[start:end], (start, end))
            for mention in self.mentions(tokens)
            for start, end in [(tokens[mention.first].start, tokens[mention.last - 1].end)]
            for meaning in mention.meanings
        )


def _susceptibilities(facts: Iterable[Fact]) -> dict[str, str]:
    """Return the fact that says what an isolate is to a drug, by drug."""
    found: dict[str, str] = {}
    for fact in facts:
        names = [word for word, meant in (fact.synonyms or {}).items() if meant == fact.name]
        for name in (fact.name, *names):
            drug, tail, rest = name.partition(SUSCEPTIBILITY)
            if tail and not rest:
                found[drug] = fact.name
    return found


def _names(fact: Fact) -> Iterator[str]:
    yield fact.name
    yield fact.label
    for word, meant in (fact.synonyms or {}).items():
        if meant == fact.name and len(word) >= SHORTEST:
            yield word


def _pieces(word: str) -> list[tuple[str, str]]:
    """Return the tokens of a word of the lexicon, each as written and in its plain form.

    Most are plain words with gaps between them, for which nothing needs to be taken apart.
    """
    text = word.replace("_", " ")
    if text.isascii() and text.replace(" ", "").isalpha():
        return [(piece, piece.lower()) for piece in text.split()]
    return [(each.text, each.low) for each in tokens_of(text) if each.low not in GAPS]


def _shortened(word: str) -> Iterator[str]:
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def _written(tokens: Sequence[Token], first: int, last: int) -> tuple[str, ...]:
    return tuple(token.text for token in tokens[first:last] if token.low not in GAPS)


def _over_gap(tokens: Sequence[Token], at: int) -> int:
    """Return the place after a hyphen or stroke that joins two words."""
    if at + 1 < len(tokens) and tokens[at].low in GAPS and tokens[at].glued:
        return at + 1
    return at


def _counts(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the number that ends a word counts what follows: the 2 of ``Virus 2 weeks ago``."""
    end = tokens[last - 1]
    if not end.is_number or last - first == 1:
        return False
    if not end.glued and last < len(tokens):
        return tokens[last].low in TIMES or tokens[last].low in GAPS
    return False


_KEPT: Final[dict[str, Lexicon]] = {}


def lexicon_of(guideline: Guideline) -> Lexicon:
    """Return the words of a guideline, indexed once for each content that is asked for."""
    key = guideline.hash
    kept = _KEPT.get(key)
    if kept is None:
        if len(_KEPT) >= MOST_KEPT:
            _KEPT.clear()
        kept = _KEPT[key] = Lexicon(guideline)
    return kept
