"""This module checks which rules override which.

It refuses a circle: of rules that each override the next, none could ever stand for certain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from whitlow.guideline import Guideline

__all__ = ["CHECKS"]


def circular_override(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each rule that, step by step, overrides itself."""
    over = {rule.id: rule.overriders for rule in guideline.rules.values()}
    for rule in guideline.rules.values():
        circle = _circle(rule.id, over)
        if circle:
            yield Fault(
                rule.place,
                f"Rule {rule.id} is overridden by itself: {' ← '.join(circle)}.",
                "Where all of them are true each bars the other, and nothing is advised.",
                "Decide which one stands, and let only that one override.",
                "circular-override",
            )


def _circle(start: str, over: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    ways: list[tuple[str, ...]] = [(start, name) for name in over[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        if way[-1] == start:
            return way
        if way[-1] not in seen:
            seen.add(way[-1])
            ways += [(*way, name) for name in over[way[-1]]]
    return ()


def bar_without_effect(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each bar on a drug that bars no treatment with it."""
    barred_by = {name for rule in guideline.rules.values() for name in rule.overriders}
    for rule in guideline.rules.values():
        treated = any(
            other.action.kind == "treat" and guideline.is_a(other.action.target, rule.action.target)
            for other in guideline.rules.values()
        )
        if rule.action.kind == "avoid" and treated and rule.id not in barred_by:
            yield Fault(
                rule.place,
                f"Rule {rule.id} avoids {rule.action.target} "
                "and overrides no rule that treats with it.",
                "The plan would advise a drug and warn against it in one breath.",
                f"Add instead_of: [treat {rule.action.target}], or make it a caution.",
                "bar-without-effect",
            )


CHECKS: Final = (circular_override, bar_without_effect)
