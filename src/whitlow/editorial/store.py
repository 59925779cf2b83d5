"""This module keeps the chain in a database: SQLite on this machine, or PostgreSQL by its address.

It refuses to change or to delete an event, and calls one accepted only once it is on the disk.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from whitlow.editorial.database import Database, address_of
from whitlow.editorial.events import BEGINNING, Event, Payload, event_of, linked
from whitlow.editorial.tables import EVENTS
from whitlow.editorial.versions import refuse_other
from whitlow.errors import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy import Connection

    Allowed = Callable[[Connection, Event], None]

__all__ = ["Store", "address_of"]

TRIES: Final = 20


class Store(Database):
    """One chain in one database of our own version."""

    def __init__(self, address: str) -> None:
        """Open a store, making its tables where there are none; raises ``InputError``.

        One of another version is left as it is.
        """
        super().__init__(address)
        try:
            if not self.version():
                self.migrate()
            with self.reading() as connection:
                refuse_other(connection)
        except BaseException:
            self.close()
            raise

    def append(self, payload: Payload, key: str, signature: str, allowed: Allowed) -> Event:
        """Return the event that was added; raises ``InputError`` where it was not.

        ``allowed`` is asked in the same transaction, with the event in its place, and raises where
        it may not be added. Whoever comes second waits, and is asked with what then stands.
        """
        for _ in range(TRIES):
            try:
                with self.alone() as connection:
                    number, previous = _head(connection)
                    added = linked(number + 1, payload, key, signature, previous)
                    allowed(connection, added)
                    connection.execute(insert(EVENTS).values(**_row(added)))
            except IntegrityError as error:
                if self._has(payload.nonce):
                    raise InputError(_twice(payload)) from error
            else:
                return added
        message = "Too many are adding to the chain at once. Try again in a moment."
        raise InputError(Problem("busy", message))

    def take_over(self, events: Sequence[Event]) -> int:
        """Keep a whole chain that was verified, in a store without one; raises ``InputError``."""
        with self.alone() as connection:
            if _head(connection) != (0, BEGINNING):
                message = "This desk has a chain already. Take the other over into an empty one."
                raise InputError(Problem("not_empty", message, "store"))
            if events:
                connection.execute(insert(EVENTS), [_row(each) for each in events])
        return len(events)

    def events(self, after: int = 0) -> Iterator[Event]:
        """Yield the events after one, in order."""
        with self.reading() as connection:
            wanted = select(EVENTS.c.document).where(EVENTS.c.number > after)
            rows = connection.execution_options(yield_per=1000).execute(
                wanted.order_by(EVENTS.c.number)
            )
            for at, (document,) in enumerate(rows, after + 1):
                yield event_of(json.loads(document), f"event {at}")

    def _has(self, nonce: str) -> bool:
        with self.reading() as connection:
            found = connection.execute(select(EVENTS.c.number).where(EVENTS.c.nonce == nonce))
            return found.first() is not None


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
