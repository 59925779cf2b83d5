"""This module is the desk: a guideline's texts, its policy, and the chain of what was done.

It refuses an act that the chain's own rules would later call broken, before it is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.editorial.ahead import assured
from whitlow.editorial.canonical import canonical
from whitlow.editorial.chain import Break, Verified, broken_link, verify
from whitlow.editorial.events import VERDICTS
from whitlow.editorial.ledger import Ledger
from whitlow.editorial.lines import exported, imported_lines, signed_line
from whitlow.editorial.texts import texts_of
from whitlow.editorial.work import Work
from whitlow.errors import InputError, Problem

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from whitlow.editorial.chain import Head
    from whitlow.editorial.events import Event, Payload
    from whitlow.editorial.people import People
    from whitlow.editorial.states import State
    from whitlow.editorial.store import Store
    from whitlow.editorial.texts import Texts
    from whitlow.guideline import Guideline
    from whitlow.guideline.policy import Policy

__all__ = ["Desk", "exported", "imported_lines", "policy_of", "signed_line"]

LONGEST: Final = 20_000
"""The most characters of one act: an opinion, not a book."""


def policy_of(guideline: Guideline) -> Policy:
    """Return the policy of a guideline; raises ``InputError`` where it has none."""
    if guideline.policy is None:
        message = "This guideline has no policy.yaml, so nobody can review it. Write one."
        raise InputError(Problem("no_policy", message, "policy"))
    return guideline.policy


class Desk:
    """What was done so far, followed as it grows."""

    def __init__(self, guideline: Guideline, store: Store) -> None:
        """Read the chain from its beginning."""
        self.policy: Final = policy_of(guideline)
        self.guideline: Final = guideline
        self.texts: Final[Texts] = texts_of(guideline)
        self.ledger: Final = Ledger(self.policy, self.texts)
        self.work: Final = Work(self.ledger)
        self._store: Final = store
        self._nonces: Final[set[str]] = set()
        self.broken: Break | None = None
        self.catch_up()

    @property
    def people(self) -> People:
        """Everybody who was enrolled so far."""
        return self.ledger.people

    @property
    def events(self) -> tuple[Event, ...]:
        """Every event so far, in order."""
        return tuple(self._store.events())

    def catch_up(self) -> None:
        """Read what others added since, up to the first link that does not hold."""
        if self.broken is not None:
            return
        further = self._store.events(after=self.ledger.number)
        for event, public in assured(further, self.policy.chairs.values()):
            head = (self.ledger.number, self.ledger.head)
            self.broken = broken_link(event, head, self.people, self._nonces, public)
            if self.broken is not None:
                return
            self._nonces.add(event.payload.nonce)
            self.ledger.take(event)

    def has(self, nonce: str) -> bool:
        """Whether what was signed with this nonce is in the chain."""
        return nonce in self._nonces

    def add(self, payload: Payload, key: str, signature: str) -> Event:
        """Return a signed act in its place in the chain; raises ``InputError`` without one."""
        if len(canonical(payload.document())) > LONGEST:
            message = f"One act holds at most {LONGEST} bytes. Say it shorter."
            raise InputError(Problem("too_large", message, "body"))
        self._refuse_other_text(payload)
        if self.broken is not None:
            message = f"The chain is broken, and nothing is added to it. {self.broken}"
            raise InputError(Problem("broken_chain", message, "store"))
        added = self._store.append(payload, key, signature, self._allowed)
        self.catch_up()
        return added

    def _allowed(self, _: Connection, event: Event) -> None:
        """Raise where an event may not follow what stands at this moment."""
        self.catch_up()
        head = (self.ledger.number, self.ledger.head)
        found = broken_link(event, head, self.people, self._nonces)
        if found is not None:
            raise InputError(Problem("forbidden", f"{found.what} {found.remedy}", "actor"))

    def _refuse_other_text(self, payload: Payload) -> None:
        """Raise where a verdict is on a text that does not stand here."""
        if not payload.record:
            return
        text = self.texts.get(payload.record)
        if text is None:
            message = (
                f"There is no record {payload.record[:80]!r} to review. Look it up in the queue."
            )
            raise InputError(Problem("unknown_record", message, "record", payload.record[:80]))
        if payload.kind in VERDICTS and (payload.text, payload.basis) != (text.text, text.basis):
            message = (
                f"{payload.record} was changed since it was read for this verdict. Read it as it "
                "stands now, and sign anew."
            )
            raise InputError(Problem("other_text", message, "text"))

    def states(self, today: date) -> dict[str, State]:
        """Return the state of every text on a day."""
        return dict(self.ledger.states(today))

    def verified(self, published: Head | None = None) -> Verified:
        """Return what verifying the whole chain finds, as it stands in the store."""
        return verify(self._store.events(), self.policy, published)
