"""This module owes that a dose table has one row for every value, and never gives the weaker more.

It refuses to look at edges alone: the value is any real number in the table's range.
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

import z3

from whitlow.checks.tables import daily_total
from whitlow.language import quantity_text
from whitlow.prove.broken import of_row, of_table
from whitlow.prove.facts import exact, fraction, within
from whitlow.prove.ground import Found
from whitlow.prove.logic import Number3, all_of
from whitlow.prove.obligation import Obligation, Proved, Refuted, Unsettled
from whitlow.prove.usual import usual_patient

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Guideline, Row, Table
    from whitlow.prove.ground import Ground
    from whitlow.prove.obligation import Verdict

__all__ = ["table_obligations"]


def table_obligations(guideline: Guideline) -> Iterator[Obligation]:
    """Yield, for each table, that it covers its range, once, and that it falls where it says so."""
    for table in guideline.tables.values():
        over = guideline.label(table.over)
        yield Obligation(
            f"table-covers:{table.id}",
            "tables",
            f"Every {over} in {table.covers} falls in a row of the table {table.id}.",
            f"∀x ∈ {table.covers}: ∃ row: x ∈ row",
            (),
            partial(_covers, table),
        )
        yield Obligation(
            f"table-once:{table.id}",
            "tables",
            f"No {over} falls in two rows of the table {table.id}.",
            "∀x, row ≠ row': ¬(x ∈ row ∧ x ∈ row')",
            (),
            partial(_once, table),
        )
        if table.daily_total:
            yield Obligation(
                f"table-falls:{table.id}",
                "tables",
                f"In the table {table.id} a day's total {table.daily_total}.",
                "∀x ≤ y: total(x) ≤ total(y)",
                ("A row that refuses gives nothing; a row without an interval is left out.",),
                partial(_falls, table),
            )


def _ask(ground: Ground, *wanted: z3.BoolRef) -> z3.ModelRef | str | None:
    """Return a model, None where there is none, or why the solver gave up."""
    solver = ground.solver(wanted)
    answer = solver.check()
    if answer == z3.unsat:
        return None
    return solver.model() if answer == z3.sat else ground.gave_up(solver)


def _at(model: z3.ModelRef, value: z3.ArithRef) -> Fraction:
    return fraction(model.eval(value, model_completion=True))


def _patient(ground: Ground, table: Table, at: Fraction) -> Found | None:
    """Return a patient in whom the number of a table is just this.

    None where the solver finds nobody: what is broken is the table, and stands without a patient.
    """
    over = ground.encoder.named(table.over)
    if not isinstance(over, Number3):
        return None

    def there(found: Found) -> bool:
        return ground.reading(found).number(table.over) == at

    wanted = all_of((over.known, over.value == exact(at)))
    found = ground.settle(wanted, there)
    return usual_patient(ground, wanted, found, there) if isinstance(found, Found) else None


def _quantity(ground: Ground, table: Table, at: Fraction) -> str:
    return quantity_text(at, ground.guideline.unit(table.over))


def _whose(ground: Ground, table: Table, at: Fraction) -> str:
    label = ground.guideline.label(table.over)
    return f"the patient whose {label} is {_quantity(ground, table, at)}"


def _covers(table: Table, ground: Ground) -> Verdict:
    at = z3.Real(table.over)
    nowhere = z3.And([z3.Not(within(at, row.band)) for row in table.rows])
    found = _ask(ground, within(at, table.covers), nowhere)
    if found is None:
        return Proved("linear arithmetic over the reals")
    if isinstance(found, str):
        return Unsettled(found)
    here = _at(found, at)
    story = f"No row of the table {table.id} covers {_whose(ground, table, here)}."
    return Refuted(_patient(ground, table, here), story, (of_table(table),))


def _once(table: Table, ground: Ground) -> Verdict:
    at = z3.Real(table.over)
    for index, row in enumerate(table.rows):
        for other in table.rows[index + 1 :]:
            found = _ask(ground, within(at, row.band), within(at, other.band))
            if isinstance(found, str):
                return Unsettled(found)
            if found is not None:
                here = _at(found, at)
                story = (
                    f"Two rows of the table {table.id} cover {_whose(ground, table, here)}: "
                    f"{row.band} and {other.band}."
                )
                patient = _patient(ground, table, here)
                return Refuted(patient, story, (of_row(row), of_row(other)))
    return Proved("linear arithmetic over the reals")


def _falls(table: Table, ground: Ground) -> Verdict:
    lower, upper = z3.Real("lower"), z3.Real("upper")
    giving = [(row, total) for row in table.rows for total in (_total(row),) if total is not None]
    for row, total in giving:
        for other, other_total in giving:
            if total <= other_total:
                continue
            found = _ask(ground, within(lower, row.band), within(upper, other.band), lower <= upper)
            if isinstance(found, str):
                return Unsettled(found)
            if found is not None:
                low, high = _at(found, lower), _at(found, upper)
                story = (
                    f"In the table {table.id} a day's total is larger where "
                    f"{ground.guideline.label(table.over)} is {_quantity(ground, table, low)} than "
                    f"where it is {_quantity(ground, table, high)}."
                )
                return Refuted(_patient(ground, table, low), story, (of_row(row), of_row(other)))
    return Proved("linear arithmetic over the reals")


def _total(row: Row) -> Fraction | None:
    return Fraction(0) if row.refusal else daily_total(row)
