"""A store of another version is named, brought up, or refused; its chain stays as it was."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, text

from tests.editorial.board import Board
from whitlow.editorial.account_tables import SCHEMA
from whitlow.editorial.database import Database, migrated
from whitlow.editorial.store import Store
from whitlow.editorial.tables import EVENTS
from whitlow.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path


def noted(address: str, version: str) -> None:
    """Write another version into a store."""
    store = Store(address)
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})
    store.close()


def made_before_versions(address: str) -> Board:
    """Make a store as the first ones were, with a chain."""
    board, database = Board(), Database(address)
    with database.writing() as connection:
        EVENTS.create(connection)
        for event in board.events:
            values = {
                "number": event.number,
                "record": "",
                "kind": event.payload.kind,
                "actor": event.payload.actor,
                "nonce": event.payload.nonce,
                "previous": event.previous,
                "hash": event.hash,
                "document": '{"kept": true}',
            }
            connection.execute(insert(EVENTS).values(**values))
    database.close()
    return board


def test_the_migrations_make_the_schema_that_the_program_speaks(store: Store) -> None:
    with store.reading() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), SCHEMA)

    assert [] == differences


def test_a_newer_store_is_refused(address: str) -> None:
    noted(address, "tomorrow")

    with pytest.raises(InputError) as error:
        Store(address)

    expected = (
        "The desk's store has version 'tomorrow', which this program does not know: a newer one "
        "made it. Use that one. Nothing was changed."
    )
    assert expected == str(error.value)


def test_a_newer_store_is_not_migrated(address: str) -> None:
    noted(address, "tomorrow")

    with pytest.raises(InputError, match="a newer one made it"):
        migrated(address)


def test_an_older_store_names_the_command(address: str) -> None:
    made_before_versions(address)

    with pytest.raises(InputError) as error:
        Store(address)

    expected = (
        "The desk's store has version 'events', and this program has 'people'. Make a copy with "
        "'whitlow review backup', then run 'whitlow review migrate'."
    )
    assert expected == str(error.value)


def test_an_older_store_is_brought_up_with_its_chain(address: str) -> None:
    board = made_before_versions(address)
    steps = [migrated(address), migrated(address)]
    store = Store(address)
    with store.reading() as connection:
        found = connection.execute(text("SELECT hash FROM events ORDER BY number")).scalars().all()
    store.close()

    assert [("people",), ()] == steps
    assert [event.hash for event in board.events] == found


def test_a_step_that_fails_leaves_the_store_as_it_was(address: str) -> None:
    made_before_versions(address)
    database = Database(address)
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE waiting (own INTEGER)"))

    with pytest.raises(InputError):
        database.migrate()
    version = database.version()
    with database.reading() as connection:
        found = connection.execute(text("SELECT count(*) FROM events")).scalar_one()
    database.close()

    assert ("events", 2) == (version, found)


def test_many_who_open_a_new_store_at_once_make_it_once(address: str) -> None:
    def opened(_: int) -> str:
        store = Store(address)
        found = store.version()
        store.close()
        return found

    with ThreadPoolExecutor(10) as pool:
        found = list(pool.map(opened, range(10)))

    assert ["people"] * 10 == found


def test_the_wheel_is_told_to_carry_every_step() -> None:
    from whitlow.editorial.versions import FOLDER, VERSIONS  # noqa: PLC0415 - only here

    carried = {each.stem for each in (FOLDER / "versions").glob("[a-z]*.py")}

    assert set(VERSIONS) == carried


def test_a_file_that_is_no_store_is_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "desk.db"
    file.write_bytes(b"not a database at all" * 100)

    with pytest.raises(InputError, match="file is not a database"):
        Store(f"sqlite:///{file}")
