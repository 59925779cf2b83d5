"""This module lays out orders as a pharmacist writes them, columns side by side.

It refuses to call two columns the same: where they differ both stand, each with its day's total.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.language import number_text
from whitlow.pages.blocks import Heading, Point, Prose, Run, Sheet, Words, said
from whitlow.pages.words import STATUSES, statement_text
from whitlow.sentence import joined, short_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from fractions import Fraction

    from whitlow.guideline import Guideline
    from whitlow.order import Administration, Order
    from whitlow.pages.blocks import Block
    from whitlow.pages.citations import Citations

    Cell = Callable[[Guideline, Order], Words]

__all__ = ["order_blocks", "order_line", "side_by_side"]

MOST_COLUMNS: Final = 2


def side_by_side(orders: Sequence[Order]) -> list[list[Order]]:
    """Return orders in groups that stand beside each other: one drug and one indication."""
    groups: list[list[Order]] = []
    for order in orders:
        if groups and len(groups[-1]) < MOST_COLUMNS and _are_alike(groups[-1][-1], order):
            groups[-1].append(order)
        else:
            groups.append([order])
    return groups


def _are_alike(one: Order, other: Order) -> bool:
    left, right = one.regimen, other.regimen
    return (left.drug, left.indication) == (right.drug, right.indication)


def order_blocks(
    guideline: Guideline, orders: Sequence[Order], citations: Citations
) -> Iterator[Block]:
    """Yield the page of one order, or of several that stand beside each other."""
    first = orders[0].regimen
    label = guideline.label(first.drug)
    off = ", off-label" if any(order.regimen.off_label for order in orders) else ""
    yield Heading(
        f"{label[:1].upper()}{label[1:]}, {first.route}: {first.indication}",
        minor=True,
        aside=f"{guideline.profiles[first.profile].title}{off}"
        if first.profile in guideline.profiles
        else "",
    )
    yield from _warnings(orders, citations)
    head = tuple(order.regimen.name for order in orders) if len(orders) > 1 else ()
    yield Sheet(tuple(_figures(guideline, orders)), head)
    if len(orders) > 1:
        yield Prose(said(_apart(orders), "caution"))
    rows = tuple(_shared(guideline, orders, citations))
    if rows:
        yield Sheet(rows)


def _apart(orders: Sequence[Order]) -> str:
    names = joined(order.regimen.name for order in orders)
    return f"{names} are different schedules with different daily totals: choose one."


def _warnings(orders: Sequence[Order], citations: Citations) -> Iterator[Block]:
    """Yield what stands in the way, each sentence once."""
    notes = {note.rule: note for order in orders for note in order.warnings}
    for note in notes.values():
        lead = "Confirm first: " if note.confirm else ""
        words = (Run(lead, "strong"), Run(note.says), *citations.cited(note.cites))
        yield Point(words, "ask" if note.confirm else "alarm")


# ---------------------------------------------------------------------------------------------
# The figures, one row each.


def _figures(
    guideline: Guideline, orders: Sequence[Order]
) -> Iterator[tuple[str, tuple[Words, ...]]]:
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
    often = f" {_often(order)}" if _often(order) else ""
    return (
        Run(f"{number_text(order.dose_mg)} mg{often}", "strong"),
        Run(_times_weight(order, order.dose_mg)),
    )


def _often(order: Order) -> str:
    if order.interval_h is not None:
        return f"every {number_text(order.interval_h)} h"
    if order.times_a_day is not None:
        return f"{number_text(order.times_a_day)} times a day"
    return ""


def _per_kg(order: Order) -> Words:
    if order.per_kg is None:
        return ()
    return said(f"{short_number(order.per_kg)} mg/kg {_often(order)}".strip())


def _times_weight(order: Order, milligrams: Fraction) -> str:
    if order.per_kg is None or order.weight_kg is None:
        return ""
    exact = order.per_kg * order.weight_kg
    sum_ = f"{short_number(order.per_kg)} mg/kg × {short_number(order.weight_kg)} kg"
    rounded = "" if exact == milligrams else f" = {short_number(exact)} mg, rounded down"
    return f" ({sum_}{rounded})"


def _daily(_: Guideline, order: Order) -> Words:
    if order.daily_mg is None:
        return ()
    per_kg = f" ({short_number(order.daily_per_kg)} mg/kg)" if order.daily_per_kg else ""
    return said(f"{number_text(order.daily_mg)} mg a day{per_kg}")


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
    elif given.before_first_ml is not None:
        parts.append("with each: none printed for this dose")
    return said("; ".join(parts))


def _fluid(_: Guideline, order: Order) -> Words:
    given = order.administration
    if given is None or given.daily_fluid_ml is None:
        return ()
    return said(f"{_range(given.daily_fluid_ml)} mL a day")


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
        often = "" if other.interval_h is None else f" every {number_text(other.interval_h)} h"
        parts.append(f"by {other.what}{weight}: {dose}{often}")
    return said("; ".join(parts), "caution") if parts else ()


def _needs(guideline: Guideline, order: Order) -> Words:
    labels = [guideline.label(name) for name in order.needs]
    return said(joined(labels), "caution") if labels else ()


FIGURES: Final[tuple[tuple[str, Cell], ...]] = (
    ("Status", _status),
    ("Needs", _needs),
    ("Give", _give),
    ("In a day", _daily),
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


# ---------------------------------------------------------------------------------------------
# What the sources say of giving it, each sentence once.


def _shared(
    guideline: Guideline, orders: Sequence[Order], citations: Citations
) -> Iterator[tuple[str, tuple[Words, ...]]]:
    regimens = [order.regimen for order in orders]
    for label, lists in (
        ("Diluent", [regimen.diluent for regimen in regimens]),
        ("Never with", [regimen.incompatible for regimen in regimens]),
        ("Course", [(regimen.course,) if regimen.course else () for regimen in regimens]),
        ("Monitor", [regimen.monitoring for regimen in regimens]),
        ("Stop", [regimen.stop for regimen in regimens]),
        ("Note", [regimen.notes for regimen in regimens]),
    ):
        names = dict.fromkeys(name for many in lists for name in many)
        for index, name in enumerate(names):
            words = (Run(statement_text(guideline, name)), *citations.cited((name,)))
            yield (label if index == 0 else ""), (words,)
    unchecked = dict.fromkeys(fact for order in orders for fact in order.unchecked)
    if unchecked:
        labels = joined(guideline.label(fact) for fact in unchecked)
        yield "Not confirmed", (said(f"{labels}: any of these could bar the dose", "caution"),)
    cites = tuple(dict.fromkeys(cite for order in orders for cite in order.cites))
    yield "Dose from", ((*said("the printed dose and its bands"), *citations.cited(cites)),)


def order_line(order: Order) -> tuple[str, tuple[Words, ...]]:
    """Return an order as one row: its regimen, what is given, and for what."""
    word, tone = STATUSES[order.status]
    give = order.dose_mg is not None and f"{number_text(order.dose_mg)} mg {_often(order)}".strip()
    band = "" if order.row is None else f" {order.row.band}"
    dose = said(give, "strong") if give else said(word, tone)
    return order.regimen.name, ((*dose, Run(band, "quiet")), said(order.regimen.indication))
