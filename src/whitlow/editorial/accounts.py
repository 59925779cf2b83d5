"""This module keeps the accounts of a desk: who may sign in, and with which roles.

It refuses to make anybody a member of the board: that is for a chair to sign, in the chain.
"""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING, Final

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from whitlow.editorial.account_tables import ACCOUNTS
from whitlow.errors import InputError, Problem
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Row

    from whitlow.editorial.store import Store
    from whitlow.guideline.policy import Policy

__all__ = ["Account", "Accounts"]

LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Account:
    """An account: its name (as in the chain), its title, its roles, and how it signs in.

    ``password`` and ``second_factor`` tell whether there is one, ``issuer`` and ``subject`` who
    else vouches for the person.
    """

    name: str
    title: str
    roles: frozenset[str]
    disabled: bool
    password: bool
    second_factor: bool
    issuer: str
    subject: str


class Accounts:
    """The accounts of a store, under a policy that says which roles there are."""

    def __init__(self, store: Store, policy: Policy) -> None:
        """Take the store and the policy."""
        self._store: Final = store
        self.policy: Final = policy

    def all(self) -> tuple[Account, ...]:
        """Return every account, by name."""
        with self._store.reading() as connection:
            rows = connection.execute(select(ACCOUNTS).order_by(ACCOUNTS.c.name)).all()
        return tuple(_account(row) for row in rows)

    def find(self, name: str) -> Account | None:
        """Return an account, or None."""
        with self._store.reading() as connection:
            row = connection.execute(select(ACCOUNTS).where(ACCOUNTS.c.name == name)).first()
        return None if row is None else _account(row)

    def known(self, name: str) -> Account:
        """Return an account; raises ``InputError`` where there is none."""
        found = self.find(name)
        if found is None:
            message = (
                f"There is no account {name[:LONGEST]!r}. 'whitlow review account list' names them."
            )
            raise InputError(Problem("unknown_account", message, "NAME", name[:LONGEST]))
        return found

    def add(self, name: str, title: str, roles: Iterable[str]) -> Account:
        """Return a new account, which nobody can sign in to yet; raises ``InputError``."""
        _refuse_name(name)
        values = {
            "name": name,
            "title": _one_line(title) or name,
            "roles": self._roles(roles),
            "disabled": False,
            "password": "",
            "secret": "",
            "confirmed": False,
            "step": 0,
        }
        try:
            with self._store.writing() as connection:
                connection.execute(insert(ACCOUNTS).values(**values))
        except IntegrityError as error:
            message = f"There is an account {name!r} already. Choose another name."
            raise InputError(Problem("account_exists", message, "NAME", name)) from error
        return self.known(name)

    def give_roles(self, name: str, roles: Iterable[str]) -> Account:
        """Return an account with these roles and no others; raises ``InputError``."""
        return self._change(name, roles=self._roles(roles))

    def disable(self, name: str) -> Account:
        """Return an account that nobody can sign in to any more."""
        return self._change(name, disabled=True)

    def enable(self, name: str) -> Account:
        """Return an account that can be signed in to again."""
        return self._change(name, disabled=False)

    def link(self, name: str, issuer: str, subject: str) -> Account:
        """Return an account for which an issuer's subject vouches; raises ``InputError``."""
        try:
            return self._change(name, issuer=issuer or None, subject=subject or None)
        except IntegrityError as error:
            message = "That subject is linked to another account. Unlink it there first."
            raise InputError(Problem("subject_taken", message, "subject")) from error

    def of_subject(self, issuer: str, subject: str) -> Account | None:
        """Return the account for which an issuer's subject vouches, or None."""
        wanted = select(ACCOUNTS).where(ACCOUNTS.c.issuer == issuer, ACCOUNTS.c.subject == subject)
        with self._store.reading() as connection:
            row = connection.execute(wanted).first()
        return None if row is None else _account(row)

    def needs_second_factor(self, account: Account) -> bool:
        """Whether the policy lets this account sign verdicts, which takes a second factor."""
        from whitlow.editorial.events import VERDICTS  # noqa: PLC0415 - only asked when signing in

        may = self.policy.may
        return any(not account.roles.isdisjoint(may.get(kind, ())) for kind in VERDICTS)

    def _change(self, name: str, **values: object) -> Account:
        self.known(name)
        with self._store.writing() as connection:
            connection.execute(update(ACCOUNTS).where(ACCOUNTS.c.name == name).values(**values))
        return self.known(name)

    def _roles(self, roles: Iterable[str]) -> str:
        """Return roles as the store writes them; raises ``InputError`` for one of no policy."""
        found = sorted(set(roles))
        known = [each for each in self.policy.roles if each != DESK]
        for role in found:
            if role not in known:
                message = f"There is no role {role[:LONGEST]!r}. Use {', '.join(known)}."
                problem = Problem("unknown_role", message, "role", role[:LONGEST], ", ".join(known))
                raise InputError(problem)
        return json.dumps(found)


DESK: Final = "desk"
"""The role of the program itself, which no person has."""


def _account(row: Row[tuple[object, ...]]) -> Account:
    return Account(
        row.name,
        row.title,
        frozenset(json.loads(row.roles)),
        row.disabled,
        bool(row.password),
        row.confirmed,
        row.issuer or "",
        row.subject or "",
    )


def _refuse_name(name: str) -> None:
    fits = 0 < len(name) <= LONGEST and name == _one_line(name) and name.isprintable()
    if not fits or name == DESK or unicodedata.normalize("NFC", name) != name:
        message = (
            f"{name[:LONGEST]!r} is no name for an account. Write up to {LONGEST} letters, as the "
            "chair enrols the person."
        )
        raise InputError(Problem("bad_name", message, "NAME", name[:LONGEST]))


def _one_line(text: str) -> str:
    return " ".join(text.split())
