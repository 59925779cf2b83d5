"""This module works an order out a second time, as another reader of the sources would.

It refuses to mix readings: with another weight the clearance, the row and the dose are all its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.evaluate import Reading
from whitlow.guideline import row_at
from whitlow.order.amount import NOTHING, amount, row_of
from whitlow.order.records import Alternative

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whitlow.guideline import Regimen, Row, Rule

__all__ = ["alternatives"]


def alternatives(
    reading: Reading, regimen: Regimen, confirm: Iterable[Rule]
) -> tuple[Alternative, ...]:
    """Return the same order by the other weights of a confirmation, and by the other row."""
    weights = dict.fromkeys(name for rule in confirm for name in rule.action.weights)
    found = [_by_weight(reading, regimen, name) for name in weights]
    other = _other_row(reading, regimen)
    if other is not None:
        dose = amount(reading, regimen, other)
        what = "the other printed row"
        found.append(Alternative(what, None, dose.mg, dose.interval_h, str(other.band)))
    return tuple(found)


def _by_weight(reading: Reading, regimen: Regimen, name: str) -> Alternative:
    weight = reading.number(name)
    label = reading.guideline.label(name)
    if weight is None or not regimen.weight:
        return Alternative(label, weight, None, None, "")
    facts = {**reading.facts, regimen.weight: weight}
    other = Reading(reading.guideline, facts, reading.doubted)
    row = row_of(other, regimen)
    refused = row is not None and row.refusal != ""
    dose = NOTHING if refused else amount(other, regimen, row)
    band = "" if row is None else str(row.band)
    return Alternative(label, weight, dose.mg, dose.interval_h, band)


def _other_row(reading: Reading, regimen: Regimen) -> Row | None:
    """Return the other row where the patient is on an edge that the source prints in two rows."""
    table = reading.guideline.tables.get(regimen.table)
    at = None if table is None else reading.number(table.over)
    if table is None or at is None or at not in table.printed_overlap:
        return None
    here = row_at(table, at)
    others = (row for row in table.rows if row is not here)
    return next((row for row in others if at in (row.band.low, row.band.high)), None)
