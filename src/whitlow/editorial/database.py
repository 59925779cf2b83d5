"""This module is the desk's database: SQLite on this machine, or PostgreSQL by its address.

It refuses a database of another version, and tells what fails without its address, which may hold
a password.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from sqlalchemy import create_engine, event, text
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from whitlow.editorial.versions import NEWEST, VERSIONS, refuse_other, upgrade, version_of
from whitlow.errors import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine

__all__ = ["Database", "address_of", "migrated"]

LOCK: Final = 0x57484954
"""The number under which PostgreSQL knows that somebody is adding or counting."""

WAIT_MS: Final = 10_000
TRIES: Final = 100
READS: Final = "whitlow_reads"


def address_of(file: Path) -> str:
    """Return the address of a database that is one file of SQLite."""
    return f"sqlite:///{file}"


class Database:
    """A database of whatever version, and the three ways to work in it."""

    def __init__(self, address: str) -> None:
        """Open a database as it is; raises ``InputError``."""
        try:
            self._engine: Final = _opened(address)
        except (SQLAlchemyError, ValueError, ImportError) as error:
            raise InputError(_unusable(error)) from error
        self._reading: Final = self._engine.execution_options(**{READS: True})

    @property
    def dialect(self) -> str:
        """Which database it is: ``sqlite`` or ``postgresql``."""
        return self._engine.dialect.name

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def version(self) -> str:
        """Return the version of the schema, nothing where there is none."""
        with self.reading() as connection:
            return version_of(connection)

    def migrate(self) -> tuple[str, ...]:
        """Return the versions through which the database was brought; raises ``InputError``.

        All of them or none, and whoever comes second has none left.
        """
        with self.alone() as connection:
            if version_of(connection) not in {"", *VERSIONS}:
                refuse_other(connection)
            return () if version_of(connection) == NEWEST else upgrade(connection)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a transaction that may write; raises ``InputError`` where the store fails.

        Two that would keep the same thing twice are told apart by ``IntegrityError``.
        """
        try:
            with self._engine.begin() as connection:
                yield connection
        except IntegrityError:
            raise
        except DBAPIError as error:
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
        except DBAPIError as error:
            raise InputError(_unusable(error)) from error


def migrated(address: str) -> tuple[str, ...]:
    """Return the versions through which the database at an address was brought up to ours.

    Raises ``InputError`` with nothing changed, as for one that a newer program made.
    """
    database = Database(address)
    try:
        return database.migrate()
    finally:
        database.close()


def _opened(address: str) -> Engine:
    scheme, sign, rest = address.partition("://")
    if scheme in {"postgres", "postgresql"}:
        address = f"postgresql+psycopg{sign}{rest}"
    engine = create_engine(address, future=True, pool_pre_ping=not address.startswith("sqlite"))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _durable)
        event.listen(engine, "begin", _immediate)
    return engine


def _durable(connection: sqlite3.Connection, _: object) -> None:
    """Let readers read while somebody writes, and let nothing count that is not on the disk."""
    connection.isolation_level = None
    for pragma in (f"busy_timeout = {WAIT_MS}", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    _keep_a_log(connection)


def _keep_a_log(connection: sqlite3.Connection) -> None:
    """Turn on the write-ahead log, for which SQLite does not wait by itself where two do it."""
    for _ in range(TRIES):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(WAIT_MS / 1000 / TRIES)
        else:
            return


def _immediate(connection: Connection) -> None:
    """Begin as one who will write, so that nobody else writes between looking and adding."""
    reads = connection.get_execution_options().get(READS, False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _one_at_a_time(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def _unusable(error: Exception) -> Problem:
    """Return why a store cannot be used, without its address, which may hold a password."""
    cause = getattr(error, "orig", None) or error
    why = str(cause).splitlines()[0] if isinstance(cause, sqlite3.Error) else type(cause).__name__
    message = (
        f"The desk's store cannot be used ({why}). Nothing was accepted. Look at its folder, its "
        "disk and its address."
    )
    return Problem("store", message, "store")
