"""This module follows the chain as it grows: of each record what was done, and its state of a day.

It refuses to fold a record anew of which nothing that counts was done since.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from whitlow.editorial.events import BEGINNING
from whitlow.editorial.people import People
from whitlow.editorial.states import ORDER, state_of
from whitlow.editorial.texts import hash_of
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from whitlow.editorial.events import Event, Payload
    from whitlow.editorial.states import State, Status
    from whitlow.editorial.texts import Text
    from whitlow.guideline.plain import Json
    from whitlow.guideline.policy import Policy

__all__ = ["WORDING", "Done", "Ledger", "assigned", "touched"]

WORDING: Final = "wording"
"""The part of an act that holds the very words it is about, of which its text is the hash."""

OF_PEOPLE: Final = frozenset({"enrol", "retire-key"})
OF_AUDIT: Final = frozenset({"seen", "account"})


@dataclass(frozen=True, slots=True)
class Done:
    """An act in its place: its number in the chain, and what was signed, without its wording."""

    number: int
    payload: Payload


class Ledger:
    """What a chain says, event by event; what nobody verified must not be taken in."""

    def __init__(self, policy: Policy, texts: Mapping[str, Text]) -> None:
        """Begin with the policy's chairs, and nothing done."""
        self.policy: Final = policy
        self.texts: Final = texts
        self.people: Final = People(policy)
        self.wordings: Final[dict[str, Mapping[str, Json]]] = {}
        self.number = 0
        self.changed = 0
        self.head = BEGINNING
        self._done: Final[dict[str, list[Done]]] = {}
        self._of_kind: Final[dict[str, list[Done]]] = {}
        self._involved: Final[dict[str, dict[str, None]]] = {}
        self._versions: Final[dict[str, int]] = {}
        self._of_people = 0
        self._states: Final[dict[str, tuple[int, State]]] = {}
        self._every: dict[str, State] = {}
        self._every_asked: tuple[date, int] | None = None
        self._touched: Final[set[str]] = set()
        self._day: date | None = None
        self._counts: dict[Status, int] = {}
        self._counted: tuple[int, date] | None = None

    def take(self, event: Event) -> None:
        """Take in the next event."""
        payload = event.payload
        self.number, self.head = event.number, event.hash
        self.people.take(event)
        if payload.kind in OF_PEOPLE:
            self._of_people = event.number
        if payload.kind in OF_AUDIT:
            return
        self.changed = event.number
        done = Done(event.number, self._without_wording(payload))
        self._of_kind.setdefault(payload.kind, []).append(done)
        for name in touched(payload):
            self._done.setdefault(name, []).append(done)
            self._versions[name] = event.number
            self._touched.add(name)
            for who in (payload.actor, assigned(payload)):
                self._involved.setdefault(who, {})[name] = None

    def _without_wording(self, payload: Payload) -> Payload:
        """Keep the words of a text apart, once; what is not the text that it claims is dropped."""
        words = payload.body.get(WORDING)
        if not isinstance(words, dict):
            return payload
        kind = payload.record.partition(":")[0]
        if payload.text not in self.wordings and hash_of(kind, words) == payload.text:
            self.wordings[payload.text] = words
        body = {name: each for name, each in payload.body.items() if name != WORDING}
        return type(payload)(
            payload.kind,
            payload.at,
            payload.actor,
            payload.record,
            payload.text,
            payload.basis,
            payload.nonce,
            body,
        )

    def done(self, record: str) -> Sequence[Done]:
        """Return what was done with a record, in order."""
        return self._done.get(record, ())

    def of_kind(self, *kinds: str) -> Iterator[Done]:
        """Yield what was done of some kinds, each kind in order."""
        for kind in kinds:
            yield from self._of_kind.get(kind, ())

    def involved(self, person: str) -> Iterable[str]:
        """Return the records with which somebody did anything, or that they were to look at."""
        return self._involved.get(person, ())

    def version(self, name: str) -> int:
        """Return the number of the last event that could have changed the state of a record."""
        return max(self._versions.get(name, 0), self._of_people)

    def state(self, name: str, today: date) -> State:
        """Return the state of a record on a day; raises ``KeyError`` for one that there is not."""
        if today != self._day:  # an approval may have expired since
            self._states.clear()
            self._day = today
        version = self.version(name)
        known = self._states.get(name)
        if known is not None and known[0] == version:
            return known[1]
        payloads = [each.payload for each in self.done(name)]
        found = state_of(self.texts[name], payloads, self.people, self.policy, today)
        self._states[name] = (version, found)
        return found

    def states(self, today: date) -> Mapping[str, State]:
        """Return the state of every record on a day; only what was touched since is looked at."""
        asked = (today, self._of_people)
        if self._every_asked != asked:
            self._every = {name: self.state(name, today) for name in self.texts}
            self._every_asked = asked
        else:
            for name in self._touched:
                if name in self._every:
                    self._every[name] = self.state(name, today)
        self._touched.clear()
        return self._every

    def counts(self, today: date) -> dict[Status, int]:
        """Return how many texts are in which state, counted again only when something was done."""
        known = (self.changed, today)
        if self._counted != known:
            found = Counter(state.status for state in self.states(today).values())
            self._counts, self._counted = {name: found[name] for name in ORDER}, known
        return dict(self._counts)


def touched(payload: Payload) -> tuple[str, ...]:
    """Return the records that an act is about: its own, and those that an accepted one changes."""
    records = payload.body.get("records")
    others = tuple(records) if payload.kind == "accept" and isinstance(records, dict) else ()
    own = (payload.record,) if payload.record else ()
    return tuple(dict.fromkeys((*own, *others)))


def assigned(payload: Payload) -> str:
    """Return to whom a record was assigned, nothing by any other act."""
    return str(payload.body.get("to", "")) if payload.kind == "assign" else ""
