"""This module computes what one dose is, exactly: the row, milligrams, interval and day's total.

It refuses to round up a dose: milligrams go down to the regimen's step.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Final

from whitlow.guideline import row_at
from whitlow.language import Unit, convert, undecided, value
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from whitlow.evaluate import Reading
    from whitlow.guideline import Regimen, Row
    from whitlow.language import Value

__all__ = ["NOTHING", "Amount", "amount", "claim_in", "row_of"]

HOURS_A_DAY: Final = Fraction(24)
ONE_KG: Final = Fraction(1)
TWO_KG: Final = Fraction(2)


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


NOTHING: Final = Amount(None, None, None, None, ())


def _product(left: Fraction | None, right: Fraction | None) -> Fraction | None:
    return None if left is None or right is None else left * right


def claim_in(reading: Reading, reference: str, unit: str) -> tuple[Fraction, Fraction] | None:
    """Return a claim's lowest and highest value in a unit, or None where none is named."""
    if not reference:
        return None
    claim = reading.guideline.claim(reference)
    source, target = Unit.parse(claim.unit), Unit.parse(unit)
    low = convert(claim.low, source, target)
    return low, (low if claim.high is None else convert(claim.high, source, target))


def row_of(reading: Reading, regimen: Regimen) -> Row | None:
    """Return the row in which this patient falls, or None where unknown or without a table."""
    table = reading.guideline.tables.get(regimen.table)
    if table is None:
        return None
    at = reading.number(table.over)
    return None if at is None else row_at(table, at)


def amount(reading: Reading, regimen: Regimen, row: Row | None) -> Amount:
    """Return one dose of a regimen in a row of its table; none while the row is unknown."""
    waits_for_row = regimen.table != "" and row is None
    local = _cells(reading, regimen, row)
    known = _over(local, reading)
    exact = None if waits_for_row else _milligrams(reading, regimen, known)
    interval = _interval(reading, regimen, row)
    return Amount(
        _per_kg(reading, regimen, local, exact),
        _stepped(exact, regimen),
        interval,
        _times(reading, regimen, row, interval),
        () if exact is not None else _missing(reading, regimen, known),
    )


def _cells(reading: Reading, regimen: Regimen, row: Row | None) -> dict[str, Value]:
    """Return what an amount reads that is no fact: the cells of its row and the base dose."""
    local: dict[str, Value] = {}
    if row is not None:
        local |= {f"row.{column}": cell.value for column, cell in row.cells.items()}
    if regimen.dose:
        local["dose"] = reading.guideline.claim(regimen.dose).low
    return local


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


def _per_kg(
    reading: Reading, regimen: Regimen, local: Mapping[str, Value], exact: Fraction | None
) -> Fraction | None:
    """Return milligrams for each kilogram of the dose that is given, before rounding.

    Without a weight it is known only where the amount grows with the weight and nothing else.
    """
    if not regimen.weight:
        return None
    weight = reading.number(regimen.weight)
    if exact is not None and weight is not None:
        return exact / weight if weight > 0 else None
    one = _milligrams(reading, regimen, _over({**local, regimen.weight: ONE_KG}, reading))
    two = _milligrams(reading, regimen, _over({**local, regimen.weight: TWO_KG}, reading))
    return one if one is not None and two == one + one else None


def _missing(reading: Reading, regimen: Regimen, known: Callable[[str], Value]) -> tuple[str, ...]:
    """Return the facts, formulas and columns for which the amount waits; no cell of its own row."""
    if regimen.amount is None:
        return ()
    names = undecided(regimen.amount.compiled, known, reading.members)
    return tuple(name for name in names if not name.startswith("row.") and name != "dose")


def _stepped(exact: Fraction | None, regimen: Regimen) -> Fraction | None:
    if exact is None or regimen.step is None:
        return exact
    return Fraction(floor(exact / regimen.step.value)) * regimen.step.value


def _interval(reading: Reading, regimen: Regimen, row: Row | None) -> Fraction | None:
    """Return the hours between doses: the row's, else the regimen's; none where given once."""
    if row is not None and "every" in row.cells:
        cell = row.cells["every"]
        return convert(cell.value, Unit.parse(cell.unit), Unit.parse("h"))
    if row is not None and (row.refusal or row.once):
        return None
    if row is None and regimen.table:
        return None
    found = claim_in(reading, regimen.every, "h")
    return None if found is None else found[0]


def _times(
    reading: Reading, regimen: Regimen, row: Row | None, interval: Fraction | None
) -> Fraction | None:
    if interval is not None:
        return HOURS_A_DAY / interval
    single = row is not None and (row.once or row.refusal != "")
    if single or not regimen.times or (row is None and regimen.table):
        return None
    return reading.guideline.claim(regimen.times).low
