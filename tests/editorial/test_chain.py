"""A chain that was forged, cut, moved or signed by another is caught, and where is said."""

from __future__ import annotations

import json

import pytest

from tests.editorial.board import TABLE, Board
from whitlow.editorial.chain import Head, verify
from whitlow.editorial.events import Payload, event_of, linked
from whitlow.editorial.signing import Signer
from whitlow.errors import InputError


@pytest.fixture
def board() -> Board:
    made = Board()
    made.approves("pharmacist")
    made.approves("virologist")
    return made


def broken(board: Board, published: Head | None = None) -> str:
    found = verify(board.events, board.policy, published).broken
    assert found is not None
    return f"{found.number}: {found.what}"


def relinked(board: Board, start: int) -> None:
    """Bind every event anew from one on, as whoever holds the store could."""
    for at in range(start, len(board.events)):
        one = board.events[at]
        previous = board.events[at - 1].hash if at else one.previous
        board.events[at] = linked(at + 1, one.payload, one.key, one.signature, previous)


def test_a_whole_chain_holds(board: Board) -> None:
    assert board.verified().broken is None


def test_a_changed_word_is_caught(board: Board) -> None:
    one = board.events[3]
    payload = Payload(
        "object", one.payload.at, one.payload.actor, "", "", "", one.payload.nonce, {}
    )
    board.events[3] = one.__class__(4, payload, one.key, one.signature, one.previous, one.hash)

    assert "4: Its content is not what its hash was made of." == broken(board)


def test_a_changed_word_is_caught_when_every_hash_was_made_anew(board: Board) -> None:
    one = board.events[3]
    payload = Payload("approve", one.payload.at, "pharmacist", "rule:other", "", "", "a nonce", {})
    board.events[3] = linked(4, payload, one.key, one.signature, one.previous)
    relinked(board, 4)

    assert "4: pharmacist did not sign it: the signature does not fit." == broken(board)


def test_a_deleted_event_is_caught(board: Board) -> None:
    del board.events[3]

    assert "4: The event here is number 5: one was left out or moved." == broken(board)


def test_events_in_another_order_are_caught(board: Board) -> None:
    board.events[3], board.events[4] = board.events[4], board.events[3]

    assert "4: The event here is number 5: one was left out or moved." == broken(board)


def test_a_deleted_event_is_caught_by_a_published_head(board: Board) -> None:
    head = Head(6, board.events[5].hash)
    del board.events[3]
    relinked(board, 3)

    assert "5: The chain ends here, and one of 6 events was published." == broken(board, head)


def test_a_tail_that_was_cut_off_is_caught_by_a_published_head(board: Board) -> None:
    head = Head(6, board.events[5].hash)
    del board.events[5]

    assert "5: The chain ends here, and one of 6 events was published." == broken(board, head)


def test_another_past_is_caught_by_a_published_head(board: Board) -> None:
    head = Head(6, "of another chain")

    assert "6: It is not the event that was published at this place." == broken(board, head)


def test_a_chain_that_went_on_still_passes_through_its_published_head(board: Board) -> None:
    head = Head(4, board.events[3].hash)

    assert verify(board.events, board.policy, head).broken is None


def test_an_approval_in_the_name_of_another_is_caught(board: Board) -> None:
    board.does("pharmacist", "approve", signer=board.signers["virologist"])

    assert "7: It says that pharmacist did it, and the key is virologist's." == broken(board)


def test_a_key_that_no_chair_enrolled_is_caught(board: Board) -> None:
    stranger = Signer.new()
    board.does("pharmacist", "approve", signer=stranger)

    expected = f"7: It is signed with the key {stranger.name}, which nobody here has or which"
    assert f"{expected} was retired." == broken(board)


def test_a_key_that_was_retired_signs_no_more(board: Board) -> None:
    key = board.signers["pharmacist"].name
    board.does("chair", "retire-key", body={"key": key}, text=None)
    board.does("pharmacist", "approve")

    expected = f"8: It is signed with the key {key}, which nobody here has or which was retired."
    assert expected == broken(board)


def test_a_reviewer_enrols_nobody(board: Board) -> None:
    board.does("pharmacist", "enrol", body={"person": "friend"}, text=None)

    assert "7: pharmacist may not enrol." == broken(board)


def test_a_payload_that_was_signed_once_counts_once(board: Board) -> None:
    last = board.events[-1]
    board.events.append(linked(7, last.payload, last.key, last.signature, last.hash))

    assert "7: It repeats an event that was signed once." == broken(board)


def test_an_event_is_read_back_as_it_was_written(board: Board) -> None:
    assert board.events == [event_of(each.document(), "line 1") for each in board.events]


def test_a_line_that_is_no_event_is_refused(board: Board) -> None:
    document = {**board.events[0].document(), "more": 1}

    with pytest.raises(InputError) as error:
        event_of(document, "reviews.jsonl, line 1")

    expected = (
        "reviews.jsonl, line 1 is no event of the desk. Export the chain again, and change no line."
    )
    assert expected == str(error.value)


def test_a_key_opens_with_its_password_alone() -> None:
    signer = Signer.new()

    assert signer.public == Signer.read(signer.written("secret"), "secret").public
    with pytest.raises(InputError):
        Signer.read(signer.written("secret"), "wrong")


def test_a_board_reviews_a_text_and_not_a_place() -> None:
    assert TABLE.name == "table:a-table"


@pytest.mark.parametrize("word", ["1.5", '"\\ud800"', "1e400", '{"a": [0.1]}'])
def test_what_has_no_one_form_is_no_event(board: Board, word: str) -> None:
    document = board.events[0].document() | {"body": {"says": json.loads(word)}}

    with pytest.raises(InputError, match="line 1 is no event of the desk"):
        event_of(document, "line 1")
