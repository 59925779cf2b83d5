"""This module signs and checks with Ed25519: a key that its owner alone need ever hold.

It refuses to keep a private key; where it is written, only its owner can read it.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from whitlow.editorial.canonical import canonical
from whitlow.editorial.people import key_name
from whitlow.errors import InputError, Problem

if TYPE_CHECKING:
    from whitlow.editorial.events import Payload

__all__ = ["Signer", "fits", "is_signed", "public_key"]

PURPOSE: Final = b"whitlow review, version 1\n"
"""Stands before whatever is signed, so that no signature counts anywhere else."""


class Signer:
    """A private key, and what is done with it."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        """Take a key."""
        self._key: Final = key
        self.public: Final = b64encode(key.public_key().public_bytes_raw()).decode()
        self.name: Final = key_name(self.public)

    @classmethod
    def new(cls) -> Signer:
        """Return a key that nobody has had before."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def read(cls, pem: bytes, password: str = "") -> Signer:
        """Return the key of a file; raises ``InputError`` for a file that holds none."""
        try:
            key = load_pem_private_key(pem, password.encode() or None)
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            message = "The file holds no key that opens with this password. Name the right ones."
            raise InputError(Problem("unreadable_key", message, "key")) from error
        if not isinstance(key, Ed25519PrivateKey):
            message = "The key is of another kind. Make one with 'whitlow review keygen'."
            raise InputError(Problem("unreadable_key", message, "key"))
        return cls(key)

    def written(self, password: str = "") -> bytes:
        """Return the key as PEM, encrypted where there is a password."""
        locked = BestAvailableEncryption(password.encode()) if password else NoEncryption()
        return self._key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked)

    def sign(self, payload: Payload) -> str:
        """Return the signature under a payload, in base 64."""
        return b64encode(self._key.sign(_signed(payload))).decode()


def is_signed(payload: Payload, signature: str, public: str) -> bool:
    """Whether a payload was signed with the private half of this key."""
    return fits(canonical(payload.document()), signature, public)


def fits(document: bytes, signature: str, public: str) -> bool:
    """Whether a document in its one form was signed with the private half of this key."""
    try:
        public_key(public).verify(b64decode(signature, validate=True), PURPOSE + document)
    except (InvalidSignature, NotBase64, ValueError, InputError):
        return False
    return True


@lru_cache(maxsize=1000)
def public_key(text: str) -> Ed25519PublicKey:
    """Return a public key that is written in base 64; raises ``InputError`` for anything else."""
    try:
        raw = b64decode(text, validate=True)
        return Ed25519PublicKey.from_public_bytes(raw)
    except (NotBase64, ValueError) as error:
        message = "This is no public key. Write what 'whitlow review keygen' printed."
        raise InputError(Problem("unreadable_key", message, "key", text[:60])) from error


def _signed(payload: Payload) -> bytes:
    return PURPOSE + canonical(payload.document())
