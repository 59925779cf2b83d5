"""This module keeps what a store makes for itself once: the secret that its cookies are signed by.

It refuses to change one: whoever comes second is given what the first made.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Final

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from whitlow.editorial.account_tables import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from whitlow.editorial.store import Store

__all__ = ["kept_once", "secret_of"]

BYTES: Final = 32


def secret_of(store: Store) -> str:
    """Return the store's own secret."""
    return kept_once(store, "secret", lambda: secrets.token_hex(BYTES))


def kept_once(store: Store, name: str, make: Callable[[], str]) -> str:
    """Return what is kept under a name, making it where nothing is."""
    found = _found(store, name)
    if found is None:
        try:
            with store.writing() as connection:
                connection.execute(insert(SETTINGS).values(name=name, value=make()))
        except IntegrityError:
            pass
        found = _found(store, name)
    return "" if found is None else found


def _found(store: Store, name: str) -> str | None:
    with store.reading() as connection:
        return connection.execute(
            select(SETTINGS.c.value).where(SETTINGS.c.name == name)
        ).scalar_one_or_none()
