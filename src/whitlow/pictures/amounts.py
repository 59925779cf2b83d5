"""This module works out how much each row of a dose table gives, as a staircase shows it.

It refuses a row of which the amount hangs on anything but the row, the printed dose and a weight:
then there is no staircase, and whoever asked is told so.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal

from whitlow.language import Unit, convert, number_text, quantity_text, value
from whitlow.record import dataclass

if TYPE_CHECKING:
    from whitlow.guideline import Band, Guideline, Regimen, Row, Table
    from whitlow.language import Value

__all__ = ["Per", "Stair", "Stairs", "band_words", "stairs_of"]

Per = Literal["day", "average", "course", "dose"]
DOSE: Final = "dose"
EVERY: Final = "every"
NUMBER: Final = "number"
MASS: Final = "mg"
PER_WEIGHT: Final = "mg/kg"
HOURS: Final = "h"
HOURS_A_DAY: Final = Fraction(24)
ONE_KG: Final = Fraction(1)
FIRST_LETTER: Final = ord("A")


@dataclass(frozen=True, slots=True)
class Stair:
    """One row: its letter, what is given in words, and how much that is; None where nothing is."""

    row: Row
    letter: str
    words: str
    amount: Fraction | None

    @property
    def band(self) -> Band:
        """The clearances that it holds."""
        return self.row.band


@dataclass(frozen=True, slots=True)
class Stairs:
    """The rows of a regimen's table, lowest clearance first, in one measure."""

    regimen: Regimen
    table: Table
    per: Per
    unit: str
    steps: tuple[Stair, ...]

    @property
    def top(self) -> Fraction:
        """The most that any row gives."""
        return max((step.amount for step in self.steps if step.amount is not None), default=ONE_KG)

    def at(self, found: Fraction | None) -> Stair | None:
        """Return the row that holds a clearance, None where it is unknown or beyond all rows."""
        if found is None:
            return None
        return next((step for step in self.steps if found in step.band), None)


def stairs_of(guideline: Guideline, regimen: Regimen) -> Stairs | None:
    """Return the staircase of a regimen; None without a table, or where more decides the dose."""
    table = guideline.tables.get(regimen.table)
    if table is None or regimen.amount is None:
        return None
    per = _per(guideline, regimen, table)
    unit = PER_WEIGHT if regimen.weight else MASS
    rows = sorted(table.rows, key=lambda row: (row.band.low, not row.band.low_closed))
    steps = []
    for index, row in enumerate(rows):
        dose = None if row.refusal else _dose(guideline, regimen, row)
        if dose is None and not row.refusal:
            return None
        steps.append(_stair(guideline, regimen, row, index, dose, per, unit))
    return Stairs(regimen, table, per, unit, tuple(steps))


def _stair(  # noqa: PLR0913, PLR0917 - what a stair is made of
    guideline: Guideline,
    regimen: Regimen,
    row: Row,
    index: int,
    dose: Fraction | None,
    per: Per,
    unit: str,
) -> Stair:
    letter = chr(FIRST_LETTER + index)
    if dose is None:
        return Stair(row, letter, row.refusal, None)
    times = _times(guideline, regimen, row, per)
    words = f"{quantity_text(dose, unit)} {_often(guideline, regimen, row)}".strip()
    return Stair(row, letter, words, None if times is None else dose * times)


def _per(guideline: Guideline, regimen: Regimen, table: Table) -> Per:
    """Return what the height of a stair is: a day's total, unless a row is not given daily.

    Where some rows are given daily and some less often, it is what that comes to on average.
    """
    given = [row for row in table.rows if not row.refusal]
    if any(NUMBER in row.cells for row in given):
        return "course"
    hours = {_hours(guideline, regimen, row) for row in given}
    if not any(each is not None and each > HOURS_A_DAY for each in hours):
        return "day"
    return "dose" if len(hours) == 1 else "average"


def _dose(guideline: Guideline, regimen: Regimen, row: Row) -> Fraction | None:
    """Return the milligrams of one dose, for each kilogram where a weight counts."""
    local: dict[str, Value] = {f"row.{name}": cell.value for name, cell in row.cells.items()}
    if regimen.dose:
        local[DOSE] = guideline.claim(regimen.dose).low
    one = _worked_out(guideline, regimen, local | {regimen.weight: ONE_KG})
    two = _worked_out(guideline, regimen, local | {regimen.weight: ONE_KG + ONE_KG})
    if not regimen.weight or one is None:
        return one
    return one if two == one + one else None


def _worked_out(guideline: Guideline, regimen: Regimen, local: dict[str, Value]) -> Fraction | None:
    if regimen.amount is None:
        return None
    found = value(
        regimen.amount.compiled,
        local.get,
        lambda group: guideline.members.get(group, frozenset()),
    )
    return found if isinstance(found, Fraction) else None


def _hours(guideline: Guideline, regimen: Regimen, row: Row) -> Fraction | None:
    """Return the hours between doses: the row's, else the regimen's; None where given once."""
    cell = row.cells.get(EVERY)
    if cell is not None:
        return convert(cell.value, Unit.parse(cell.unit), Unit.parse(HOURS))
    if row.once or not regimen.every:
        return None
    claim = guideline.claim(regimen.every)
    return convert(claim.low, Unit.parse(claim.unit), Unit.parse(HOURS))


def _times(guideline: Guideline, regimen: Regimen, row: Row, per: Per) -> Fraction | None:
    """Return how many doses a stair is high."""
    if per == "dose":
        return ONE_KG
    if per == "course":
        cell = row.cells.get(NUMBER)
        return None if cell is None else cell.value
    hours = _hours(guideline, regimen, row)
    if hours is not None:
        return HOURS_A_DAY / hours
    return None if row.once or not regimen.times else guideline.claim(regimen.times).low


def _often(guideline: Guideline, regimen: Regimen, row: Row) -> str:
    if row.once:
        return "once"
    hours = _hours(guideline, regimen, row)
    if hours is not None:
        weeks = convert(hours, Unit.parse(HOURS), Unit.parse("wk"))
        if weeks == 1:
            return "every week"
        return f"every {number_text(hours)} h"
    if not regimen.times:
        return ""
    return f"{number_text(guideline.claim(regimen.times).low)} times a day"


def band_words(band: Band) -> str:
    """Return a band as it is said, each end with whether it belongs.

    >>> from whitlow.guideline import Band
    >>> [band_words(Band.parse(text)) for text in ("[0, 2)", "[2, 3]", "(3, 4)", "(4, inf)")]
    ['under 2', '2 to 3', 'over 3 to under 4', 'over 4']
    """
    low = number_text(band.low)
    if band.high is None:
        return f"{low} or more" if band.low_closed else f"over {low}"
    high = number_text(band.high)
    below = high if band.high_closed else f"under {high}"
    if band.low == 0 and band.low_closed:
        return f"up to {high}" if band.high_closed else below
    return f"{low} to {below}" if band.low_closed else f"over {low} to {below}"
