"""This module lays out the doses of an answer: orders worked out, regimens and tables as printed.

It refuses to work out anything: an order is the order's, a table its printed rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.language import quantity_text
from whitlow.pages.blocks import Heading, Point, Prose, Run, Sheet, said
from whitlow.pages.figures import figures

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whitlow.answer import Answer
    from whitlow.guideline import Guideline, Regimen, Table
    from whitlow.order import Order
    from whitlow.pages.blocks import Block
    from whitlow.pages.citations import Citations

__all__ = ["order_part", "printed_table", "regimen_part"]

MOST_OTHERS: Final = 3


def order_part(answer: Answer, group: Sequence[Order], citations: Citations) -> Iterator[Block]:
    """Yield orders of one drug beside each other, what stands in their way first."""
    guideline = answer.guideline
    first = group[0].regimen
    label = guideline.label(first.drug)
    yield Heading(f"{label[:1].upper()}{label[1:]}, {first.route}: {first.indication}", minor=True)
    for order in group:
        for note in order.warnings[:MOST_OTHERS]:
            yield Point((Run(note.says), *citations.cited(note.cites)), "alarm")
        break
    head = tuple(order.regimen.name for order in group) if len(group) > 1 else ()
    yield Sheet(tuple(figures(guideline, group)), head)
    cites = tuple(dict.fromkeys(cite for order in group for cite in order.cites))
    yield Prose((Run("Dose and bands as printed", "quiet"), *citations.cited(cites)))


def regimen_part(answer: Answer, regimen: Regimen, citations: Citations) -> Iterator[Block]:
    """Yield a printed regimen: its table, or its one dose."""
    guideline = answer.guideline
    label = guideline.label(regimen.drug)
    off = ", off-label" if regimen.off_label else ""
    name = f"{label[:1].upper()}{label[1:]} {regimen.name}: {regimen.indication}{off}"
    yield Heading(name, minor=True)
    table = guideline.tables.get(regimen.table)
    if table is not None:
        yield printed_table(guideline, table)
    else:
        told = " ".join(
            word for word in (_claim(answer, regimen.dose), _often(answer, regimen)) if word
        )
        yield Point((Run(told, "strong"), *citations.cited(regimen.cites)))
        return
    yield Prose((Run("As printed", "quiet"), *citations.cited(table.cites)))


def _claim(answer: Answer, reference: str) -> str:
    return answer.guideline.claim(reference).words if reference else ""


def _often(answer: Answer, regimen: Regimen) -> str:
    every, times = _claim(answer, regimen.every), _claim(answer, regimen.times)
    return f"every {every}" if every else times


def printed_table(guideline: Guideline, table: Table) -> Sheet:
    """Return the rows of a dose table as they are printed."""
    over = guideline.label(table.over)
    columns = tuple(table.columns)
    rows = []
    for row in table.rows:
        cells = [
            said(quantity_text(row.cells[name].value, row.cells[name].unit))
            if name in row.cells
            else ()
            for name in columns
        ]
        if row.refusal:
            cells = [said(row.refusal, "alarm"), *cells[1:]]
        rows.append((f"{over} {row.band}", tuple(cells)))
    return Sheet(tuple(rows), columns)
