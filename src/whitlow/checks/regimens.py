"""This module checks regimens: their drug, profile, table and highest dose.

It refuses an order that could exceed the daily amount that its own source allows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.checks.tables import daily_total
from whitlow.errors import Fault
from whitlow.guideline import nearest
from whitlow.language import Unit, convert, same_dimension

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from whitlow.guideline import Guideline, Regimen

__all__ = ["CHECKS"]

BY_VEIN: Final = "iv"


def regimen_names(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each drug or profile of a regimen that does not exist."""
    for regimen in guideline.regimens.values():
        for what, name, known in (
            ("drug", regimen.drug, guideline.drugs),
            ("profile", regimen.profile, guideline.profiles),
        ):
            if name not in known:
                yield Fault(
                    regimen.place,
                    f"Regimen {regimen.id} names the {what} {name!r}, which does not exist.",
                    "No bar, law or reader could find it.",
                    nearest(name, known) or f"Add the {what}.",
                    f"regimen-{what}",
                )
        if regimen.id != f"{regimen.drug}-{regimen.name}":
            yield Fault(
                regimen.place,
                f"Regimen {regimen.id} is not called {regimen.drug}-{regimen.name}.",
                "A regimen is found by its drug and its name.",
                "Rename the file, or mend drug or name.",
                "regimen-name",
            )


def weight_name(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each regimen whose weight is no number in kilograms."""
    for regimen in guideline.regimens.values():
        if regimen.weight and guideline.unit(regimen.weight) != "kg":
            yield Fault(
                regimen.place,
                f"Regimen {regimen.id} takes its weight from {regimen.weight!r}, "
                "which is no number of kg.",
                "A dose by weight needs a weight.",
                nearest(regimen.weight, guideline.formulas) or "Name a weight.",
                "regimen-weight",
            )


def over_cap(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each row that gives more in a day than the regimen allows."""
    for regimen in guideline.regimens.values():
        table = guideline.tables.get(regimen.table)
        cap = _cap(guideline, regimen)
        if table is None or cap is None:
            continue
        for row in table.rows:
            total = daily_total(row)
            dose = row.cells.get("dose")
            if total is None or dose is None or not _per_kg(dose.unit):
                continue
            if total > cap:
                yield Fault(
                    row.place,
                    f"Regimen {regimen.id}: the row {row.band} gives more in a day than "
                    f"{regimen.at_most_daily} allows.",
                    "The highest labelled amount must not be passed.",
                    "Read the row and the limit again in their sources.",
                    "over-cap",
                )


def _cap(guideline: Guideline, regimen: Regimen) -> Fraction | None:
    statement, _, name = regimen.at_most_daily.rpartition(".")
    found = guideline.statements.get(statement)
    if found is None or name not in found.claims:
        return None
    claim = found.claims[name]
    return convert(claim.low, Unit.parse(claim.unit), Unit.parse("mg/kg/d"))


def _per_kg(unit: str) -> bool:
    return same_dimension(Unit.parse(unit), Unit.parse("mg/kg"))


def infusion_bounds(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each intravenous regimen without a shortest time."""
    for regimen in guideline.regimens.values():
        if regimen.route == BY_VEIN and (regimen.infusion is None or not regimen.infusion.at_least):
            yield Fault(
                regimen.place,
                f"Regimen {regimen.id} is given by vein and has no shortest infusion time.",
                "A rapid injection of such a drug can kill.",
                "Add infusion with at_least.",
                "infusion-time",
            )


def step_direction(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each dose by weight without a step to which it is rounded down."""
    for regimen in guideline.regimens.values():
        if regimen.weight and regimen.step is None:
            yield Fault(
                regimen.place,
                f"Regimen {regimen.id} is dosed by weight and has no step.",
                "A dose that cannot be measured is rounded by whoever draws it up.",
                "Add step, in mg.",
                "step",
            )


CHECKS: Final = (regimen_names, weight_name, over_cap, infusion_bounds, step_direction)
