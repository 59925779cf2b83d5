"""This module makes the links by which a person sets their own password: once, and soon.

It refuses to keep a link: the store holds its hash, and forgets that once it was used.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, insert, select, update

from whitlow.editorial.account_tables import ACCOUNTS, LINKS, SESSIONS
from whitlow.editorial.passwords import hash_of, refuse_weak
from whitlow.editorial.sessions import MINUTE, hashed, now
from whitlow.errors import InputError, Problem

if TYPE_CHECKING:
    from whitlow.editorial.sessions import Clock
    from whitlow.editorial.store import Store

__all__ = ["LASTS", "Links"]

BYTES: Final = 32
LASTS: Final = 24 * 60 * MINUTE
"""Seconds for which a link can be used."""


class Links:
    """The links of a store that nobody has used yet."""

    def __init__(self, store: Store, clock: Clock = now) -> None:
        """Take the store, and who tells the time."""
        self._store: Final = store
        self._clock: Final = clock

    def make(self, name: str, *, drops_factor: bool = False) -> str:
        """Return the word of a new link for an account, in place of any other."""
        token = secrets.token_urlsafe(BYTES)
        with self._store.writing() as connection:
            connection.execute(delete(LINKS).where(LINKS.c.account == name))
            connection.execute(
                insert(LINKS).values(
                    hash=hashed(token),
                    account=name,
                    until=self._clock() + LASTS,
                    drops_factor=drops_factor,
                )
            )
        return token

    def whose(self, token: str) -> str:
        """Return whose link a word is; raises ``InputError`` where it is none that counts."""
        wanted = select(LINKS.c.account).where(
            LINKS.c.hash == hashed(token), LINKS.c.until > self._clock()
        )
        with self._store.reading() as connection:
            found = connection.execute(wanted).scalar_one_or_none()
        if found is None:
            raise InputError(_spent())
        return str(found)

    def use(self, token: str, password: str) -> str:
        """Return whose password was set by a link, which is then spent; ends their sessions.

        Raises ``InputError``: a password that is refused leaves the link as it was.
        """
        name = self.whose(token)
        refuse_weak(password, name)
        kept = hash_of(password)
        mine = LINKS.c.hash == hashed(token)
        with self._store.writing() as connection:
            drops = connection.execute(select(LINKS.c.drops_factor).where(mine)).scalar()
            if connection.execute(delete(LINKS).where(mine)).rowcount != 1:
                raise InputError(_spent())
            account = update(ACCOUNTS).where(ACCOUNTS.c.name == name)
            connection.execute(account.values(password=kept))
            if drops:
                connection.execute(account.values(secret="", confirmed=False))
            connection.execute(delete(SESSIONS).where(SESSIONS.c.account == name))
        return name

    def set_password(self, name: str, password: str) -> None:
        """Set a password that was typed on this machine; ends the account's sessions."""
        refuse_weak(password, name)
        kept = hash_of(password)
        with self._store.writing() as connection:
            account = update(ACCOUNTS).where(ACCOUNTS.c.name == name)
            connection.execute(account.values(password=kept))
            connection.execute(delete(SESSIONS).where(SESSIONS.c.account == name))


def _spent() -> Problem:
    message = "This link was used, or is too old, or never was one. Ask for another."
    return Problem("link_spent", message, "link")
