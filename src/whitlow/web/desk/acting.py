"""This module does what a member says of a record: signed with their own key, each act by itself.

It refuses to sign without the words that only the key's owner knows, and for another text than
the one that was shown.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from whitlow.editorial.events import Payload
from whitlow.editorial.ledger import WORDING
from whitlow.errors import InputError, Problem
from whitlow.record import dataclass
from whitlow.web.desk.signed import added

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from whitlow.editorial.desk import Desk
    from whitlow.editorial.events import Event, Kind
    from whitlow.editorial.signing import Signer
    from whitlow.guideline.plain import Json
    from whitlow.web.desk.site import DeskSite

__all__ = ["Said", "done", "moment_of", "payload_of", "today_of"]

NONCE: Final = 16
LONGEST: Final = 4000


@dataclass(frozen=True, slots=True)
class Said:
    """An act before it is signed: its kind, its record with the text that was shown, what it holds.

    ``text`` and ``basis`` are empty where the act is not about the words of a record.
    """

    kind: Kind
    record: str
    text: str
    basis: str
    body: dict[str, Json]


def moment_of(site: DeskSite) -> str:
    """Return the moment as events write it."""
    moment = datetime.fromtimestamp(site.clock(), tz=UTC)
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def today_of(site: DeskSite) -> date:
    """Return the day on which the desk is."""
    return datetime.fromtimestamp(site.clock(), tz=UTC).date()


def payload_of(desk: Desk, said: Said, actor: str, moment: str) -> Payload:
    """Return an act as it is signed, with the words of its text where the chain lacks them."""
    says = said.body.get("says")
    if isinstance(says, str) and len(says) > LONGEST:
        message = f"What is said holds at most {LONGEST} signs. Say it shorter."
        raise InputError(Problem("too_large", message, "says"))
    body = dict(said.body)
    text = desk.texts.get(said.record)
    if text is not None and said.text == text.text and said.text not in desk.ledger.wordings:
        body[WORDING] = desk.texts.wording(said.record)
    nonce = secrets.token_hex(NONCE)
    return Payload(said.kind, moment, actor, said.record, said.text, said.basis, nonce, body)


def done(
    site: DeskSite, actor: str, acts: Iterable[Said], how: tuple[str, str], address: str
) -> tuple[Event, ...]:
    """Return the events of some acts, signed with the key that is held for a member.

    ``how`` holds the passphrase of that key and what was signed elsewhere: with the latter, that is
    taken and nothing is signed here. Raises ``InputError``.
    """
    passphrase, signed = how
    if signed.strip():
        return added(site, actor, signed)
    site.entrance.limits.count(actor, address)
    signer = site.held.open(actor, passphrase)
    site.entrance.limits.forgive(actor)
    return tuple(site.at_desk(_adding(site, actor, act, signer)) for act in acts)


def _adding(site: DeskSite, actor: str, act: Said, signer: Signer) -> Callable[[Desk], Event]:
    def add(desk: Desk) -> Event:
        payload = payload_of(desk, act, actor, moment_of(site))
        return desk.add(payload, signer.name, signer.sign(payload))

    return add
