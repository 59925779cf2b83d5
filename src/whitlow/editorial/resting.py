"""This module names the texts on which a plan, an answer, an order or a course rests.

It refuses to leave one out that is cited or speaks: the weakest of them is what a reader is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whitlow.answer import Answer
    from whitlow.course import Followed
    from whitlow.guideline import Guideline, Regimen
    from whitlow.order import Order
    from whitlow.plan import Plan, Shown

__all__ = ["of_answer", "of_course", "of_orders", "of_plan"]


def of_plan(plan: Plan) -> tuple[str, ...]:
    """Return the texts on which a plan rests, each once: what speaks first, then what is cited."""
    return tuple(dict.fromkeys(_of_plan(plan)))


def _of_plan(plan: Plan) -> Iterator[str]:
    guideline = plan.guideline
    items = [item for section in plan.sections for item in section.items]
    for item in items:
        yield from _speaking(guideline, (item.rule, *item.barred_by))
        if item.order is not None:
            yield from _of_order(guideline, item.order)
    yield from _shown(plan.disagreements)
    yield from _speaking(guideline, (rule for one in plan.conflicts for rule in one.rules))
    cites = [*plan.bottom_line.cites, *(cite for item in items for cite in item.cites)]
    cites += [cite for _, _, _, many in plan.derived for cite in many]
    cites += [cite for isolate in plan.isolates for cite in isolate.cites]
    cites += [cite for side in plan.following for cite in side.cites]
    yield from _cited(guideline, cites)


def of_orders(guideline: Guideline, orders: Iterable[Order]) -> tuple[str, ...]:
    """Return the texts on which orders rest, each once."""
    return tuple(dict.fromkeys(name for order in orders for name in _of_order(guideline, order)))


def _of_order(guideline: Guideline, order: Order) -> Iterator[str]:
    yield from _of_regimen(guideline, order.regimen)
    yield from _speaking(guideline, (note.rule for note in order.warnings))
    yield from _cited(guideline, order.cites)
    yield from _cited(guideline, (cite for note in order.warnings for cite in note.cites))


def _of_regimen(guideline: Guideline, regimen: Regimen) -> Iterator[str]:
    """Yield a regimen's table and what the regimen cites; it is no text of its own."""
    if regimen.table in guideline.tables:
        yield f"table:{regimen.table}"
    yield from _cited(guideline, regimen.cites)
    yield from _cited(
        guideline,
        (
            *regimen.diluent,
            *regimen.incompatible,
            *regimen.monitoring,
            *regimen.stop,
            *regimen.notes,
            *((regimen.course,) if regimen.course else ()),
        ),
    )


def of_answer(answer: Answer) -> tuple[str, ...]:
    """Return the texts on which an answer rests, each once."""
    return tuple(dict.fromkeys(_of_answer(answer)))


def _of_answer(answer: Answer) -> Iterator[str]:
    guideline = answer.guideline
    for sentence in answer.sentences:
        yield from _speaking(guideline, (sentence.record,))
        yield from _cited(guideline, (sentence.record,))
    for part in answer.parts:
        yield from (f"table:{table.id}" for table in part.tables)
        for regimen in part.regimens:
            yield from _of_regimen(guideline, regimen)
        for order in part.orders:
            yield from _of_order(guideline, order)
    yield from _shown(answer.disagreements)
    yield from _cited(guideline, (cite for each in answer.sentences for cite in each.cites))
    if answer.plan is not None:
        yield from _of_plan(answer.plan)


def of_course(followed: Followed) -> tuple[str, ...]:
    """Return the texts on which the days of a course rest, the last day's first."""
    days = reversed(followed.days)
    return tuple(dict.fromkeys(name for day in days for name in _of_plan(day.plan)))


def _speaking(guideline: Guideline, names: Iterable[str]) -> Iterator[str]:
    """Yield the rules and laws among some names: others are grades and gaps, which are none."""
    for name in names:
        if name in guideline.written:
            yield f"rule:{name}"
        elif name in guideline.laws:
            yield f"law:{name}"


def _cited(guideline: Guideline, names: Iterable[str]) -> Iterator[str]:
    return (f"statement:{name}" for name in names if name in guideline.statements)


def _shown(disagreements: Iterable[Shown]) -> Iterator[str]:
    return (f"disagreement:{shown.record.id}" for shown in disagreements)
