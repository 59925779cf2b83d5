"""This module holds a dose to what may be given at most in a day, after rounding too.

It refuses a dose of nothing as it refuses one of too much, and says which source sets the limit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.language import Unit, convert, number_text, same_dimension
from whitlow.order.laws import limits_about
from whitlow.order.records import Note

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from whitlow.evaluate import Reading
    from whitlow.guideline import Regimen
    from whitlow.order.amount import Amount

__all__ = ["ceiling_notes"]


def ceiling_notes(reading: Reading, regimen: Regimen, found: Amount) -> tuple[Note, ...]:
    """Return why a dose may not be given as computed, nothing where it may."""
    return (*_of_nothing(regimen, found), *_of_too_much(reading, regimen, found))


def _of_nothing(regimen: Regimen, found: Amount) -> Iterator[Note]:
    if found.mg is not None and found.mg <= 0:
        says = "Rounded down to what can be measured, nothing is left of the dose at this weight."
        yield Note("", says, regimen.cites, confirm=False)


def _of_too_much(reading: Reading, regimen: Regimen, found: Amount) -> Iterator[Note]:
    limits = [("", regimen.at_most_daily)] if regimen.at_most_daily else []
    limits += [(law.id, law.never["order_over"]) for law in limits_about(reading, regimen)]
    for law, reference in limits:
        most = _milligrams_a_day(reading, regimen, reference)
        if most is not None and found.daily_mg is not None and found.daily_mg > most:
            claim = reading.guideline.claim(reference)
            says = (
                f"The doses of a day would come to {number_text(found.daily_mg)} mg, "
                f"more than the highest amount of {claim.words}."
            )
            yield Note(law, says, (reference.rpartition(".")[0],), confirm=False)


def _milligrams_a_day(reading: Reading, regimen: Regimen, reference: str) -> Fraction | None:
    """Return a limit in mg a day for this patient; of a range the lower end."""
    claim = reading.guideline.claim(reference)
    unit = Unit.parse(claim.unit)
    if same_dimension(unit, Unit.parse("mg/d")):
        return convert(claim.low, unit, Unit.parse("mg/d"))
    if not same_dimension(unit, Unit.parse("mg/kg/d")):
        return None
    weight = reading.number(regimen.weight or "weight")
    per_kg = convert(claim.low, unit, Unit.parse("mg/kg/d"))
    return None if weight is None else per_kg * weight
