"""This module writes down what the solver found: each verdict as data, each patient as a case.

It refuses to be imported without the solver, as all of ``whitlow.prove``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

import z3

from whitlow import __version__
from whitlow.proofs.data import Part, Patient, Proofs, Settled
from whitlow.prove import Proved, Refuted, Unsettled, case_text, facts_text, to_confirm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whitlow.guideline import Guideline
    from whitlow.proofs.data import Verdict
    from whitlow.prove import Found, Obligation, Result

__all__ = ["recorded", "settled_of"]


def recorded(
    guideline: Guideline, settled: Iterable[Settled], patience_ms: int, *, whole: bool
) -> Proofs:
    """Return a run of proofs, with the guideline that it is about and what proved it."""
    about = guideline.about
    return Proofs(
        {"version": about.version, "date": about.date, "hash": guideline.hash},
        __version__,
        f"z3 {z3.get_version_string()}",
        patience_ms,
        whole,
        tuple(settled),
    )


def settled_of(guideline: Guideline, result: Result) -> Settled:
    """Return one result as data."""
    obligation, seconds = result.obligation, result.seconds
    match result.verdict:
        case Proved(how):
            return _settled(obligation, "proved", how, (), None, seconds)
        case Unsettled(why):
            return _settled(obligation, "unsettled", why, (), None, seconds)
        case Refuted(found, story, broken):
            parts = tuple(Part(each.kind, each.id, str(each.place)) for each in broken)
            heading = f"{obligation.name}: {story}"
            patient = None if found is None else _patient(guideline, found, heading)
            return _settled(obligation, "refuted", story, parts, patient, seconds)
        case _:
            assert_never(result.verdict)


def _settled(  # noqa: PLR0913, PLR0917 - the fields of what is made
    obligation: Obligation,
    verdict: Verdict,
    told: str,
    broken: tuple[Part, ...],
    patient: Patient | None,
    seconds: float,
) -> Settled:
    return Settled(
        obligation.name,
        obligation.family,
        obligation.says,
        obligation.symbols,
        obligation.assumes,
        verdict,
        told,
        broken,
        patient,
        seconds,
    )


def _patient(guideline: Guideline, found: Found, heading: str) -> Patient:
    return Patient(
        facts_text(guideline, found),
        to_confirm(guideline, found),
        tuple(sorted(found.doubted)),
        case_text(guideline, found, heading),
    )
