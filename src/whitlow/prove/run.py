"""This module lists all obligations of a guideline and settles them, in their order.

It refuses to stop at the first that fails: a reader sees all that is broken.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from whitlow.prove.apart import processors, settled_apart
from whitlow.prove.conflicts import conflict_obligations
from whitlow.prove.doses import dose_obligations
from whitlow.prove.ground import PATIENCE_MS, Ground
from whitlow.prove.laws import law_obligations
from whitlow.prove.obligation import Result
from whitlow.prove.promises import promise_obligations
from whitlow.prove.ranges import range_obligations, unit_obligations
from whitlow.prove.rules import rule_obligations
from whitlow.prove.tables import table_obligations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whitlow.guideline import Guideline
    from whitlow.prove.obligation import Obligation

__all__ = ["obligations", "settled"]

MANY = 100
"""So many obligations, and it pays to settle them in several processes."""

FAMILIES = (
    table_obligations,
    dose_obligations,
    unit_obligations,
    law_obligations,
    promise_obligations,
    conflict_obligations,
    range_obligations,
    rule_obligations,
)


def obligations(guideline: Guideline) -> tuple[Obligation, ...]:
    """Return all that a guideline owes, in the order in which it is shown."""
    return tuple(one for family in FAMILIES for one in family(guideline))


def settled(
    guideline: Guideline, wanted: Iterable[Obligation], patience_ms: int = PATIENCE_MS
) -> Iterator[Result]:
    """Yield each obligation with its verdict, as it is settled."""
    ground = Ground(guideline, patience_ms)
    every = tuple(wanted)
    many = processors()
    if many > 1 and len(every) >= MANY:
        yield from settled_apart(ground, every, many)
        return
    for obligation in every:
        begun = perf_counter()
        verdict = obligation.show(ground)
        yield Result(obligation, verdict, perf_counter() - begun)
