"""This module works out how one dose is infused: concentration by line, volume, time, fluid.

It refuses to give a volume while the line is unknown.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Final

from whitlow.order.amount import claim_in
from whitlow.order.records import Administration

if TYPE_CHECKING:
    from whitlow.evaluate import Reading
    from whitlow.guideline import Infusion, Regimen
    from whitlow.order.amount import Amount

__all__ = ["administration"]

LINE: Final = "line"
# Where the tip lies decides how strong a solution may be: a catheter put in at the arm that ends in
# a central vein is a central line, one that ends short of it is a peripheral one.
ENDS_LIKE: Final = {"picc": "central", "midline": "peripheral"}
MINUTES_AN_HOUR: Final = 60
TENTH: Final = 10

Range = tuple[Fraction, Fraction]


def administration(
    reading: Reading, regimen: Regimen, dose: Amount, weight: Fraction | None
) -> Administration | None:
    """Return how a dose is infused, as far as the line and the dose are known."""
    infusion = regimen.infusion
    if infusion is None:
        return None
    line = reading.known(LINE)
    named = line if isinstance(line, str) else ""
    concentration = _concentration(reading, infusion, named)
    exact = _over(dose.mg, concentration)
    volume = _tenth_up(exact) if infusion.strongest else _tenth_down(exact)
    rate = _low(claim_in(reading, infusion.at_most, "mg/kg/min"))
    minutes = _minutes(reading, infusion, dose, weight)
    each = _with_each(reading, regimen, dose)
    first = None
    if regimen.hydration is not None:
        first = claim_in(reading, regimen.hydration.before_first, "mL")
    size = claim_in(reading, infusion.container, "mg")
    return Administration(
        line=named,
        concentration_mg_per_ml=concentration,
        volume_ml=volume,
        at_least_volume=bool(infusion.strongest),
        minutes=minutes,
        max_rate_mg_per_kg_per_min=rate,
        ml_per_h=_per_hour(volume, minutes),
        container=_container(reading, infusion),
        containers=_count(dose.mg, size),
        daily_sodium_mg=_sodium(reading, infusion, dose),
        daily_fluid_ml=_fluid(regimen, volume, each, dose.times_a_day),
        before_first_ml=first,
        with_each_ml=each,
    )


def _low(found: Range | None) -> Fraction | None:
    return None if found is None else found[0]


def _over(left: Fraction | None, right: Fraction | None) -> Fraction | None:
    return None if left is None or right is None else left / right


def _tenth_down(number: Fraction | None) -> Fraction | None:
    return None if number is None else Fraction(floor(number * TENTH), TENTH)


def _tenth_up(number: Fraction | None) -> Fraction | None:
    return None if number is None else Fraction(ceil(number * TENTH), TENTH)


def _concentration(reading: Reading, infusion: Infusion, line: str) -> Fraction | None:
    """Return the concentration for this line; a source's highest one where it names no line."""
    if not line:
        return None
    if infusion.strongest:
        return _low(claim_in(reading, infusion.strongest, "mg/mL"))
    by_line = infusion.concentration
    reference = by_line.get(line) or by_line.get(ENDS_LIKE.get(line, ""), "")
    return _low(claim_in(reading, reference, "mg/mL"))


def _minutes(
    reading: Reading, infusion: Infusion, dose: Amount, weight: Fraction | None
) -> Fraction | None:
    """Return the shortest infusion time in whole minutes, rounded up."""
    least = _low(claim_in(reading, infusion.at_least, "min"))
    rate = _low(claim_in(reading, infusion.at_most, "mg/kg/min"))
    if least is None:
        return None
    if rate is None or dose.mg is None or weight is None:
        return least
    return max(least, Fraction(ceil(dose.mg / (rate * weight))))


def _per_hour(volume: Fraction | None, minutes: Fraction | None) -> Fraction | None:
    if volume is None or minutes is None:
        return None
    return _tenth_down(volume * MINUTES_AN_HOUR / minutes)


def _container(reading: Reading, infusion: Infusion) -> str:
    if not infusion.container:
        return ""
    claim = reading.guideline.claim(infusion.container)
    return f"{claim.text} {infusion.container_name}".strip()


def _count(milligrams: Fraction | None, size: Range | None) -> int | None:
    return None if milligrams is None or size is None else ceil(milligrams / size[0])


def _sodium(reading: Reading, infusion: Infusion, dose: Amount) -> Fraction | None:
    """Return the sodium of the drug itself in mg a day, from its volume as supplied."""
    per_ml = _low(claim_in(reading, infusion.sodium, "mg/mL"))
    supplied = _low(claim_in(reading, infusion.supplied, "mg/mL"))
    if per_ml is None or supplied is None or dose.daily_mg is None:
        return None
    return Fraction(ceil(dose.daily_mg / supplied * per_ml))


def _with_each(reading: Reading, regimen: Regimen, dose: Amount) -> Range | None:
    """Return the fluid with each dose, only where the source prints it for this mg/kg."""
    hydration = regimen.hydration
    if hydration is None or dose.per_kg is None:
        return None
    if hydration.with_each_for is not None and dose.per_kg not in hydration.with_each_for:
        return None
    return claim_in(reading, hydration.with_each, "mL")


def _fluid(
    regimen: Regimen, volume: Fraction | None, each: Range | None, times: Fraction | None
) -> Range | None:
    """Return the fluid a day of infusions and hydration, unknown where no hydration is printed."""
    if volume is None or times is None or (regimen.hydration is not None and each is None):
        return None
    low, high = each if each is not None else (Fraction(0), Fraction(0))
    return (volume + low) * times, (volume + high) * times
