"""This module notes in the chain who saw, did and changed what at the desk, in the desk's own name.

It refuses to lose a note: what no chair lets the desk attest yet waits in the store until one does.
"""

from __future__ import annotations

import json
import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError

from whitlow.editorial.account_tables import WAITING
from whitlow.editorial.events import Payload
from whitlow.editorial.sessions import hashed, now
from whitlow.editorial.settings import kept_once
from whitlow.editorial.signing import Signer
from whitlow.errors import InputError

if TYPE_CHECKING:
    from typing import Literal

    from whitlow.editorial.desk import Desk
    from whitlow.editorial.sessions import Clock
    from whitlow.editorial.store import Store
    from whitlow.guideline.plain import Json

    Attested = Literal["seen", "account", "report"]

__all__ = ["ACTOR", "Audit"]

ACTOR: Final = "desk"
NONCE: Final = 16
DIGITS: Final = 32


class Audit:
    """What the desk attests with a key of its own."""

    def __init__(self, store: Store, desk: Desk, clock: Clock = now) -> None:
        """Take the store, the desk whose chain it is, and who tells the time."""
        self._store: Final = store
        self._desk: Final = desk
        self._clock: Final = clock
        pem = kept_once(store, "desk key", lambda: Signer.new().written().decode())
        self.signer: Final = Signer.read(pem.encode())

    @property
    def enrolled(self) -> bool:
        """Whether a chair has enrolled the desk's own key, so that it can attest."""
        people = self._desk.people
        return people.owner(self.signer.name) == ACTOR and bool(people.public(self.signer.name))

    def changed(self, by: str, did: str, whose: str) -> None:
        """Note who did what to whose account."""
        self._note("account", secrets.token_hex(NONCE), "", {"by": by, "did": did, "of": whose})

    def saw(self, by: str, session: str, record: str) -> None:
        """Note that somebody was shown a record, once in each of their sessions."""
        text = self._desk.texts.get(record)
        shown = "" if text is None else text.text
        nonce = hashed(f"seen\n{session}\n{record}\n{shown}")[:DIGITS]
        if not self._desk.has(nonce):
            known = record if text is not None else ""
            self._note("seen", nonce, known, {"by": by})

    def reported(self, about: str, record: str, says: str) -> None:
        """Note what a reader says is wrong with a record; ``record`` is its name at the desk."""
        self._note("report", secrets.token_hex(NONCE), record, {"about": about, "says": says})

    def _note(self, kind: Attested, nonce: str, record: str, body: dict[str, Json]) -> None:
        text = self._desk.texts.get(record)
        moment = datetime.fromtimestamp(self._clock(), tz=UTC)
        payload = Payload(
            kind,
            moment.isoformat(timespec="seconds").replace("+00:00", "Z"),
            ACTOR,
            record,
            "" if text is None else text.text,
            "" if text is None else text.basis,
            nonce,
            body,
        )
        self._wait(payload)
        self.pass_on()

    def _wait(self, payload: Payload) -> None:
        values = {
            "nonce": payload.nonce,
            "at": payload.at,
            "document": json.dumps(payload.document(), ensure_ascii=False),
        }
        try:
            with self._store.writing() as connection:
                connection.execute(insert(WAITING).values(**values))
        except IntegrityError:
            return

    def waiting(self) -> tuple[Payload, ...]:
        """Return what is not in the chain yet, in order."""
        wanted = select(WAITING.c.document).order_by(WAITING.c.at, WAITING.c.nonce)
        with self._store.reading() as connection:
            found = [json.loads(each) for (each,) in connection.execute(wanted)]
        return tuple(Payload(**each) for each in found)

    def pass_on(self) -> int:
        """Return how many notes were added to the chain, all that waited, once the desk may."""
        if not self.enrolled:
            return 0
        waiting = self.waiting()
        for payload in waiting:
            self._add(payload)
            with self._store.writing() as connection:
                connection.execute(delete(WAITING).where(WAITING.c.nonce == payload.nonce))
        return len(waiting)

    def _add(self, payload: Payload) -> None:
        """Add a note; one that is in the chain already was passed on by somebody else."""
        try:
            self._desk.add(payload, self.signer.name, self.signer.sign(payload))
        except InputError as error:
            codes = {problem.code for problem in error.problems}
            if not self._desk.has(payload.nonce) and codes != {"taken_already"}:
                raise
