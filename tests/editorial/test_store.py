"""A store keeps what it accepted, whoever acts at once and whatever breaks."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import pytest

from tests.editorial.board import Board
from tests.editorial.reviewing import at_once
from tests.editorial.servers import server
from whitlow.editorial.chain import verify
from whitlow.editorial.events import Payload
from whitlow.editorial.signing import Signer
from whitlow.editorial.store import Store, address_of
from whitlow.errors import InputError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from whitlow.editorial.events import Event

AT_ONCE = 20
NOBODY = 65534
EACH = 5


def anyone(_: Connection, __: Event) -> None:
    """Allow it."""


def nobody(_: Connection, __: Event) -> None:
    """Refuse it."""
    from whitlow.errors import Problem  # noqa: PLC0415 - only here

    raise InputError(Problem("forbidden", "Nobody may."))


def comment(signer: Signer, nonce: str) -> tuple[Payload, str, str]:
    at = "2026-11-20T12:00:00Z"
    payload = Payload("comment", at, "pharmacist", "rule:a", "", "", nonce, {"says": "ü"})
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
        store.append(*comment(board.signers["pharmacist"], "one"), nobody)

    assert [] == list(store.events())


def test_what_was_signed_once_is_taken_once(store: Store) -> None:
    board = Board()
    kept(store, board)
    signed = comment(board.signers["pharmacist"], "one")
    store.append(*signed, anyone)

    with pytest.raises(InputError) as error:
        store.append(*signed, anyone)

    expected = "What pharmacist signed was taken already. Sign it anew if it is meant again."
    assert expected == str(error.value)


def adder(address: str, who: str, pem: bytes) -> None:
    """Add some events, as a process of its own does."""
    signer, store = Signer.read(pem), Store(address)
    for number in range(EACH):
        store.append(*comment(signer, f"{who} {number}"), anyone)


def ran(program: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a process of its own that works on a store."""
    root = Path(__file__).parents[2]
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdout=subprocess.PIPE,
        cwd=root,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(root), *sys.path])},
    )


def test_twenty_processes_at_once_lose_nothing_and_fork_nothing(store: Store, address: str) -> None:
    board = Board()
    kept(store, board)
    pem = board.signers["pharmacist"].written()

    ended = at_once(adder, [(address, str(who), pem) for who in range(AT_ONCE)])

    events = list(store.events())
    assert [0] * AT_ONCE == ended
    assert len(board.events) + AT_ONCE * EACH == len(events)
    assert verify(events, board.policy).broken is None


def test_whoever_comes_second_is_asked_with_what_then_stands(store: Store) -> None:
    board = Board()
    kept(store, board)
    seen: list[int] = []

    def noting(_: Connection, event: Event) -> None:
        seen.append(event.number)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(
            pool.map(
                lambda one: store.append(*comment(board.signers["pharmacist"], one), noting),
                map(str, range(AT_ONCE)),
            )
        )

    first = len(board.events) + 1
    assert list(range(first, first + AT_ONCE)) == sorted(seen)


WRITER = """
import sys
from tests.editorial.test_store import anyone, comment, kept
from tests.editorial.board import Board
from tests.editorial.reviewing import at_once
from tests.editorial.servers import server
from whitlow.editorial.signing import Signer
from whitlow.editorial.store import Store
board, store = Board(), Store(sys.argv[1])
kept(store, board)
for number in range(100000):
    signed = comment(board.signers["pharmacist"], str(number))
    print(store.append(*signed, anyone).hash, flush=True)
"""


def test_a_writer_that_is_killed_loses_no_accepted_event(address: str) -> None:
    with ran(WRITER, address) as writer:
        assert writer.stdout is not None
        accepted = [writer.stdout.readline().decode().strip() for _ in range(20)]
        writer.send_signal(signal.SIGKILL)
        accepted += writer.stdout.read().decode().split()

    store = Store(address)
    found = [event.hash for event in store.events()]
    store.close()

    assert [each for each in accepted if each in found] == accepted


@pytest.mark.usefixtures("postgres")
def test_a_server_that_is_killed_loses_no_accepted_event() -> None:
    with server() as running, ran(WRITER, running.address) as writer:
        assert writer.stdout is not None
        accepted = [writer.stdout.readline().decode().strip() for _ in range(20)]
        running.crash()
        accepted += writer.stdout.read().decode().split()
        writer.wait()
        running.start()
        store = Store(running.address)

        found = [event.hash for event in store.events()]
        store.close()

    assert [each for each in accepted if each in found] == accepted


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        Store(address_of(tmp_path / "nowhere" / "desk.db"))

    expected = (
        "The desk's store cannot be used (unable to open database file). Nothing was accepted. "
        "Look at its folder, its disk and its address."
    )
    assert expected == str(error.value)


def read_only(address: str) -> str:
    """Return the address under which a store can be read and not written."""
    if address.startswith("sqlite"):
        file = address.removeprefix("sqlite:///")
        return f"sqlite:///file:{file}?mode=ro&uri=true"
    return f"{address}?options=-c%20default_transaction_read_only%3Don"


def test_a_store_that_cannot_be_written_is_read_and_refuses(store: Store, address: str) -> None:
    board = Board()
    kept(store, board)
    closed = Store(read_only(address))

    with pytest.raises(InputError) as error:
        closed.append(*comment(board.signers["pharmacist"], "one"), anyone)
    found = list(closed.events())
    closed.close()

    assert ("Nothing was accepted." in str(error.value), board.events) == (True, found)


def cannot_write(address: str, pem: bytes) -> None:
    """Try to add an event as somebody who may not write to the folder; end well if refused."""
    if os.geteuid() == 0:
        os.seteuid(NOBODY)
    with pytest.raises(InputError, match="Nothing was accepted"):
        Store(address).append(*comment(Signer.read(pem), "one"), anyone)


def test_a_folder_that_cannot_be_written_refuses_and_loses_nothing() -> None:
    folder = Path(mkdtemp(prefix="whitlow-closed-"))
    board, store = Board(), Store(address_of(folder / "desk.db"))
    kept(store, board)
    store.close()
    folder.chmod(0o555)
    (folder / "desk.db").chmod(0o444)
    pem = board.signers["pharmacist"].written()

    ended = at_once(
        cannot_write, [(address_of(folder / name), pem) for name in ("desk.db", "new.db")]
    )
    folder.chmod(0o755)
    again = Store(address_of(folder / "desk.db"))
    found = list(again.events())
    again.close()
    shutil.rmtree(folder)

    assert ([0, 0], board.events) == (ended, found)


def test_a_full_disk_is_a_sentence_and_loses_nothing(tmp_path: Path) -> None:
    store = Store(address_of(tmp_path / "desk.db"))
    board = Board()
    kept(store, board)

    def full(connection: Connection, _: Event) -> None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    refused, accepted = "", 0
    for number in range(200):
        try:
            store.append(*comment(board.signers["pharmacist"], f"{number}"), full)
            accepted += 1
        except InputError as error:
            refused = str(error)
            break

    events = list(Store(address_of(tmp_path / "desk.db")).events())
    assert "database or disk is full" in refused
    assert len(board.events) + accepted == len(events)
    assert verify(events, board.policy).broken is None


def test_an_address_of_nothing_known_is_a_sentence() -> None:
    with pytest.raises(InputError) as error:
        Store("nosuch://secret@host/desk")

    assert "secret" not in str(error.value)
