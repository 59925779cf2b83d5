"""Who saw and changed what stands in the chain, signed by the desk, and nothing is lost before."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import pytest

from tests.web.desk.signing import payload_of
from whitlow.editorial.register import Register
from whitlow.errors import InputError
from whitlow.web.desk.acting import Said, done

if TYPE_CHECKING:
    from tests.web.desk.room import Room
    from whitlow.editorial.events import Event, Payload
    from whitlow.guideline.plain import Json

TABLE = "table:foscarnet-hsv-q8h"
PHRASE = "a phrase for the key"


def by_passphrase(room: Room, act: Payload, phrase: str) -> Event:
    """Return an act that was signed with the key held for its actor."""
    said = Said(act.kind, act.record, act.text, act.basis, dict(act.body))
    (event,) = done(room.site, act.actor, [said], (phrase, ""), "here")
    return event


def enrol_desk(room: Room) -> None:
    """Have the chair enrol the desk's own key."""
    body: dict[str, Json] = {
        "person": "desk",
        "roles": ["desk"],
        "expertise": [],
        "key": room.site.audit.signer.public,
    }
    room.does("chair", "enrol", body)


def told(room: Room) -> list[tuple[str, str, dict[str, Json]]]:
    """Return what the desk attested."""
    return [
        (event.payload.kind, event.payload.record, dict(event.payload.body))
        for event in room.site.at_desk(lambda desk: desk.events)
        if event.payload.actor == "desk"
    ]


def test_what_was_done_to_an_account_is_in_the_chain(room: Room) -> None:
    enrol_desk(room)
    room.site.changed("administrator", "closed the account", "ada")

    expected = {"by": "administrator", "did": "closed the account", "of": "ada"}
    assert [("account", "", expected)] == told(room)
    assert room.site.desk.verified().broken is None


def test_what_was_seen_is_in_the_chain_once_in_a_session(room: Room) -> None:
    enrol_desk(room)
    for session in ("one", "one", "two"):
        room.site.saw("ada", session, TABLE)

    assert [("seen", TABLE, {"by": "ada"})] * 2 == told(room)


def test_what_was_seen_is_the_text_as_it_stood(room: Room) -> None:
    enrol_desk(room)
    room.site.saw("ada", "one", TABLE)
    payload = room.site.desk.events[-1].payload
    text = room.site.desk.texts[TABLE]

    assert (text.text, text.basis) == (payload.text, payload.basis)


def test_what_the_desk_may_not_attest_yet_waits_and_is_not_lost(room: Room) -> None:
    room.site.changed("administrator", "added the account", "ada")
    room.site.saw("ada", "one", TABLE)
    before = told(room)
    enrol_desk(room)
    room.site.changed("administrator", "closed the account", "ada")

    assert [] == before
    assert ["account", "account", "seen"] == sorted(kind for kind, _, _ in told(room))
    assert () == room.site.audit.waiting()


def test_a_note_that_was_passed_on_and_not_crossed_out_is_passed_on_once(room: Room) -> None:
    enrol_desk(room)
    room.site.saw("ada", "one", TABLE)
    payload = room.site.desk.events[-1].payload
    room.site.audit._wait(payload)  # noqa: SLF001 - as a process leaves it that was killed
    room.site.at_desk(lambda _: room.site.audit.pass_on())

    assert [("seen", TABLE, {"by": "ada"})] == told(room)


def test_a_desk_whose_key_was_retired_attests_nothing(room: Room) -> None:
    enrol_desk(room)
    room.does("chair", "retire-key", {"key": room.site.audit.signer.name})
    room.site.changed("administrator", "closed the account", "ada")

    assert [] == told(room)
    assert len(room.site.audit.waiting()) == 1


def test_the_desk_cannot_approve(room: Room) -> None:
    enrol_desk(room)
    payload = payload_of(room, "desk", "approve", {}, TABLE)
    signer = room.site.audit.signer

    with pytest.raises(InputError, match="desk may not approve"):
        room.site.at_desk(lambda desk: desk.add(payload, signer.name, signer.sign(payload)))


def test_a_verdict_is_signed_by_the_passphrase_alone(room: Room) -> None:
    room.enrol("ada", ["reviewer"], ["infectious diseases"])
    room.site.accounts.add("ada", "Ada", ["reviewer"])
    public = room.site.held.make("ada", PHRASE)
    body: dict[str, Json] = {
        "person": "ada",
        "roles": ["reviewer"],
        "expertise": ["infectious diseases"],
        "key": public,
    }
    room.does("chair", "enrol", body)
    declare = payload_of(room, "ada", "declare", {"conflict": False}, TABLE)
    event = by_passphrase(room, declare, PHRASE)
    approve = payload_of(room, "ada", "approve", {}, TABLE)

    with pytest.raises(InputError, match="The passphrase does not open your key"):
        by_passphrase(room, approve, "not the phrase at all")

    assert ("declare", "ada") == (event.payload.kind, event.payload.actor)


def test_a_passphrase_cannot_be_tried_for_ever(room: Room) -> None:
    room.site.accounts.add("ada", "Ada", ["reviewer"])
    room.site.held.make("ada", PHRASE)
    payload = payload_of(room, "ada", "approve", {}, TABLE)
    found = []
    for _ in range(6):
        with pytest.raises(InputError) as error:
            by_passphrase(room, payload, secrets.token_hex())
        found.append(error.value.problems[0].code)

    assert ["wrong_passphrase"] * 5 + ["too_many_attempts"] == found


def test_what_whoever_runs_the_desk_does_is_noted(room: Room, address: str) -> None:
    enrol_desk(room)
    from tests.web.desk.room import guideline  # noqa: PLC0415 - only here
    from whitlow.shelf import open_guideline  # noqa: PLC0415 - as above

    register = Register(open_guideline(guideline()), address, "administrator")
    register.add("ada", "Ada", ["reviewer"])
    register.link("ada")
    register.give_roles("ada", ["reviewer", "chair"])
    register.disable("ada")
    register.close()

    assert [
        "added the account",
        "gave a link for a new password",
        "gave the roles: chair, reviewer",
        "closed the account",
    ] == [body["did"] for _, _, body in told(room)]
    assert {"administrator"} == {body["by"] for _, _, body in told(room)}
