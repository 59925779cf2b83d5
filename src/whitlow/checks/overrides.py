"""This module checks which rules override which.

It refuses a circle: of rules that each override the next, none could ever stand for certain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.errors import Fault
from whitlow.guideline import TREAT, nearest

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


def override_of_nothing(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each override of a drug with which no other rule treats."""
    for rule in guideline.rules.values():
        others = {
            other.action.target
            for other in guideline.rules.values()
            if other.action.kind == "treat" and other is not rule
        }
        for target in rule.instead_of:
            drug = target.removeprefix(TREAT)
            named = target.startswith(TREAT) and target not in guideline.rules
            if named and not any(guideline.is_a(other, drug) for other in others):
                yield Fault(
                    rule.place,
                    f"Rule {rule.id} stands instead of {target!r}, and no other rule treats "
                    "with it.",
                    "An override that reaches nothing overrides nothing.",
                    nearest(drug, others) or "Name a drug that is treated with, or remove it.",
                    "override-of-nothing",
                )


CHECKS: Final = (circular_override, bar_without_effect, override_of_nothing)
