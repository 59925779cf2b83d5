"""This module takes a word once, and remembers that until it would not count anyway.

It refuses to be asked twice: two who come at the same moment are told apart by the store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, insert
from sqlalchemy.exc import IntegrityError

from whitlow.editorial.account_tables import ONCE
from whitlow.editorial.sessions import hashed, now

if TYPE_CHECKING:
    from whitlow.editorial.sessions import Clock
    from whitlow.editorial.store import Store

__all__ = ["Once"]


class Once:
    """What was taken, in a store."""

    def __init__(self, store: Store, clock: Clock = now) -> None:
        """Take the store, and who tells the time."""
        self._store: Final = store
        self._clock: Final = clock

    def take(self, word: str, seconds: int) -> bool:
        """Whether a word, which counts for so many seconds, is taken for the first time."""
        moment = self._clock()
        try:
            with self._store.writing() as connection:
                connection.execute(delete(ONCE).where(ONCE.c.until <= moment))
                connection.execute(insert(ONCE).values(hash=hashed(word), until=moment + seconds))
        except IntegrityError:
            return False
        return True
