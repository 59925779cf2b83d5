"""This module copies a desk's store while it is in use, and makes a store of such a copy.

It refuses a copy whose chain does not hold, and to write over a store that has anything in it. A
copy is one file of SQLite whichever database it was made of, so it also moves a desk to another.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, insert, select, text

from whitlow.editorial.account_tables import SCHEMA, SESSIONS
from whitlow.editorial.chain import verify
from whitlow.editorial.database import Database, address_of
from whitlow.editorial.store import Store
from whitlow.editorial.tables import EVENTS
from whitlow.errors import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Table

    from whitlow.editorial.chain import Head
    from whitlow.guideline.policy import Policy

__all__ = ["backup", "restore"]

AT_ONCE: Final = 1000
OWNER_ALONE: Final = 0o600
OURS: Final = frozenset({"settings"})
"""Tables in which a store that was just opened may have something."""


def backup(store: Store, file: Path) -> int:
    """Copy a store as it stands at one moment to a new file; return how many events it holds.

    Raises ``InputError`` with no file left. Whoever works at the desk need not stop.
    """
    part = file.with_name(f".{file.name}.part")
    _reserve(file, part)
    try:
        if store.dialect == "sqlite":
            with store.reading() as connection:
                _copied_file(connection, part)
        else:
            _copied_rows(store, part)
        os.link(part, file)
    except (OSError, sqlite3.Error) as error:
        raise InputError(_unwritten(file, error)) from error
    finally:
        with suppress(OSError):
            part.unlink()
    copy = Store(address_of(file))
    try:
        return _count(copy, EVENTS)
    finally:
        copy.close()


def restore(store: Store, file: Path, policy: Policy, published: Head | None = None) -> int:
    """Fill an empty store from a copy; return how many events it holds; raises ``InputError``.

    The chain is verified first. Nobody stays signed in.
    """
    _refuse_no_copy(file)
    copy = Store(address_of(file))
    try:
        broken = verify(copy.events(), policy, published).broken
        if broken is not None:
            raise InputError(Problem("broken_chain", f"{file.name}: {broken}", "FILE"))
        with store.alone() as into, copy.reading() as out:
            _refuse_full(into)
            for table in SCHEMA.sorted_tables:
                _fill(into, table, out)
        return _count(store, EVENTS)
    finally:
        copy.close()


def _refuse_no_copy(file: Path) -> None:
    """Raise where a file is not there or holds no store, and leave it as it is."""
    if file.is_file():
        found = Database(address_of(file))
        try:
            if found.version():
                return
        finally:
            found.close()
    message = f"{file.name!r} is no copy of a desk's store. Name one that 'backup' made."
    raise InputError(Problem("no_copy", message, "FILE", file.name))


def _reserve(file: Path, part: Path) -> None:
    """Make a file that its owner alone can read, and refuse one that is there; raises."""
    try:
        if file.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ALONE))
    except OSError as error:
        raise InputError(_unwritten(file, error)) from error


def _copied_file(connection: Connection, part: Path) -> None:
    """Copy a database of SQLite by its own means, which takes in what is written meanwhile."""
    own: object = connection.connection.driver_connection
    if not isinstance(own, sqlite3.Connection):
        raise TypeError(type(own).__name__)
    with closing(sqlite3.connect(part)) as target:
        own.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")


def _copied_rows(store: Store, part: Path) -> None:
    """Copy another database row by row, all of it as it stands at one moment."""
    part.unlink()
    target = Store(address_of(part))
    part.chmod(OWNER_ALONE)
    try:
        with store.reading() as out, target.alone() as into:
            out.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
            for table in SCHEMA.sorted_tables:
                _fill(into, table, out)
    finally:
        target.close()


def _fill(into: Connection, table: Table, out: Connection) -> None:
    """Copy the rows of a table; a session is not copied: whoever holds it signs in anew."""
    if table is SESSIONS:
        return
    if table.name in OURS:
        into.execute(table.delete())
    for rows in _parts(out, table):
        into.execute(insert(table), rows)
    if table.autoincrement_column is not None and into.dialect.name == "postgresql":
        into.execute(
            text(
                f"SELECT setval(pg_get_serial_sequence('{table.name}', 'number'), "  # noqa: S608 - ours
                f"(SELECT COALESCE(MAX(number), 0) + 1 FROM {table.name}), false)"
            )
        )


def _parts(out: Connection, table: Table) -> Iterator[list[dict[str, object]]]:
    rows = out.execution_options(yield_per=AT_ONCE).execute(select(table))
    for part in rows.partitions(AT_ONCE):
        yield [dict(row._mapping) for row in part]  # noqa: SLF001 - SQLAlchemy's own name for it


def _refuse_full(into: Connection) -> None:
    """Raise where a store has anything in it that a copy would mix with."""
    for table in SCHEMA.sorted_tables:
        if table.name not in OURS and into.execute(select(table).limit(1)).first() is not None:
            message = (
                "This store has something in it already, and nothing was changed. Name an empty "
                "one with --store."
            )
            raise InputError(Problem("not_empty", message, "store"))


def _count(store: Store, table: Table) -> int:
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _unwritten(file: Path, error: Exception) -> Problem:
    number = error.errno if isinstance(error, OSError) else None
    why = os.strerror(number) if number else str(error) or type(error).__name__
    message = f"{file.name!r} cannot be written: {why}. Name a file that is not there yet."
    return Problem("unwritable", message, "FILE", file.name)
