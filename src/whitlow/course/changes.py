"""This module compares a day with the day before: what is other, and why.

It refuses to say that a dose changed without the edge that was crossed or the fact that moved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.course.records import Change
from whitlow.language import number_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from fractions import Fraction

    from whitlow.course.records import Event
    from whitlow.evaluate import Reading
    from whitlow.guideline import Guideline, Table
    from whitlow.order import Note, Order, Status
    from whitlow.plan import Item, Plan

__all__ = ["changes_between"]

BARRING: Final = ("avoid", "hold", "confirm")
TOLD: Final = ("emergency", "treat", "avoid", "assess", "test", "refer")


def changes_between(
    guideline: Guideline,
    events: Sequence[Event],
    before: tuple[Plan, tuple[Order, ...]] | None,
    after: tuple[Plan, tuple[Order, ...]],
    placed: Mapping[str, tuple[Plan, Order]],
) -> tuple[Change, ...]:
    """Return what happened to the drugs, the orders and the advice since the day before.

    ``placed`` holds each regimen's last order that had a row: while a dose is held nothing is
    worked out, and the next row is compared with the one before the hold.
    """
    found = [
        Change("drug", guideline.label(event.drug) if event.drug else "", now=event.kind)
        for event in events
        if event.kind != "given"
    ]
    if before is None:
        return tuple(found)
    earlier = {order.regimen.id: order for order in before[1]}
    for order in after[1]:
        one = earlier.get(order.regimen.id)
        if one is not None and one.status != order.status:
            found.append(_of_status(after[0].reading, order, one.status))
        if order.regimen.id in placed:
            plan, last = placed[order.regimen.id]
            found += _of_order(after[0].reading, last, order, _moved(plan, after[0]))
    found += _of_advice(before[0], after[0])
    return tuple(found)


def _moved(before: Plan, after: Plan) -> tuple[str, ...]:
    """Return the facts that are other than they were, or no longer known."""
    old, new = before.reading.facts, after.reading.facts
    return tuple(name for name in after.guideline.facts if old.get(name) != new.get(name))


def _of_order(reading: Reading, one: Order, other: Order, moved: Sequence[str]) -> Iterator[Change]:
    name = other.regimen.id
    table = reading.guideline.tables.get(other.regimen.table)
    if table is not None and one.row is not other.row and one.over and other.over:
        yield _of_band(reading, table, one, other, moved)
    elif one.dose_mg != other.dose_mg and None not in {one.dose_mg, other.dose_mg}:
        yield Change(
            "dose",
            name,
            _dose(one),
            _dose(other),
            because=_behind(reading, _rests_on(other), moved),
        )


def _of_status(reading: Reading, order: Order, before: Status) -> Change:
    rules = tuple(note.rule for note in order.warnings if _stands_in_the_way(reading, note))
    needs = order.needs if order.status == "needs" else ()
    return Change("status", order.regimen.id, before, order.status, because=needs or rules)


def _of_band(
    reading: Reading, table: Table, one: Order, other: Order, moved: Sequence[str]
) -> Change:
    over, was = one.over[0]
    now = other.over[0][1]
    edges = {row.band.low for row in table.rows} | {
        row.band.high for row in table.rows if row.band.high is not None
    }
    low, high = min(was, now), max(was, now)
    crossed = sorted((edge for edge in edges if low <= edge <= high), reverse=now < was)
    between = tuple(edge for edge in crossed if _parts(table, was, now, edge))
    return Change(
        "band",
        other.regimen.id,
        _band(one),
        _band(other),
        over,
        between,
        _behind(reading, (over,), moved),
    )


def _parts(table: Table, was: Fraction, now: Fraction, edge: Fraction) -> bool:
    """Whether an edge lies between two values: one of them on each of its sides."""
    low, high = sorted((was, now))
    if low < edge < high:
        return True
    rows = [row for row in table.rows if edge in (row.band.low, row.band.high)]
    return any((low in row.band) != (high in row.band) for row in rows) and edge in {low, high}


def _behind(reading: Reading, names: Iterable[str], moved: Sequence[str]) -> tuple[str, ...]:
    """Return which of the facts that moved some names rest on."""
    rests = {fact for name in names for fact in reading.behind(name)}
    return tuple(fact for fact in moved if fact in rests)


def _band(order: Order) -> str:
    return "" if order.row is None else str(order.row.band)


def _stands_in_the_way(reading: Reading, note: Note) -> bool:
    rule = reading.guideline.rules.get(note.rule)
    return rule is None or rule.action.kind in BARRING


def _rests_on(order: Order) -> tuple[str, ...]:
    """Return what an order is computed from: what its table is over, and the weight."""
    return (*(name for name, _ in order.over), order.regimen.weight)


def _dose(order: Order) -> str:
    return "" if order.dose_mg is None else f"{number_text(order.dose_mg)} mg"


def _of_advice(before: Plan, after: Plan) -> Iterator[Change]:
    """Yield the advice that came, and what was said before and is no longer."""
    old, new = dict(_advice(before)), dict(_advice(after))
    for name, item in new.items():
        if name not in old:
            yield Change("came", name, now=item.says, item=item)
    for name, item in old.items():
        if name not in new:
            yield Change("went", name, before=item.says, item=item)


def _advice(plan: Plan) -> Iterator[tuple[str, Item]]:
    for section in plan.sections:
        if section.name in TOLD:
            for item in section.items:
                if not item.barred_by:
                    yield f"{section.name}:{item.rule}", item
