"""This module is a board that tests act with: a chair, two reviewers, and the chain they write."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from whitlow.editorial.chain import Verified, verify
from whitlow.editorial.events import BEGINNING, Event, Kind, Payload, linked
from whitlow.editorial.signing import Signer
from whitlow.editorial.states import State, state_of
from whitlow.editorial.texts import Text
from whitlow.errors import Place
from whitlow.guideline.policy import Need, Policy

if TYPE_CHECKING:
    from whitlow.guideline.plain import Json

TABLE = Text("table", "a-table", "text one", "basis one")
TODAY = date(2026, 11, 20)
PLACE = Place("policy.yaml", 1, 1)


def policy_of(chair: Signer) -> Policy:
    return Policy(
        title="Policy",
        says=(),
        months=12,
        needs={"table": Need(2, ("pharmacy",), PLACE)},
        roles={"chair": "", "reviewer": "", "editor": "", "desk": ""},
        expertise={"pharmacy": "", "virology": ""},
        may={
            "enrol": ("chair",),
            "retire-key": ("chair",),
            "settle": ("chair",),
            "retire": ("chair",),
            "reopen": ("chair",),
            "assign": ("editor", "chair"),
            "authored": ("editor", "reviewer"),
            "declare": ("reviewer",),
            "approve": ("reviewer",),
            "object": ("reviewer",),
            "withdraw": ("reviewer",),
            "request-changes": ("reviewer",),
            "comment": ("reviewer", "editor"),
        },
        chairs={"chair": chair.public},
        place=PLACE,
    )


def enrolment(
    name: str, roles: list[Json], expertise: list[Json], signer: Signer
) -> dict[str, Json]:
    """Return what a chair signs of somebody whom they enrol."""
    return {
        "person": name,
        "title": name.title(),
        "roles": roles,
        "expertise": expertise,
        "key": signer.public,
    }


class Board:
    """A chair, a pharmacist and a virologist, who have all been enrolled."""

    def __init__(self) -> None:
        """Begin with both enrolled."""
        self.signers = {name: Signer.new() for name in ("chair", "pharmacist", "virologist")}
        self.policy = policy_of(self.signers["chair"])
        self.events: list[Event] = []
        self.enrol("pharmacist", ["reviewer"], ["pharmacy"])
        self.enrol("virologist", ["reviewer"], ["virology"])

    def enrol(self, name: str, roles: list[Json], expertise: list[Json]) -> None:
        """Have the chair enrol someone, with a key of their own."""
        signer = self.signers.setdefault(name, Signer.new())
        body = enrolment(name, roles, expertise, signer)
        self.does("chair", "enrol", body=body, text=None)

    def does(  # noqa: PLR0913 - what an act consists of
        self,
        actor: str,
        kind: Kind,
        *,
        body: dict[str, Json] | None = None,
        text: Text | None = TABLE,
        on: date = TODAY,
        signer: Signer | None = None,
    ) -> Event:
        """Add an event that its actor signs, or whoever ``signer`` is."""
        payload = Payload(
            kind,
            f"{on.isoformat()}T12:00:00Z",
            actor,
            "" if text is None else text.name,
            "" if text is None else text.text,
            "" if text is None else text.basis,
            f"nonce {len(self.events)}",
            body or {},
        )
        key = signer or self.signers[actor]
        previous = self.events[-1].hash if self.events else BEGINNING
        event = linked(len(self.events) + 1, payload, key.name, key.sign(payload), previous)
        self.events.append(event)
        return event

    def approves(self, actor: str, text: Text = TABLE, on: date = TODAY) -> None:
        """Declare no interests, and approve."""
        self.does(actor, "declare", body={"conflict": False}, text=text, on=on)
        self.does(actor, "approve", text=text, on=on)

    def verified(self) -> Verified:
        """Return what verifying the chain finds."""
        return verify(self.events, self.policy)

    def state(self, text: Text = TABLE, today: date = TODAY) -> State:
        """Return the state of a text, from a chain that holds."""
        found = self.verified()
        assert found.broken is None, str(found.broken)
        payloads = [each.payload for each in self.events if each.payload.record == text.name]
        return state_of(text, payloads, found.people, self.policy, today)
