"""This module signs as a person does who keeps their key alone."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from whitlow.editorial.desk import signed_line
from whitlow.editorial.events import Kind, Payload

if TYPE_CHECKING:
    from tests.web.desk.room import Room
    from whitlow.guideline.plain import Json


def payload_of(room: Room, actor: str, kind: Kind, body: dict[str, Json], record: str) -> Payload:
    """Return an act on a text as it stands."""
    text = room.site.desk.texts[record]
    nonce = secrets.token_hex(16)
    return Payload(kind, "2026-11-20T12:00:00Z", actor, record, text.text, text.basis, nonce, body)


def line(room: Room, actor: str, kind: Kind, body: dict[str, Json], record: str) -> str:
    """Return a signed act, as 'whitlow review sign' prints it."""
    payload = payload_of(room, actor, kind, body, record)
    signer = room.signers[actor]
    return signed_line(payload, signer.name, signer.sign(payload))
