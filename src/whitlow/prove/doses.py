"""This module owes that no dose goes above what its source and the laws allow, after rounding too.

It refuses to try weights: the weight is any real number that the door accepts.
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Final

import z3

from whitlow.language import Unit, convert, same_dimension
from whitlow.prove.encode import Encoder
from whitlow.prove.facts import exact
from whitlow.prove.logic import TRUE, Number3
from whitlow.prove.obligation import Obligation, Proved, Refuted, Unsettled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Condition, Guideline, Law, Regimen, Row
    from whitlow.prove.ground import Ground
    from whitlow.prove.logic import Encoded
    from whitlow.prove.obligation import Verdict

__all__ = ["dose_obligations"]

HOURS_A_DAY: Final = Fraction(24)
MILLIGRAM: Final = Unit.parse("mg")
PER_KG: Final = Unit.parse("mg/kg")
WEIGHT: Final = ("The weight is any number above nought.",)
A_WEIGHT: Final = z3.Real("weight")


def dose_obligations(guideline: Guideline) -> Iterator[Obligation]:
    """Yield, for each regimen, that no dose passes what is printed, nor a day's doses a limit."""
    for regimen in guideline.regimens.values():
        if regimen.amount is None:
            continue
        yield Obligation(
            f"printed-dose:{regimen.id}",
            "doses",
            f"At no weight and in no row is a dose of {regimen.id} more than the one printed.",
            "∀ weight > 0, row: given ≤ printed × weight",
            WEIGHT,
            partial(_printed, regimen, regimen.amount),
        )
        for name, reference in limits(guideline, regimen):
            yield Obligation(
                f"within-limit:{regimen.id}" + (f":{name}" if name else ""),
                "doses",
                f"At no weight and in no row do the doses of a day of {regimen.id} pass "
                f"{guideline.claim(reference).words}, after rounding too.",
                "∀ weight > 0, row: times × given ≤ limit × weight",
                WEIGHT,
                partial(_within, regimen, regimen.amount, reference),
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


def _exact_mg(ground: Ground, regimen: Regimen, amount: Condition, row: Row | None) -> z3.ArithRef:
    """Return the milligrams of a row before rounding, for any weight."""
    local: dict[str, Encoded] = {}
    if regimen.weight:
        local[regimen.weight] = Number3(TRUE, A_WEIGHT)
    cells = {} if row is None else row.cells
    local |= {f"row.{name}": Number3(TRUE, exact(cell.value)) for name, cell in cells.items()}
    if regimen.dose:
        local["dose"] = Number3(TRUE, exact(ground.guideline.claim(regimen.dose).low))
    return Encoder(ground.person, local).number(amount.compiled).value


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


def _printed(regimen: Regimen, amount: Condition, ground: Ground) -> Verdict:
    for row in _giving(ground.guideline, regimen):
        printed = _printed_mg(ground.guideline, regimen, row)
        if printed is None:
            return Unsettled(f"{regimen.id} prints no dose to compare with.")
        mg, means = _stepped(_exact_mg(ground, regimen, amount, row), regimen)
        found = _ask(ground, A_WEIGHT > 0, *means, mg > printed)
        if found is not None:
            return _failed(regimen, row, found, "is more than the one printed")
    return Proved("linear arithmetic with whole steps")


def _printed_mg(guideline: Guideline, regimen: Regimen, row: Row | None) -> z3.ArithRef | None:
    """Return the milligrams that a source prints: the row's own, or the regimen's base dose."""
    cell = None if row is None else row.cells.get("dose")
    if cell is not None:
        value, unit = cell.value, Unit.parse(cell.unit)
    elif regimen.dose:
        claim = guideline.claim(regimen.dose)
        value, unit = claim.low, Unit.parse(claim.unit)
    else:
        return None
    if same_dimension(unit, MILLIGRAM):
        return exact(convert(value, unit, MILLIGRAM))
    return exact(convert(value, unit, PER_KG)) * A_WEIGHT


def _within(regimen: Regimen, amount: Condition, reference: str, ground: Ground) -> Verdict:
    for row in _giving(ground.guideline, regimen):
        times = _times(ground.guideline, regimen, row)
        if times is None:
            continue
        mg, means = _stepped(_exact_mg(ground, regimen, amount, row), regimen)
        most = _limit(ground.guideline, reference)
        found = _ask(ground, A_WEIGHT > 0, *means, mg * exact(times) > most)
        if found is not None:
            return _failed(regimen, row, found, "makes a day's doses pass their limit")
    return Proved("linear arithmetic with whole steps")


def _limit(guideline: Guideline, reference: str) -> z3.ArithRef:
    claim = guideline.claim(reference)
    unit = Unit.parse(claim.unit)
    if same_dimension(unit, Unit.parse("mg/d")):
        return exact(convert(claim.low, unit, Unit.parse("mg/d")))
    return exact(convert(claim.low, unit, Unit.parse("mg/kg/d"))) * A_WEIGHT


def _ask(ground: Ground, *wanted: z3.BoolRef) -> z3.ModelRef | str | None:
    solver = z3.Solver()
    solver.set("timeout", ground.patience_ms)
    solver.add(*wanted)
    answer = solver.check()
    if answer == z3.unsat:
        return None
    return solver.model() if answer == z3.sat else solver.reason_unknown()


def _failed(regimen: Regimen, row: Row | None, found: z3.ModelRef | str, what: str) -> Verdict:
    if isinstance(found, str):
        return Unsettled(found)
    at = found.eval(A_WEIGHT, model_completion=True)
    band = "" if row is None else f" in the row {row.band}"
    places = (regimen.place,) if row is None else (regimen.place, row.place)
    return Refuted(None, f"At {at} kg a dose of {regimen.id}{band} {what}.", places)
