"""This module hashes passwords with argon2id and compares them, in the same time for nobody's.

It refuses one that is short, and to keep what it was given.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from threading import BoundedSemaphore
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from argon2.low_level import Type, hash_secret_raw

from whitlow.errors import InputError, Problem

__all__ = ["LONGEST", "SHORTEST", "fits", "hash_of", "nobodys_hash", "refuse_weak", "stretched"]

SHORTEST: Final = 12
LONGEST: Final = 200
AT_ONCE: Final = 4
BYTES: Final = 32
_HASHER: Final = PasswordHasher()
_ROOM: Final = BoundedSemaphore(AT_ONCE)
"""Each hash takes much memory on purpose, so no more than a few are made at once."""


def refuse_weak(password: str, name: str, what: str = "password") -> None:
    """Raise ``InputError`` for a password that is too short, too long, or the name."""
    if not SHORTEST <= len(password) <= LONGEST:
        message = f"The {what} has {SHORTEST} to {LONGEST} letters. Choose one, as a few words."
    elif password.strip().casefold() == name.strip().casefold() or len(set(password)) == 1:
        message = f"The {what} is the name or one letter over and over. Choose another."
    else:
        return
    raise InputError(Problem("weak_password", message, what.replace("-", "_")))


def hash_of(password: str) -> str:
    """Return what the store keeps of a password."""
    with _ROOM:
        return _HASHER.hash(_one_form(password))


def fits(kept: str, given: str) -> bool:
    """Whether a password is the one whose hash is kept; where none is, it takes as long."""
    with _ROOM:
        try:
            _HASHER.verify(kept or nobodys_hash(), _one_form(given[: LONGEST + 1]))
        except (Argon2Error, InvalidHashError):
            return False
    return bool(kept)


def stretched(passphrase: str, salt: bytes) -> str:
    """Return a word that opens what a passphrase opens, too dear to guess many passphrases by."""
    with _ROOM:
        raw = hash_secret_raw(
            _one_form(passphrase).encode(),
            salt,
            time_cost=_HASHER.time_cost,
            memory_cost=_HASHER.memory_cost,
            parallelism=_HASHER.parallelism,
            hash_len=BYTES,
            type=Type.ID,
        )
    return raw.hex()


@cache
def nobodys_hash() -> str:
    """Return a hash with which a password is compared where there is no account."""
    return _HASHER.hash("nobody's")


def _one_form(text: str) -> str:
    return unicodedata.normalize("NFC", text)
