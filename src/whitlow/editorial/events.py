"""This module holds what happened at the desk: one event each, bound to the one before it.

It refuses to change one: an event is added or it is not, and a mistake is answered by another.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final, Literal, get_args

from whitlow.editorial.canonical import canonical, has_one_form
from whitlow.errors import InputError, Problem
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whitlow.guideline.plain import Json

__all__ = ["BEGINNING", "KINDS", "VERDICTS", "Event", "Kind", "Payload", "event_of", "linked"]

Kind = Literal[
    "enrol",
    "retire-key",
    "authored",
    "assign",
    "declare",
    "approve",
    "object",
    "withdraw",
    "settle",
    "request-changes",
    "comment",
    "retire",
    "reopen",
    "propose",
    "accept",
    "decline",
    "report",
    "answer",
    "account",
    "seen",
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
VERDICTS: Final[frozenset[Kind]] = frozenset({"approve", "object", "request-changes"})
"""What a reviewer says of one exact text."""

BEGINNING: Final = "0" * 64
"""What the first event is bound to."""


@dataclass(frozen=True, slots=True)
class Payload:
    """What someone says and signs.

    ``at`` is a moment in UTC as ISO 8601, ``actor`` a person's name at the desk, ``record`` the
    record's (``rule:switch``) or nothing, ``text`` and ``basis`` the hashes of what was before the
    actor's eyes, and ``nonce`` a word that is used once.
    """

    kind: Kind
    at: str
    actor: str
    record: str
    text: str
    basis: str
    nonce: str
    body: Mapping[str, Json]

    def document(self) -> dict[str, Json]:
        """Return the payload as a document."""
        return {
            "kind": self.kind,
            "at": self.at,
            "actor": self.actor,
            "record": self.record,
            "text": self.text,
            "basis": self.basis,
            "nonce": self.nonce,
            "body": dict(self.body),
        }


@dataclass(frozen=True, slots=True)
class Event:
    """A signed payload in its place: its number, whose key signed it, and the hash before it."""

    number: int
    payload: Payload
    key: str
    signature: str
    previous: str
    hash: str

    def document(self) -> dict[str, Json]:
        """Return the event as one line of a published chain holds it."""
        return {
            "number": self.number,
            **self.payload.document(),
            "key": self.key,
            "signature": self.signature,
            "previous": self.previous,
            "hash": self.hash,
        }


def linked(number: int, payload: Payload, key: str, signature: str, previous: str) -> Event:
    """Return a signed payload as the event that follows another, whose hash is ``previous``."""
    return Event(
        number, payload, key, signature, previous, _hash(number, payload, key, signature, previous)
    )


def _hash(number: int, payload: Payload, key: str, signature: str, previous: str) -> str:
    bound: dict[str, Json] = {
        "number": number,
        "payload": payload.document(),
        "key": key,
        "signature": signature,
        "previous": previous,
    }
    return sha256(canonical(bound)).hexdigest()


def event_of(document: Mapping[str, object], place: str) -> Event:
    """Return the event that a document holds, its hash as it stands; raises ``InputError``.

    ``place`` is where the document stands, for the sentence that refuses it.
    """
    kind, body, number = document.get("kind"), document.get("body"), document.get("number")
    words = [document.get(name) for name in WORDS]
    if (
        set(document) != {*WORDS, "kind", "body", "number"}
        or kind not in KINDS
        or not isinstance(body, dict)
        or not isinstance(number, int)
        or isinstance(number, bool)
        or not all(isinstance(word, str) for word in words)
        or not has_one_form(document)
    ):
        message = f"{place} is no event of the desk. Export the chain again, and change no line."
        raise InputError(Problem("unreadable_event", message, place))
    at, actor, record, text, basis, nonce, key, signature, previous, own = map(str, words)
    known: Kind = next(each for each in KINDS if each == kind)
    payload = Payload(known, at, actor, record, text, basis, nonce, body)
    return Event(number, payload, key, signature, previous, own)


WORDS: Final = (
    "at",
    "actor",
    "record",
    "text",
    "basis",
    "nonce",
    "key",
    "signature",
    "previous",
    "hash",
)
"""The fields of an event that are words."""
