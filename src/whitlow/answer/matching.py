"""This module finds the covered question that is meant, however it is worded.

It refuses to be sure: each covered question gets a share of likeness, and who asks decides what
is enough. Shares are rounded and ties ordered by id, so that they are the same on every machine.
"""

from __future__ import annotations

import re
from collections import defaultdict
from math import sqrt
from typing import TYPE_CHECKING, Final, NamedTuple

from whitlow.answer.conditions import HOST, is_of_another
from whitlow.answer.features import ANOTHER, CONCEPT, STEM, apart_of
from whitlow.guideline import OnceFor

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whitlow.answer.features import Features
    from whitlow.answer.index import Found
    from whitlow.answer.question import Asked
    from whitlow.evaluate import Reading
    from whitlow.guideline import Guideline

__all__ = ["Match", "fitting", "matches", "nearer_to_plan"]

DIGITS: Final = 4
WORDING_COUNTS: Final = 0.3
KIND_COUNTS: Final = 0.1
VOTE_COUNTS: Final = 0.2
STANDS_COUNTS: Final = 0.3
DOSE_COUNTS: Final = 0.1
DOSE: Final = "how-much"
WHAT_IS: Final = "what-is"
"""What is so of everybody answers no question on one patient, though it stands in the plan."""

WHAT_NEXT: Final = "what-next"
UNTOLD: Final = 0.9
SUSCEPTIBILITY: Final = "_susceptibility"
REPORT: Final = "report-topic"
"""Who reads a report tells of the isolate, in whatever words."""

VOTERS: Final = 24
SECTION_VOTE: Final = 0.6
OTHER_DRUG: Final = 0.8
UNASKED_DRUG: Final = 0.9
QUANTITY: Final = re.compile(
    r"(?<![\w.])(\d+(?:\.\d+)?)\s?(mL/min/kg|mL/min|mg/kg|g|mg)(?![\w/])", re.IGNORECASE
)
UNASKED_DOSE: Final = 0.9
"""Who asks what comes next, and not how much, is not answered by an amount of what they take."""

SAME_FIGURE: Final = 1.2
OTHER_FIGURE: Final = 0.75
"""A question on one figure is hardly the one that is asked with another in the same unit."""

UNMEANT: Final = 0.88
"""One that first speaks of somebody, a place or a way is hardly meant where none is named."""

FEW_FACTS: Final = 2
"""Of whom more is told, that one is described in other words."""

OTHER_MATTER: Final = 0.75
NOT_SO: Final = 0.75
FITTED: Final = 12
MOST_UNMEANT: Final = 2


def nearer_to_plan(
    guideline: Guideline, alike: Sequence[Match], standing: Iterable[str]
) -> tuple[Match, ...]:
    """Return the covered questions, those moved up whose first record stands for the patient."""
    stands = frozenset(standing)
    moved = [
        each._replace(share=round(each.share + STANDS_COUNTS, DIGITS))
        if guideline.questions[each.question].kind != WHAT_IS
        and stands.intersection(guideline.questions[each.question].bottom)
        else each
        for each in alike
    ]
    return tuple(sorted(moved, key=lambda each: (-each.share, each.question)))


class Match(NamedTuple):
    """A covered question, and how alike it is."""

    question: str
    share: float


def matches(
    guideline: Guideline, features: Features, asked: Asked, found: Sequence[Found]
) -> tuple[Match, ...]:
    """Return the covered questions, the most alike first."""
    sought = [f"{STEM}{each}" for each in asked.stems] + [
        f"{CONCEPT}{each}" for each in asked.names
    ]
    sought = sorted(each for each in dict.fromkeys(sought) if each in features.weights)
    alike = _alike(features, sought)
    wording = _nearest_wordings(features, sought)
    votes = _votes(guideline, found)
    kinds = {term.id for term in asked.kinds}
    drugs = {name for name in asked.names if name in guideline.drugs}
    drugs = {name for each in asked.compared for name in guideline.lineage(each)} or drugs
    sought_drugs = len({each.id for each in asked.concepts if each.id in features.own})
    sought_drugs = max(sought_drugs, bool(drugs))
    told = {each.fact for each in asked.reading.facts}
    reported = REPORT in asked.names
    figures = _quantities(asked.text)
    about = frozenset(apart_of(guideline, asked.names))
    every = []
    supposed = _supposed(guideline)
    own_figures = _own_figures(guideline)
    for name, likeness in alike.items():
        near = WORDING_COUNTS * wording.get(name, 0.0) + VOTE_COUNTS * votes.get(name, 0.0)
        kind = KIND_COUNTS if guideline.questions[name].kind in kinds else 0.0
        own = bool(drugs & features.drugs[name])
        other = 1.0 if own else OTHER_DRUG ** min(MOST_UNMEANT, sought_drugs)
        subjects = features.subjects[name]
        unasked = UNASKED_DRUG if subjects and not drugs & subjects else 1.0
        dose = guideline.questions[name].kind == DOSE
        dosed = DOSE_COUNTS if DOSE in kinds and dose else 0.0
        amount = UNASKED_DOSE if dose and WHAT_NEXT in kinds and DOSE not in kinds else 1.0
        untold = UNTOLD if not reported and not supposed[name] <= told else 1.0
        strange = _strangeness(guideline, features, name, about, many=len(told) > FEW_FACTS)
        share = (likeness + near + kind + dosed) * other * unasked * untold * strange
        share *= amount * _figures_agree(figures, own_figures[name])
        every.append(Match(name, round(share, DIGITS)))
    return tuple(sorted(every, key=lambda each: (-each.share, each.question)))


def _strangeness(
    guideline: Guideline, features: Features, name: str, about: frozenset[str], *, many: bool
) -> float:
    """Return what a share is worth where a covered question speaks of another host, place or way.

    Of whom ``many`` facts are told, that one is described in other words.
    """
    lexicon = guideline.lexicon
    unnamed = features.apart[name] - about
    other = {each for each in unnamed if ANOTHER in lexicon[each].parents}
    unnamed = frozenset(other) if many else unnamed
    worth = UNMEANT ** min(MOST_UNMEANT, len(unnamed)) * OTHER_MATTER ** bool(other)
    for each in about:
        if ANOTHER in lexicon[each].parents:
            held = {question for question, _ in features.postings.get(f"{CONCEPT}{each}", ())}
            worth *= 1.0 if name in held else OTHER_MATTER
    return worth


def fitting(
    guideline: Guideline, alike: Sequence[Match], reading: Reading | None
) -> tuple[Match, ...]:
    """Return the covered questions, those moved down that are on somebody else."""
    if reading is None or not any(guideline.facts[name].group == HOST for name in reading.facts):
        return tuple(alike)
    moved = [
        each._replace(share=round(each.share * NOT_SO, DIGITS))
        if (rule := guideline.rules.get(guideline.questions[each.question].bottom[0])) is not None
        and is_of_another(reading, rule)
        else each
        for each in alike[:FITTED]
    ]
    return tuple(sorted((*moved, *alike[FITTED:]), key=lambda each: (-each.share, each.question)))


def _quantities(text: str) -> frozenset[tuple[str, str]]:
    """Return the figures of a text, each with its unit as it is written."""
    found = QUANTITY.finditer(text)
    return frozenset(
        (each[1].rstrip("0").rstrip(".") if "." in each[1] else each[1], each[2].casefold())
        for each in found
    )


def _figures_agree(told: frozenset[tuple[str, str]], own: frozenset[tuple[str, str]]) -> float:
    """Return what a share is worth where a covered question is on one figure: 1 where it is not."""
    units = {unit for _, unit in own}
    same_unit = {each for each in told if each[1] in units}
    if not same_unit:
        return 1.0
    return SAME_FIGURE if same_unit & own else OTHER_FIGURE


def _all_figures(guideline: Guideline) -> dict[str, frozenset[tuple[str, str]]]:
    """Return the figures that each covered question is on."""
    return {name: _quantities(question.asks) for name, question in guideline.questions.items()}


_own_figures: Final = OnceFor(_all_figures)


def _all_supposed(guideline: Guideline) -> dict[str, frozenset[str]]:
    """Return the results of an isolate that each covered question takes as told."""
    return {
        name: frozenset(each for each in question.about if each.endswith(SUSCEPTIBILITY))
        for name, question in guideline.questions.items()
    }


_supposed: Final = OnceFor(_all_supposed)


def _alike(features: Features, sought: Sequence[str]) -> dict[str, float]:
    """Return for each question how much of what was asked its words and its records hold."""
    most = sum(features.weights[each] for each in sought) or 1.0
    found: dict[str, float] = defaultdict(float)
    for each in sought:
        for name, weight in features.postings.get(each, ()):
            found[name] += weight / most
    return found


def _nearest_wordings(features: Features, sought: Iterable[str]) -> dict[str, float]:
    """Return for each question the cosine of its nearest wording with what was asked."""
    shared: dict[int, float] = defaultdict(float)
    length = 0.0
    for each in sought:
        square = features.weights[each] ** 2
        length += square
        for place in features.places.get(each, ()):
            shared[place] += square
    best: dict[str, float] = {}
    for place, together in shared.items():
        name, own = features.wordings[place]
        likeness = together / (sqrt(length) * own)
        best[name] = max(best.get(name, 0.0), likeness)
    return best


def _named_by(guideline: Guideline) -> dict[str, tuple[tuple[str, float], ...]]:
    """Return for each record the questions that it answers, and how much its vote counts."""
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for name, question in guideline.questions.items():
        for record in question.named:
            counts = 1.0 if record in question.bottom else SECTION_VOTE
            found[record].append((name, counts))
    return {record: tuple(many) for record, many in found.items()}


_voters: Final = OnceFor(_named_by)


def _votes(guideline: Guideline, found: Sequence[Found]) -> dict[str, float]:
    """Return for each question how well the best of its records was found, from 0 to 1."""
    top = found[0].weight if found else 1.0
    named = _voters(guideline)
    votes: dict[str, float] = {}
    for each in found[:VOTERS]:
        for name, counts in named.get(each.id, ()):
            votes[name] = max(votes.get(name, 0.0), counts * each.weight / (top or 1.0))
    return votes
