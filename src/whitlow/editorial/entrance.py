"""This module lets people in: a password, then a code where the account has or needs one.

It refuses with the same words whatever was wrong, and in the same time whether there is an account.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sqlalchemy import select, update

from whitlow.editorial.account_tables import ACCOUNTS
from whitlow.editorial.codes import Codes
from whitlow.editorial.limits import Limits
from whitlow.editorial.passwords import fits, hash_of, refuse_weak
from whitlow.editorial.sessions import now
from whitlow.errors import InputError, Problem

if TYPE_CHECKING:
    from whitlow.editorial.accounts import Account, Accounts
    from whitlow.editorial.sessions import Clock, Session, Sessions
    from whitlow.editorial.store import Store

__all__ = ["Entered", "Entrance"]


class Entered(NamedTuple):
    """Who came in: their account, the word of their session, and whether it is whole."""

    account: str
    token: str
    whole: bool


class Entrance:
    """Where people come in to a desk."""

    def __init__(
        self, store: Store, accounts: Accounts, sessions: Sessions, clock: Clock = now
    ) -> None:
        """Take the store, its accounts and sessions, and who tells the time."""
        self._store: Final = store
        self._accounts: Final = accounts
        self._sessions: Final = sessions
        self.codes: Final = Codes(store, clock)
        self.limits: Final = Limits(store, clock)

    def by_password(self, name: str, password: str, address: str, before: str = "") -> Entered:
        """Return who came in by a password; raises ``InputError``.

        ``before`` is the word of the session that the browser had, which ends.
        """
        self.limits.count(name, address)
        account = self._accounts.find(name)
        right = fits(self._kept(name), password)
        if account is None or account.disabled or not right:
            raise InputError(_not_in())
        return self.vouched(account, before)

    def vouched(self, account: Account, before: str = "") -> Entered:
        """Return somebody in for whom a password or an issuer has vouched.

        Raises ``InputError`` for an account that is disabled.
        """
        if account.disabled:
            raise InputError(_not_in())
        whole = not (account.second_factor or self._accounts.needs_second_factor(account))
        if whole:
            self.limits.forgive(account.name)
        token = self._sessions.begin(account.name, whole=whole, instead_of=before)
        return Entered(account.name, token, whole)

    def by_code(self, session: Session, code: str, address: str, before: str) -> Entered:
        """Return who came in wholly, by the code of their second factor; raises ``InputError``."""
        self.limits.count(session.account, address)
        if not self.codes.accept(session.account, code):
            message = (
                "That is not the code of this half minute, or it was used already. Wait for the "
                "next one."
            )
            raise InputError(Problem("wrong_code", message, "code"))
        self.limits.forgive(session.account)
        token = self._sessions.begin(session.account, whole=True, instead_of=before)
        return Entered(session.account, token, whole=True)

    def change_password(self, name: str, old: str, new: str, address: str) -> None:
        """Set a new password for somebody who knows the old one; raises ``InputError``."""
        self.limits.count(name, address)
        if not fits(self._kept(name), old):
            message = "That is not your password. Nothing was changed."
            raise InputError(Problem("wrong_password", message, "old"))
        self.limits.forgive(name)
        refuse_weak(new, name)
        kept = hash_of(new)
        with self._store.writing() as connection:
            mine = update(ACCOUNTS).where(ACCOUNTS.c.name == name)
            connection.execute(mine.values(password=kept))
        self._sessions.end_all(name)

    def is_password(self, name: str, text: str) -> bool:
        """Whether a text is an account's password."""
        return fits(self._kept(name), text)

    def _kept(self, name: str) -> str:
        with self._store.reading() as connection:
            wanted = select(ACCOUNTS.c.password).where(ACCOUNTS.c.name == name)
            return str(connection.execute(wanted).scalar_one_or_none() or "")


def _not_in() -> Problem:
    message = "The name and the password do not fit, or the account is closed. Try again."
    return Problem("sign_in_failed", message)
