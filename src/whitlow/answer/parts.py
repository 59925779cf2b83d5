"""This module works on the sections of an answer, and on what a plan says of a patient.

It refuses to write or to change a sentence: it keeps sections, joins them, or leaves them out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.answer.records import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whitlow.answer.records import Sentence, Told
    from whitlow.guideline import Guideline
    from whitlow.plan import Plan

__all__ = [
    "ends",
    "merged",
    "said",
    "standing",
    "true_of",
    "undosed",
    "unprinted",
    "without_first",
]


def true_of(plan: Plan) -> frozenset[str]:
    """Return the conclusions of the guideline that are true of a patient, by their names."""
    reading = plan.reading
    known = (name for name in plan.guideline.formulas if reading.known(name) is True)
    return frozenset(known)


def standing(plan: Plan) -> list[str]:
    """Return the rules that stand for a patient, provisionally or not."""
    items = (item for section in plan.sections for item in section.items)
    return [item.rule for item in items if not item.barred_by]


def ends(guideline: Guideline, told: Told) -> bool:
    """Whether nothing else is answered: a term of help that asks for sections lets it go on."""
    term = guideline.lexicon.get(told.term)
    return told.kind != "outside" and (term is None or not term.asks)


def without_first(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return sections without the first sentence, which became the bottom line."""
    done, taken = [], False
    for part in parts:
        sentences = part.sentences
        if sentences and not taken:
            sentences, taken = sentences[1:], True
        if sentences or part.tables or part.regimens or part.orders:
            done.append(
                Part(part.name, sentences, part.tables, part.regimens, part.orders, part.of_plan)
            )
    return tuple(done)


def said(parts: Sequence[Part]) -> list[Sentence]:
    """Return every sentence of some sections."""
    return [each for part in parts for each in part.sentences]


def undosed(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return sections without their orders: no dose rests on what was assumed."""
    bare = (Part(each.name, each.sentences, of_plan=each.of_plan) for each in parts)
    return tuple(each for each in bare if each.sentences)


def unprinted(part: Part) -> Part:
    """Return a section without its printed regimens: they were worked out elsewhere."""
    return Part(part.name, part.sentences, part.tables, (), part.orders, part.of_plan)


def merged(parts: Sequence[Part]) -> list[Part]:
    """Return sections, those of one name as one."""
    found: dict[str, Part] = {}
    for part in parts:
        known = found.get(part.name)
        if known is None:
            found[part.name] = part
            continue
        found[part.name] = Part(
            part.name,
            (*known.sentences, *part.sentences),
            (*known.tables, *part.tables),
            (*known.regimens, *part.regimens),
        )
    return list(found.values())
