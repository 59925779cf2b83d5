"""This module holds what a regimen gives in a day to the highest amount that its source allows.

It refuses to compare what only a patient decides: of a dose by weight it knows the amount for each
kilogram, of any other the amount itself.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.checks.figures import sound_claim
from whitlow.errors import Fault
from whitlow.guideline import measures
from whitlow.language import Unit, convert, names_in, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Guideline, Regimen, Row
    from whitlow.language import Value

__all__ = ["CHECKS"]

ONE_KG: Final = Fraction(1)
TWO_KG: Final = Fraction(2)
HOURS_A_DAY: Final = Fraction(24)
ONCE: Final = Fraction(1)


def over_cap(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each row that gives more in a day than the regimen allows."""
    for regimen in guideline.regimens.values():
        most = _most(guideline, regimen)
        table = guideline.tables.get(regimen.table)
        for row in (None,) if table is None else table.rows:
            given = None if row is not None and row.refusal else _a_day(guideline, regimen, row)
            if most is not None and given is not None and given > most:
                which = "it" if row is None else f"the row {row.band}"
                yield Fault(
                    regimen.place if row is None else row.place,
                    f"Regimen {regimen.id}: {which} gives more in a day than "
                    f"{regimen.at_most_daily} allows.",
                    "The highest labelled amount must not be passed.",
                    "Read the row and the limit again in their sources.",
                    "over-cap",
                )


def _most(guideline: Guideline, regimen: Regimen) -> Fraction | None:
    """Return the limit in mg a day, or in mg/kg a day where the dose goes by weight."""
    claim = sound_claim(guideline, regimen, "at_most_daily")
    kind = "mg/kg/d" if regimen.weight else "mg/d"
    if claim is None or not measures(claim.unit, kind):
        return None
    return convert(claim.low, Unit.parse(claim.unit), Unit.parse(kind))


def _a_day(guideline: Guideline, regimen: Regimen, row: Row | None) -> Fraction | None:
    """Return what a row gives in a day, for each kilogram where the dose goes by weight."""
    local: dict[str, Value] = {}
    if row is not None:
        local |= {f"row.{column}": cell.value for column, cell in row.cells.items()}
    base = sound_claim(guideline, regimen, "dose")
    if base is not None:
        local["dose"] = base.low
    one = _milligrams(regimen, {**local, regimen.weight: ONE_KG})
    two = _milligrams(regimen, {**local, regimen.weight: TWO_KG})
    if one is None or two is None or (regimen.weight and two != one + one):
        return None
    return one * _times(guideline, regimen, row)


def _milligrams(regimen: Regimen, local: dict[str, Value]) -> Fraction | None:
    if regimen.amount is None:
        return None
    found = value(regimen.amount.compiled, local.get, lambda _: frozenset())
    return found if isinstance(found, Fraction) else None


def _times(guideline: Guideline, regimen: Regimen, row: Row | None) -> Fraction:
    """Return how many doses a day has; what is given once counts as one."""
    if row is not None and row.once:
        return ONCE
    if row is not None and "every" in row.cells:
        cell = row.cells["every"]
        return HOURS_A_DAY / convert(cell.value, Unit.parse(cell.unit), Unit.parse("h"))
    every = sound_claim(guideline, regimen, "every")
    if every is not None:
        return HOURS_A_DAY / convert(every.low, Unit.parse(every.unit), Unit.parse("h"))
    times = sound_claim(guideline, regimen, "times")
    return ONCE if times is None else times.low


def limit_without_weight(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each limit for each kilogram of a dose that no weight decides."""
    for regimen in guideline.regimens.values():
        daily = sound_claim(guideline, regimen, "at_most_daily")
        limits = {
            "at_most_daily": daily is not None and measures(daily.unit, "mg/kg/d"),
            "at_most": regimen.infusion is not None and bool(regimen.infusion.at_most),
        }
        for field, by_weight in limits.items():
            if by_weight and not regimen.weight:
                yield Fault(
                    regimen.place,
                    f"Regimen {regimen.id} has a limit for each kilogram, {field}, and no weight.",
                    "No order could be held to the limit.",
                    "Name the weight, or a limit that needs none.",
                    "limit-without-weight",
                )


def weight_unread(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each weight that the amount of its regimen does not read."""
    for regimen in guideline.regimens.values():
        read = () if regimen.amount is None else names_in(regimen.amount.source)
        if guideline.unit(regimen.weight) == "kg" and regimen.weight not in read:
            yield Fault(
                regimen.place,
                f"Regimen {regimen.id} takes its weight from {regimen.weight}, "
                "which its amount does not read.",
                "The dose for each kilogram, the limits and the other weights would all be wrong.",
                f"Multiply by {regimen.weight} in amount, or name the weight that it reads.",
                "weight-unread",
            )


CHECKS: Final = (over_cap, limit_without_weight, weight_unread)
