"""This module checks what an answer shows beside its sentences: tables, regimens, orders, sides.

It refuses to trust what it is handed: each is looked up by its name, or worked out anew, and must
be the same to the last figure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.order import order
from whitlow.plan import all_disagreements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.answer.records import Answer
    from whitlow.order import Order

__all__ = ["misprinted"]


def misprinted(answer: Answer) -> tuple[str, ...]:
    """Return the ids of what is not the guideline's, or not what the patient's figures make."""
    return tuple(dict.fromkeys(_misprinted(answer)))


def _misprinted(answer: Answer) -> Iterator[str]:
    guideline = answer.guideline
    for part in answer.parts:
        yield from (each.id for each in part.tables if guideline.tables.get(each.id) != each)
        yield from (each.id for each in part.regimens if guideline.regimens.get(each.id) != each)
        yield from (each.regimen.id for each in part.orders if not _is_worked_out(answer, each))
    if answer.disagreements:
        known = {shown.record.id: shown for shown in all_disagreements(guideline)}
        for shown in answer.disagreements:
            if known.get(shown.record.id) != shown:
                yield shown.record.id
    for told in answer.coverage.told:
        term = guideline.lexicon.get(told.term)
        if term is not None and told.says != term.says:
            yield told.term


def _is_worked_out(answer: Answer, shown: Order) -> bool:
    regimen = answer.guideline.regimens.get(shown.regimen.id)
    if answer.plan is None or regimen is None or regimen != shown.regimen:
        return False
    planned = [each.order for each in answer.plan.section("dose") if each.order is not None]
    if any(each.regimen.id == shown.regimen.id for each in planned):
        return shown in planned
    return order(answer.plan.reading, regimen) == shown
