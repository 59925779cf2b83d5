"""This module checks promises: that each names what exists, and that every exit has one.

It refuses a promise that nothing could keep: whether it is kept is for the proof.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from whitlow.errors import Fault
from whitlow.guideline import ActionKind, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whitlow.guideline import Guideline, Promise

__all__ = ["CHECKS"]

KINDS: Final[tuple[str, ...]] = get_args(ActionKind)


def promise_names(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each promise that names what does not exist, or gives nothing."""
    for promise in guideline.promises.values():
        names = (*guideline.facts, *guideline.formulas, *guideline.grades)
        yield from _strangers(promise, "the fact", promise.known, names)
        yield from _strangers(promise, "the kind", promise.gives, KINDS)
        yield from _strangers(promise, "the rule", promise.rules, guideline.rules)
        yield from _strangers(promise, "the rule", promise.withholds, guideline.rules)
        if promise.withholds and (promise.gives or promise.rules or promise.outright):
            yield Fault(
                promise.place,
                f"Promise {promise.id} both gives and withholds.",
                "A rule that stands and one that does not are owed apart.",
                "Write two promises.",
                "two-promises",
            )
        if not promise.gives and not promise.rules and not promise.withholds:
            yield Fault(
                promise.place,
                f"Promise {promise.id} gives nothing.",
                "A promise of nothing is always kept.",
                "Write gives: [emergency], or the rules of which one stands.",
                "empty-promise",
            )
        if promise.when is None and not promise.known:
            yield Fault(
                promise.place,
                f"Promise {promise.id} is made to everyone, even where nothing is known.",
                "For the patient of whom nothing is known nothing stands.",
                "Say to whom: when, or known.",
                "promise-to-everyone",
            )


def unpromised_exits(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each emergency that no promise names, in a guideline that promises."""
    named = {rule for promise in guideline.promises.values() for rule in promise.rules}
    for rule in guideline.rules.values() if guideline.promises else ():
        if rule.action.kind == "emergency" and rule.id not in named:
            yield Fault(
                rule.place,
                f"No promise names the emergency {rule.id}.",
                "Were its condition narrowed, every proof would still hold.",
                f"Write a promise, outright: true, to whom it is for: rules: [{rule.id}].",
                "unpromised-exit",
            )


def _strangers(
    promise: Promise, what: str, names: Iterable[str], known: Iterable[str]
) -> Iterator[Fault]:
    every = tuple(known)
    for name in names:
        if name not in every:
            yield Fault(
                promise.place,
                f"Promise {promise.id} names {what} {name!r}, which does not exist.",
                "What does not exist keeps no promise.",
                nearest(name, every) or "Name what exists.",
                "promise-name",
            )


CHECKS: Final = (promise_names, unpromised_exits)
