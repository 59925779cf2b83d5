"""This module keeps the chain in a database: SQLite on this machine, or PostgreSQL by its address.

It refuses to change or to delete an event, and calls one accepted only once it is on the disk.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from sqlalchemy import create_engine, event, insert, select, text
from sqlalchemy.exc import IntegrityError, OperationalError, SQLAlchemyError

from whitlow.editorial import account_tables
from whitlow.editorial.events import BEGINNING, Event, Payload, event_of, linked
from whitlow.editorial.tables import EVENTS
from whitlow.errors import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    Allowed = Callable[[Connection, Event], None]

__all__ = ["Store", "address_of"]

TRIES: Final = 20
LOCK: Final = 0x57484954
"""The number under which PostgreSQL knows that somebody is adding to the chain."""

WAIT_MS: Final = 10_000
READS: Final = "whitlow_reads"


def address_of(file: Path) -> str:
    """Return the address of a store that is one file of SQLite."""
    return f"sqlite:///{file}"


class Store:
    """One chain in one database."""

    def __init__(self, address: str) -> None:
        """Open a store, making its tables where there are none; raises ``InputError``."""
        try:
            self._engine: Final = _opened(address)
            self._reading: Final = self._engine.execution_options(**{READS: True})
            with self._engine.begin() as connection:
                account_tables.SCHEMA.create_all(connection)
        except (SQLAlchemyError, ValueError, ImportError) as error:
            raise InputError(_unusable(error)) from error

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a transaction that may write; raises ``InputError`` where the store fails.

        Two that would keep the same thing twice are told apart by ``IntegrityError``.
        """
        try:
            with self._engine.begin() as connection:
                yield connection
        except OperationalError as error:
            raise InputError(_unusable(error)) from error

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """Give a transaction in which nobody else counts or adds; raises ``InputError``."""
        with self.writing() as connection:
            _one_at_a_time(connection)
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a transaction that only reads; raises ``InputError`` where the store fails."""
        try:
            with self._reading.connect() as connection:
                yield connection
        except OperationalError as error:
            raise InputError(_unusable(error)) from error

    def append(self, payload: Payload, key: str, signature: str, allowed: Allowed) -> Event:
        """Return the event that was added; raises ``InputError`` where it was not.

        ``allowed`` is asked in the same transaction, with the event in its place, and raises where
        it may not be added. Whoever comes second waits, and is asked with what then stands.
        """
        for _ in range(TRIES):
            try:
                with self._engine.begin() as connection:
                    _one_at_a_time(connection)
                    number, previous = _head(connection)
                    added = linked(number + 1, payload, key, signature, previous)
                    allowed(connection, added)
                    connection.execute(insert(EVENTS).values(**_row(added)))
            except IntegrityError as error:
                if self._has(payload.nonce):
                    raise InputError(_twice(payload)) from error
            except OperationalError as error:
                raise InputError(_unusable(error)) from error
            else:
                return added
        message = "Too many are adding to the chain at once. Try again in a moment."
        raise InputError(Problem("busy", message))

    def take_over(self, events: Sequence[Event]) -> int:
        """Keep a whole chain that was verified, in a store without one; raises ``InputError``."""
        try:
            with self._engine.begin() as connection:
                _one_at_a_time(connection)
                if _head(connection) != (0, BEGINNING):
                    message = (
                        "This desk has a chain already. Take the other over into an empty one."
                    )
                    raise InputError(Problem("not_empty", message, "store"))
                if events:
                    connection.execute(insert(EVENTS), [_row(each) for each in events])
        except OperationalError as error:
            raise InputError(_unusable(error)) from error
        return len(events)

    def events(self, after: int = 0) -> Iterator[Event]:
        """Yield the events after one, in order."""
        with self._reading.connect() as connection:
            wanted = select(EVENTS.c.document).where(EVENTS.c.number > after)
            rows = connection.execution_options(yield_per=1000).execute(
                wanted.order_by(EVENTS.c.number)
            )
            for at, (document,) in enumerate(rows, after + 1):
                yield event_of(json.loads(document), f"event {at}")

    def _has(self, nonce: str) -> bool:
        with self._reading.connect() as connection:
            found = connection.execute(select(EVENTS.c.number).where(EVENTS.c.nonce == nonce))
            return found.first() is not None


def _opened(address: str) -> Engine:
    engine = create_engine(address, future=True, pool_pre_ping=not address.startswith("sqlite"))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _durable)
        event.listen(engine, "begin", _immediate)
    return engine


def _durable(connection: sqlite3.Connection, _: object) -> None:
    """Let readers read while somebody writes, and let nothing count that is not on the disk."""
    connection.isolation_level = None
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        f"busy_timeout = {WAIT_MS}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _immediate(connection: Connection) -> None:
    """Begin as one who will write, so that nobody else writes between looking and adding."""
    reads = connection.get_execution_options().get(READS, False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _one_at_a_time(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def _head(connection: Connection) -> tuple[int, str]:
    wanted = select(EVENTS.c.number, EVENTS.c.hash).order_by(EVENTS.c.number.desc()).limit(1)
    row = connection.execute(wanted).first()
    return (0, BEGINNING) if row is None else (row.number, row.hash)


def _row(added: Event) -> dict[str, object]:
    payload = added.payload
    return {
        "number": added.number,
        "record": payload.record,
        "kind": payload.kind,
        "actor": payload.actor,
        "nonce": payload.nonce,
        "previous": added.previous,
        "hash": added.hash,
        "document": json.dumps(added.document(), ensure_ascii=False, sort_keys=True),
    }


def _twice(payload: Payload) -> Problem:
    message = f"What {payload.actor} signed was taken already. Sign it anew if it is meant again."
    return Problem("taken_already", message, "nonce")


def _unusable(error: Exception) -> Problem:
    """Return why a store cannot be used, without its address, which may hold a password."""
    cause = getattr(error, "orig", None) or error
    why = str(cause).splitlines()[0] if isinstance(cause, sqlite3.Error) else type(cause).__name__
    message = (
        f"The desk's store cannot be used ({why}). Nothing was accepted. Look at its folder, its "
        "disk and its address."
    )
    return Problem("store", message, "store")
