"""This module takes the recommendations of a plan one by one, and says what becomes of each.

It refuses to call a recommendation changed because it was confirmed: what was provisional and now
stands is the same advice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, assert_never

from whitlow.evaluate import Outcome, readers_of
from whitlow.order import GIVEN, applies, forbids_drug
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whitlow.evaluate import Reading
    from whitlow.guideline import Rule
    from whitlow.order import Order
    from whitlow.plan.outline import Outline

__all__ = ["ALIVE", "Advice", "advised", "differs"]

Kind = Literal["bottom_line", "dose", "rule", "grade"]
KINDS: Final = ("treat", "emergency", "avoid", "refer")
ALIVE: Final = (Outcome.STANDS, Outcome.PROVISIONAL)


@dataclass(frozen=True, slots=True)
class Advice:
    """One recommendation: the facts that decided it, and all that could bear on it."""

    kind: Kind
    id: str
    decided: frozenset[str]
    related: frozenset[str]


def advised(found: Outline) -> tuple[Advice, ...]:
    """Return the recommendations of a plan, the weightiest first.

    The bottom line, the orders, the treatments, the emergencies, the grades, then what is to be
    avoided and who must see the patient.
    """
    alive = {
        kind: [
            decision.rule
            for decision in found.decisions.values()
            if decision.outcome in ALIVE and _is_own(decision.rule, kind)
        ]
        for kind in KINDS
    }
    rules = {rule.id: _rule(found, rule) for many in alive.values() for rule in many}
    names = found.reading.guideline.rules
    every = [
        *(_bottom(found, [rules.get(one) or _rule(found, names[one]) for one in found.headlines]),),
        *(_dose(found.reading, name, order) for name, order in found.orders.items()),
        *(rules[rule.id] for rule in (*alive["treat"], *alive["emergency"])),
        *(_grade(found.reading, grade, level) for grade, level in found.levels.items()),
        *(rules[rule.id] for kind in ("avoid", "refer") for rule in alive[kind]),
    ]
    return tuple(every)


def _is_own(rule: Rule, kind: str) -> bool:
    """Whether a rule is of a kind; who is to be told of a drug comes and goes with the drug."""
    return rule.action.kind == kind and not (kind == "refer" and rule.with_drug)


def _bottom(found: Outline, chosen: list[Advice]) -> Advice:
    """Return the bottom line; where it has no sentence, all that is known could bear on it."""
    decided = frozenset(name for one in chosen for name in one.decided)
    related = frozenset(name for one in chosen for name in one.related)
    return Advice("bottom_line", "bottom_line", decided, related or frozenset(found.reading.facts))


def _rule(found: Outline, rule: Rule) -> Advice:
    reading = found.reading
    readers = readers_of(reading.guideline)
    rules = reading.guideline.rules
    conditions = [rule.when, *(rules[name].when for name in rule.overriders)]
    if rule.action.kind == "treat":
        laws = [
            law
            for law in reading.guideline.laws.values()
            if forbids_drug(reading.guideline, law, rule.action.target)
        ]
        conditions += [each for law in laws for each in (law.when, law.unless) if each is not None]
    related = frozenset(name for each in conditions for name in readers.behind(each))
    grounds = frozenset(reading.grounds(rule.when))
    return Advice(
        "rule", rule.id, _with_names(reading, grounds, readers.behind(rule.when)), related
    )


def _with_names(reading: Reading, grounds: frozenset[str], names: Iterable[str]) -> frozenset[str]:
    """Return the facts that decided, with the derived numbers among names that they made."""
    formulas = reading.guideline.formulas
    return grounds | {
        name for name in names if name in formulas and not grounds.isdisjoint(reading.behind(name))
    }


def _dose(reading: Reading, name: str, order: Order) -> Advice:
    """Return an order: its band decided it, and every gate and law about the drug could."""
    guideline, readers = reading.guideline, readers_of(reading.guideline)
    lineage = guideline.lineage(order.regimen.drug)
    over = {row_name for row_name, _ in order.over}
    if order.regimen.table:
        over.add(guideline.tables[order.regimen.table].over)
    fired = {note.rule for note in order.warnings if note.rule}
    gating = [
        rule
        for rule in guideline.rules.values()
        if rule.action.kind in {"avoid", "hold", "confirm"} and rule.action.target in lineage
    ]
    gates = [rule.when for rule in gating]
    conditions = [rule.when for rule in gating if rule.id in fired]
    laws = [
        law for law in guideline.laws.values() if forbids_drug(guideline, law, order.regimen.drug)
    ]
    broken = [law.when for law in laws if law.when is not None and applies(reading, law) is True]
    decided = over | {fact for each in (*conditions, *broken) for fact in reading.grounds(each)}
    related = {name for each in gates for name in readers.behind(each)}
    return Advice("dose", name, frozenset(decided), frozenset(related | decided))


def _grade(reading: Reading, name: str, level: str) -> Advice:
    grade = reading.guideline.grades[name]
    readers = readers_of(reading.guideline)
    reached = next(each for each in grade.levels if each.name == level)
    related = frozenset(fact for each in grade.levels for fact in readers.behind(each.when))
    grounds = frozenset(reading.grounds(reached.when))
    decided = _with_names(reading, grounds, readers.behind(reached.when))
    return Advice("grade", name, decided, related)


# --- whether it differs -------------------------------------------------------------------------


def differs(advice: Advice, before: Outline, after: Outline) -> bool:
    """Whether a recommendation is another one after a change."""
    match advice.kind:
        case "bottom_line":
            return set(before.headlines) != set(after.headlines)
        case "dose":
            return _dose_differs(before.orders[advice.id], after.orders.get(advice.id))
        case "grade":
            return before.levels.get(advice.id) != after.levels.get(advice.id)
        case "rule":
            return _rule_differs(before, after, advice.id)
        case _:
            assert_never(advice.kind)


def _rule_differs(before: Outline, after: Outline, rule: str) -> bool:
    was, now = before.decisions[rule].outcome, after.decisions.get(rule)
    if now is None or now.outcome not in ALIVE:
        return True
    return was is Outcome.STANDS and now.outcome is Outcome.PROVISIONAL


def _dose_differs(was: Order, now: Order | None) -> bool:
    """Whether an order differs; one whose treatment goes is told of with the treatment.

    An order that only waited, and gives when answered what it showed, is the same.
    """
    if now is None:
        return False
    if was.status == "needs" and now.status in GIVEN:
        told = ((was.per_kg, now.per_kg), (was.interval_h, now.interval_h))
        return any(shown is not None and shown != given for shown, given in told)
    return _given(was) != _given(now)


def _given(order: Order) -> tuple[object, ...]:
    amount = order.dose_mg if order.per_kg is None else order.per_kg
    return (order.status, amount, order.interval_h, order.times_a_day)
