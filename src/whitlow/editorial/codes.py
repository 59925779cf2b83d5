"""This module is the second factor: codes of half a minute from a secret (RFC 6238).

It refuses a code that was taken once, and any that is older than one that was taken.
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Final

import pyotp
from sqlalchemy import select, update

from whitlow.editorial.account_tables import ACCOUNTS
from whitlow.editorial.sessions import now

if TYPE_CHECKING:
    from whitlow.editorial.sessions import Clock
    from whitlow.editorial.store import Store

__all__ = ["SECONDS", "Codes", "address_of"]

SECONDS: Final = 30
EITHER_WAY: Final = 1
"""By how many codes two clocks may differ."""

ISSUER: Final = "Whitlow"


class Codes:
    """The second factors of a store's accounts."""

    def __init__(self, store: Store, clock: Clock = now) -> None:
        """Take the store, and who tells the time."""
        self._store: Final = store
        self._clock: Final = clock

    def offered(self, name: str) -> str:
        """Return the secret that an account without a second factor is to take over.

        It stays the same until a code of it has come; with a second factor there is none to see.
        """
        unconfirmed = (ACCOUNTS.c.name == name) & ACCOUNTS.c.confirmed.is_(False)
        with self._store.writing() as connection:
            fresh = update(ACCOUNTS).where(unconfirmed & (ACCOUNTS.c.secret == ""))
            connection.execute(fresh.values(secret=pyotp.random_base32()))
            found = connection.execute(select(ACCOUNTS.c.secret).where(unconfirmed))
            return str(found.scalar_one_or_none() or "")

    def accept(self, name: str, code: str) -> bool:
        """Whether a code is right and is taken now, for the first time and the last."""
        given = "".join(code.split())
        moment = self._clock() // SECONDS
        with self._store.writing() as connection:
            wanted = select(ACCOUNTS.c.secret).where(ACCOUNTS.c.name == name)
            secret = connection.execute(wanted).scalar_one_or_none()
            step = _step(secret or "", given, moment)
            if step is None:
                return False
            later = update(ACCOUNTS).where(ACCOUNTS.c.name == name, ACCOUNTS.c.step < step)
            return connection.execute(later.values(step=step, confirmed=True)).rowcount == 1

    def drop(self, name: str) -> None:
        """Take an account's second factor away, so that another has to be taken over."""
        with self._store.writing() as connection:
            mine = update(ACCOUNTS).where(ACCOUNTS.c.name == name)
            connection.execute(mine.values(secret="", confirmed=False))


def _step(secret: str, code: str, moment: int) -> int | None:
    """Return at which half minute a code is the right one, if near enough."""
    if not secret:
        return None
    codes = pyotp.TOTP(secret, interval=SECONDS)
    found = None
    for step in range(moment - EITHER_WAY, moment + EITHER_WAY + 1):
        if hmac.compare_digest(codes.at(step * SECONDS).encode(), code.encode()):
            found = step
    return found


def address_of(secret: str, name: str) -> str:
    """Return a secret as the address that an authenticator takes."""
    return pyotp.TOTP(secret, interval=SECONDS).provisioning_uri(name=name, issuer_name=ISSUER)
