"""This module owes of a condition that each alternative in it can be the one that meets it.

It refuses an ``or`` of which one side never counts: an editor who wrote it meant somebody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from whitlow.language import Or, children, compiled, to_text
from whitlow.prove.ground import Found, Impossible, Undecided
from whitlow.prove.logic import all_of, no

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Condition
    from whitlow.language import Expr
    from whitlow.prove.ground import Ground

__all__ = ["Idle", "alternatives", "first_idle", "share"]

Idle = tuple[str, Impossible | Undecided]
"""The text of an alternative, and that nobody meets it alone, or why it is not known."""

LATEST: Final = 8
"""So many patients who were found for other alternatives are asked first."""


def alternatives(condition: Condition) -> int:
    """Return how many alternatives a condition has, wherever in it."""
    return sum(len(either.parts) for either in _eithers(condition.compiled))


def first_idle(condition: Condition, ground: Ground, met: Found) -> Idle | None:
    """Return the first alternative that nobody meets without another beside it, or none.

    ``met`` is a patient who meets the condition, and so one alternative or more.
    """
    for either in _eithers(condition.compiled):
        known = _known(ground)
        if either not in known:
            known[either] = next(_idle(either, ground, met), None)
        if known[either] is not None:
            return known[either]
    return None


def share(one: Ground, other: Ground) -> None:
    """Let a ground know what was found of another that reads every alternative alike."""
    _known(one)
    _ASKED[other] = _ASKED[one]


def _idle(either: Or, ground: Ground, met: Found) -> Iterator[Idle]:
    """Yield the alternatives that nobody meets alone; nothing that is doubted counts for one."""
    members = ground.guideline.members
    runs = [compiled(part, lambda name: members.get(name, frozenset())) for part in either.parts]
    encoded = [ground.encoder.truth(part).true for part in either.parts]
    undoubted = [no(doubted) for doubted in ground.person.doubts().values()]
    for index, part in enumerate(either.parts):

        def alone(found: Found, index: int = index) -> bool:
            known = ground.reading(found).known
            return [index] == [place for place, run in enumerate(runs) if run(known) is True]

        found = _found(ground)
        if not any(map(alone, (met, found[0], *found[-LATEST:]))):
            others = (no(other) for place, other in enumerate(encoded) if place != index)
            answer = ground.settle(all_of((encoded[index], *others, *undoubted)), alone)
            if not isinstance(answer, Found):
                yield to_text(part), answer
                return
            found.append(answer)


def _eithers(expr: Expr) -> Iterator[Or]:
    if isinstance(expr, Or):
        yield expr
    for part in children(expr):
        yield from _eithers(part)


def _known(ground: Ground) -> dict[Or, Idle | None]:
    return _ASKED.setdefault(ground, ({}, [NOBODY]))[0]


def _found(ground: Ground) -> list[Found]:
    return _ASKED.setdefault(ground, ({}, [NOBODY]))[1]


NOBODY: Final = Found({}, frozenset())
"""The patient of whom nothing is known: who meets what asks for an absence."""
_ASKED: Final[WeakKeyDictionary[Ground, tuple[dict[Or, Idle | None], list[Found]]]] = (
    WeakKeyDictionary()
)
