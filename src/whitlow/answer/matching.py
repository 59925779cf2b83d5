"""This module finds the covered question that is meant, however it is worded.

It refuses to be sure: each covered question gets a share of likeness, and who asks decides what
is enough. Shares are rounded and ties ordered by id, so that they are the same on every machine.
"""

from __future__ import annotations

from collections import defaultdict
from math import log, sqrt
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from whitlow.answer.index import Features, Found
    from whitlow.answer.question import Asked
    from whitlow.guideline import Guideline

__all__ = ["Match", "matches"]

DIGITS: Final = 4
CONCEPT_COUNTS: Final = 2.0
KIND_COUNTS: Final = 0.1
VOTE_COUNTS: Final = 0.3
VOTERS: Final = 24
BOTTOM_VOTE: Final = 1.0
SECTION_VOTE: Final = 0.6


class Match(NamedTuple):
    """A covered question, how alike it is, and how alike its wording alone."""

    question: str
    share: float
    wording: float


def matches(
    guideline: Guideline, features: Features, asked: Asked, found: Sequence[Found]
) -> tuple[Match, ...]:
    """Return the covered questions, the most alike first."""
    alike = _alike(features, asked)
    votes = _votes(guideline, found)
    kinds = {term.id for term in asked.kinds}
    every = []
    for name, question in guideline.questions.items():
        wording = alike.get(name, 0.0)
        share = wording + VOTE_COUNTS * votes.get(name, 0.0)
        share += KIND_COUNTS if question.kind in kinds and wording else 0
        if share:
            every.append(Match(name, round(share, DIGITS), round(wording, DIGITS)))
    return tuple(sorted(every, key=lambda each: (-each.share, each.question)))


def _alike(features: Features, asked: Asked) -> dict[str, float]:
    """Return for each question the cosine of its nearest wording with what was asked."""
    weigh = _weights(features)
    sought = {("w", each): weigh("w", each) for each in asked.stems if each in features.stems}
    names = (each for each in asked.names if each in features.concepts)
    sought |= {("c", each): weigh("c", each) for each in names}
    length = _length(sought.values())
    best: dict[str, float] = defaultdict(float)
    for name, stems, concepts in features.wordings:
        held = [("w", each) for each in stems] + [("c", each) for each in concepts]
        shared = sum(sought[each] ** 2 for each in held if each in sought)
        if shared:
            all_held = _length(weigh(kind, each) for kind, each in held)
            best[name] = max(best[name], shared / (length * all_held))
    return best


def _length(weights: Iterable[float]) -> float:
    return sqrt(sum(weight**2 for weight in weights)) or 1.0


def _weights(features: Features) -> Weigh:
    return Weigh(features)


class Weigh:
    """How much a stem or a concept tells: the more, the fewer wordings have it."""

    def __init__(self, features: Features) -> None:
        """Count the wordings."""
        self._every: Final = len(features.wordings)
        self._in: Final[Mapping[str, Mapping[str, int]]] = {
            "w": features.stems,
            "c": features.concepts,
        }
        self._known: Final[dict[tuple[str, str], float]] = {}

    def __call__(self, kind: str, each: str) -> float:
        """Return the weight of a stem (``w``) or a concept (``c``)."""
        weight = self._known.get((kind, each))
        if weight is None:
            weight = log(1 + self._every / (1 + self._in[kind].get(each, 0)))
            weight *= CONCEPT_COUNTS if kind == "c" else 1
            self._known[kind, each] = weight
        return weight


def _votes(guideline: Guideline, found: Sequence[Found]) -> dict[str, float]:
    """Return for each question how well the best of its records was found, from 0 to 1."""
    if not found:
        return {}
    top = found[0].weight or 1.0
    weights = {each.id: each.weight / top for each in found[:VOTERS]}
    votes: dict[str, float] = {}
    for name, question in guideline.questions.items():
        best = max((weights.get(each, 0.0) for each in question.bottom), default=0.0) * BOTTOM_VOTE
        later = max((weights.get(each, 0.0) for each in question.named), default=0.0)
        votes[name] = max(best, later * SECTION_VOTE)
    return votes
