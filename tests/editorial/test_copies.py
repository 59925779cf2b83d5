"""A desk in use is copied, and a copy makes a desk: nothing is lost, nothing is mixed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from threading import Event as Flag
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, select, text

from tests.editorial.board import Board
from tests.editorial.servers import database
from tests.editorial.test_store import anyone, comment, kept
from whitlow.editorial.account_tables import ATTEMPTS, SESSIONS
from whitlow.editorial.accounts import Accounts
from whitlow.editorial.chain import Head, verify
from whitlow.editorial.copies import backup, restore
from whitlow.editorial.held_keys import HeldKeys
from whitlow.editorial.links import Links
from whitlow.editorial.sessions import Sessions
from whitlow.editorial.settings import secret_of
from whitlow.editorial.store import Store, address_of
from whitlow.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PHRASE = "a phrase for the key"


@pytest.fixture
def board() -> Board:
    return Board()


@pytest.fixture
def peopled(store: Store, board: Board) -> Store:
    """Give a store with a chain, an account, a session and a held key."""
    kept(store, board)
    Accounts(store, board.policy).add("ada", "Ada", ["reviewer"])
    links = Links(store)
    links.use(links.make("ada"), "four plain words here")
    HeldKeys(store).make("ada", PHRASE)
    Sessions(store).begin("ada", whole=True)
    with store.writing() as connection:
        connection.execute(insert(ATTEMPTS), [{"who": "a", "at": 1}, {"who": "b", "at": 2}])
    return store


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    found = Store(address_of(tmp_path / "other.db"))
    yield found
    found.close()


def test_a_copy_holds_the_chain_the_accounts_and_the_keys(
    peopled: Store, other: Store, board: Board, tmp_path: Path
) -> None:
    secret = secret_of(peopled)
    copied = backup(peopled, tmp_path / "copy")
    restored = restore(other, tmp_path / "copy", board.policy)

    assert (len(board.events), len(board.events)) == (copied, restored)
    assert board.events == list(other.events())
    assert Accounts(peopled, board.policy).all() == Accounts(other, board.policy).all()
    assert HeldKeys(peopled).public("ada") == HeldKeys(other).open("ada", PHRASE).public
    assert secret == secret_of(other)


def test_a_copy_becomes_a_store_of_either_kind_and_grows(
    board: Board, other: Store, store: Store, tmp_path: Path
) -> None:
    kept(other, board)
    with other.writing() as connection:
        connection.execute(insert(ATTEMPTS), [{"who": "a", "at": 1}, {"who": "b", "at": 2}])
    backup(other, tmp_path / "copy")
    restore(store, tmp_path / "copy", board.policy)
    store.append(*comment(board.signers["pharmacist"], "later"), anyone)
    with store.writing() as connection:
        connection.execute(insert(ATTEMPTS), [{"who": "c", "at": 3}])
        found = connection.execute(select(ATTEMPTS.c.who).order_by(ATTEMPTS.c.number)).scalars()
        names = list(found)

    assert ["a", "b", "c"] == names
    assert verify(store.events(), board.policy).broken is None


def test_nobody_stays_signed_in(peopled: Store, other: Store, board: Board, tmp_path: Path) -> None:
    backup(peopled, tmp_path / "copy")
    restore(other, tmp_path / "copy", board.policy)
    with other.reading() as connection:
        found = connection.execute(select(SESSIONS)).all()

    assert [] == found


def test_a_store_in_use_is_copied_as_it_stands_at_one_moment(
    store: Store, address: str, board: Board, tmp_path: Path
) -> None:
    kept(store, board)
    stop, begun = Flag(), Flag()

    def adds() -> None:
        own, number = Store(address), 0
        while not stop.is_set():
            own.append(*comment(board.signers["pharmacist"], f"{number}"), anyone)
            number += 1
            if number > 5:
                begun.set()
        own.close()

    adding = Thread(target=adds)
    adding.start()
    begun.wait()
    copied = [backup(store, tmp_path / f"copy {each}") for each in range(3)]
    stop.set()
    adding.join()

    chains = []
    for each in range(3):
        copy = Store(address_of(tmp_path / f"copy {each}"))
        chains.append(list(copy.events()))
        copy.close()
    assert copied == [len(chain) for chain in chains]
    assert [None] * 3 == [verify(chain, board.policy).broken for chain in chains]
    assert copied == sorted(copied)


def test_a_copy_is_its_owners_alone(peopled: Store, tmp_path: Path) -> None:
    backup(peopled, tmp_path / "copy")

    assert (tmp_path / "copy").stat().st_mode & 0o777 == 0o600


def test_no_file_is_written_over(peopled: Store, tmp_path: Path) -> None:
    (tmp_path / "copy").write_text("mine")

    with pytest.raises(InputError, match="'copy' cannot be written: File exists"):
        backup(peopled, tmp_path / "copy")

    assert (tmp_path / "copy").read_text() == "mine"


def test_a_folder_that_is_not_there_is_a_sentence(peopled: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="'copy' cannot be written: No such file"):
        backup(peopled, tmp_path / "nowhere" / "copy")


def test_a_store_with_something_in_it_is_not_filled(
    peopled: Store, board: Board, tmp_path: Path
) -> None:
    backup(peopled, tmp_path / "copy")

    with pytest.raises(InputError, match="has something in it already"):
        restore(peopled, tmp_path / "copy", board.policy)


def test_a_copy_whose_chain_was_changed_is_refused(
    peopled: Store, other: Store, board: Board, tmp_path: Path
) -> None:
    backup(peopled, tmp_path / "copy")
    with closing(sqlite3.connect(tmp_path / "copy")) as connection, connection:
        connection.execute("UPDATE events SET document = replace(document, 'nephro', 'x')")
        connection.execute("UPDATE events SET document = replace(document, 'Pharmacist', 'Eve')")

    with pytest.raises(InputError, match="Its content is not what its hash was made of"):
        restore(other, tmp_path / "copy", board.policy)

    assert [] == list(other.events())


def test_a_copy_whose_tail_was_cut_off_is_refused(
    peopled: Store, other: Store, board: Board, tmp_path: Path
) -> None:
    backup(peopled, tmp_path / "copy")
    last = board.events[-1]
    with closing(sqlite3.connect(tmp_path / "copy")) as connection, connection:
        connection.execute("DELETE FROM events WHERE number = ?", (last.number,))

    with pytest.raises(InputError, match="The chain ends here"):
        restore(other, tmp_path / "copy", board.policy, Head(last.number, last.hash))


@pytest.mark.parametrize("content", [b"", b"nothing of ours" * 500])
def test_what_is_no_copy_is_a_sentence(
    content: bytes, other: Store, board: Board, tmp_path: Path
) -> None:
    (tmp_path / "copy").write_bytes(content)

    with pytest.raises(InputError, match=r"is no copy|is not a database"):
        restore(other, tmp_path / "copy", board.policy)


def test_a_copy_that_fails_leaves_no_file(postgres: str, tmp_path: Path) -> None:
    store = Store(database(postgres, "desk"))
    with store.writing() as connection:
        connection.execute(text("DROP TABLE waiting"))

    with pytest.raises(InputError):
        backup(store, tmp_path / "copy")
    store.close()

    assert [] == list(tmp_path.iterdir())
