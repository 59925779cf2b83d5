"""This module says whether a question describes a patient, and makes the plan for that patient.

It refuses to let a question overrule a case file: where both tell a fact, the file counts, and that
the question said otherwise is a doubt to be settled.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from whitlow.answer.english import words_of
from whitlow.door import Patient, read_entries
from whitlow.door.tree import read_tree
from whitlow.errors import InputError
from whitlow.guideline import Mapping
from whitlow.plan import make_plan
from whitlow.sentence import fact_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from whitlow.answer.question import Asked
    from whitlow.guideline import Guideline, Node
    from whitlow.plan import Audience, Plan

__all__ = ["Case", "Described", "described", "is_patient", "personal", "plan_of"]

FEW: Final = 3
"""So many facts describe somebody, whoever it is."""

PERSONAL: Final = frozenset(
    """
    i i'm i've im ive my mine me he he's his him she she's her hers they pt pts patient baby child
    son daughter husband wife mum mom dad mother father boy girl kid partner man woman lady chap
    guy gentleman bloke someone's who's client toddler infant newborn
    """.split()
)
NOW: Final = frozenset("now today tonight yesterday since started suddenly currently just".split())


@dataclass(frozen=True, slots=True)
class Case:
    """A case file as it was given: its name and its text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Described:
    """A patient whom a question or a case file describes; ``told`` counts the facts."""

    patient: Patient
    told: int
    by_case: bool
    clashes: tuple[str, ...]


def described(
    asked: Asked,
    guideline: Guideline,
    case: Case | None,
    today: date,
    before: Sequence[tuple[str, Node]] = (),
) -> Described | None:
    """Return the patient, or None where nothing is told of one; raises ``InputError``.

    ``before`` are facts told earlier in the same session; what is told now counts.
    """
    told = asked.reading.entries()
    now = {name for name, _ in told}
    entries = [*(each for each in before if each[0] not in now), *told]
    if case is None:
        patient = _lenient(entries, guideline, today)
        if patient is None or not patient.facts:
            return None
        return Described(patient, len(patient.facts), by_case=False, clashes=())
    node = read_tree(case.text, case.name)
    written = list(node.entries) if isinstance(node, Mapping) else []
    own = read_entries([(name.value, value) for name, value in written], guideline, today)
    more = [each for each in entries if each[0] not in own.facts]
    asked_alone = _lenient(entries, guideline, today)
    clashes = () if asked_alone is None else tuple(_clashes(guideline, own, asked_alone))
    both = [(name.value, value) for name, value in written] + more
    try:
        patient = read_entries(both, guideline, today)
    except InputError:
        patient = own
    return Described(patient, len(patient.facts), by_case=True, clashes=clashes)


def _lenient(
    entries: Sequence[tuple[str, Node]], guideline: Guideline, today: date
) -> Patient | None:
    """Return the patient of facts told in words, None where the door takes them not together."""
    try:
        return read_entries(entries, guideline, today) if entries else None
    except InputError:
        return None


def _clashes(guideline: Guideline, own: Patient, asked: Patient) -> list[str]:
    return [
        f"{guideline.label(name)}: the question says {fact_text(guideline, name, value)}, the case "
        f"file {fact_text(guideline, name, own.facts[name])}. The case file counts: confirm it."
        for name, value in asked.facts.items()
        if name in own.facts and own.facts[name] != value
    ]


def personal(asked: Asked) -> bool:
    """Whether somebody is spoken of, rather than people in general."""
    words = {word for word, _, _ in words_of(asked.text)}
    return bool(words & PERSONAL or words & NOW)


def is_patient(found: Described, asked: Asked) -> bool:
    """Whether enough is told of somebody for a plan of their own."""
    if found.by_case or asked.reading.red_flags:
        return True
    return found.told >= FEW or (personal(asked) and found.told > 1)


def plan_of(found: Described, guideline: Guideline, today: date, audience: Audience) -> Plan:
    """Return the plan for a patient."""
    patient = found.patient
    return make_plan(
        guideline,
        patient.facts,
        doubts=(*(doubt.message for doubt in patient.doubts), *found.clashes),
        doubted=frozenset(fact for doubt in patient.doubts for fact in doubt.facts),
        today=today,
        audience=audience,
        given=patient.given,
        isolates=patient.isolates,
    )
