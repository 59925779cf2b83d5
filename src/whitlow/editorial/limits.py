"""This module counts who tried to sign in how often, and from where.

It refuses to tell whether there is such an account: a name that nobody has is locked alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, func, insert, select

from whitlow.editorial.account_tables import ATTEMPTS
from whitlow.editorial.sessions import MINUTE, hashed, now
from whitlow.errors import InputError, Problem

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from whitlow.editorial.sessions import Clock
    from whitlow.editorial.store import Store

__all__ = ["OF_ADDRESS", "OF_NAME", "WINDOW", "Limits"]

WINDOW: Final = 15 * MINUTE
OF_NAME: Final = 5
"""How often a name may be tried in that time; the password and the code count alike."""

OF_ADDRESS: Final = 50
"""How often one address may try, whichever names."""


class Limits:
    """The attempts of the last while, in the store, so that every process counts the same."""

    def __init__(self, store: Store, clock: Clock = now) -> None:
        """Take the store, and who tells the time."""
        self._store: Final = store
        self._clock: Final = clock

    def count(self, name: str, address: str) -> None:
        """Count an attempt before it is looked at; raises ``InputError`` where it is one too many.

        Whoever tries many at once is counted before any of them is answered.
        """
        moment = self._clock()
        bounds = {_who("name", name): OF_NAME, _who("address", address): OF_ADDRESS}
        with self._store.alone() as connection:
            connection.execute(delete(ATTEMPTS).where(ATTEMPTS.c.at <= moment - WINDOW))
            if any(_number(connection, who) >= most for who, most in bounds.items()):
                raise InputError(_too_often())
            connection.execute(insert(ATTEMPTS), [{"who": who, "at": moment} for who in bounds])

    def forgive(self, name: str) -> None:
        """Forget the attempts of a name that was signed in to wholly."""
        with self._store.writing() as connection:
            connection.execute(delete(ATTEMPTS).where(ATTEMPTS.c.who == _who("name", name)))


def _who(kind: str, text: str) -> str:
    """Return whom an attempt counts for, without keeping their name or address."""
    return hashed(f"{kind}\n{text}")


def _number(connection: Connection, who: str) -> int:
    wanted = select(func.count()).select_from(ATTEMPTS).where(ATTEMPTS.c.who == who)
    return connection.execute(wanted).scalar_one()


def _too_often() -> Problem:
    message = (
        f"That was tried too often. Nothing was looked at. Try again in {WINDOW // MINUTE} minutes."
    )
    return Problem("too_many_attempts", message)
