"""This module gathers what a plan's items touch: disagreements and references.

It refuses to hide a disagreement that any shown sentence, order or source takes part in.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from whitlow.guideline import OnceFor
from whitlow.plan.records import Shown
from whitlow.sentence import fill

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whitlow.evaluate import Reading
    from whitlow.guideline import Disagreement, Guideline
    from whitlow.language import Value
    from whitlow.plan.records import Item

__all__ = ["all_disagreements", "disagreements", "references"]


def _nothing(_: str) -> Value:
    return None


def disagreements(reading: Reading, items: Iterable[Item]) -> tuple[Shown, ...]:
    """Return the disagreements that name a rule, regimen, table or statement of these items."""
    touched: set[str] = set()
    for item in items:
        if not item.barred_by:
            touched |= _touched(reading, item)
    found = []
    for each in _sides(reading.guideline):
        if not touched.isdisjoint(each.things):
            found.append(each.near)
        elif not touched.isdisjoint(each.statements):
            found.append(each.far)
    return tuple(sorted(found, key=lambda shown: not shown.near))


class _Touchable(NamedTuple):
    """A disagreement, near and not, and what it is about: statements, and all else."""

    near: Shown
    far: Shown
    things: frozenset[str]
    statements: frozenset[str]


def _found_sides(guideline: Guideline) -> tuple[_Touchable, ...]:
    return tuple(
        _Touchable(
            replace(shown, near=True),
            shown,
            frozenset(name for name in shown.record.about if name not in guideline.statements),
            frozenset(name for name in shown.record.about if name in guideline.statements),
        )
        for shown in all_disagreements(guideline)
    )


_sides: Final = OnceFor(_found_sides)


def _touched(reading: Reading, item: Item) -> set[str]:
    """Return all that a sentence or an order rests on: records, drugs, formulas, statements."""
    guideline = reading.guideline
    found = {item.rule, item.target, *item.cites}
    if item.drug:
        found |= guideline.lineage(item.drug)
    if item.order is not None:
        regimen = item.order.regimen
        found |= {regimen.id, regimen.table, regimen.weight, regimen.course}
        found |= {name for name, _ in item.order.over}
        for statements in (
            regimen.diluent,
            regimen.incompatible,
            regimen.monitoring,
            regimen.stop,
            regimen.notes,
        ):
            found.update(statements)
        for note in item.order.warnings:
            found.update((note.rule, *note.cites))
    return found


def _shown(guideline: Guideline) -> tuple[Shown, ...]:
    """Return all disagreements with their sentences, which no patient changes."""
    return tuple(
        Shown(
            record,
            False,
            tuple(
                (fill(position.says, guideline, position.cites, _nothing), position.cites)
                for position in record.positions
            ),
            fill(record.why, guideline, _all_cites(record), _nothing),
            fill(record.do, guideline, _all_cites(record), _nothing),
        )
        for record in guideline.disagreements.values()
    )


def _all_cites(record: Disagreement) -> tuple[str, ...]:
    return tuple(cite for position in record.positions for cite in position.cites)


all_disagreements: Final = OnceFor(_shown)
"""All disagreements of a guideline with their sentences filled, each near no plan."""


def references(cites: Iterable[str]) -> tuple[str, ...]:
    """Return the sources in the order in which they are first cited."""
    return tuple(dict.fromkeys(cite.partition("#")[0] for cite in dict.fromkeys(cites)))
