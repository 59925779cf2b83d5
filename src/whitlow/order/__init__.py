"""This package turns a regimen and a patient into an order, or into the reason why not.

It refuses a dose in milligrams without a weight and a clearance, a volume without a line,
and anything that a law forbids.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.guideline import row_at
from whitlow.language import arithmetic, names_in
from whitlow.order.administer import administration
from whitlow.order.amount import Amount, amount, claim_in, row_of
from whitlow.order.gates import Gates, broken_laws, gates, law_matches
from whitlow.order.records import Administration, Alternative, Note, Order, Status

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from whitlow.evaluate import Reading
    from whitlow.guideline import Regimen, Row, Rule, Table
    from whitlow.language import Expr

__all__ = [
    "Administration",
    "Alternative",
    "Note",
    "Order",
    "Status",
    "arithmetic_of",
    "broken_laws",
    "law_matches",
    "order",
]

NOTHING: Final = Amount(None, None, None, None, ())
NO_DOSE: Final = ("contraindicated", "not_recommended", "refused", "hold")


def order(reading: Reading, regimen: Regimen) -> Order:
    """Return the order of one regimen for one patient."""
    table = reading.guideline.tables.get(regimen.table)
    row = row_of(reading, regimen)
    doubts = _doubts(reading, regimen, table)
    if doubts:
        row = None
    found = NOTHING if doubts else amount(reading, regimen, row)
    weight = reading.number(regimen.weight) if regimen.weight else None
    barriers = gates(reading, regimen)
    needs = doubts or _needs(reading, table, found)
    capped = _over_cap(reading, regimen, found, weight)
    alternatives = _alternatives(reading, regimen, row, table, barriers.confirm)
    if capped:
        status: Status = "refused"
    elif table is not None and row is None and not needs:
        status = "refused"
    else:
        status = _status(barriers, row, needs, alternatives)
    given = status not in NO_DOSE
    dose = found if given else Amount(found.per_kg, None, found.interval_h, None, ())
    return Order(
        regimen=regimen,
        status=status,
        row=row,
        over=() if doubts else _over(reading, table),
        arithmetic="" if table is None or doubts else arithmetic_of(reading, table.over),
        weight_kg=weight if given and not doubts else None,
        per_kg=found.per_kg if given else None,
        dose_mg=dose.mg,
        interval_h=found.interval_h if given else None,
        times_a_day=found.times_a_day if given else None,
        daily_mg=dose.daily_mg,
        daily_per_kg=found.daily_per_kg if given else None,
        administration=administration(reading, regimen, found, weight) if given else None,
        alternatives=alternatives if given else (),
        warnings=barriers.notes,
        needs=needs if given else (),
        unchecked=tuple(fact for fact in barriers.unchecked if fact not in needs),
        cites=_cites(regimen, table),
    )


def _doubts(reading: Reading, regimen: Regimen, table: Table | None) -> tuple[str, ...]:
    """Return the facts given but doubted on which the band or the amount would rest."""
    names = [table.over] if table is not None else []
    names += [regimen.weight] if regimen.weight else []
    if regimen.amount is not None:
        names += names_in(regimen.amount.compiled)
    return reading.doubts_behind(names)


def arithmetic_of(reading: Reading, name: str) -> str:
    """Return the sum behind a formula, or nothing while it is unknown."""
    if reading.known(name) is None:
        return ""

    def expand(inner: str) -> Expr | None:
        formula = reading.guideline.formulas.get(inner)
        return None if formula is None else formula.condition.compiled

    formula = expand(name)
    return "" if formula is None else arithmetic(formula, reading.known, reading.members, expand)


def _over(reading: Reading, table: Table | None) -> tuple[tuple[str, Fraction], ...]:
    at = None if table is None else reading.number(table.over)
    return () if table is None or at is None else ((table.over, at),)


def _needs(reading: Reading, table: Table | None, found: Amount) -> tuple[str, ...]:
    """Return the facts without which the band or the milligrams cannot be known."""
    names = list(found.missing)
    if table is not None and reading.number(table.over) is None:
        names.insert(0, table.over)
    return tuple(dict.fromkeys(fact for name in names for fact in reading.open_names((name,))))


def _over_cap(reading: Reading, regimen: Regimen, found: Amount, weight: Fraction | None) -> bool:
    """Whether the order exceeds its regimen's highest daily amount, after rounding too."""
    cap = claim_in(reading, regimen.at_most_daily, "mg/kg/d")
    if cap is None or found.daily_mg is None or weight is None:
        return False
    return found.daily_mg > cap[1] * weight


def _status(
    barriers: Gates,
    row: Row | None,
    needs: tuple[str, ...],
    alternatives: tuple[Alternative, ...],
) -> Status:
    """Return the status; the first of these that applies, gravest first."""
    if barriers.status is not None and barriers.status != "hold":
        return barriers.status
    if row is not None and row.refusal:
        return "not_recommended"
    if barriers.status == "hold":
        return "hold"
    if needs:
        return "needs"
    return "confirm" if barriers.confirm or alternatives else "dose"


def _alternatives(
    reading: Reading,
    regimen: Regimen,
    row: Row | None,
    table: Table | None,
    confirm: Iterable[Rule],
) -> tuple[Alternative, ...]:
    """Return the same order by the other weights of a confirmation, and by the other row."""
    found: list[Alternative] = []
    for rule in confirm:
        for name in rule.action.weights:
            weight = reading.number(name)
            dose = amount(reading, regimen, row, weight)
            what = reading.guideline.label(name)
            found.append(Alternative(what, weight, dose.mg, dose.interval_h, _band(row)))
    other = _other_row(reading, table)
    if other is not None:
        dose = amount(reading, regimen, other)
        what = "the other printed row"
        found.append(Alternative(what, None, dose.mg, dose.interval_h, _band(other)))
    return tuple(found)


def _band(row: Row | None) -> str:
    return "" if row is None else str(row.band)


def _other_row(reading: Reading, table: Table | None) -> Row | None:
    """Return the row above, where a source prints an edge in two rows and the patient is on it."""
    if table is None:
        return None
    at = reading.number(table.over)
    if at is None or at not in table.printed_overlap:
        return None
    here = row_at(table, at)
    return next((row for row in table.rows if row is not here and row.band.low == at), None)


def _cites(regimen: Regimen, table: Table | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*regimen.cites, *(() if table is None else table.cites))))
