"""This module says which illness a question is about where it names ours, others, or both.

It refuses to count words: what decides is what a medicine is asked for, and what is only told
beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from whitlow.answer.endings import ended
from whitlow.answer.english import GENERAL, stem, words_of
from whitlow.answer.kept import index_of
from whitlow.answer.roles import DENIES, OBJECT, is_found_before, role_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whitlow.answer.features import Features
    from whitlow.answer.question import Asked
    from whitlow.answer.roles import Role
    from whitlow.guideline import Guideline, TermKind
    from whitlow.intake import Concept

__all__ = [
    "ILLNESS",
    "Head",
    "head_of",
    "is_diagnosed",
    "is_sought",
    "own_drugs",
    "unexplained",
]

ILLNESS: Final = "other-illness"
"""The term under which another virus or illness lies: beside no subject of ours it is all of it."""

SUBJECT: Final = "own-subject"
"""The term under which lies what makes a question one of this guideline's."""

PROPERTY: Final = "own-property"
"""The term under which lies what is ours only where no other illness is named."""

VIRUS: Final = "virus"
LESIONS: Final[tuple[TermKind, ...]] = ("lesion",)
DOSE: Final = "how-much"
MOST_OBJECT: Final = 4


class Head(NamedTuple):
    """What a question is about.

    ``ours`` says that it names a subject of ours, ``weakly`` that it names only a property or a
    sore that ours have too; ``theirs`` are the words of other illnesses, and ``strays`` says that
    it is about those alone; ``unknown`` says that a medicine is asked for what nobody here knows,
    and nothing else is named. ``drugs`` are the words of medicines that nobody here knows,
    ``excepted`` the terms that the question itself sets aside.
    """

    ours: bool
    weakly: bool
    theirs: tuple[str, ...]
    drugs: tuple[str, ...]
    excepted: frozenset[str]
    strays: bool
    unknown: bool


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
    reasons = [each for each in outside if _is_reason(asked, guideline, words, each)]
    beside = [each for each in outside if _named(words, each).role == "except"]
    counted = [each for each in outside if each not in reasons and each not in beside]
    aside = frozenset(each.id for each in outside) - {each.id for each in counted}
    theirs = [_named(words, each) for each in outside if _is_illness(each) and each not in reasons]
    theirs += [
        _Named(word, role_of(words, start), denied=False, listed=False)
        for word, start, _ in strange
        if word in illnesses
    ]
    theirs = [each for each in theirs if each.role != "except"]
    sought = _object(words, strange)
    strays = bool(theirs or sought) and _strays(asked, guideline, ours, theirs, drugs, weak=weak)
    unknown = bool(sought) and not (theirs or ours or weak or asked.carried)
    return Head(
        ours=bool(ours or asked.carried),
        weakly=weak,
        theirs=tuple(dict.fromkeys((*(each.words for each in theirs), *sought))),
        drugs=tuple(sorted(drugs)),
        excepted=aside,
        strays=strays,
        unknown=unknown,
    )


def is_sought(asked: Asked, concept: Concept) -> bool:
    """Whether a question asks for something against this, and names nothing of ours."""
    words = list(words_of(asked.text))
    ours = any(_is_ours(each) and not _within(each.span, concept.span) for each in asked.concepts)
    return not ours and _named(words, concept).role == "object"


def is_diagnosed(asked: Asked, concept: Concept) -> bool:
    """Whether who asks says that a doctor found this, and names nothing of ours."""
    ours = any(_is_ours(each) and not _within(each.span, concept.span) for each in asked.concepts)
    return not ours and is_found_before(asked.text[: concept.span[0]])


def _is_reason(
    asked: Asked,
    guideline: Guideline,
    words: Sequence[tuple[str, int, int]],
    concept: Concept,
) -> bool:
    """Whether another medicine is given for this, beside one of ours that is asked about.

    What goes with a dose of ours is in no class of those that meet ours, and has no reason of its
    own.
    """
    own = own_drugs(guideline)
    drugs = [each for each in asked.concepts if each.kind == "drug"]
    before = [each for each in drugs if each.span[1] <= concept.span[0]]
    if not own & asked.names or not before or before[-1].id in own:
        return False
    products = (each for each in guideline.drugs.values() if guideline.is_a(each.id, before[-1].id))
    meets_ours = any(each.classes for each in products)
    if not meets_ours or any(kind.id == DOSE for kind in asked.kinds):
        return False
    between = [word for word, start, _ in words if before[-1].span[1] <= start < concept.span[0]]
    return len(between) <= MOST_OBJECT and not OBJECT.isdisjoint(between)


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
    return _Named(concept.text, role_of(words, concept.span[0]), denied)


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
