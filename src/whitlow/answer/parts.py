"""This module works on the sections of an answer, and on what a plan says of a patient.

It refuses to write or to change a sentence: it keeps sections, joins them, or leaves them out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from whitlow.answer.records import Part, Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whitlow.answer.records import Told
    from whitlow.guideline import Guideline
    from whitlow.plan import Plan

__all__ = [
    "MORE",
    "ends",
    "first_of",
    "merged",
    "plan_bottom",
    "said",
    "shortened",
    "standing",
    "true_of",
    "undosed",
    "unprinted",
    "without_first",
]

BOTTOM: Final = "bottom-line"
MOST_SENTENCES: Final = 2
FIRST: Final = ("emergency", "assess", "test", "treat", "avoid", "monitor", "follow_up")
BETWEEN: Final = re.compile(r"(?<=[.?!]) (?=[A-Z])")
LATER: Final = ("counsel", "follow_up", "monitor")
"""What no answer begins with where it says anything else."""

MORE: Final = "answer"
"""The section in which the rest of a bottom line stands."""


def true_of(plan: Plan) -> frozenset[str]:
    """Return the conclusions of the guideline that are true of a patient, by their names."""
    reading = plan.reading
    known = (name for name in plan.guideline.formulas if reading.known(name) is True)
    return frozenset(known)


def standing(plan: Plan) -> list[str]:
    """Return the rules that say what is so and what is done first, provisionally or not."""
    items = (item for name in FIRST for item in plan.section(name))
    return [item.rule for item in items if not item.barred_by]


def ends(guideline: Guideline, told: Told) -> bool:
    """Whether nothing else is answered: a term of help that asks for sections lets it go on."""
    term = guideline.lexicon.get(told.term)
    return told.kind != "outside" and (term is None or not term.asks)


def plan_bottom(plan: Plan) -> tuple[Sentence, ...]:
    """Return the bottom line of a plan as the one sentence of an answer's."""
    line = plan.bottom_line
    return (Sentence(BOTTOM, "item", line.says, line.cites, "supported"),)


def shortened(bottom: Sequence[Sentence]) -> tuple[tuple[Sentence, ...], tuple[Part, ...]]:
    """Return a bottom line of two sentences, and a section with what else its records say.

    Whatever is urgent stays whole.
    """
    left, kept, rest = MOST_SENTENCES, [], []
    for each in bottom:
        pieces = BETWEEN.split(each.says)
        if each.kind != "rule" or len(pieces) <= left or left <= 0:
            kept.append(each)
        else:
            kept.append(replace(each, says=" ".join(pieces[:left])))
            rest.append(replace(each, says=" ".join(pieces[left:])))
        left -= len(pieces)
    return tuple(kept), (Part(MORE, tuple(rest)),) if rest else ()


def first_of(parts: Sequence[Part]) -> tuple[Sentence, ...]:
    """Return the first sentence of some sections, which is their bottom line."""
    told = [part for part in parts if part.sentences]
    first = [part for part in told if part.name not in LATER] or told
    return first[0].sentences[:1] if first else ()


def without_first(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return sections without the first sentence, which became the bottom line."""
    done = []
    gone = first_of(parts)
    for part in parts:
        sentences = tuple(each for each in part.sentences if each not in gone)
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
            tuple({each.id: each for each in (*known.tables, *part.tables)}.values()),
            tuple({each.id: each for each in (*known.regimens, *part.regimens)}.values()),
        )
    return list(found.values())
