"""This module lays out orders as a pharmacist writes them, columns side by side.

It refuses to call two columns the same: where they differ both stand, each with its day's total.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from whitlow.language import number_text
from whitlow.pages.blocks import Heading, Point, Prose, Run, Sheet, Words, said
from whitlow.pages.figures import figures, often
from whitlow.pages.words import STATUSES, statement_text
from whitlow.sentence import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from whitlow.guideline import Guideline
    from whitlow.order import Note, Order, Status
    from whitlow.pages.blocks import Block, Mark
    from whitlow.pages.citations import Citations

__all__ = ["order_blocks", "order_line", "side_by_side"]

MOST_COLUMNS: Final = 2
CONFIRM: Final = "Confirm first: "
MASSES: Final = ("mg", "g", "ug")
AS_PRINTED: Final = "As printed for normal kidneys: "
ELSEWHERE: Final = "What is watched and noted besides stands in this plan under {}."
REPEATED: Final = ("Monitor", "Stop", "Note")
"""The rows of a sheet that a plan says again in its own sections, in the words of its rules."""
NOTHING_ELSEWHERE: Final[Mapping[str, str]] = MappingProxyType({})
NEVER_GIVEN: Final[tuple[Status, ...]] = ("contraindicated", "not_recommended", "refused")
"""Where nothing is given, how it would be given is not said."""


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
    guideline: Guideline,
    orders: Sequence[Order],
    citations: Citations,
    said_elsewhere: Mapping[str, str] = NOTHING_ELSEWHERE,
) -> Iterator[Block]:
    """Yield the page of one order, or of several that stand beside each other.

    ``said_elsewhere`` gives, by statement, where on the same page a rule already tells it.
    """
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
    yield from _warnings(guideline, orders, citations)
    head = tuple(order.regimen.name for order in orders) if len(orders) > 1 else ()
    yield Sheet(tuple(figures(guideline, orders)), head)
    if len(orders) > 1 and any(order.per_kg or order.dose_mg for order in orders):
        yield Prose(said(_apart(orders), "caution"))
    rows = tuple(_shared(guideline, orders, citations, said_elsewhere))
    if rows:
        yield Sheet(rows)


def _apart(orders: Sequence[Order]) -> str:
    names = joined(order.regimen.name for order in orders)
    return f"{names} are different schedules with different daily totals: choose one."


def _warnings(
    guideline: Guideline, orders: Sequence[Order], citations: Citations
) -> Iterator[Block]:
    """Yield what stands in the way, each sentence once."""
    notes = {note.rule: note for order in orders for note in order.warnings}
    for note in notes.values():
        lead = CONFIRM if note.confirm and not note.says.startswith(CONFIRM.split()[0]) else ""
        words = (Run(lead, "strong"), Run(note.says), *citations.cited(note.cites))
        yield Point(words, _mark(guideline, note))


def _mark(guideline: Guideline, note: Note) -> Mark:
    if note.confirm:
        return "ask"
    rule = guideline.rules.get(note.rule)
    return "caution" if rule is not None and rule.action.kind == "caution" else "alarm"


def _shared(
    guideline: Guideline,
    orders: Sequence[Order],
    citations: Citations,
    said_elsewhere: Mapping[str, str],
) -> Iterator[tuple[str, tuple[Words, ...]]]:
    unchecked = dict.fromkeys(fact for order in orders for fact in order.unchecked)
    if unchecked:
        labels = joined(guideline.label(fact) for fact in unchecked)
        yield "Not confirmed", (said(f"{labels}: any of these could bar the dose", "caution"),)
    given = [order for order in orders if order.status not in NEVER_GIVEN]
    regimens = [order.regimen for order in given]
    reduced = {order.regimen.course for order in given if not _is_full_dose(guideline, order)}
    places: dict[str, None] = {}
    for label, lists in (
        ("Diluent", [regimen.diluent for regimen in regimens]),
        ("Never with", [regimen.incompatible for regimen in regimens]),
        ("Course", [(regimen.course,) if regimen.course else () for regimen in regimens]),
        ("Monitor", [regimen.monitoring for regimen in regimens]),
        ("Stop", [regimen.stop for regimen in regimens]),
        ("Note", [regimen.notes for regimen in regimens]),
    ):
        names = dict.fromkeys(name for many in lists for name in many)
        if label in REPEATED:
            places |= dict.fromkeys(said_elsewhere[one] for one in names if one in said_elsewhere)
            names = {name: None for name in names if name not in said_elsewhere}
        for index, name in enumerate(names):
            printed = label == "Course" and name in reduced and _tells_dose(guideline, name)
            lead = AS_PRINTED if printed else ""
            words = (Run(f"{lead}{statement_text(guideline, name)}"), *citations.cited((name,)))
            yield (label if index == 0 else ""), (words,)
    if places:
        yield "See also", (said(ELSEWHERE.format(joined(places))),)
    cites = tuple(dict.fromkeys(cite for order in orders for cite in order.cites))
    yield "Dose from", ((*said("the printed dose and its bands"), *citations.cited(cites)),)


def _is_full_dose(guideline: Guideline, order: Order) -> bool:
    """Whether an order is what its table has for normal kidneys, or hangs on no kidneys at all."""
    table = guideline.tables.get(order.regimen.table)
    if table is None or not table.rows:
        return True
    return order.row == max(table.rows, key=lambda row: row.band.low)


def _tells_dose(guideline: Guideline, name: str) -> bool:
    claims = guideline.statements[name].claims.values()
    return any(claim.unit.partition("/")[0] in MASSES for claim in claims)


def order_line(order: Order) -> tuple[str, tuple[Words, ...]]:
    """Return an order as one row: its regimen, what is given, and for what."""
    word, tone = STATUSES[order.status]
    give = order.dose_mg is not None and f"{number_text(order.dose_mg)} mg {often(order)}".strip()
    band = "" if order.row is None else f" {order.row.band}"
    dose = said(give, "strong") if give else said(word, tone)
    return order.regimen.name, ((*dose, Run(band, "quiet")), said(order.regimen.indication))
