"""This module checks that dose tables cover their range once, and fall as they say.

It refuses a gap and an overlap alike: at every edge exactly one row holds.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from whitlow.errors import Fault
from whitlow.guideline import Band, nearest
from whitlow.language import NumberType, Unit, convert

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Guideline, Row, Table

__all__ = ["CHECKS", "gives"]

HOURS_A_DAY: Final = Fraction(24)
GIVING: Final = ("dose", "fraction", "daily")


def over_unknown(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each table over what is no number."""
    for table in guideline.tables.values():
        fact, formula = guideline.facts.get(table.over), guideline.formulas.get(table.over)
        number = (fact is not None and fact.type == "number") or (
            formula is not None and isinstance(formula.type, NumberType)
        )
        if not number:
            known = [
                name for name in (*guideline.facts, *guideline.formulas) if guideline.unit(name)
            ]
            yield Fault(
                table.place,
                f"Table {table.id} is over {table.over!r}, which is no number of the patient.",
                "No row could ever be found.",
                nearest(table.over, known) or "Name a number fact or formula.",
                "table-over",
            )


def table_cover(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each gap, overlap or missing end of a table."""
    for table in guideline.tables.values():
        rows = sorted(table.rows, key=lambda row: (row.band.low, not row.band.low_closed))
        if not rows:
            yield _cover_fault(table, "It has no rows.", "Add its rows.")
            continue
        yield from _ends(table, rows[0].band, rows[-1].band)
        for lower, upper in pairwise(rows):
            yield from _join(table, lower, upper)


def _ends(table: Table, lowest: Band, highest: Band) -> Iterator[Fault]:
    covers = table.covers
    if (lowest.low, lowest.low_closed) != (covers.low, covers.low_closed):
        what = f"Its lowest band {lowest} does not begin where it should, at {covers}."
        yield _cover_fault(table, what, "Begin the lowest band there.")
    if (highest.high, highest.high_closed) != (covers.high, covers.high_closed):
        what = f"Its highest band {highest} does not end where it should, at {covers}."
        yield _cover_fault(table, what, "End the highest band there.")


def _join(table: Table, lower: Row, upper: Row) -> Iterator[Fault]:
    end, begin = lower.band.high, upper.band.low
    unit = table.over
    if (
        end is None
        or begin < end
        or (begin == end and lower.band.high_closed and upper.band.low_closed)
    ):
        at = begin
        yield Fault(
            upper.place,
            f"Table {table.id}: two rows cover {unit} = {_text(at)}, "
            f"{lower.band} and {upper.band}.",
            "Of two doses for one patient only one can be meant.",
            "Open one of the two bounds, and cite the source you follow.",
            "table-overlap",
        )
    elif begin > end:
        opening = "(" if lower.band.high_closed else "["
        closing = ")" if upper.band.low_closed else "]"
        low, high = _ends_as_written(lower.band, upper.band)
        yield Fault(
            upper.place,
            f"Table {table.id}: no row covers {unit} in {opening}{low}, {high}{closing}.\n"
            f"The band {lower.band} ends before it; the band {upper.band} begins after it.",
            "A patient in between would have no dose.",
            "Add a row for it, or move one of the two bounds, and cite the source you follow.",
            "table-gap",
        )
    elif not (lower.band.high_closed or upper.band.low_closed):
        yield Fault(
            upper.place,
            f"Table {table.id}: no row covers {unit} = {_text(end)}.\n"
            f"The band {lower.band} ends there; the band {upper.band} begins after it.",
            "A patient at that value would have no dose.",
            "Close one of the two bounds, and cite the source you follow.",
            "table-gap",
        )


def _ends_as_written(lower: Band, upper: Band) -> tuple[str, str]:
    """Return the upper end of one band and the lower end of another, each as it is written."""
    _, _, end = lower.text[1:-1].partition(",")
    begin, _, _ = upper.text[1:-1].partition(",")
    return end.strip(), begin.strip()


def _text(number: Fraction) -> str:
    return str(float(number)) if number.denominator != 1 else str(number)


def _cover_fault(table: Table, what: str, remedy: str) -> Fault:
    why = "A patient outside every band would have no dose."
    return Fault(table.place, f"Table {table.id}: {what}", why, remedy, "table-cover")


def daily_total(row: Row) -> Fraction | None:
    """Return what a row gives in a day, in its own unit, or None where it gives no dose."""
    dose = row.cells.get("dose") or row.cells.get("fraction")
    every = row.cells.get("every")
    if dose is None or every is None:
        return None
    hours = convert(every.value, Unit.parse(every.unit), Unit.parse("h"))
    return dose.value * HOURS_A_DAY / hours


def table_monotone(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault where a table that must fall with clearance rises."""
    for table in guideline.tables.values():
        if not table.daily_total:
            continue
        rows = sorted(table.rows, key=lambda row: row.band.low)
        last: Fraction | None = None
        for row in rows:
            total = Fraction(0) if row.refusal else daily_total(row)
            if total is not None and last is not None and total < last:
                yield Fault(
                    row.place,
                    f"Table {table.id}: the day's total in {row.band} is lower than below it.",
                    f"The table says: {table.daily_total}.",
                    "Read the row again in its source.",
                    "table-rises",
                )
            last = last if total is None else total


def printed_overlap(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each printed overlap at which no two bands meet."""
    for table in guideline.tables.values():
        edges = {row.band.low for row in table.rows}
        for value in table.printed_overlap:
            if value not in edges:
                yield Fault(
                    table.place,
                    f"Table {table.id} says that {_text(value)} is printed in two rows; "
                    "no two bands meet there.",
                    "The reader would not be shown the other printed dose.",
                    "Name a value at which two bands meet.",
                    "printed-overlap",
                )


def gives(table: Table, row: Row) -> bool:
    """Whether a row gives what its table gives; one of intervals alone leaves that to a regimen."""
    giving = [column for column in GIVING if column in table.columns]
    return any(column in row.cells for column in giving) if giving else not row.refusal


def table_row(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each row that neither gives nor refuses, or does both."""
    for table in guideline.tables.values():
        for row in table.rows:
            given = gives(table, row)
            if given == bool(row.refusal):
                does = "gives and refuses at once" if given else "neither gives nor refuses"
                yield Fault(
                    row.place,
                    f"Table {table.id}: the row {row.band} {does}.",
                    "A patient in that band would have an order without its dose.",
                    "Fill the cell, or write why no dose is given there and nothing else.",
                    "table-row",
                )


CHECKS: Final = (over_unknown, table_cover, table_monotone, table_row, printed_overlap)
