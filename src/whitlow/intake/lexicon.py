"""This module finds the words of a guideline in a text: its terms, drugs, classes and facts.

It refuses to understand them: it says which word stands where, and the longest wins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from whitlow.door.variants import VARIANTS
from whitlow.door.vocabulary import Vocabulary
from whitlow.intake.temperatures import fevers_of
from whitlow.intake.tokens import tokens_of, words
from whitlow.intake.tree import GAPS, LONG, shortened, tree_of
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whitlow.guideline import Fact, Guideline, Term
    from whitlow.intake.tokens import Token

__all__ = ["Concept", "Kind", "Lexicon", "Meaning", "Mention", "lexicon_of"]

Kind = Literal["term", "drug", "class", "fact"]

ANTIVIRAL: Final = "antiviral"
NONE: Final = "none"
SUSCEPTIBILITY: Final = "_susceptibility"
LONGEST: Final = 24
MOST_KEPT: Final = 4
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
        self.homes: Final = _homes(guideline)
        self.fevers: Final = fevers_of(guideline)
        tree = tree_of(guideline, asking=asking)
        self._root: Final = tree.root
        self._near: Final = tree.near
        self._meanings: Final[dict[tuple[str, str], Meaning]] = {}

    def _meaning(self, kind: str, name: str) -> Meaning:
        """Return what a word of the tree means, made when it is first met."""
        found = self._meanings.get((kind, name))
        if found is None:
            found = self._meanings[kind, name] = self._made(kind, name)
        return found

    def _made(self, kind: str, name: str) -> Meaning:
        guideline = self.guideline
        match kind:
            case "term":
                term = guideline.lexicon[name]
                return Meaning("term", name, term.label or name, term)
            case "drug":
                return Meaning("drug", name, guideline.drugs[name].name)
            case "class":
                return Meaning("class", name, guideline.groups[name].label)
            case _:
                return Meaning("fact", name, guideline.facts[name].label)

    def mentions(self, tokens: Sequence[Token]) -> Iterator[Mention]:
        """Yield each word that is found, the longest at each place, none within another."""
        below, at = self._root[0], 0
        while at < len(tokens):
            low = tokens[at].low
            found = self._longest(tokens, at) if low in below else None
            if found is None and LONG <= len(low) <= LONGEST:
                found = self._misspelt(tokens[at], at)
            if found is None:
                at += 1
                continue
            yield found
            at = found.last

    def _longest(self, tokens: Sequence[Token], first: int) -> Mention | None:
        node = self._root[0].get(tokens[first].low)
        at, best = first, None
        while node is not None:
            at += 1
            below, ends = node
            if ends:
                meanings = tuple(
                    self._meaning(kind, name)
                    for kind, name, written in ends
                    if not written or written == _written(tokens, first, at)
                )
                if meanings and not _counts(tokens, first, at):
                    best = Mention(meanings, first, at)
            at = _over_gap(tokens, at)
            if at >= len(tokens) or tokens[at].line:
                break
            node = below.get(tokens[at].low)
        return best

    def _misspelt(self, token: Token, at: int) -> Mention | None:
        if not token.is_word:
            return None
        near = {name for form in shortened(token.low) for name in self._near.get(form, ())}
        substances = {self.vocabulary.substance(self.guideline.drugs[name]) for name in near}
        if len(substances) != 1:
            return None
        name = min(near, key=lambda each: (each not in substances, each))
        meaning = Meaning("drug", name, self.guideline.drugs[name].name, misspelt=True)
        return Mention((meaning,), at, at + 1)

    def concepts(self, text: str) -> tuple[Concept, ...]:
        """Return what a text names, in order; a word with two meanings stands twice."""
        tokens = tokens_of(text)
        return tuple(
            Concept(meaning.kind, meaning.id, meaning.term, text[start:end], (start, end))
            for mention in self.mentions(tokens)
            for start, end in [(tokens[mention.first].start, tokens[mention.last - 1].end)]
            for meaning in mention.meanings
        )


def _homes(guideline: Guideline) -> dict[str, str]:
    """Return the choice that a drug is an option of, other than the antiviral, by drug."""
    found: dict[str, str] = {}
    for fact in guideline.facts.values():
        options = fact.options
        if options is None or fact.name == ANTIVIRAL:
            continue
        if all(name == NONE or name in guideline.drugs for name in options):
            for name in options:
                found.setdefault(name, fact.name)
    return found


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
