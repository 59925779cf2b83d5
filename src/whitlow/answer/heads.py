"""This module says which illness a question is about where it names ours, others, or both.

It refuses to count words: what decides is what a medicine is asked for, and what is only told
beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from whitlow.answer.endings import ended
from whitlow.answer.english import GENERAL, stem, words_of
from whitlow.answer.kept import index_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whitlow.answer.features import Features
    from whitlow.answer.question import Asked
    from whitlow.guideline import Guideline, TermKind
    from whitlow.intake import Concept

__all__ = ["ILLNESS", "Head", "head_of", "is_sought", "own_drugs", "unexplained"]

ILLNESS: Final = "other-illness"
"""The term under which another virus or illness lies: beside no subject of ours it is all of it."""

SUBJECT: Final = "own-subject"
"""The term under which lies what makes a question one of this guideline's."""

PROPERTY: Final = "own-property"
"""The term under which lies what is ours only where no other illness is named."""

VIRUS: Final = "virus"
LESIONS: Final[tuple[TermKind, ...]] = ("lesion",)
OBJECT: Final = frozenset(
    [
        "for",
        "against",
        "treat",
        "treats",
        "treated",
        "treating",
        "cure",
        "cures",
        "curing",
        "cover",
        "covers",
        "covering",
        "clear",
        "clears",
        "vaccine",
        "prevents",
        "prevent",
        "preventing",
    ]
)
OBJECT_OF: Final = frozenset(
    ["treatment", "management", "dose", "dosing", "cure", "prophylaxis", "course"]
)
OBJECT_IN: Final = frozenset(
    [
        "use",
        "used",
        "useful",
        "role",
        "effective",
        "work",
        "works",
        "dose",
        "dosing",
        "dosed",
        "place",
        "help",
        "helps",
        "helpful",
    ]
)
ASIDE: Final = frozenset(
    [
        "with",
        "has",
        "had",
        "have",
        "having",
        "history",
        "previous",
        "previously",
        "past",
        "also",
        "despite",
        "although",
        "though",
        "known",
        "after",
        "plus",
        "alongside",
    ]
)
EXCEPT: Final = frozenset(
    ["besides", "except", "apart", "unlike", "than", "excluding", "ruled", "not", "no", "without"]
)
DENIES: Final = frozenset(
    [
        "no",
        "not",
        "non",
        "without",
        "never",
        "isnt",
        "isn't",
        "neither",
        "nor",
        "exclude",
        "excluded",
    ]
)
BACK: Final = 3
MOST_OBJECT: Final = 4

Role = Literal["object", "aside", "except", "free"]


class Head(NamedTuple):
    """What a question is about.

    ``ours`` says that it names a subject of ours, ``weakly`` that it names only a property or a
    sore that ours have too; ``theirs`` are the words of other illnesses, and ``strays`` says that
    it is about those alone. ``drugs`` are the words of medicines that nobody here knows,
    ``excepted`` the terms that the question itself sets aside.
    """

    ours: bool
    weakly: bool
    theirs: tuple[str, ...]
    drugs: tuple[str, ...]
    excepted: frozenset[str]
    strays: bool


class _Named(NamedTuple):
    """An illness as it is named: its words, what it is in the question, whether a term names it."""

    words: str
    role: Role
    denied: bool
    listed: bool = True


def head_of(
    asked: Asked, outside: Sequence[Concept], features: Features, guideline: Guideline
) -> Head:
    """Return what a question is about; ``outside`` is what it names of what is not covered."""
    words = list(words_of(asked.text))
    ours = [
        _named(words, each)
        for each in asked.concepts
        if _is_ours(each) and not any(_within(each.span, one.span) for one in outside)
    ]
    ours = [each for each in ours if not each.denied]
    weak = any(_is_weak(each) for each in asked.concepts)
    strange = tuple(unexplained(asked, features))
    illnesses, drugs = ended(guideline, [word for word, _, _ in strange])
    aside = frozenset(each.id for each in outside if _named(words, each).role == "except")
    theirs = [_named(words, each) for each in outside if _is_illness(each)]
    theirs += [
        _Named(word, _role(words, start), denied=False, listed=False)
        for word, start, _ in strange
        if word in illnesses
    ]
    theirs = [each for each in theirs if each.role != "except"]
    sought = _object(words, strange)
    strays = bool(theirs or sought) and _strays(asked, guideline, ours, theirs, drugs, weak=weak)
    if sought and not theirs and not ours and not weak and not asked.carried:
        strays = True
    return Head(
        ours=bool(ours or asked.carried),
        weakly=weak,
        theirs=tuple(dict.fromkeys((*(each.words for each in theirs), *sought))),
        drugs=tuple(sorted(drugs)),
        excepted=aside,
        strays=strays,
    )


def is_sought(asked: Asked, concept: Concept) -> bool:
    """Whether a question asks for something against this, and names nothing of ours."""
    words = list(words_of(asked.text))
    ours = any(_is_ours(each) and not _within(each.span, concept.span) for each in asked.concepts)
    return not ours and _named(words, concept).role == "object"


def _strays(  # noqa: PLR0913 - all that is named
    asked: Asked,
    guideline: Guideline,
    ours: Sequence[_Named],
    theirs: Sequence[_Named],
    drugs: frozenset[str],
    *,
    weak: bool,
) -> bool:
    """Whether other illnesses are what is asked about, and ours at most told beside them."""
    if asked.carried or not theirs:
        return False
    sought = any(each.role == "object" for each in theirs)
    named = {each.id for each in asked.concepts if each.kind == "drug"}
    own = bool(own_drugs(guideline) & asked.names)
    others = bool(drugs or named) and not own
    if not ours:
        beside = own and not sought and (weak or not any(each.listed for each in theirs))
        return not beside and any(each.role != "aside" for each in theirs)
    return all(each.role == "aside" for each in ours) and (sought or others)


def _is_ours(concept: Concept) -> bool:
    term = concept.term
    if term is None:
        return False
    if term.kind == VIRUS:
        return bool(term.sets)
    return term.kind == "topic" and SUBJECT in term.parents and PROPERTY not in term.parents


def _is_weak(concept: Concept) -> bool:
    term = concept.term
    if term is None:
        return False
    return term.kind in LESIONS or (term.kind == "topic" and PROPERTY in term.parents)


def _is_illness(concept: Concept) -> bool:
    return concept.term is not None and ILLNESS in (concept.term.id, *concept.term.parents)


def _within(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] <= span[0] and span[1] <= other[1]


def _named(words: Sequence[tuple[str, int, int]], concept: Concept) -> _Named:
    before = [word for word, _, end in words if end <= concept.span[0]]
    denied = bool(before) and before[-1] in DENIES
    return _Named(concept.text, _role(words, concept.span[0]), denied)


def _role(words: Sequence[tuple[str, int, int]], start: int) -> Role:
    """Return what a word is in a question, by the few words right before it."""
    before = [word for word, _, end in words if end <= start]
    for place in range(len(before) - 1, max(-1, len(before) - 1 - BACK), -1):
        word = before[place]
        if word == "of":
            return "object" if place and before[place - 1] in OBJECT_OF else "free"
        if word == "in" and place and before[place - 1] in OBJECT_IN:
            return "object"
        if word in EXCEPT:
            return "except"
        if word in OBJECT:
            return "object"
        if word in ASIDE:
            return "aside"
    return "free"


def _object(
    words: Sequence[tuple[str, int, int]], strange: Sequence[tuple[str, int, int]]
) -> tuple[str, ...]:
    """Return what a medicine is asked for where nothing explains a word of it, else nothing."""
    unknown = {start for _, start, _ in strange}
    for place, (word, _, _) in enumerate(words):
        if word not in {"for", "against"}:
            continue
        found = []
        for name, start, _ in words[place + 1 : place + 1 + MOST_OBJECT]:
            if start not in unknown:
                break
            found.append(name)
        if found:
            return tuple(found)
    return ()


def unexplained(asked: Asked, features: Features) -> Iterator[tuple[str, int, int]]:
    """Yield the words of a question that no record and no term explains, each with its place."""
    named = [each.span for each in asked.concepts]
    read = [fact.span for fact in asked.reading.facts]
    for word, start, end in words_of(asked.text):
        inside = any(first <= start and end <= last for first, last in (*named, *read))
        if inside or word in GENERAL or any(sign.isdigit() for sign in word):
            continue
        if stem(word) not in features.known:
            yield word, start, end


def own_drugs(guideline: Guideline) -> frozenset[str]:
    """Return the drugs that make a question one of this guideline's."""
    return index_of(guideline).features.own
