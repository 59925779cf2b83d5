"""This module lays out what was asked of one drug: its order, or the regimens to choose from.

It refuses to choose: several regimens are a question, with every one of them worked out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow import __version__
from whitlow.editorial.resting import of_orders
from whitlow.order import sides_of
from whitlow.pages.blocks import Heading, Page, Point, Prose, Run, Sheet, Title, said
from whitlow.pages.citations import Citations, cites_of_order
from whitlow.pages.expired import expired_note
from whitlow.pages.json_values import Json, about
from whitlow.pages.order_json import order_json
from whitlow.pages.order_page import order_blocks, order_line, side_by_side
from whitlow.pages.side_blocks import LAWS_HOLD, chosen_blocks, chosen_json
from whitlow.pages.standing import review_json, review_point
from whitlow.sentence import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from whitlow.guideline import Drug, Guideline
    from whitlow.order import Order
    from whitlow.pages.blocks import Block

__all__ = ["dose_json", "dose_page"]

REGIMEN: Final = "regimen"
DRUG: Final = "drug"


def dose_json(
    guideline: Guideline,
    drug: Drug,
    orders: Sequence[Order],
    doubts: Sequence[str],
    today: date,
) -> dict[str, Json]:
    """Return one order, or where there are several what is still to be chosen, as JSON."""
    ends: dict[str, Json] = {
        "doubts": list(doubts),
        "following": chosen_json(guideline),
        "expired": list(_expired(guideline, orders, today)),
        "review": review_json(guideline, lambda: of_orders(guideline, orders), today, None),
        "disclaimer": guideline.about.disclaimer,
        "program": f"whitlow {__version__}",
    }
    if len(orders) == 1:
        return {**order_json(guideline, orders[0]), **ends}
    return {
        "drug": drug.id,
        "regimen": None,
        "status": "needs",
        "dose_mg_per_kg": None,
        "dose_mg": None,
        "interval_h": None,
        "daily_mg_per_kg": None,
        "band": None,
        "over": {},
        "arithmetic": "",
        "administration": None,
        "warnings": [],
        "needs": [*_open(orders)],
        "cites": [],
        "orders": [order_json(guideline, order) for order in orders],
        "guideline": dict(about(guideline)),
        **ends,
    }


def _open(orders: Sequence[Order]) -> list[str]:
    """Return what is to be chosen, then the facts that any of the orders needs."""
    products = {order.regimen.drug for order in orders}
    chosen = [DRUG] if len(products) > 1 else []
    return list(
        dict.fromkeys((*chosen, REGIMEN, *(fact for order in orders for fact in order.needs)))
    )


def _expired(guideline: Guideline, orders: Sequence[Order], today: date) -> tuple[str, ...]:
    return guideline.expired((cite for order in orders for cite in cites_of_order(order)), today)


def dose_page(
    guideline: Guideline,
    drug: Drug,
    orders: Sequence[Order],
    doubts: Sequence[str],
    today: date,
) -> Page:
    """Return the page of one order, of two side by side, or a list to choose from."""
    return Page(tuple(_blocks(guideline, drug, orders, doubts, today)))


def _blocks(
    guideline: Guideline,
    drug: Drug,
    orders: Sequence[Order],
    doubts: Sequence[str],
    today: date,
) -> Iterator[Block]:
    old = _expired(guideline, orders, today)
    citations = Citations(guideline)
    citations.expired = frozenset(name.partition("#")[0] for name in old)
    if len(side_by_side(orders)) == 1:
        citations.note(cite for order in orders for cite in cites_of_order(order))
    yield Title("Dose for review", f"guideline {guideline.about.version}")
    sides = sides_of(guideline)
    yield from chosen_blocks(sides, citations)
    if sides:
        yield Prose(said(LAWS_HOLD, "strong"))
    for doubt in doubts:
        yield Point((Run("In doubt: ", "strong"), Run(doubt)), "ask")
    if old:
        yield Point(expired_note(guideline, old), "caution")
    if len(side_by_side(orders)) == 1:
        yield from order_blocks(guideline, orders, citations)
    else:
        yield from _choice(guideline, drug, orders)
    yield from citations.blocks()
    yield Heading("Standing of this dose")
    yield review_point(guideline, lambda: of_orders(guideline, orders), today)
    yield Prose(said(guideline.about.disclaimer, "strong"))


def _choice(guideline: Guideline, drug: Drug, orders: Sequence[Order]) -> Iterator[Block]:
    """Yield the regimens to choose from, those of each product below its name."""
    yield Heading(f"Which regimen of {drug.name}?")
    products = dict.fromkeys(order.regimen.drug for order in orders)
    for product in products:
        mine = [order for order in orders if order.regimen.drug == product]
        yield Heading(guideline.label(product), minor=True, aside=product)
        yield Sheet(tuple(order_line(order) for order in mine))
    needs = dict.fromkeys(fact for order in orders for fact in order.needs)
    if needs:
        labels = joined(guideline.label(fact) for fact in needs)
        yield Prose((Run("Still needed: ", "strong"), Run(f"{labels}.")))
    yield Prose(said(f"Choose with: whitlow dose {orders[0].regimen.drug} --regimen NAME …"))
