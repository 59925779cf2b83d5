"""This module says how far a question is covered, before and after anything was found for it.

It refuses to answer beside the question: what nobody here can know the word of is named, and a
question of which most is unknown is not answered with what is nearest.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from whitlow.answer.english import GENERAL, stem, words_of
from whitlow.answer.features import CONCEPT
from whitlow.answer.languages import ONLY_ENGLISH, foreign
from whitlow.answer.records import Coverage, Told
from whitlow.guideline import OnceFor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whitlow.answer.features import Features
    from whitlow.answer.matching import Match
    from whitlow.answer.question import Asked
    from whitlow.guideline import Guideline, TermKind
    from whitlow.intake import Concept

__all__ = ["ENOUGH", "GOOD", "judged", "told_first", "unexplained"]

SUBJECTS: Final[tuple[TermKind, ...]] = ("virus", "lesion")
"""The kinds of terms that make a question one of this guideline's, beside topics of its own."""

GIVEN_OR_BARRED: Final = ("treat", "avoid")

GOOD: Final = 0.9
"""So alike a covered question is the one that is asked."""

ENOUGH: Final = 0.5
"""Less alike, a covered question is only the nearest one."""

SURE: Final = 1.5
"""So alike that even a question that names no subject of ours is ours."""

NEARLY_SURE: Final = 1.0
"""So alike, where every word is known."""

ILLNESS: Final = "other-illness"
"""The term under which another virus or illness lies: beside no subject of ours it is all of it."""

PROCEDURE: Final = "other-procedure"
"""The term under which a procedure lies: it is what is asked, whatever drug it is done with."""

MATTER: Final = "other-matters"
"""The term under which lies what is no medicine."""

MOST_UNKNOWN: Final = 0.25
"""With a greater share of unknown words, the question is another one."""


def told_first(asked: Asked) -> tuple[Told, ...]:
    """Return what is to be said before anything else: help, refusals, another language."""
    told = [_told(each, "help") for each in asked.of_kind("help")]
    told += [_told(each, "refused") for each in asked.of_kind("refused")]
    language = foreign(asked.text)
    if language:
        told.append(Told("language", "language", ONLY_ENGLISH, language))
    return tuple({each.term: each for each in told}.values())


def _told(concept: Concept, kind: str) -> Told:
    term = concept.term
    says = "" if term is None else term.says
    match kind:
        case "help":
            return Told(concept.id, "help", says, concept.text)
        case "refused":
            return Told(concept.id, "refused", says, concept.text)
        case _:
            return Told(concept.id, "outside", says, concept.text)


def judged(  # noqa: PLR0913 - all that was found out before
    guideline: Guideline,
    asked: Asked,
    told: Sequence[Told],
    found: Sequence[Match],
    features: Features,
    *,
    patient: bool,
    emergency: bool,
    alarmed: bool,
) -> Coverage:
    """Return how far a question is covered.

    What lies outside is covered all the same where the covered question that is meant names it.
    """
    meant = found[0].question if found else ""
    beyond = [each for each in asked.of_kind("outside") if not _named_in(features, meant, each.id)]
    outside = tuple({each.id: _told(each, "outside") for each in beyond}.values())
    kinds = {parent for each in beyond if each.term is not None for parent in each.term.parents}
    strange = unexplained(asked, features)
    missing = tuple(dict.fromkeys((*(each.words for each in outside), *strange)))
    every = (*told, *outside)
    subject = _names_ours(asked)
    if ILLNESS in kinds and not subject and not alarmed:
        return Coverage("none", missing, every)
    if emergency or any(each.kind == "help" for each in told):
        return Coverage("emergency", tuple(each.words for each in outside), every)
    if any(each.kind in {"refused", "language"} for each in told):
        return Coverage("none", tuple(each.words for each in told), every)
    best = found[0].share if found else 0.0
    own = subject or bool(own_drugs(guideline) & asked.names)
    wholly = MATTER in kinds or (PROCEDURE in kinds and not patient)
    if wholly or (outside and not subject and not patient):
        return Coverage("none", missing, every)
    others = {each.id for each in asked.concepts if each.kind == "drug"} - own_drugs(guideline)
    sure = SURE if strange or others else NEARLY_SURE
    if not own and not patient and (best < sure or _mostly(strange, asked)):
        return Coverage("none", missing, every)
    if outside or (best < GOOD and not patient and _mostly(strange, asked)):
        return Coverage("partial", missing, every)
    return Coverage("full", (), every)


def _drugs(guideline: Guideline) -> frozenset[str]:
    """Return the drugs that the guideline gives or bars, and of what they are products."""
    given = {each.drug for each in guideline.regimens.values()}
    given |= {
        rule.action.target
        for rule in guideline.rules.values()
        if rule.action.kind in GIVEN_OR_BARRED and rule.action.target in guideline.drugs
    }
    products = {guideline.drugs[name].substance for name in given if name in guideline.drugs}
    usual = _usual_classes(guideline)
    alike = {name for name in guideline.drugs if usual & guideline.lineage(name)}
    return frozenset(given | products | alike)


def _usual_classes(guideline: Guideline) -> frozenset[str]:
    """Return the classes in which most of the drugs lie that are given here."""
    drugs = {each.drug for each in guideline.regimens.values()}
    counts = Counter(name for drug in drugs for name in guideline.lineage(drug))
    return frozenset(name for name in guideline.groups if counts[name] * 2 > len(drugs))


own_drugs: Final = OnceFor(_drugs)
"""The drugs that make a question one of this guideline's."""


def _names_ours(asked: Asked) -> bool:
    """Whether a question names a subject of this guideline, apart from what lies outside it."""
    outside = [each.span for each in asked.of_kind("outside")]
    return bool(asked.carried) or any(
        not any(first <= each.span[0] and each.span[1] <= last for first, last in outside)
        for each in (*asked.of_kind(*SUBJECTS), *_own_topics(asked))
    )


def _own_topics(asked: Asked) -> list[Concept]:
    """Return the topics named that lie within the guideline's own subject."""
    return [each for each in asked.of_kind("topic") if each.term is not None and each.term.parents]


def _named_in(features: Features, question: str, term: str) -> bool:
    """Whether a wording of a covered question names a term."""
    places = features.places.get(f"{CONCEPT}{term}", ())
    return any(features.wordings[place][0] == question for place in places)


def _mostly(strange: Sequence[str], asked: Asked) -> bool:
    content = {word for word, _, _ in words_of(asked.text) if word not in GENERAL}
    return len(strange) > MOST_UNKNOWN * max(1, len(content))


def unexplained(asked: Asked, features: Features) -> tuple[str, ...]:
    """Return the words of a question that no record and no term explains."""
    return tuple(dict.fromkeys(_unexplained(asked, features)))


def _unexplained(asked: Asked, features: Features) -> Iterator[str]:
    named = [each.span for each in asked.concepts]
    read = [fact.span for fact in asked.reading.facts]
    for word, start, end in words_of(asked.text):
        inside = any(first <= start and end <= last for first, last in (*named, *read))
        if inside or word in GENERAL or any(sign.isdigit() for sign in word):
            continue
        if stem(word) not in features.known:
            yield word
