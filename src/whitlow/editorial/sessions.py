"""This module holds who is signed in, from when, and since when they were silent.

It refuses to keep a session as it is: the store holds its hash, the browser the rest.
"""

from __future__ import annotations

import secrets
import time
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from sqlalchemy import delete, insert, or_, select, update

from whitlow.editorial.account_tables import ACCOUNTS, SESSIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from whitlow.editorial.store import Store

    Clock = Callable[[], int]

__all__ = ["HALF", "IDLE", "LONGEST", "MINUTE", "Session", "Sessions", "hashed", "now"]

BYTES: Final = 32
MINUTE: Final = 60
IDLE: Final = 60 * MINUTE
"""Seconds of silence after which a session ends."""

HALF: Final = 10 * MINUTE
"""Seconds in which the second factor has to come."""

LONGEST: Final = 12 * 60 * MINUTE
"""Seconds after which a session ends whatever is done with it."""


def now() -> int:
    """Return the moment in whole seconds, as the store writes it."""
    return int(time.time())


def hashed(token: str) -> str:
    """Return what the store keeps of a word that only its owner holds."""
    return sha256(token.encode()).hexdigest()


class Session(NamedTuple):
    """A session: its hash, whose it is, and whether nothing of signing in is missing."""

    hash: str
    account: str
    whole: bool


class Sessions:
    """The sessions of a store."""

    def __init__(self, store: Store, clock: Clock = now) -> None:
        """Take the store, and who tells the time."""
        self._store: Final = store
        self._clock: Final = clock

    def begin(self, account: str, *, whole: bool, instead_of: str = "") -> str:
        """Return the word for a new session, which takes the place of another.

        What has ended by itself is forgotten with it.
        """
        token = secrets.token_urlsafe(BYTES)
        moment = self._clock()
        ended = or_(SESSIONS.c.seen <= moment - IDLE, SESSIONS.c.began <= moment - LONGEST)
        with self._store.writing() as connection:
            connection.execute(delete(SESSIONS).where(ended))
            connection.execute(delete(SESSIONS).where(SESSIONS.c.hash == hashed(instead_of)))
            connection.execute(
                insert(SESSIONS).values(
                    hash=hashed(token), account=account, whole=whole, began=moment, seen=moment
                )
            )
        return token

    def find(self, token: str) -> Session | None:
        """Return the session of a word while it lasts, and note that it was used."""
        if not token:
            return None
        moment = self._clock()
        wanted = (
            select(SESSIONS.c.hash, SESSIONS.c.account, SESSIONS.c.whole, SESSIONS.c.seen)
            .join(ACCOUNTS)
            .where(
                SESSIONS.c.hash == hashed(token),
                SESSIONS.c.seen > moment - IDLE,
                SESSIONS.c.began > moment - LONGEST,
                or_(SESSIONS.c.whole, SESSIONS.c.began > moment - HALF),
                ACCOUNTS.c.disabled.is_(False),
            )
        )
        with self._store.reading() as connection:
            row = connection.execute(wanted).first()
        if row is None:
            return None
        if row.seen <= moment - MINUTE:
            self._note(row.hash, moment)
        return Session(row.hash, row.account, row.whole)

    def _note(self, hash_: str, moment: int) -> None:
        with self._store.writing() as connection:
            used = update(SESSIONS).where(SESSIONS.c.hash == hash_)
            connection.execute(used.values(seen=moment))

    def end(self, token: str) -> None:
        """End a session."""
        with self._store.writing() as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.hash == hashed(token)))

    def end_all(self, account: str) -> None:
        """End every session of an account."""
        with self._store.writing() as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.account == account))
