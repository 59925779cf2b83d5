"""This module gathers what a plan's items touch: disagreements and references.

It refuses to hide a disagreement that any shown sentence, order or source takes part in.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

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
    for shown in all_disagreements(reading.guideline):
        about = touched.intersection(shown.record.about)
        if about:
            near = not about <= reading.guideline.statements.keys()
            found.append(replace(shown, near=near))
    return tuple(sorted(found, key=lambda shown: not shown.near))


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
    return tuple(dict.fromkeys(cite.partition("#")[0] for cite in cites))
