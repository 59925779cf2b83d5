"""This module knows who may do what at the desk, from the events that enrolled them.

It refuses to know anyone whom no chair enrolled, and a key that was retired.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whitlow.editorial.events import Event, Payload
    from whitlow.guideline.policy import Policy

__all__ = ["People", "Person", "key_name"]

CHAIR: Final = "chair"
NAMED: Final = 16


def key_name(public: str) -> str:
    """Return the short name of a public key, by which events speak of it."""
    return sha256(public.encode()).hexdigest()[:NAMED]


class Person(NamedTuple):
    """Someone at the desk: their name in full, their roles and their fields of expertise."""

    name: str
    title: str
    roles: frozenset[str]
    expertise: frozenset[str]


class People:
    """Everybody at the desk, as far as the chain has been read."""

    def __init__(self, policy: Policy) -> None:
        """Begin with the chairs whose keys the policy holds."""
        self.policy: Final = policy
        self.known: Final[dict[str, Person]] = {}
        self.keys: Final[dict[str, tuple[str, str]]] = {}
        self.retired: Final[set[str]] = set()
        for name, public in policy.chairs.items():
            self.known[name] = Person(name, name, frozenset({CHAIR}), frozenset())
            self._hold(name, public)

    def _hold(self, name: str, public: str) -> None:
        self.keys[key_name(public)] = (name, public)

    def public(self, key: str) -> str:
        """Return a key that is in force, or nothing."""
        return "" if key in self.retired else self.keys.get(key, ("", ""))[1]

    def owner(self, key: str) -> str:
        """Return whose key this is, or nothing."""
        return self.keys.get(key, ("", ""))[0]

    def may(self, payload: Payload) -> bool:
        """Whether a person's roles allow what they did."""
        person = self.known.get(payload.actor)
        allowed = self.policy.may.get(payload.kind, ())
        return person is not None and not person.roles.isdisjoint(allowed)

    def take(self, event: Event) -> None:
        """Take in what an event says of people and keys; of others it says nothing."""
        body = event.payload.body
        match event.payload.kind:
            case "enrol":
                name = str(body.get("person", ""))
                self.known[name] = Person(
                    name,
                    str(body.get("title", "")) or name,
                    _words(body, "roles"),
                    _words(body, "expertise"),
                )
                if body.get("key"):
                    self._hold(name, str(body["key"]))
            case "retire-key":
                self.retired.add(str(body.get("key", "")))
            case _:
                pass


def _words(body: Mapping[str, object], name: str) -> frozenset[str]:
    found = body.get(name)
    return frozenset(map(str, found)) if isinstance(found, list) else frozenset()
