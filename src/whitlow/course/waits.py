"""This module counts down to the day on which a drug may follow another.

It refuses to know a waiting time: each stands in a rule or law of the guideline.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil
from typing import TYPE_CHECKING, Final

from whitlow.course.records import Countdown
from whitlow.language import Compare, Name, Number, children
from whitlow.order import applies
from whitlow.sentence import fill

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from fractions import Fraction

    from whitlow.evaluate import Reading
    from whitlow.guideline import Condition, Template
    from whitlow.language import Expr

__all__ = ["countdowns"]

SINCE: Final = "days_since_"
WAITS: Final = ("avoid", "hold")
BELOW: Final = ("<", "<=")


def countdowns(reading: Reading, today: date, running: Collection[str]) -> tuple[Countdown, ...]:
    """Return what is barred today for a number of days, one for each drug and reason.

    A rule tells more than the law behind it, so a law speaks only where no rule does. ``running``
    are the facts about drugs that are still given: nothing is counted from those yet.
    """
    found: dict[tuple[str, str], Countdown] = {}
    for one in (*_by_rules(reading, today), *_by_laws(reading, today)):
        if one.fact in running:
            continue
        found.setdefault((one.target, one.fact), one)
    return tuple(found.values())


def _by_rules(reading: Reading, today: date) -> Iterator[Countdown]:
    for rule in reading.guideline.rules.values():
        if rule.action.kind in WAITS and reading.holds(rule.when) is True:
            target = rule.action.target
            yield from _waiting(reading, rule.id, target, rule.when, rule.says, rule.cites, today)


def _by_laws(reading: Reading, today: date) -> Iterator[Countdown]:
    for law in reading.guideline.laws.values():
        target = law.never.get("treat")
        if target and law.when is not None and applies(reading, law) is True:
            yield from _waiting(reading, law.id, target, law.when, law.says, law.cites, today)


def _waiting(  # noqa: PLR0913, PLR0917 - what a countdown is made of
    reading: Reading,
    rule: str,
    target: str,
    when: Condition,
    says: Template,
    cites: tuple[str, ...],
    today: date,
) -> Iterator[Countdown]:
    for fact, needed in _spans(when.compiled):
        passed = reading.number(fact)
        if passed is None or not passed < needed:
            continue
        yield Countdown(
            rule=rule,
            target=target,
            fact=fact,
            passed=passed,
            needed=needed,
            until=today + timedelta(days=ceil(needed - passed)),
            says=fill(says, reading.guideline, cites, reading.known, reading.words),
            cites=cites,
        )


def _spans(expr: Expr) -> Iterator[tuple[str, Fraction]]:
    """Yield the days since something, and the number below which a condition asks for them."""
    match expr:
        case Compare(sign=sign, left=Name(name), right=Number(value)) if (
            sign in BELOW and name.startswith(SINCE)
        ):
            yield name, value
        case _:
            for part in children(expr):
                yield from _spans(part)
