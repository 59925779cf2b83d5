"""This module takes from a patient's plan what was asked, and no more.

It refuses to leave out an emergency, or a drug that is barred where it was asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.answer.english import reversing
from whitlow.answer.parts import unprinted
from whitlow.answer.records import Part
from whitlow.answer.verdict import item_sentence
from whitlow.guideline import OnceFor
from whitlow.order import GIVEN, order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from whitlow.answer.question import Asked
    from whitlow.answer.records import Reply
    from whitlow.guideline import Guideline
    from whitlow.order import Order
    from whitlow.plan import Item, Plan

__all__ = [
    "asked_drugs",
    "needs_of",
    "needs_of_printed",
    "orders_asked",
    "plan_parts",
    "reply_of",
    "with_orders",
]

MOST_WANTED: Final = 3
MOST_BESIDE: Final = 2
MOST_EMERGENCIES: Final = 3
MOST_ORDERS: Final = 2
USUAL: Final = ("treat", "dose", "test", "assess")
"""What is told of a patient where the question wants nothing in particular."""

BESIDE: Final = ("avoid", "refer")
"""What is told of a patient besides, whatever was asked."""

BARRED: Final = "contraindicated"
STOPS: Final = ("avoid", "hold")
BY_WORDS: Final = ("assess", "exclude", "avoid", "monitor", "counsel", "pitfall")
"""What a plan tells in no order of weight: the nearest to what was asked comes first."""


def plan_parts(plan: Plan, asked: Asked, weights: Mapping[str, float]) -> tuple[Part, ...]:
    """Return the sections of a plan that a question wants, emergencies before all."""
    wanted = tuple(dict.fromkeys(name for kind in asked.kinds for name in kind.asks)) or USUAL
    drugs = asked_drugs(asked)
    parts = []
    for section in plan.sections:
        if section.name == "dose":
            continue
        most = _most(section.name, wanted)
        told = [item for item in section.items if not _is_presumed(plan.guideline, item)]
        items = _best(plan.guideline, told, weights, drugs, most)
        if items:
            sentences = tuple(item_sentence(plan.guideline, item) for item in items)
            parts.append(Part(section.name, sentences, of_plan=True))
    orders = _orders(plan, drugs)
    if orders and ("dose" in wanted or not asked.kinds):
        parts.append(Part("dose", orders=orders, of_plan=True))
    return tuple(parts)


def _is_presumed(guideline: Guideline, item: Item) -> bool:
    """Whether an item is a grade at its lowest, which stands while nothing is known against it."""
    grade, _, level = item.rule.partition(":")
    return grade in guideline.grades and guideline.grades[grade].levels[0].name == level


def _most(name: str, wanted: tuple[str, ...]) -> int:
    """Return how many items of a section are told."""
    if name == "emergency":
        return MOST_EMERGENCIES
    if name in wanted or name in USUAL:
        return MOST_WANTED
    return MOST_BESIDE if name in BESIDE else 0


def _best(
    guideline: Guideline,
    items: Iterable[Item],
    weights: Mapping[str, float],
    drugs: frozenset[str],
    most: int,
) -> list[Item]:
    """Return the items that say most of what was asked, in the order of the plan.

    What is said of a drug that was asked for is among them, barred or not.
    """
    every = list(items)
    named = [item for item in every if item.drug and drugs & guideline.lineage(item.drug)]
    standing = [item for item in every if not item.barred_by]
    ranked = sorted(standing, key=lambda item: bool(item.provisional))
    if len(ranked) > most and every[0].action in BY_WORDS:
        ranked.sort(key=lambda item: (bool(item.provisional), -weights.get(item.rule, 0.0)))
    chosen = list(dict.fromkeys((*named, *ranked)))[: max(most, min(len(named), MOST_BESIDE))]
    return [item for item in every if item in chosen]


def asked_drugs(asked: Asked) -> frozenset[str]:
    """Return the drugs that a question names."""
    return frozenset(each.id for each in asked.concepts if each.kind == "drug")


def _orders(plan: Plan, drugs: frozenset[str]) -> tuple[Order, ...]:
    """Return the orders of a plan, those of the drug that was asked where one was."""
    every = [item.order for item in plan.section("dose") if item.order is not None]
    lineage = plan.guideline.lineage
    asked = [each for each in every if drugs & lineage(each.regimen.drug)]
    return tuple((asked if drugs else every)[:MOST_ORDERS])


def orders_asked(plan: Plan, asked: Asked, names: Iterable[str]) -> tuple[Order, ...]:
    """Return the orders of some regimens, worked out for a patient to whom the plan gives none."""
    drugs = asked_drugs(asked)
    guideline = plan.guideline
    regimens = [guideline.regimens[name] for name in names if name in guideline.regimens]
    fitting = [each for each in regimens if drugs & guideline.lineage(each.drug)]
    worked_out = [order(plan.reading, each) for each in fitting]
    able = [each for each in worked_out if each.status != BARRED]
    return tuple((able or worked_out)[:MOST_ORDERS])


def with_orders(
    plan: Plan, asked: Asked, parts: tuple[Part, ...], beside: Iterable[str] = ()
) -> tuple[Part, ...]:
    """Return sections, printed regimens worked out for the patient who is told of.

    Where none is printed, those ``beside`` are worked out that need nothing more to be told.
    """
    if not any(part.regimens or part.orders for part in parts):
        whole = tuple(each for each in orders_asked(plan, asked, beside) if not each.needs)
        return (*parts, Part("dose", orders=whole, of_plan=True)) if whole else parts
    if any(part.orders for part in parts):
        return tuple(part if part.of_plan else unprinted(part) for part in parts)
    done = []
    for part in parts:
        orders = orders_asked(plan, asked, (each.id for each in part.regimens))
        done.append(
            Part(part.name, part.sentences, part.tables, part.regimens, orders, part.of_plan)
        )
    return tuple(done)


def needs_of(orders: Iterable[Order]) -> tuple[str, ...]:
    """Return the facts without which no order can be worked out."""
    return tuple(dict.fromkeys(fact for each in orders for fact in each.needs))


def needs_of_printed(guideline: Guideline, parts: Iterable[Part]) -> tuple[str, ...]:
    """Return what is needed before a printed regimen is worked out for somebody."""
    from whitlow.evaluate import Reading  # noqa: PLC0415 - only a dose needs it

    known = _printed_needs(guideline)
    for each in (regimen for part in parts for regimen in part.regimens):
        if each.id not in known:
            known[each.id] = order(Reading(guideline, {}, frozenset()), each).needs
    printed = (known[each.id] for part in parts for each in part.regimens)
    return tuple(dict.fromkeys(fact for needs in printed for fact in needs))


def _nothing_yet(_: Guideline) -> dict[str, tuple[str, ...]]:
    return {}


_printed_needs: Final = OnceFor(_nothing_yet)
"""What each regimen needs of somebody of whom nothing is known, as it comes to be asked."""


def reply_of(plan: Plan, asked: Asked) -> tuple[Reply, tuple[str, ...]]:
    """Return what a plan replies to whether a drug may be given, and on which facts it depends."""
    drugs = asked_drugs(asked)
    if not drugs or not asked.yes_no or reversing(asked.text):
        return "", ()
    lineage = plan.guideline.lineage
    about = [
        item
        for section in plan.sections
        for item in section.items
        if item.drug and drugs & lineage(item.drug)
    ]
    stopped = [item for item in about if item.action in STOPS and not item.barred_by]
    barred = [item for item in about if item.action == "treat" and item.barred_by]
    given = [item for item in about if item.action == "treat" and not item.barred_by]
    if any(not item.provisional for item in stopped) or (barred and not given):
        return "No.", ()
    waits = tuple(dict.fromkeys(fact for item in (*stopped, *given) for fact in item.provisional))
    orders = [each.order for each in plan.section("dose") if each.order is not None]
    able = [each for each in orders if drugs & lineage(each.regimen.drug)]
    if given and not waits and all(each.status in GIVEN for each in able):
        return "Yes.", ()
    return ("It depends.", waits) if given or stopped else ("", ())
