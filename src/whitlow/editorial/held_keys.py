"""This module holds a reviewer's key for them, locked with a passphrase that only they know.

It refuses to open one without it: nobody who runs the desk can sign in a reviewer's name.
"""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError

from whitlow.editorial.account_tables import HELD_KEYS
from whitlow.editorial.passwords import refuse_weak, stretched
from whitlow.editorial.signing import Signer
from whitlow.errors import InputError, Problem

if TYPE_CHECKING:
    from whitlow.editorial.store import Store

__all__ = ["HeldKeys"]

SALT: Final = 16


class HeldKeys:
    """The keys that a store holds for their owners."""

    def __init__(self, store: Store) -> None:
        """Take the store."""
        self._store: Final = store

    def public(self, name: str) -> str:
        """Return the public half of the key that is held for an account, or nothing."""
        wanted = select(HELD_KEYS.c.public).where(HELD_KEYS.c.account == name)
        with self._store.reading() as connection:
            return str(connection.execute(wanted).scalar_one_or_none() or "")

    def make(self, name: str, passphrase: str) -> str:
        """Return the public half of a new key, locked with a passphrase; raises ``InputError``."""
        refuse_weak(passphrase, name, "passphrase")
        signer, salt = Signer.new(), secrets.token_bytes(SALT)
        pem = signer.written(stretched(passphrase, salt)).decode()
        values = {"account": name, "public": signer.public}
        try:
            with self._store.writing() as connection:
                document = json.dumps({"salt": salt.hex(), "pem": pem})
                connection.execute(insert(HELD_KEYS).values(pem=document, **values))
        except IntegrityError as error:
            message = (
                "A key is held here already. Have the chair retire it and forget it before you "
                "make another."
            )
            raise InputError(Problem("key_held", message, "key")) from error
        return signer.public

    def forget(self, name: str) -> None:
        """Forget the key of an account for good; what it signed keeps standing."""
        with self._store.writing() as connection:
            connection.execute(delete(HELD_KEYS).where(HELD_KEYS.c.account == name))

    def open(self, name: str, passphrase: str) -> Signer:
        """Return the key of an account, opened by its owner; raises ``InputError``.

        Count the attempt before, as one counts those to sign in.
        """
        wanted = select(HELD_KEYS.c.pem).where(HELD_KEYS.c.account == name)
        with self._store.reading() as connection:
            found = connection.execute(wanted).scalar_one_or_none()
        if found is None:
            message = "No key is held here for you. Make one under My key, or sign with your own."
            raise InputError(Problem("no_key", message, "key"))
        kept = json.loads(found)
        try:
            return Signer.read(
                kept["pem"].encode(), stretched(passphrase, bytes.fromhex(kept["salt"]))
            )
        except InputError as error:
            message = "The passphrase does not open your key. Nothing was signed."
            raise InputError(Problem("wrong_passphrase", message, "passphrase")) from error
