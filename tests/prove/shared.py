"""What the tests of proofs share: the shipped guideline, its ground, and a pool of patients."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from tests.cases.test_cases import shipped
from tests.prove.naive import BOTH, YES, Naive
from tests.prove.patients import pool
from tests.prove.worked import Worked
from whitlow.evaluate import Outcome, Reading
from whitlow.prove import Ground
from whitlow.prove.asked import truths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.prove.patients import Patient
    from whitlow.guideline import Condition, Guideline

GUIDELINE: Final[Guideline] = shipped()
CONDITIONS: Final[tuple[Condition, ...]] = tuple(truths(GUIDELINE))


@cache
def ground() -> Ground:
    """Return the shipped guideline as the solver sees it."""
    return Ground(GUIDELINE)


@cache
def pooled() -> tuple[dict[tuple[str, Outcome], Patient], frozenset[tuple[str, Outcome]]]:
    """Return a patient for each rule and outcome, and those that cannot be."""
    return pool(ground())


def seeds() -> tuple[Patient, ...]:
    """Return each patient of the pool once, in order."""
    return tuple({id(each): each for each in pooled()[0].values()}.values())


def disagreements(patient: Patient) -> Iterator[str]:
    """Yield each condition and rule that the three readers do not read alike."""
    reading = Reading(GUIDELINE, patient.facts, patient.doubted)
    naive = Naive(GUIDELINE, patient.facts, patient.doubted)
    worked = Worked(ground(), patient)
    for condition in CONDITIONS:
        reference = reading.holds(condition)
        plainly = _named(naive.truth(condition.compiled))
        solver = worked.truth(ground().holds(condition))
        if not reference is plainly is solver:
            yield f"{condition.place}: {reference}, {plainly}, {solver}"
    for rule in GUIDELINE.rules.values():
        outcome, plain = reading.decide(rule).outcome.value, naive.outcome(rule)
        if outcome != plain:
            yield f"{rule.id}: {outcome}, {plain}"


def _named(could: frozenset[bool]) -> bool | None:
    return None if could == BOTH else could == YES
