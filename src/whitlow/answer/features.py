"""This module works out by what the covered questions are told apart: words, concepts, records.

It refuses to let a machine's arithmetic decide: every weight is rounded before it is kept.
"""

from __future__ import annotations

import marshal
from collections import Counter, defaultdict
from math import log, sqrt
from typing import TYPE_CHECKING, Final, NamedTuple

from whitlow.answer.documents import documents, subjects_of, wordings
from whitlow.answer.english import stems_of
from whitlow.answer.own import drugs_of
from whitlow.answer.rare import rare_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from whitlow.answer.documents import Document, Wording
    from whitlow.guideline import Guideline

__all__ = [
    "ANOTHER",
    "CONCEPT",
    "STEM",
    "Features",
    "apart_of",
    "features_of",
    "read_features",
    "written",
]

STEM: Final = "w "
CONCEPT: Final = "c "
DIGITS: Final = 4
BOTTOM_COUNTS: Final = 1.0
SECTION_COUNTS: Final = 0.2
APART: Final = "apart"
"""The term under which lies what sets a question apart from those that speak of another."""

ANOTHER: Final = "another-matter"
"""The term under which lies what does so whoever is told of."""

SATURATES: Final = 2.0
LENGTH_COUNTS: Final = 0.5
SMOOTH: Final = 0.5
LEAST: Final = 0.05


class Features(NamedTuple):
    """What tells the covered questions apart.

    ``weights`` says how much a stem or concept tells, ``postings`` how much of it each question
    holds, ``places`` in which wordings it stands; ``wordings`` holds the question and the length of
    each. ``drugs`` are those that a question names anywhere, ``subjects`` those it is about.
    ``apart`` holds of whom, which place or which way a question speaks in its first wordings.
    ``rare`` holds the names on which few rules hang, ``known`` every stem of any record, ``own``
    the drugs that are the guideline's own.
    """

    weights: Mapping[str, float]
    postings: Mapping[str, tuple[tuple[str, float], ...]]
    places: Mapping[str, tuple[int, ...]]
    wordings: tuple[tuple[str, float], ...]
    drugs: Mapping[str, frozenset[str]]
    subjects: Mapping[str, frozenset[str]]
    known: frozenset[str]
    own: frozenset[str]
    apart: Mapping[str, frozenset[str]]
    rare: Mapping[str, int]


def features_of(guideline: Guideline) -> Features:
    """Return what tells the covered questions of a guideline apart."""
    worded = tuple(wordings(guideline))
    texts = {each.id: each for each in documents(guideline)}
    held = _held(guideline, worded, texts)
    weights = _weights(held)
    places: dict[str, list[int]] = defaultdict(list)
    for place, wording in enumerate(worded):
        for each in sorted({*_marks(wording.words, wording.concepts), *_named(wording.about)}):
            places[each].append(place)
    lengths = (
        sqrt(sum(weights[each] ** 2 for each in _marks(one.words, one.concepts))) for one in worded
    )
    known = {each for text in texts.values() for each in stems_of(text.words)}
    known |= {each for one in worded for each in stems_of(one.words)}
    return Features(
        weights,
        _postings(held, weights),
        {name: tuple(found) for name, found in places.items()},
        tuple(
            (one.question, round(length, DIGITS) or 1.0)
            for one, length in zip(worded, lengths, strict=True)
        ),
        _drugs(guideline, worded),
        {name: subjects_of(guideline, name) for name in guideline.questions},
        frozenset(known),
        drugs_of(guideline),
        _apart(guideline, (each for each in worded if _is_first(guideline, each))),
        rare_names(guideline),
    )


def _is_first(guideline: Guideline, wording: Wording) -> bool:
    question = guideline.questions[wording.question]
    return wording.words in {question.asks, question.plain}


def _apart(guideline: Guideline, worded: Iterable[Wording]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {name: set() for name in guideline.questions}
    for one in worded:
        found[one.question] |= set(apart_of(guideline, (*one.concepts, *one.about)))
    return {name: frozenset(many) for name, many in found.items()}


def apart_of(guideline: Guideline, names: Iterable[str]) -> Iterable[str]:
    """Return those concepts of whom, of which place or which way something is said."""
    lexicon = guideline.lexicon
    return (name for name in names if name in lexicon and APART in lexicon[name].parents)


def _marks(words: str, concepts: Iterable[str]) -> set[str]:
    return {*(f"{STEM}{each}" for each in stems_of(words)), *_named(concepts)}


def _named(concepts: Iterable[str]) -> Iterable[str]:
    return (f"{CONCEPT}{each}" for each in concepts if each not in {APART, ANOTHER})


def _held(
    guideline: Guideline, worded: Iterable[Wording], texts: Mapping[str, Document]
) -> dict[str, Counter[str]]:
    """Return for each question how often each stem and concept stands in it and its records."""
    held: dict[str, Counter[str]] = {name: Counter() for name in guideline.questions}
    for name, question in guideline.questions.items():
        for record in question.named:
            text = texts.get(record)
            counts = BOTTOM_COUNTS if record in question.bottom else SECTION_COUNTS
            for each in () if text is None else _marks(text.words, text.concepts):
                held[name][each] += counts  # type: ignore[assignment]  # a weighted count
    about: dict[str, set[str]] = {}
    for one in worded:
        for each in _marks(one.words, one.concepts):
            held[one.question][each] += 1
        about[one.question] = set(_named(one.about))
    for name, marks in about.items():
        for each in marks:
            held[name][each] += 1
    return held


def _weights(held: Mapping[str, Counter[str]]) -> dict[str, float]:
    """Return how much each mark tells: the more, the fewer questions hold it."""
    within: Counter[str] = Counter()
    for marks in held.values():
        for each, count in marks.items():
            within[each] += min(1, count)
    every = len(held)
    return {
        each: round(log(1 + every / (SMOOTH + within[each])), DIGITS) for each in sorted(within)
    }


def _postings(
    held: Mapping[str, Counter[str]], weights: Mapping[str, float]
) -> dict[str, tuple[tuple[str, float], ...]]:
    lengths = {name: sum(marks.values()) for name, marks in held.items()}
    usual = sum(lengths.values()) / max(1, len(lengths)) or 1.0
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for name, marks in held.items():
        room = SATURATES * (1 - LENGTH_COUNTS + LENGTH_COUNTS * lengths[name] / usual)
        for each, count in sorted(marks.items()):
            weight = weights[each] * count * (SATURATES + 1) / (count + room)
            if weight >= LEAST:
                found[each].append((name, round(weight, DIGITS)))
    return {each: tuple(many) for each, many in found.items()}


def _drugs(guideline: Guideline, worded: Iterable[Wording]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {name: set() for name in guideline.questions}
    for one in worded:
        names = {*one.concepts, *one.about}
        found[one.question] |= {name for name in names if name in guideline.drugs}
    return {name: frozenset(many) for name, many in found.items()}


def written(features: Features) -> bytes:
    """Return features as bytes, the same for the same features."""
    found = features._asdict()
    for name in ("drugs", "subjects", "apart"):
        found[name] = {each: sorted(many) for each, many in found[name].items()}
    for name in ("known", "own"):
        found[name] = sorted(found[name])
    found |= {name: dict(found[name]) for name in ("weights", "postings", "places", "rare")}
    return marshal.dumps(found)


def read_features(data: bytes) -> Features:
    """Return the features that some bytes hold, which were kept behind their digest."""
    found = marshal.loads(data)  # noqa: S302 - our own bytes
    return Features(
        found["weights"],
        found["postings"],
        found["places"],
        tuple((name, length) for name, length in found["wordings"]),
        {name: frozenset(many) for name, many in found["drugs"].items()},
        {name: frozenset(many) for name, many in found["subjects"].items()},
        frozenset(found["known"]),
        frozenset(found["own"]),
        {name: frozenset(many) for name, many in found["apart"].items()},
        found["rare"],
    )
