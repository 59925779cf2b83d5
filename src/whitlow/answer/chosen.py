"""This module chooses the few sentences that a question needs, of all that its records could say.

It refuses to fill a page: what is neither near in words nor in the section that was asked for is
left to the questions that follow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from whitlow.answer.answering import asks_kidneys
from whitlow.answer.article import bottom_of, covered_parts
from whitlow.answer.heads import own_drugs
from whitlow.answer.records import Part
from whitlow.answer.verdict import sentence_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from whitlow.answer.conditions import Conditions
    from whitlow.answer.index import Found
    from whitlow.answer.question import Asked
    from whitlow.answer.records import Audience, Sentence
    from whitlow.guideline import CoveredQuestion, Guideline

__all__ = ["MOST_BESIDE_A_PLAN", "MOST_CHOSEN", "chosen"]

MOST_CHOSEN: Final = 5
MOST_BESIDE_A_PLAN: Final = 3
SECTION_COUNTS: Final = 0.2
QUESTION_COUNTS: Final = 0.25
BOTTOM_COUNTS: Final = 0.6
FIRST_COUNTS: Final = 0.1
LEAST: Final = 0.8
"""What fits less is left out, unless there is hardly anything else."""

FEWEST: Final = 2

CLASS_COUNTS: Final = 0.8
EQUAL: Final = 0.95
"""One that is all but as alike is answered whole."""

ANSWER: Final = "answer"
DOSE: Final = "dose"
AVOID: Final = "avoid"
ALWAYS: Final = "emergency"


class _Candidate(NamedTuple):
    """A sentence that could stand, in which section, and how well it fits."""

    section: str
    sentence: Sentence
    fits: float


def chosen(  # noqa: PLR0913, PLR0917 - all that a choice hangs on
    guideline: Guideline,
    asked: Asked,
    found: Sequence[Found],
    answering: Sequence[tuple[CoveredQuestion, float]],
    audience: Audience,
    said: Iterable[Sentence],
    conditions: Conditions,
    *,
    most: int,
) -> tuple[Part, ...]:
    """Return the sections of the covered questions that are meant, with what fits best in them."""
    if not answering:
        return ()
    weights = {each.id: each.weight for each in found}
    top = found[0].weight if found else 1.0
    near = {name: weight / (top or 1.0) for name, weight in weights.items()}
    best = answering[0][1] or 1.0
    wants = _wants(guideline, asked, answering[0][0])
    every: list[_Candidate] = []
    printed: list[Part] = []
    for place, (question, share) in enumerate(answering):
        ratio = share / best
        if place:
            bottom = [
                each
                for each in bottom_of(guideline, question, audience)
                if not _is_urgent(guideline, each)
            ]
            every += _of_bottom(bottom, near, ratio)
        if ratio >= EQUAL:
            parts = covered_parts(guideline, question, audience)
            parts = parts if not place else tuple(one for one in parts if one.name != ALWAYS)
            every += _of_parts(parts, near, wants, ratio)
            printed += _printed(parts, wants)
    every += _of_classes(guideline, asked, near, audience)
    kept = _best(every, said, most, conditions)
    return _as_parts(kept, printed)


def _is_urgent(guideline: Guideline, sentence: Sentence) -> bool:
    rule = guideline.rules.get(sentence.record)
    return rule is not None and rule.action.kind == ALWAYS


def _wants(guideline: Guideline, asked: Asked, covered: CoveredQuestion) -> frozenset[str]:
    """Return the sections that a question asks for, or that its covered one does."""
    named = [name for kind in asked.kinds for name in kind.asks]
    named += [DOSE] if named and asks_kidneys(guideline, asked) else []
    return frozenset(named or guideline.lexicon[covered.kind].asks)


def _of_classes(
    guideline: Guideline, asked: Asked, near: Mapping[str, float], audience: Audience
) -> Iterator[_Candidate]:
    """Yield what is said of one of our medicines and the class of another that is asked with it."""
    drugs = {each.id for each in asked.concepts if each.kind == "drug"}
    ours = drugs & own_drugs(guideline)
    for drug in sorted(drugs - ours) if ours else ():
        for name in sorted(guideline.lineage(drug) & guideline.groups.keys()):
            for cite in guideline.groups[name].cites:
                statement = guideline.statements[cite]
                text = f"{statement.id} {statement.says.text}".casefold()
                named = any(guideline.label(each).casefold() in text for each in ours)
                sentence = sentence_of(guideline, cite, audience) if named else None
                if sentence is not None:
                    fits = near.get(cite, 0.0) + CLASS_COUNTS
                    yield _Candidate(AVOID, sentence, round(fits, 4))


def _of_bottom(
    bottom: Sequence[Sentence], near: Mapping[str, float], ratio: float
) -> Iterator[_Candidate]:
    for each in bottom:
        fits = near.get(each.record, 0.0) + QUESTION_COUNTS * ratio + BOTTOM_COUNTS
        yield _Candidate(ANSWER, each, round(fits, 4))


def _of_parts(
    parts: Iterable[Part], near: Mapping[str, float], wants: frozenset[str], ratio: float
) -> Iterator[_Candidate]:
    for part in parts:
        wanted = SECTION_COUNTS if part.name in wants else 0.0
        for place, each in enumerate(part.sentences):
            first = 0.0 if place else FIRST_COUNTS
            fits = near.get(each.record, 0.0) + QUESTION_COUNTS * ratio + wanted + first
            yield _Candidate(part.name, each, round(fits, 4))


def _printed(parts: Iterable[Part], wants: frozenset[str]) -> list[Part]:
    """Return tables and regimens where a dose, or their own section, was asked for."""
    return [
        Part(part.name, (), part.tables, part.regimens)
        for part in parts
        if (part.tables or part.regimens) and (DOSE in wants or part.name in wants)
    ]


def _best(
    every: Iterable[_Candidate], said: Iterable[Sentence], most: int, conditions: Conditions
) -> tuple[_Candidate, ...]:
    """Return the candidates that fit best, each record once; what is urgent is among them."""
    seen = {each.record for each in said}
    texts = {each.says for each in said}
    ranked = sorted(every, key=lambda each: (each.section != ALWAYS, -each.fits))
    kept: list[_Candidate] = []
    for each in ranked:
        sentence = each.sentence
        if len(kept) >= most or (len(kept) >= FEWEST and each.fits < LEAST):
            break
        if sentence.record in seen or sentence.says in texts:
            continue
        seen.add(sentence.record)
        texts.add(sentence.says)
        fitted = conditions.fitted((sentence,))
        kept += [each._replace(sentence=one) for one in fitted]
    return tuple(kept)


def _as_parts(kept: Iterable[_Candidate], printed: Iterable[Part]) -> tuple[Part, ...]:
    sections: dict[str, list[_Candidate]] = {}
    for each in kept:
        sections.setdefault(each.section, []).append(each)
    for part in printed:
        sections.setdefault(part.name, [])
    done = []
    for name, many in sections.items():
        own = [part for part in printed if part.name == name]
        done.append(
            Part(
                name,
                tuple(each.sentence for each in many),
                tuple({table.id: table for part in own for table in part.tables}.values()),
                tuple({each.id: each for part in own for each in part.regimens}.values()),
            )
        )
    return tuple(done)
