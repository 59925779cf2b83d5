"""This module says whether a question describes a patient, and makes the plan for that patient.

It refuses to let a question overrule a case file: where both tell a fact, the file counts, and that
the question said otherwise is a doubt to be settled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.answer.figures import units_of
from whitlow.answer.spoken_of import is_personal
from whitlow.door import Patient, read_entries
from whitlow.door.tree import read_tree
from whitlow.errors import InputError, Place
from whitlow.evaluate import Reading
from whitlow.guideline import Mapping, OnceFor, Scalar
from whitlow.intake import NO_UNIT
from whitlow.plan import make_plan
from whitlow.record import dataclass
from whitlow.sentence import fact_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from whitlow.answer.question import Asked
    from whitlow.guideline import Guideline, Node
    from whitlow.intake import Confirm
    from whitlow.language import Value
    from whitlow.plan import Audience, Plan

__all__ = ["Case", "Described", "described", "is_patient", "is_told_enough", "plan_of"]

FEW: Final = 3
"""So many facts, a figure among them, describe somebody, whoever it is."""

MANY: Final = 5
"""So many facts describe somebody where none is a figure: fewer describe a kind of patient."""

NUMBER: Final = "number"

TRUE: Final = "true"
PLACE: Final = Place("question")


@dataclass(frozen=True, slots=True)
class Case:
    """A case file as it was given: its name and its text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Described:
    """A patient whom a question or a case file describes.

    ``told`` counts the facts, ``measured`` says that one is a figure; ``alarmed`` says that a red
    flag is among those of the question. ``assumed`` holds what the question says in one way and not
    without doubt: no dose rests on it.
    """

    patient: Patient
    told: int
    measured: bool
    by_case: bool
    alarmed: bool
    assumed: tuple[tuple[str, str], ...]
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
    feared = _feared(asked, guideline)
    told = [*asked.reading.entries(), *feared]
    told += _signs(asked, frozenset(name for name, _ in told))
    now = {name for name, _ in told}
    alarmed = bool(asked.reading.red_flags or feared or asked.signs)
    entries = [*(each for each in before if each[0] not in now), *told]
    if case is None:
        assumed = _assumed(asked, guideline, today, entries)
        told = [(name, Scalar(value, PLACE)) for name, value in assumed]
        patient = _lenient([*entries, *told], guideline, today)
        if patient is None or not patient.facts:
            return None
        return Described(
            patient,
            len(patient.facts),
            _measured(guideline, patient),
            by_case=False,
            alarmed=alarmed,
            assumed=assumed,
            clashes=(),
        )
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
    return Described(
        patient,
        len(patient.facts),
        _measured(guideline, patient),
        by_case=True,
        alarmed=alarmed,
        assumed=(),
        clashes=clashes,
    )


def _measured(guideline: Guideline, patient: Patient) -> bool:
    return any(guideline.facts[name].type == NUMBER for name in patient.facts)


def _feared(asked: Asked, guideline: Guideline) -> list[tuple[str, Node]]:
    """Return the red flags of which a question is in doubt: who asks about one may have it."""
    if not is_personal(asked.text):
        return []
    flags = {name for fact in guideline.facts.values() for name in fact.settles}
    return [
        (each.fact, Scalar(TRUE, PLACE))
        for each in asked.reading.confirm
        if each.fact in flags and TRUE in each.candidates
    ]


def _signs(asked: Asked, known: frozenset[str]) -> list[tuple[str, Node]]:
    """Return what the signs that are told in words apart answer, where nothing else does."""
    found: dict[str, Node] = {}
    for each in asked.signs:
        sets = {} if each.term is None else each.term.sets
        for name, values in sets.items():
            if name not in known and values:
                found.setdefault(name, Scalar(values[0], PLACE))
    return list(found.items())


def _assumed(
    asked: Asked,
    guideline: Guideline,
    today: date,
    entries: Sequence[tuple[str, Node]],
) -> tuple[tuple[str, str], ...]:
    """Return the doubtful facts that have one value which a case file could give.

    A fact on which the size of a dose hangs is assumed only where its unit alone is missing, and
    nothing is dosed then; one that answers an alarm is never assumed.
    """
    flags = {name for fact in guideline.facts.values() for name in fact.settles}
    known = {name for name, _ in entries}
    never = flags | known | _dosed_by(guideline)
    found = [
        (each.fact, likely)
        for each in asked.reading.confirm
        if each.fact not in flags | known and (likely := _likely(each, guideline, today))
    ]
    for each in asked.reading.confirm:
        if each.fact in never or len(each.candidates) != 1 or _is_bare(each):
            continue
        entry = (each.fact, Scalar(each.candidates[0], PLACE))
        patient = _lenient([*entries, entry], guideline, today)
        if patient is not None and each.fact in patient.facts:
            found.append((each.fact, each.candidates[0]))
    return tuple(found)


def _is_bare(doubt: Confirm) -> bool:
    return doubt.why == NO_UNIT and len(doubt.candidates) == 1


def _likely(doubt: Confirm, guideline: Guideline, today: date) -> str:
    """Return a number without its unit in the one unit in which it is plausible, or nothing.

    No dose is worked out from it: it is among what is assumed.
    """
    if not _is_bare(doubt) or guideline.facts[doubt.fact].type != NUMBER:
        return ""
    found: dict[Value, str] = {}
    for unit in units_of(guideline.facts[doubt.fact]):
        text = f"{doubt.candidates[0]} {unit}"
        patient = _lenient([(doubt.fact, Scalar(text, PLACE))], guideline, today)
        if patient is not None and doubt.fact in patient.facts and not patient.doubts:
            found.setdefault(patient.facts[doubt.fact], text)
    return next(iter(found.values())) if len(found) == 1 else ""


def _dose_facts(guideline: Guideline) -> frozenset[str]:
    """Return the facts on which the size of any dose hangs."""
    nobody = Reading(guideline, {}, frozenset())
    over = [table.over for table in guideline.tables.values()]
    weights = [each.weight for each in guideline.regimens.values() if each.weight]
    return frozenset(nobody.open_names(tuple(dict.fromkeys((*over, *weights)))))


_dosed_by: Final = OnceFor(_dose_facts)


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


def is_patient(found: Described, asked: Asked) -> bool:
    """Whether enough is told of somebody for a plan of their own."""
    if found.by_case or asked.signs:
        return True
    if is_personal(asked.text) and (found.told > 1 or found.alarmed):
        return True
    return found.told >= (FEW if found.measured or found.alarmed else MANY)


def is_told_enough(found: Described) -> bool:
    """Whether so much is told of somebody that a plan answers, whatever else was asked."""
    return found.by_case or found.told - len(found.assumed) >= FEW


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
