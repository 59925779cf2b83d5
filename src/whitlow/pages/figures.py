"""This module writes the figures of an order, each as a pharmacist reads it, one row each.

It refuses to compute: every figure is the order's, and what is not known has no row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.language import Unit, convert, number_text, quantity_text
from whitlow.pages.blocks import Run, Words, said
from whitlow.pages.words import STATUSES
from whitlow.sentence import claim_text, joined, short_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from fractions import Fraction

    from whitlow.guideline import Guideline
    from whitlow.order import Administration, Order

    Cell = Callable[[Guideline, Order], Words]

__all__ = ["figures", "has_daily_figures", "often"]

NUMBER: Final = "number"
HOURS_A_DAY: Final = 24


def figures(
    guideline: Guideline, orders: Sequence[Order]
) -> Iterator[tuple[str, tuple[Words, ...]]]:
    """Yield the rows in which any of the orders has a figure; where all agree it stands once."""
    for label, cell in FIGURES:
        values = tuple(cell(guideline, order) for order in orders)
        if not any(values):
            continue
        same = len(values) > 1 and len(set(values)) == 1
        yield label, values[:1] if same else tuple(value or said("–") for value in values)


def _status(_: Guideline, order: Order) -> Words:
    word, tone = STATUSES[order.status]
    return said(word.upper(), tone)


def _give(_: Guideline, order: Order) -> Words:
    if order.dose_mg is None:
        return _per_kg(order)
    return (
        Run(f"{number_text(order.dose_mg)} mg {often(order)}".strip(), "strong"),
        Run(_times_weight(order, order.dose_mg)),
    )


def often(order: Order) -> str:
    """Return how often a dose is given, or nothing where it is given once."""
    if order.interval_h is not None:
        return _every(order.interval_h)
    if order.times_a_day is not None:
        return f"{number_text(order.times_a_day)} times a day"
    return ""


def _every(hours: Fraction) -> str:
    weeks = convert(hours, Unit.parse("h"), Unit.parse("wk"))
    if weeks.denominator != 1:
        return f"every {number_text(hours)} h"
    return "every week" if weeks == 1 else f"every {number_text(weeks)} weeks"


def has_daily_figures(order: Order) -> bool:
    """Whether a day's total says something: a dose is given at least once a day."""
    return order.interval_h is None or order.interval_h <= HOURS_A_DAY


def _per_kg(order: Order) -> Words:
    if order.per_kg is None:
        return ()
    return said(f"{short_number(order.per_kg)} mg/kg {often(order)}".strip())


def _times_weight(order: Order, milligrams: Fraction) -> str:
    if order.per_kg is None or order.weight_kg is None:
        return ""
    exact = order.per_kg * order.weight_kg
    sum_ = f"{short_number(order.per_kg)} mg/kg × {short_number(order.weight_kg)} kg"
    rounded = "" if exact == milligrams else f" = {short_number(exact)} mg, rounded down"
    return f" ({sum_}{rounded})"


def _number(guideline: Guideline, order: Order) -> Words:
    cell = None if order.row is None else order.row.cells.get(NUMBER)
    if cell is not None:
        return said(quantity_text(cell.value, cell.unit))
    if order.dose_mg is None or not order.regimen.number:
        return ()
    return said(claim_text(guideline.claim(order.regimen.number)))


def _weight(guideline: Guideline, order: Order) -> Words:
    if order.weight_kg is None:
        return ()
    kilograms = short_number(order.weight_kg)
    return said(f"{kilograms} kg, {guideline.label(order.regimen.weight)}")


def _daily(_: Guideline, order: Order) -> Words:
    if order.daily_mg is None or not has_daily_figures(order):
        return ()
    per_kg = f" ({short_number(order.daily_per_kg)} mg/kg)" if order.daily_per_kg else ""
    return said(f"{number_text(order.daily_mg)} mg{per_kg}")


def _band(guideline: Guideline, order: Order) -> Words:
    if order.row is None or not order.over:
        return ()
    name, _ = order.over[0]
    return said(f"{order.row.band} {guideline.unit(name)}")


def _over(guideline: Guideline, order: Order) -> Words:
    if not order.over:
        return ()
    name, number = order.over[0]
    sum_ = f"{order.arithmetic} = " if " " in order.arithmetic else ""
    return said(f"{guideline.label(name)} = {sum_}{short_number(number)} {guideline.unit(name)}")


def _line(_: Guideline, order: Order) -> Words:
    given = order.administration
    if given is None:
        return ()
    infusion = order.regimen.infusion
    if infusion is not None and not infusion.concentration and not infusion.strongest:
        return said("no strength by line is printed: the volume is that of the diluent")
    if not given.line:
        return said("line not known: no volume", "caution")
    if given.concentration_mg_per_ml is None:
        return said(given.line)
    least = " at most" if given.at_least_volume else ""
    strength = number_text(given.concentration_mg_per_ml)
    return said(f"{given.line},{least} {strength} mg/mL")


def _volume(_: Guideline, order: Order) -> Words:
    given = order.administration
    if given is None or given.volume_ml is None:
        return ()
    least = "at least " if given.at_least_volume else ""
    return said(f"{least}{number_text(given.volume_ml)} mL")


def _rate(_: Guideline, order: Order) -> Words:
    given = order.administration
    if given is None or given.minutes is None:
        return ()
    speed = "" if given.ml_per_h is None else f", {number_text(given.ml_per_h)} mL/h by pump"
    return said(f"over at least {number_text(given.minutes)} min{speed}{_limit(given)}")


def _limit(given: Administration) -> str:
    if given.max_rate_mg_per_kg_per_min is None:
        return ""
    return f", never above {number_text(given.max_rate_mg_per_kg_per_min)} mg/kg/min"


def _containers(_: Guideline, order: Order) -> Words:
    given = order.administration
    if given is None or given.containers is None:
        return ()
    return said(f"{given.containers} × {given.container} for each dose")


def _hydration(_: Guideline, order: Order) -> Words:
    given = order.administration
    if given is None:
        return ()
    parts = []
    if given.before_first_ml is not None:
        parts.append(f"{_range(given.before_first_ml)} mL before the first infusion")
    if given.with_each_ml is not None:
        parts.append(f"{_range(given.with_each_ml)} mL with each")
    elif order.regimen.hydration is not None and order.regimen.hydration.with_each:
        parts.append("with each: none printed for this dose")
    return said("; ".join(parts)) if parts else ()


def _fluid(_: Guideline, order: Order) -> Words:
    given = order.administration
    if given is None or given.daily_fluid_ml is None:
        return ()
    return said(f"{_range(given.daily_fluid_ml)} mL a day with the infusions")


def _sodium(_: Guideline, order: Order) -> Words:
    given = order.administration
    if given is None or given.daily_sodium_mg is None:
        return ()
    return said(f"{number_text(given.daily_sodium_mg)} mg a day from the drug itself")


def _range(found: tuple[Fraction, Fraction]) -> str:
    low, high = (number_text(number) for number in found)
    return low if low == high else f"{low}–{high}"


def _others(_: Guideline, order: Order) -> Words:
    parts = []
    for other in order.alternatives:
        weight = "" if other.weight_kg is None else f" {short_number(other.weight_kg)} kg"
        dose = "no dose" if other.dose_mg is None else f"{number_text(other.dose_mg)} mg"
        every = "" if other.interval_h is None else f" {_every(other.interval_h)}"
        parts.append(f"by {other.what}{weight}: {dose}{every}")
    return said("; ".join(parts), "caution") if parts else ()


def _needs(guideline: Guideline, order: Order) -> Words:
    labels = [guideline.label(name) for name in order.needs]
    return said(joined(labels), "caution") if labels else ()


FIGURES: Final[tuple[tuple[str, Cell], ...]] = (
    ("Status", _status),
    ("Needs", _needs),
    ("Give", _give),
    ("In all", _number),
    ("In a day", _daily),
    ("Weight", _weight),
    ("Or", _others),
    ("Band", _band),
    ("Worked out", _over),
    ("Line", _line),
    ("Volume", _volume),
    ("Infuse", _rate),
    ("Containers", _containers),
    ("Hydration", _hydration),
    ("Fluid", _fluid),
    ("Sodium", _sodium),
)
