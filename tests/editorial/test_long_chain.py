"""A long chain, whose signatures other processes check ahead, is held to the same."""

from __future__ import annotations

from copy import copy

import pytest

from tests.editorial.board import Board
from whitlow.editorial.ahead import LONG
from whitlow.editorial.events import linked


@pytest.fixture(scope="module")
def long_board() -> Board:
    board = Board()
    while len(board.events) < LONG + 500:
        board.does("pharmacist", "comment", body={"says": "ü"})
    return board


def test_a_long_chain_holds(long_board: Board) -> None:
    found = long_board.verified()

    assert (None, len(long_board.events)) == (found.broken, found.head.number)


@pytest.mark.parametrize("at", [2, 5000, LONG + 400])
def test_a_forged_signature_in_a_long_chain_is_named(long_board: Board, at: int) -> None:
    board = copy(long_board)
    board.events = long_board.events[:at]
    board.does("pharmacist", "comment", signer=board.signers["virologist"])
    forged = board.events.pop()
    key = long_board.signers["pharmacist"].name
    previous = board.events[-1].hash
    board.events.append(linked(at + 1, forged.payload, key, forged.signature, previous))
    while len(board.events) < LONG + 500:
        board.does("pharmacist", "comment")

    broken = board.verified().broken

    expected = "pharmacist did not sign it: the signature does not fit."
    assert broken is not None
    assert (at + 1, expected) == (broken.number, broken.what)


def test_a_key_is_not_taken_for_one_that_was_retired(long_board: Board) -> None:
    board = copy(long_board)
    board.events = list(long_board.events)
    board.does("chair", "retire-key", body={"key": board.signers["pharmacist"].name}, text=None)
    board.does("pharmacist", "comment")

    broken = board.verified().broken

    assert broken is not None
    assert len(board.events) == broken.number
