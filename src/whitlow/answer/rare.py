"""This module takes the condition of a rule apart, and says which of its names tell it apart.

It refuses alternatives of different things: what may be so in several ways is no one condition.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from whitlow.language import And, Compare, In, Name, Not, Or, Overlaps, Set, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Guideline
    from whitlow.language import Expr

__all__ = ["atoms", "name_of", "rare_names"]

COMMON: Final = 0.1
"""A name in so large a share of all rules tells none of them apart."""


def atoms(expr: Expr) -> Iterator[Expr]:
    """Yield what must be so for a condition to hold, each by itself; no alternatives."""
    match expr:
        case And(parts):
            for part in parts:
                yield from atoms(part)
        case Or(parts) if len({name_of(part) for part in parts}) > 1 and all(map(name_of, parts)):
            yield expr
        case Or() | Not():
            return
        case _:
            if name_of(expr):
                yield expr


def name_of(expr: Expr) -> str:
    """Return the fact or conclusion of which a condition says that it is so, or nothing."""
    match expr:
        case Name(name):
            return name
        case Compare("=", Name(name), Text()) | In(Name(name), Set()) | In(Text(), Name(name)):
            return name
        case Overlaps(Name(name), Text()):
            return name
        case Or(parts):
            return next((name for part in parts if (name := name_of(part))), "")
        case _:
            return ""


def rare_names(guideline: Guideline) -> dict[str, int]:
    """Return the names on which few rules hang, and on how many each."""
    counts: Counter[str] = Counter()
    for rule in guideline.rules.values():
        counts.update({name for each in atoms(rule.when.source) if (name := name_of(each))})
    limit = COMMON * len(guideline.rules)
    return {name: count for name, count in counts.items() if count <= limit}
