"""This module says which covered questions are answered, and what is answered to yes or no.

It refuses to answer beside a danger what does not answer it, and to say yes where nothing says so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from whitlow.answer.article import bottom_of
from whitlow.answer.coverage import ENOUGH, GOOD
from whitlow.answer.documents import concepts_in
from whitlow.answer.english import is_yes_no, reversing
from whitlow.answer.matching import fitting
from whitlow.answer.parts import standing
from whitlow.answer.personal import asked_drugs, reply_of
from whitlow.answer.verdict import sentence_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whitlow.answer.index import Found
    from whitlow.answer.matching import Match
    from whitlow.answer.question import Asked
    from whitlow.answer.records import Audience, Coverage, Reply, Sentence
    from whitlow.evaluate import Reading
    from whitlow.guideline import CoveredQuestion, Guideline
    from whitlow.plan import Plan

__all__ = [
    "adapted",
    "answering",
    "asks_kidneys",
    "dosed",
    "is_on_another",
    "ranked",
    "replied",
]

MOST_ANSWERED: Final = 4
NEAR: Final = 0.82
"""A covered question nearly as alike as the best one is answered with it."""

BESIDE: Final = 0.75
"""So alike a covered question is answered beside a plan that tells enough by itself."""

ENDANGERED: Final = 0.8
"""So alike a question of danger is answered beside a plan that tells of another one."""

REPLIES: Final[dict[str, Reply]] = {"yes": "Yes.", "no": "No.", "depends": "It depends."}
ASKING: Final = ("can-i", "is-it")
KIDNEYS: Final = "kidney"
"""The group of the facts that tell how well the kidneys work."""

ADAPTED: Final = "renal dose"
"""The topic of what is said of a dose in weak kidneys."""

VEIN: Final = re.compile(r"\b(?:iv|intravenous\w*|by vein|drip|infus\w+)\b", re.IGNORECASE)
MOUTH: Final = re.compile(r"\b(?:oral\w*|tablets?|by mouth|po|capsules?)\b", re.IGNORECASE)
MANY_FACTS: Final = 4
SEARCHED: Final = 24


def answering(
    guideline: Guideline, alike: Sequence[Match], plan: Plan | None, *, thin: bool
) -> list[tuple[CoveredQuestion, float]]:
    """Return the covered question, and those that are nearly as alike.

    Where a plan tells enough, only a question that is alike indeed is answered beside it, and
    where it tells of danger only one that answers that danger.
    """
    if plan is not None and plan.section("emergency"):
        return _answering_danger(guideline, alike, plan)
    sure = bool(alike) and alike[0].share >= ENOUGH
    if not sure or (not thin and alike[0].share < BESIDE):
        return []
    best = alike[0].share
    near = [each for each in alike[1:MOST_ANSWERED] if each.share >= NEAR * best]
    return [(guideline.questions[each.question], each.share) for each in (alike[0], *near)]


def _answering_danger(
    guideline: Guideline, alike: Sequence[Match], plan: Plan
) -> list[tuple[CoveredQuestion, float]]:
    """Return the most alike question that first says what is urgent, for the patient or all."""
    stands = frozenset(standing(plan))
    for each in alike[:MOST_ANSWERED]:
        question = guideline.questions[each.question]
        rule = guideline.rules.get(question.bottom[0])
        urgent = rule is not None and rule.action.kind == "emergency"
        if stands.intersection(question.bottom) or (urgent and each.share >= ENDANGERED):
            return [(question, each.share)]
    return []


def ranked(
    guideline: Guideline, alike: Sequence[Match], reading: Reading | None, audience: Audience
) -> tuple[Match, ...]:
    """Return the covered questions, those on somebody else moved down.

    First comes the most alike one that has first words for an audience; one that is much less
    alike does not, whatever words it has.
    """
    alike = fitting(guideline, alike, reading)
    if audience == "clinician" or not alike:
        return tuple(alike)
    least = BESIDE * alike[0].share
    for each in alike[:MOST_ANSWERED]:
        question = guideline.questions[each.question]
        if each.share >= least and bottom_of(guideline, question, audience):
            first = each._replace(share=alike[0].share)
            return (first, *(one for one in alike if one.question != each.question))
    return tuple(alike)


def asks_kidneys(guideline: Guideline, asked: Asked) -> bool:
    """Whether a question tells how well somebody's kidneys work."""
    told = asked.reading.named & guideline.facts.keys()
    return any(guideline.facts[name].group == KIDNEYS for name in told)


def dosed(guideline: Guideline, asked: Asked, alike: Sequence[Match]) -> tuple[str, ...]:
    """Return the regimens of the questions that are meant, where somebody's kidneys are told of."""
    if not asks_kidneys(guideline, asked):
        return ()
    questions = (guideline.questions[each.question] for each in alike[:MOST_ANSWERED])
    named = (name for question in questions for name in question.named)
    return tuple(dict.fromkeys(name for name in named if name in guideline.regimens))


def adapted(
    guideline: Guideline,
    asked: Asked,
    alike: Sequence[Match],
    found: Sequence[Found],
    audience: Audience,
) -> tuple[Sentence, ...]:
    """Return what is said of the dose in weak kidneys, of the medicine and use that are asked for.

    It is what a question that tells of kidneys is answered first.
    """
    drugs = asked_drugs(asked)
    if not drugs or not asks_kidneys(guideline, asked):
        return ()
    weights = {each.id: each.weight for each in found}
    top = found[0].weight if found else 1.0
    near_by = (guideline.questions[each.question] for each in alike[:MOST_ANSWERED])
    asked_with = (name for question in near_by for name in question.named)
    names = dict.fromkeys((*asked_with, *(each.id for each in found[:SEARCHED])))
    ranked = []
    for name in names:
        statement = guideline.statements.get(name)
        if statement is None or ADAPTED not in statement.topics:
            continue
        if _other_way(asked.text, f"{name} {statement.says.text}"):
            continue
        concepts = concepts_in(guideline, statement.says.text)
        if concepts & {each for drug in drugs for each in guideline.lineage(drug)}:
            strange = len((concepts - asked.names) - guideline.drugs.keys())
            near = weights.get(name, 0.0) / (top or 1.0) + len(concepts & asked.names) - strange
            ranked.append((-round(near, 4), name))
    if not ranked:
        return ()
    sentence = sentence_of(guideline, min(ranked)[1], audience)
    return () if sentence is None else (sentence,)


def _other_way(question: str, statement: str) -> bool:
    """Whether a question is on the vein and a statement on what is swallowed, or the reverse."""
    vein, mouth = (VEIN.search(question), MOUTH.search(question))
    return bool(
        (vein and not mouth and MOUTH.search(statement)) or (not vein and VEIN.search(statement))
    )


def is_on_another(guideline: Guideline, plan: Plan | None, alike: Sequence[Match]) -> bool:
    """Whether much is told of somebody of whom the most alike question hardly speaks."""
    if plan is None or len(plan.facts) < MANY_FACTS or not alike:
        return False
    bottom = guideline.questions[alike[0].question].bottom
    return alike[0].share < GOOD and frozenset(standing(plan)).isdisjoint(bottom)


def replied(
    asked: Asked,
    plan: Plan | None,
    covered: CoveredQuestion | None,
    share: float,
    coverage: Coverage,
) -> tuple[Reply, tuple[str, ...]]:
    """Return what is replied to a question that wants yes or no, and on which facts it depends.

    In danger nothing is replied: what is done first comes first.
    """
    if coverage.extent == "emergency":
        return "", ()
    if plan is not None:
        reply, depends = reply_of(plan, asked)
        if reply:
            return reply, depends
    if covered is None or not asked.yes_no or share < GOOD:
        return "", ()
    turned = reversing(asked.text) and not reversing(covered.asks)
    if covered.reply:
        return ("" if turned else REPLIES[covered.reply]), ()
    wants = covered.kind in ASKING and (is_yes_no(covered.asks) or is_yes_no(covered.plain))
    return ("It depends." if wants else ""), ()
