"""This package turns a regimen and a patient into an order, or into the reason why not.

It refuses a dose in milligrams without a weight and a clearance, a volume without a line,
and anything that a law forbids.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.language import arithmetic
from whitlow.order.administer import administration
from whitlow.order.alternatives import alternatives
from whitlow.order.amount import NOTHING, Amount, amount, claim_in, row_of
from whitlow.order.as_written import has_other_unit, put_into_words, without_source
from whitlow.order.ceiling import ceiling_notes
from whitlow.order.chosen import as_chosen, follows, is_meant, left_out
from whitlow.order.gates import Gates, gates
from whitlow.order.laws import applies, forbids_drug, forbids_regimen
from whitlow.order.records import Administration, Alternative, Note, Order, Status
from whitlow.order.sides import Side, asked_profile, refuse_contradicted, sides_of

if TYPE_CHECKING:
    from fractions import Fraction

    from whitlow.evaluate import Reading
    from whitlow.guideline import Regimen, Row, Table
    from whitlow.language import Expr

__all__ = [
    "GIVEN",
    "Administration",
    "Alternative",
    "Note",
    "Order",
    "Side",
    "Status",
    "applies",
    "arithmetic_of",
    "asked_profile",
    "claim_in",
    "follows",
    "forbids_drug",
    "forbids_regimen",
    "has_other_unit",
    "is_meant",
    "left_out",
    "order",
    "put_into_words",
    "refuse_contradicted",
    "sides_of",
    "without_source",
]

GIVEN: Final = ("dose", "confirm")
NO_DOSE: Final = ("contraindicated", "not_recommended", "refused", "hold")


def order(reading: Reading, regimen: Regimen) -> Order:
    """Return the order of one regimen for one patient."""
    reading = as_chosen(reading, regimen)
    table = reading.guideline.tables.get(regimen.table)
    row = row_of(reading, regimen)
    found = amount(reading, regimen, row)
    barriers = gates(reading, regimen)
    needs = tuple(
        dict.fromkeys(
            (*_needs(reading, table, found), *barriers.doubted, *_unasked(reading, regimen))
        )
    )
    refusals = ceiling_notes(reading, regimen, found)
    others = alternatives(reading, regimen, barriers.confirm)
    outside = table is not None and row is None and not needs
    status: Status = "refused"
    if not refusals and not outside:
        status = _status(barriers, row, needs, confirm=bool(barriers.confirm or others))
    if status in GIVEN and found.mg is None:
        status = "refused"
    return _written(reading, regimen, status, row, found, barriers, needs, refusals, others)


def _written(  # noqa: PLR0913, PLR0917 - an order is made of all that was found out
    reading: Reading,
    regimen: Regimen,
    status: Status,
    row: Row | None,
    found: Amount,
    barriers: Gates,
    needs: tuple[str, ...],
    refusals: tuple[Note, ...],
    others: tuple[Alternative, ...],
) -> Order:
    """Return the order with everything taken out that its status does not allow to be shown."""
    table = reading.guideline.tables.get(regimen.table)
    held = status == "hold"  # a band from a number that is not believed invites a dose by hand
    shown = NOTHING if status in NO_DOSE else found
    given = (
        shown
        if status in GIVEN
        else Amount(shown.per_kg, None, shown.interval_h, shown.times_a_day, ())
    )
    weight = reading.number(regimen.weight) if regimen.weight and status in GIVEN else None
    return Order(
        regimen=regimen,
        status=status,
        row=None if held else row,
        over=() if held else _over(reading, table),
        arithmetic="" if table is None or held else arithmetic_of(reading, table.over),
        weight_kg=weight,
        per_kg=shown.per_kg,
        dose_mg=given.mg,
        interval_h=shown.interval_h,
        times_a_day=shown.times_a_day,
        daily_mg=given.daily_mg,
        daily_per_kg=shown.daily_per_kg,
        administration=None
        if status in NO_DOSE
        else administration(reading, regimen, given, weight),
        alternatives=others if status in GIVEN else (),
        warnings=(*refusals, *barriers.notes),
        needs=() if status in NO_DOSE else needs,
        unchecked=tuple(fact for fact in barriers.unchecked if fact not in needs),
        cites=tuple(dict.fromkeys((*regimen.cites, *(() if table is None else table.cites)))),
    )


def arithmetic_of(reading: Reading, name: str) -> str:
    """Return the sum behind a formula, or nothing while it is unknown."""
    if reading.known(name) is None:
        return ""

    def expand(inner: str) -> Expr | None:
        formula = reading.guideline.formulas.get(inner)
        return None if formula is None else reading.expression(formula.condition)

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


def _unasked(reading: Reading, regimen: Regimen) -> tuple[str, ...]:
    """Return the facts that a regimen must know of, because each of them could forbid it."""
    return tuple(fact for fact in regimen.must_know if reading.known(fact) is None)


def _status(barriers: Gates, row: Row | None, needs: tuple[str, ...], *, confirm: bool) -> Status:
    """Return the status; the first of these that applies, gravest first."""
    if barriers.status is not None and barriers.status != "hold":
        return barriers.status
    if row is not None and row.refusal:
        return "not_recommended"
    if barriers.status == "hold":
        return "hold"
    if needs:
        return "needs"
    return "confirm" if confirm else "dose"
