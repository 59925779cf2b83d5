"""This module owes that no dose goes above what its source and the laws allow, after rounding too.

It refuses to try weights: the weight is any real number that the door accepts.
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

import z3

from whitlow.language import Unit, convert, same_dimension
from whitlow.prove.encode import Encoder
from whitlow.prove.facts import exact
from whitlow.prove.ground import Ground
from whitlow.prove.logic import TRUE, Number3
from whitlow.prove.obligation import Obligation, Proved, Refuted, Unsettled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Guideline, Law, Regimen, Row
    from whitlow.prove.obligation import Verdict

__all__ = ["dose_obligations"]

HOURS_A_DAY = Fraction(24)


def dose_obligations(guideline: Guideline) -> Iterator[Obligation]:
    """Yield, for each regimen, that rounding never adds and that no limit is passed."""
    for regimen in guideline.regimens.values():
        if regimen.amount is None:
            continue
        if regimen.step is not None:
            yield Obligation(
                f"rounds-down:{regimen.id}",
                "doses",
                f"At no weight is a dose of {regimen.id} rounded up, nor by a whole step.",
                "∀ weight > 0, row: 0 ≤ exact − given < step",
                ("The weight is any number above nought.",),
                partial(_rounds_down, regimen),
            )
        for name, reference in limits(guideline, regimen):
            yield Obligation(
                f"within-limit:{regimen.id}" + (f":{name}" if name else ""),
                "doses",
                f"At no weight and in no row do the doses of a day of {regimen.id} pass "
                f"{guideline.claim(reference).words}, after rounding too.",
                "∀ weight > 0, row: times × given ≤ limit × weight",
                ("The weight is any number above nought.",),
                partial(_within, regimen, reference),
            )


def limits(guideline: Guideline, regimen: Regimen) -> Iterator[tuple[str, str]]:
    """Yield what a regimen may not pass in a day: its own limit, and those of laws."""
    if regimen.at_most_daily:
        yield "", regimen.at_most_daily
    for law in guideline.laws.values():
        if "order_over" in law.never and _about(guideline, law, regimen):
            yield law.id, law.never["order_over"]


def _about(guideline: Guideline, law: Law, regimen: Regimen) -> bool:
    drug = law.never.get("treat", regimen.drug)
    return (
        guideline.is_a(regimen.drug, drug)
        and law.never.get("profile", regimen.profile) == regimen.profile
    )


def _giving(guideline: Guideline, regimen: Regimen) -> list[Row | None]:
    table = guideline.tables.get(regimen.table)
    return [None] if table is None else [row for row in table.rows if not row.refusal]


def _exact_mg(
    ground: Ground, regimen: Regimen, row: Row | None, weight: z3.ArithRef
) -> z3.ArithRef:
    """Return the milligrams of a row before rounding, for this weight."""
    local: dict[str, Number3] = {regimen.weight: Number3(TRUE, weight)} if regimen.weight else {}
    cells = {} if row is None else row.cells
    local |= {f"row.{name}": Number3(TRUE, exact(cell.value)) for name, cell in cells.items()}
    if regimen.dose:
        local["dose"] = Number3(TRUE, exact(ground.guideline.claim(regimen.dose).low))
    assert regimen.amount is not None
    return Encoder(ground.person, local).number(regimen.amount.compiled).value


def _times(guideline: Guideline, regimen: Regimen, row: Row | None) -> Fraction | None:
    """Return how often a day a row is given, or None where it is given once."""
    if row is not None and "every" in row.cells:
        cell = row.cells["every"]
        return HOURS_A_DAY / convert(cell.value, Unit.parse(cell.unit), Unit.parse("h"))
    if row is not None and row.once:
        return None
    if regimen.every:
        claim = guideline.claim(regimen.every)
        return HOURS_A_DAY / convert(claim.low, Unit.parse(claim.unit), Unit.parse("h"))
    return guideline.claim(regimen.times).low if regimen.times else None


def _stepped(mg: z3.ArithRef, regimen: Regimen) -> tuple[z3.ArithRef, tuple[z3.BoolRef, ...]]:
    """Return the milligrams rounded down to the step, and what that means."""
    if regimen.step is None:
        return mg, ()
    step, steps = exact(regimen.step.value), z3.ToReal(z3.Int("steps"))
    return steps * step, (steps * step <= mg, mg < (steps + 1) * step)


def _rounds_down(regimen: Regimen, ground: Ground) -> Verdict:
    """Rounding is told by its definition in ``order.amount``: a floor of steps."""
    weight = z3.Real("weight")
    for row in _giving(ground.guideline, regimen):
        mg = _exact_mg(ground, regimen, row, weight)
        assert regimen.step is not None
        step = exact(regimen.step.value)
        given = z3.ToReal(z3.ToInt(mg / step)) * step
        found = _ask(ground, weight > 0, z3.Or(given > mg, mg - given >= step))
        if found is not None:
            return _failed(ground, regimen, row, found, weight, "is rounded up")
    return Proved("linear arithmetic with whole steps")


def _within(regimen: Regimen, reference: str, ground: Ground) -> Verdict:
    weight = z3.Real("weight")
    for row in _giving(ground.guideline, regimen):
        times = _times(ground.guideline, regimen, row)
        if times is None:
            continue
        mg, means = _stepped(_exact_mg(ground, regimen, row, weight), regimen)
        most = _limit(ground.guideline, reference, weight)
        found = _ask(ground, weight > 0, *means, mg * exact(times) > most)
        if found is not None:
            return _failed(ground, regimen, row, found, weight, "passes its limit")
    return Proved("linear arithmetic with whole steps")


def _limit(guideline: Guideline, reference: str, weight: z3.ArithRef) -> z3.ArithRef:
    claim = guideline.claim(reference)
    unit = Unit.parse(claim.unit)
    if same_dimension(unit, Unit.parse("mg/d")):
        return exact(convert(claim.low, unit, Unit.parse("mg/d")))
    return exact(convert(claim.low, unit, Unit.parse("mg/kg/d"))) * weight


def _ask(ground: Ground, *wanted: z3.BoolRef) -> z3.ModelRef | str | None:
    solver = z3.Solver()
    solver.set("timeout", ground.patience_ms)
    solver.add(*wanted)
    answer = solver.check()
    if answer == z3.unsat:
        return None
    return solver.model() if answer == z3.sat else solver.reason_unknown()


def _failed(  # noqa: PLR0913, PLR0917 - what failed, where, and how it is said
    ground: Ground,
    regimen: Regimen,
    row: Row | None,
    found: z3.ModelRef | str,
    weight: z3.ArithRef,
    what: str,
) -> Verdict:
    if isinstance(found, str):
        return Unsettled(found)
    at = found.eval(weight, model_completion=True)
    band = "" if row is None else f" in the row {row.band}"
    places = (regimen.place,) if row is None else (regimen.place, row.place)
    return Refuted(None, f"At {at} kg a dose of {regimen.id}{band} {what}.", places)
