"""This module says how far a question is covered, before and after anything was found for it.

It refuses to answer beside the question: what nobody here can know the word of is named, and a
question of which most is unknown is not answered with what is nearest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.answer.endings import MEDICINE
from whitlow.answer.english import GENERAL, stems_of, words_of
from whitlow.answer.features import CONCEPT
from whitlow.answer.heads import head_of, is_diagnosed, is_sought, own_drugs, unexplained
from whitlow.answer.languages import ONLY_ENGLISH, foreign
from whitlow.answer.records import Coverage, Told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whitlow.answer.features import Features
    from whitlow.answer.matching import Match
    from whitlow.answer.question import Asked
    from whitlow.guideline import Guideline
    from whitlow.intake import Concept

__all__ = ["ENOUGH", "GOOD", "judged", "told_first"]

GOOD: Final = 0.9
"""So alike a covered question is the one that is asked."""

ENOUGH: Final = 0.5
"""Less alike, a covered question is only the nearest one."""

SURE: Final = 1.5
"""So alike that even a question that names no subject of ours is ours."""

NEARLY_SURE: Final = 1.0
"""So alike, where every word is known."""

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
    beyond = _beyond(guideline, asked, features, found[0].question if found else "")
    head = head_of(asked, beyond, features, guideline)
    beyond = [each for each in beyond if each.id not in head.excepted or _is_matter(each)]
    outside = tuple({each.id: _told(each, "outside") for each in beyond}.values())
    kinds = {parent for each in beyond if each.term is not None for parent in each.term.parents}
    strange = tuple(dict.fromkeys(word for word, _, _ in unexplained(asked, features)))
    named = (*(each.words for each in outside), *head.theirs, *head.drugs)
    missing = tuple(dict.fromkeys((*named, *strange)))
    every = (*told, *outside)
    subject = head.ours or (head.weakly and not head.theirs)
    own = subject or bool(own_drugs(guideline) & asked.names)
    if (head.strays or (head.unknown and not (patient and own))) and not alarmed:
        return Coverage("none", missing, every)
    if emergency or any(each.kind == "help" for each in told):
        matters = {each.id for each in beyond if _is_matter(each)}
        rest = tuple(each for each in outside if each.term not in matters)
        return Coverage("emergency", tuple(each.words for each in rest), (*told, *rest))
    if any(each.kind in {"refused", "language"} for each in told):
        return Coverage("none", tuple(each.words for each in told), every)
    best = found[0].share if found else 0.0
    wholly = MATTER in kinds or (PROCEDURE in kinds and not patient)
    apart = any(each.term != MEDICINE for each in outside) or (outside and not own)
    if wholly or (apart and not subject and not patient):
        return Coverage("none", missing, every)
    others = {each.id for each in asked.concepts if each.kind == "drug"} - own_drugs(guideline)
    meant = found[0].question if found else ""
    stranger = bool(others) and not others & features.drugs.get(meant, frozenset())
    sure = SURE if strange or others else NEARLY_SURE
    if not own and not patient and (best < sure or stranger or _mostly(strange, asked)):
        return Coverage("none", missing, every)
    if named or (best < GOOD and not patient and _mostly(strange, asked)):
        return Coverage("partial", missing if not named else tuple(dict.fromkeys(named)), every)
    return Coverage("full", (), every)


def _beyond(guideline: Guideline, asked: Asked, features: Features, meant: str) -> list[Concept]:
    """Return what a question names of what is not covered, the question that is meant apart.

    A procedure is covered with any of its words, an illness only with its own, and not where
    medicines of others are asked for.
    """
    named = asked.of_kind("outside")
    drugs = {each.id for each in asked.concepts if each.kind == "drug"}
    foreign_drugs = bool(drugs) or any(each.id == MEDICINE for each in named)
    strangers = foreign_drugs and not own_drugs(guideline) & asked.names
    return [
        each
        for each in named
        if strangers
        or is_sought(asked, each)
        or is_diagnosed(asked, each)
        or not _held(features, guideline, meant, each)
    ]


def _is_matter(concept: Concept) -> bool:
    return concept.term is not None and MATTER in concept.term.parents


def _held(features: Features, guideline: Guideline, question: str, concept: Concept) -> bool:
    """Whether a wording of a covered question names what lies outside of all others."""
    places = features.places.get(f"{CONCEPT}{concept.id}", ())
    if not any(features.wordings[place][0] == question for place in places):
        return False
    if concept.term is None or PROCEDURE in concept.term.parents:
        return True
    own = set(stems_of(concept.text))
    covered = guideline.questions[question]
    return any(own <= set(stems_of(each)) for each in (covered.asks, covered.plain, *covered.also))


def _mostly(strange: Sequence[str], asked: Asked) -> bool:
    content = {word for word, _, _ in words_of(asked.text) if word not in GENERAL}
    return len(strange) > MOST_UNKNOWN * max(1, len(content))
