"""This module verifies a chain of events: nothing forged, nothing left out, nothing moved.

It refuses to repair: it names the first link that is broken, and what that means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from whitlow.editorial.ahead import assured
from whitlow.editorial.events import BEGINNING, linked
from whitlow.editorial.people import People

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from whitlow.editorial.events import Event
    from whitlow.guideline.policy import Policy

__all__ = ["Break", "Head", "Verified", "broken_link", "verify"]


class Head(NamedTuple):
    """The end of a chain as it was once published: how many events, and the hash of the last."""

    number: int
    hash: str


class Break(NamedTuple):
    """The first link that does not hold: which event, what is wrong, and what to do."""

    number: int
    what: str
    remedy: str

    def __str__(self) -> str:
        """Return the sentence for a person."""
        return f"Event {self.number}: {self.what} {self.remedy}"


class Verified(NamedTuple):
    """What verifying a chain found: its people, its end, and the first broken link, if any."""

    people: People
    head: Head
    broken: Break | None


RESTORE = "Restore the chain from a copy whose head was published, and ask who could write to it."


def verify(events: Iterable[Event], policy: Policy, published: Head | None = None) -> Verified:
    """Return the first link of a chain that does not hold, or that all of them do.

    ``published`` is a head that was once given out: the chain must still pass through it, so that
    a tail that was cut off is noticed.
    """
    people = People(policy)
    head = Head(0, BEGINNING)
    nonces: set[str] = set()
    passed = published is None or published == head
    for event, public in assured(events, policy.chairs.values()):
        broken = broken_link(event, head, people, nonces, public)
        if broken is not None:
            return Verified(people, head, broken)
        nonces.add(event.payload.nonce)
        people.take(event)
        head = Head(event.number, event.hash)
        if published is not None and event.number == published.number:
            passed = event.hash == published.hash
            if not passed:
                what = "It is not the event that was published at this place."
                return Verified(people, head, Break(event.number, what, RESTORE))
    if not passed and published is not None:
        what = f"The chain ends here, and one of {published.number} events was published."
        return Verified(people, head, Break(head.number, what, RESTORE))
    return Verified(people, head, None)


def broken_link(
    event: Event,
    head: tuple[int, str],
    people: People,
    nonces: Container[str],
    assured_under: str = "",
) -> Break | None:
    """Return what is wrong with an event after a head (number and hash), or nothing.

    ``assured_under`` is the public key, if any, under which its signature was seen to hold.
    """
    payload = event.payload
    number, previous = head
    at = number + 1
    if event.number != at:
        what = f"The event here is number {event.number}: one was left out or moved."
        return Break(at, what, RESTORE)
    if event.previous != previous:
        return Break(at, "It is not bound to the event before it.", RESTORE)
    if linked(at, payload, event.key, event.signature, event.previous).hash != event.hash:
        return Break(at, "Its content is not what its hash was made of.", RESTORE)
    if payload.nonce in nonces:
        return Break(at, "It repeats an event that was signed once.", RESTORE)
    return _unauthorised(event, at, people, assured_under)


def _unauthorised(event: Event, at: int, people: People, assured_under: str) -> Break | None:
    """Return why an event was not for its actor to make, or nothing."""
    from whitlow.editorial.signing import is_signed  # noqa: PLC0415 - needs the extra

    payload = event.payload
    public = people.public(event.key)
    if not public:
        what = f"It is signed with the key {event.key}, which nobody here has or which was retired."
        return Break(at, what, "Ask the chair who was enrolled with which key.")
    if people.owner(event.key) != payload.actor:
        what = f"It says that {payload.actor} did it, and the key is {people.owner(event.key)}'s."
        return Break(at, what, RESTORE)
    if public != assured_under and not is_signed(payload, event.signature, public):
        what = f"{payload.actor} did not sign it: the signature does not fit."
        return Break(at, what, RESTORE)
    if not people.may(payload):
        what = f"{payload.actor} may not {payload.kind}."
        return Break(at, what, "Ask the chair about their roles.")
    return None
