"""A store keeps what it accepted, whoever acts at once and whatever breaks."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.editorial.board import Board
from whitlow.editorial.chain import verify
from whitlow.editorial.events import Payload
from whitlow.editorial.store import Store, address_of
from whitlow.errors import InputError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from whitlow.editorial.events import Event

AT_ONCE = 20
EACH = 5


def anyone(_: Connection, __: Event) -> None:
    """Allow it."""


def nobody(_: Connection, __: Event) -> None:
    """Refuse it."""
    from whitlow.errors import Problem  # noqa: PLC0415 - only here

    raise InputError(Problem("forbidden", "Nobody may."))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(address_of(tmp_path / "desk.db"))


def comment(board: Board, nonce: str) -> tuple[Payload, str, str]:
    at = "2026-11-20T12:00:00Z"
    payload = Payload("comment", at, "pharmacist", "rule:a", "", "", nonce, {"says": "ü"})
    signer = board.signers["pharmacist"]
    return payload, signer.name, signer.sign(payload)


def kept(store: Store, board: Board) -> None:
    """Keep the events that enrolled the board."""
    for event in board.events:
        store.append(event.payload, event.key, event.signature, anyone)


def test_what_was_added_is_read_back(store: Store) -> None:
    board = Board()
    kept(store, board)

    assert board.events == list(store.events())


def test_what_is_new_is_read_alone(store: Store) -> None:
    board = Board()
    kept(store, board)

    assert board.events[1:] == list(store.events(after=1))


def test_what_may_not_be_added_is_not(store: Store) -> None:
    board = Board()

    with pytest.raises(InputError):
        store.append(*comment(board, "one"), nobody)

    assert [] == list(store.events())


def test_what_was_signed_once_is_taken_once(store: Store) -> None:
    board = Board()
    kept(store, board)
    signed = comment(board, "one")
    store.append(*signed, anyone)

    with pytest.raises(InputError) as error:
        store.append(*signed, anyone)

    expected = "What pharmacist signed was taken already. Sign it anew if it is meant again."
    assert expected == str(error.value)


def test_twenty_at_once_lose_nothing_and_fork_nothing(store: Store, tmp_path: Path) -> None:
    board = Board()
    kept(store, board)

    def add(who: int) -> None:
        own = Store(address_of(tmp_path / "desk.db"))
        for number in range(EACH):
            own.append(*comment(board, f"{who} {number}"), anyone)
        own.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(add, range(AT_ONCE)))

    events = list(store.events())
    assert len(board.events) + AT_ONCE * EACH == len(events)
    assert verify(events, board.policy).broken is None


WRITER = """
import sys
from tests.editorial.test_store import anyone, comment, kept
from tests.editorial.board import Board
from whitlow.editorial.store import Store, address_of
from pathlib import Path
board, store = Board(), Store(address_of(Path(sys.argv[1])))
kept(store, board)
for number in range(100000):
    print(store.append(*comment(board, str(number)), anyone).hash, flush=True)
"""


def test_a_writer_that_is_killed_loses_no_accepted_event(tmp_path: Path) -> None:
    file = tmp_path / "desk.db"
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(file)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(root), *sys.path])},
    ) as writer:
        assert writer.stdout is not None
        accepted = [writer.stdout.readline().strip() for _ in range(20)]
        writer.send_signal(signal.SIGKILL)
        accepted += writer.stdout.read().split()

    found = [event.hash for event in Store(address_of(file)).events()]

    assert [each for each in accepted if each in found] == accepted


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        Store(address_of(tmp_path / "nowhere" / "desk.db"))

    expected = (
        "The desk's store cannot be used (unable to open database file). Nothing was accepted. "
        "Look at its folder, its disk and its address."
    )
    assert expected == str(error.value)


def test_a_full_disk_is_a_sentence_and_loses_nothing(store: Store, tmp_path: Path) -> None:
    board = Board()
    kept(store, board)

    def full(connection: Connection, _: Event) -> None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    refused = ""
    for number in range(200):
        try:
            store.append(*comment(board, f"{number}"), full)
        except InputError as error:
            refused = str(error)
            break

    assert "database or disk is full" in refused
    assert (
        verify(list(Store(address_of(tmp_path / "desk.db")).events()), board.policy).broken is None
    )


def test_an_address_of_nothing_known_is_a_sentence() -> None:
    with pytest.raises(InputError) as error:
        Store("nosuch://secret@host/desk")

    assert "secret" not in str(error.value)
