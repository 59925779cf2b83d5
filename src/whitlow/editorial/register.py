"""This module is what whoever runs a desk does with its accounts, each act noted in the chain.

It refuses to read a password or a key: it gives links, by which people set their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.editorial.accounts import Accounts
from whitlow.editorial.audit import Audit
from whitlow.editorial.codes import Codes, address_of
from whitlow.editorial.desk import Desk
from whitlow.editorial.limits import Limits
from whitlow.editorial.links import Links
from whitlow.editorial.sessions import Sessions, now
from whitlow.editorial.store import Store
from whitlow.errors import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whitlow.editorial.accounts import Account
    from whitlow.editorial.sessions import Clock
    from whitlow.guideline import Guideline

__all__ = ["Register"]


class Register:
    """The accounts of a store, and who changes them."""

    def __init__(self, guideline: Guideline, address: str, by: str, clock: Clock = now) -> None:
        """Open the store at an address, as somebody; raises ``InputError``."""
        store = Store(address)
        desk = Desk(guideline, store)
        self._store: Final = store
        self._by: Final = by
        self.accounts: Final = Accounts(store, desk.policy)
        self.audit: Final = Audit(store, desk, clock)
        self._links: Final = Links(store, clock)
        self._sessions: Final = Sessions(store, clock)
        self._codes: Final = Codes(store, clock)
        self._limits: Final = Limits(store, clock)

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()

    def _noted(self, did: str, account: Account) -> Account:
        self.audit.changed(self._by, did, account.name)
        return account

    def add(self, name: str, title: str, roles: Iterable[str]) -> Account:
        """Return a new account; raises ``InputError``."""
        return self._noted("added the account", self.accounts.add(name, title, roles))

    def disable(self, name: str) -> Account:
        """Return an account that was closed, its sessions with it."""
        account = self.accounts.disable(name)
        self._sessions.end_all(name)
        return self._noted("closed the account", account)

    def enable(self, name: str) -> Account:
        """Return an account that was opened again."""
        return self._noted("opened the account", self.accounts.enable(name))

    def give_roles(self, name: str, roles: Iterable[str]) -> Account:
        """Return an account with these roles; raises ``InputError``."""
        account = self.accounts.give_roles(name, roles)
        return self._noted(f"gave the roles: {', '.join(sorted(account.roles)) or 'none'}", account)

    def link(self, name: str) -> str:
        """Return the word of a link by which a password is set; forgives what was mistyped."""
        self._noted("gave a link for a new password", self.accounts.known(name))
        self._limits.forgive(name)
        return self._links.make(name)

    def link_without_factor(self, name: str) -> str:
        """Return the word of a link that takes the second factor away too."""
        did = "gave a link for a new password and second factor"
        self._noted(did, self.accounts.known(name))
        self._limits.forgive(name)
        return self._links.make(name, drops_factor=True)

    def set_password(self, name: str, password: str) -> Account:
        """Return an account whose password was set on this machine; raises ``InputError``."""
        self._links.set_password(name, password)
        return self._noted("set the password", self.accounts.known(name))

    def factor(self, name: str) -> tuple[str, str]:
        """Return the secret that an account may take over, and its address, or nothing."""
        self.accounts.known(name)
        secret = self._codes.offered(name)
        return secret, address_of(secret, name) if secret else ""

    def confirm(self, name: str, code: str) -> Account:
        """Return an account that took its second factor over; raises ``InputError``."""
        if not self._codes.accept(name, code):
            message = "That is not the code of this half minute. Nothing was taken over."
            raise InputError(Problem("wrong_code", message, "code"))
        return self._noted("took over a second factor", self.accounts.known(name))

    def link_subject(self, name: str, issuer: str, subject: str) -> Account:
        """Return an account for which an issuer's subject vouches, or nobody does."""
        account = self.accounts.link(name, issuer, subject)
        return self._noted("linked a subject" if subject else "unlinked the subject", account)

    def sign_out(self, name: str) -> Account:
        """Return an account whose sessions were ended."""
        account = self.accounts.known(name)
        self._sessions.end_all(name)
        return self._noted("ended the sessions", account)
