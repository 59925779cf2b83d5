"""This module computes what one dose is, exactly: the row, milligrams, interval and day's total.

It refuses to round up a dose: milligrams go down to the regimen's step.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Final

from whitlow.guideline import row_at
from whitlow.language import Unit, convert, undecided, value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from whitlow.evaluate import Reading
    from whitlow.guideline import Claim, Regimen, Row
    from whitlow.language import Value

__all__ = ["Amount", "amount", "claim_in", "row_of"]

HOURS_A_DAY: Final = Fraction(24)
ONE_KG: Final = Fraction(1)


@dataclass(frozen=True, slots=True)
class Amount:
    """One dose: mg/kg, mg (rounded down), hours between doses, and the names still missing."""

    per_kg: Fraction | None
    mg: Fraction | None
    interval_h: Fraction | None
    times_a_day: Fraction | None
    missing: tuple[str, ...]

    @property
    def daily_mg(self) -> Fraction | None:
        """Milligrams a day, or None where a dose is single or unknown."""
        return _product(self.mg, self.times_a_day)

    @property
    def daily_per_kg(self) -> Fraction | None:
        """Milligrams per kilogram a day, before rounding."""
        return _product(self.per_kg, self.times_a_day)


def _product(left: Fraction | None, right: Fraction | None) -> Fraction | None:
    return None if left is None or right is None else left * right


def claim_in(reading: Reading, reference: str, unit: str) -> tuple[Fraction, Fraction] | None:
    """Return a claim's lowest and highest value in a unit, or None where none is named."""
    if not reference:
        return None
    claim = reading.guideline.claim(reference)
    target = Unit.parse(unit)

    def inner(number: Fraction) -> Fraction:
        return convert(number, Unit.parse(claim.unit), target)

    low = inner(claim.low)
    return low, (low if claim.high is None else inner(claim.high))


def row_of(reading: Reading, regimen: Regimen) -> Row | None:
    """Return the row in which this patient falls, or None where unknown or without a table."""
    table = reading.guideline.tables.get(regimen.table)
    if table is None:
        return None
    at = reading.number(table.over)
    return None if at is None else row_at(table, at)


def amount(
    reading: Reading,
    regimen: Regimen,
    row: Row | None,
    weight: Fraction | None = None,
) -> Amount:
    """Return one dose of a regimen in a row of its table.

    ``weight`` (kg) replaces the patient's dosing weight, to show another reading beside it.
    """
    local: dict[str, Value] = _cells(row)
    if regimen.dose:
        found = reading.guideline.claim(regimen.dose)
        local["dose"] = found.low
    if weight is not None:
        local[regimen.weight] = weight
    known = _over(local, reading)
    per_kg = None
    if regimen.weight:
        per_kg = _milligrams(reading, regimen, _over({**local, regimen.weight: ONE_KG}, reading))
    exact = _milligrams(reading, regimen, known)
    interval = _interval(reading, regimen, row)
    return Amount(
        per_kg,
        _stepped(exact, regimen),
        interval,
        _times(reading, regimen, interval),
        _missing(reading, regimen, known) if exact is None else (),
    )


def _cells(row: Row | None) -> dict[str, Value]:
    if row is None:
        return {}
    return {f"row.{column}": cell.value for column, cell in row.cells.items()}


def _over(local: Mapping[str, Value], reading: Reading) -> Callable[[str], Value]:
    def known(name: str) -> Value:
        return local[name] if name in local else reading.known(name)

    return known


def _milligrams(
    reading: Reading, regimen: Regimen, known: Callable[[str], Value]
) -> Fraction | None:
    if regimen.amount is None:
        return None
    found = value(regimen.amount.compiled, known, reading.members)
    return found if isinstance(found, Fraction) else None


def _missing(reading: Reading, regimen: Regimen, known: Callable[[str], Value]) -> tuple[str, ...]:
    if regimen.amount is None:
        return ()
    names = undecided(regimen.amount.compiled, known, reading.members)
    return tuple(name for name in names if "." not in name and name != "dose")


def _stepped(exact: Fraction | None, regimen: Regimen) -> Fraction | None:
    if exact is None or regimen.step is None:
        return exact
    return Fraction(floor(exact / regimen.step.value)) * regimen.step.value


def _interval(reading: Reading, regimen: Regimen, row: Row | None) -> Fraction | None:
    if row is not None and "every" in row.cells:
        cell = row.cells["every"]
        return convert(cell.value, Unit.parse(cell.unit), Unit.parse("h"))
    if row is not None and row.refusal:
        return None
    found = claim_in(reading, regimen.every, "h")
    return None if found is None else found[0]


def _times(reading: Reading, regimen: Regimen, interval: Fraction | None) -> Fraction | None:
    if interval is not None:
        return HOURS_A_DAY / interval
    if regimen.times:
        claim: Claim = reading.guideline.claim(regimen.times)
        return claim.low
    return None
