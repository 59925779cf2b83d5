"""This script measures the chain of reviews: how fast it is verified, and how fast it grows.

A board is made up, whose reviewers comment; nothing of the guideline is asked.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.editorial.board import Board
from whitlow.editorial.chain import verify
from whitlow.editorial.events import Payload, linked
from whitlow.editorial.store import Store, address_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from whitlow.editorial.events import Event

EVENTS: Final = 100_000
APPENDED: Final = 1_000
ALLOWED: Final = 10.0
CORES: Final = os.cpu_count()
AT: Final = "2026-11-20T12:00:00Z"


def signed(board: Board, number: int) -> tuple[Payload, str, str]:
    """Return a comment and its signature."""
    who = ("pharmacist", "virologist")[number % 2]
    body = {"says": "The second row wants another look."}
    payload = Payload("comment", AT, who, "table:a-table", "t", "b", f"n {number}", body)
    signer = board.signers[who]
    return payload, signer.name, signer.sign(payload)


def chain(board: Board) -> list[Event]:
    """Return a chain of many events."""
    events = list(board.events)
    for number in range(EVENTS - len(events)):
        previous = events[-1].hash
        events.append(linked(len(events) + 1, *signed(board, number), previous))
    return events


def anyone(_: Connection, __: Event) -> None:
    """Allow it."""


def appended(board: Board, folder: str) -> Iterator[float]:
    """Yield how long each event took to be on the disk."""
    store = Store(address_of(Path(folder) / "desk.db"))
    for number in range(APPENDED):
        act = signed(board, number)
        began = time.perf_counter()
        store.append(*act, anyone)
        yield time.perf_counter() - began
    store.close()


def processor() -> float:
    """Return the seconds that this process and those that it waited for have worked."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def main() -> None:
    """Print what was measured; leave with 1 where verifying took too long."""
    board = Board()
    with TemporaryDirectory() as folder:
        times = sorted(appended(board, folder))
        print(f"append, on the disk     {sum(times) / APPENDED * 1000:8.2f} ms on average")
        print(f"                        {times[APPENDED // 2] * 1000:8.2f} ms median")
        print(f"                        {APPENDED / sum(times):8.0f} a second")
        store = Store(address_of(Path(folder) / "chain.db"))
        store.take_over(chain(board))
        began, used = time.perf_counter(), processor()
        found = verify(store.events(), board.policy)
        seconds, used = time.perf_counter() - began, processor() - used
        store.close()
    if found.broken is not None:
        sys.exit(str(found.broken))
    print(f"verify {EVENTS:,} events   {seconds:8.2f} s (allowed {ALLOWED:.0f} s)")
    print(
        f"                        {used:8.2f} s of all cores together, of which there are {CORES}"
    )
    sys.exit(seconds > ALLOWED)


if __name__ == "__main__":
    main()
