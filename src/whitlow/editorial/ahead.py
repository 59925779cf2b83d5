"""This module checks the signatures of a long chain ahead of who verifies it, on every core.

It refuses to judge: it only says under which key a signature holds, and what it does not say is
checked where the chain is verified, link by link.
"""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from itertools import chain, islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final

from whitlow.editorial.canonical import canonical
from whitlow.editorial.people import key_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Future

    from whitlow.editorial.events import Event

    Act = tuple[bytes, str, str]

__all__ = ["assured"]

LONG: Final = 10_000
"""The events of a chain for which other processes are worth their start."""

PART: Final = 1000
AHEAD: Final = 4
"""The parts of a chain for each core that are checked before anybody asks for them."""


def assured(events: Iterable[Event], chairs: Iterable[str]) -> Iterator[tuple[Event, str]]:
    """Yield each event with the public key under which its signature holds, or with nothing.

    ``chairs`` are the keys at the root of trust; the others stand in the events themselves.
    """
    stream = iter(events)
    first = list(islice(stream, LONG))
    cores = _cores()
    if len(first) < LONG or cores == 1:
        yield from ((event, "") for event in chain(first, stream))
        return
    with ProcessPoolExecutor(cores, get_context("spawn")) as pool:
        waiting: deque[tuple[Sequence[Event], Sequence[Act], Future[list[bool]] | None]] = deque()
        try:
            for part, acts in _parts(chain(first, stream), chairs):
                waiting.append((part, acts, _asked(pool, acts)))
                if len(waiting) > AHEAD * cores:
                    yield from _answered(*waiting.popleft())
            while waiting:
                yield from _answered(*waiting.popleft())
        finally:
            pool.shutdown(cancel_futures=True)


def _asked(pool: ProcessPoolExecutor, acts: Sequence[Act]) -> Future[list[bool]] | None:
    """Return what will be known of some acts, None where no other process can be asked."""
    try:
        return pool.submit(held, acts)
    except (BrokenProcessPool, OSError):
        return None


def _answered(
    part: Sequence[Event], acts: Sequence[Act], answer: Future[list[bool]] | None
) -> Iterator[tuple[Event, str]]:
    """Yield the events of a part; where no process could answer, nothing is said of them."""
    found = [False] * len(part)
    if answer is not None:
        with suppress(BrokenProcessPool, OSError):
            found = answer.result()
    for event, (_, _, public), holds in zip(part, acts, found, strict=True):
        yield event, public if holds else ""


def _parts(
    events: Iterator[Event], chairs: Iterable[str]
) -> Iterator[tuple[list[Event], list[Act]]]:
    """Yield a chain in parts, each event with what was signed, by which signature and key."""
    publics = {key_name(public): public for public in chairs}
    while part := list(islice(events, PART)):
        acts = []
        for event in part:
            payload = event.payload
            if payload.kind == "enrol" and payload.body.get("key"):
                public = str(payload.body["key"])
                publics[key_name(public)] = public
            signed = canonical(payload.document())
            acts.append((signed, event.signature, publics.get(event.key, "")))
        yield part, acts


def held(acts: Sequence[Act]) -> list[bool]:
    """Return for each act whether its signature holds under the key; runs in another process."""
    from whitlow.editorial.signing import fits  # noqa: PLC0415 - needs the extra

    return [bool(public) and fits(signed, signature, public) for signed, signature, public in acts]


def _cores() -> int:
    """Return how many processes can work at once here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    found = os.cpu_count()
    return 1 if found is None else found
