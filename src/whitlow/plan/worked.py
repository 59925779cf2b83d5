"""This module makes the plan of a worked case, as the case says that it is to be made.

It refuses to know what is expected of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.door import read_entries
from whitlow.guideline import following
from whitlow.plan import make_plan

if TYPE_CHECKING:
    from whitlow.door import Patient
    from whitlow.guideline import Case, Guideline
    from whitlow.plan import Plan

__all__ = ["plan_of"]


def plan_of(case: Case, guideline: Guideline) -> tuple[Patient, Plan]:
    """Return the patient of a case and the plan; raises ``InputError`` where the door refuses."""
    if case.follow and not guideline.choices:
        guideline = following(guideline, dict(case.follow))
    patient = read_entries(case.facts, guideline, case.today)
    plan = make_plan(
        guideline,
        patient.facts,
        doubts=tuple(doubt.message for doubt in patient.doubts),
        doubted=frozenset(fact for doubt in patient.doubts for fact in doubt.facts),
        today=case.today,
        profile=case.profile,
        audience="patient" if case.audience == "patient" else "clinician",
        isolates=patient.isolates,
    )
    return patient, plan
