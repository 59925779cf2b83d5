"""This module settles obligations in several processes, each with a solver of its own.

It refuses to change the order: results come as if they had been settled one after the other.
"""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from time import perf_counter
from typing import TYPE_CHECKING, Final

from whitlow.prove.obligation import Result

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whitlow.prove.ground import Ground
    from whitlow.prove.obligation import Obligation, Verdict

__all__ = ["processors", "settled_apart"]

FORK: Final = "fork"
MOST: Final = 4
AT_ONCE: Final = 4
"""So many obligations a process takes at a time: the long ones stand beside each other."""

_given: list[tuple[Ground, Sequence[Obligation]]] = []


def processors() -> int:
    """Return how many processes can work at once here: one where none can be forked."""
    if FORK not in multiprocessing.get_all_start_methods():
        return 1
    allowed = getattr(os, "sched_getaffinity", None)
    return min(len(allowed(0)) if allowed is not None else os.cpu_count() or 1, MOST)


def settled_apart(ground: Ground, wanted: Sequence[Obligation], many: int) -> Iterator[Result]:
    """Yield each obligation with its verdict, in order, as soon as those before it are settled.

    The processes are forked from this one, so that each has the ground without making it anew.
    """
    context = multiprocessing.get_context(FORK)
    with ProcessPoolExecutor(many, context, _take, (ground, wanted)) as pool:
        found = pool.map(_show, range(len(wanted)), chunksize=AT_ONCE)
        for obligation, (verdict, seconds) in zip(wanted, found, strict=True):
            yield Result(obligation, verdict, seconds)


def _take(ground: Ground, wanted: Sequence[Obligation]) -> None:
    _given[:] = [(ground, wanted)]


def _show(at: int) -> tuple[Verdict, float]:
    ground, wanted = _given[0]
    begun = perf_counter()
    verdict = wanted[at].show(ground)
    return verdict, perf_counter() - begun
