"""The state of a text follows from what was done with it, and from nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from tests.editorial.board import TABLE, TODAY, Board
from whitlow.editorial.states import Verdict, weakest


@pytest.fixture
def board() -> Board:
    return Board()


@pytest.fixture
def approved(board: Board) -> Board:
    board.approves("pharmacist")
    board.approves("virologist")
    return board


CHANGED = TABLE.__class__("table", "a-table", "text two", "basis one")
NEW_SOURCE = TABLE.__class__("table", "a-table", "text one", "basis two")


def test_what_nobody_looked_at_is_submitted(board: Board) -> None:
    assert ("submitted", ()) == (board.state().status, board.state().why)


def test_what_is_assigned_is_under_review(board: Board) -> None:
    board.does("chair", "assign", body={"to": "pharmacist"})

    assert board.state().status == "under_review"


def test_one_approval_is_not_enough(board: Board) -> None:
    board.approves("pharmacist")

    assert ("under_review", ("1 more to approve",)) == (board.state().status, board.state().why)


def test_enough_approvals_with_the_expertise_approve(approved: Board) -> None:
    state = approved.state()

    assert state.status == "approved"
    assert (Verdict("pharmacist", TODAY), Verdict("virologist", TODAY)) == state.by
    assert date(2027, 11, 20) == state.until


def test_approvals_without_the_expertise_do_not(board: Board) -> None:
    board.enrol("second", ["reviewer"], ["virology"])
    board.approves("virologist")
    board.approves("second")

    assert ("under_review", ("no approval from pharmacy",)) == board.state()[1:5:3]


def test_one_person_counts_once(board: Board) -> None:
    board.approves("pharmacist")
    board.approves("pharmacist")

    assert board.state().status == "under_review"


def test_a_changed_word_ends_the_approvals(approved: Board) -> None:
    state = approved.state(CHANGED)

    assert state.status == "submitted"
    assert "the text was changed since" in state.why


def test_a_changed_source_asks_for_another_look(approved: Board) -> None:
    state = approved.state(NEW_SOURCE)

    assert state.status == "submitted"
    assert "a source was changed since" in state.why


def test_an_approval_holds_until_the_day_before_it_expires(approved: Board) -> None:
    assert approved.state(today=date(2027, 11, 19)).status == "approved"


def test_an_approval_expires(approved: Board) -> None:
    state = approved.state(today=date(2027, 11, 20))

    assert state.status == "submitted"
    assert "an approval has expired" in state.why


def test_nobody_approves_what_they_wrote(board: Board) -> None:
    board.does("pharmacist", "authored")
    board.approves("pharmacist")
    board.approves("virologist")

    assert board.state().status == "under_review"
    assert "pharmacist wrote it" in board.state().why


def test_nobody_approves_without_declaring_their_interests(board: Board) -> None:
    board.does("pharmacist", "approve")

    assert "pharmacist has not declared any interests in it" in board.state().why


def test_nobody_approves_with_an_interest(board: Board) -> None:
    board.does("pharmacist", "declare", body={"conflict": True, "what": "shares"})
    board.does("pharmacist", "approve")

    assert "pharmacist has an interest in it" in board.state().why


def test_a_declaration_after_the_approval_comes_too_late(board: Board) -> None:
    board.does("pharmacist", "approve")
    board.does("pharmacist", "declare", body={"conflict": False})

    assert "pharmacist has not declared any interests in it" in board.state().why


def test_an_open_objection_keeps_a_text_from_being_approved(approved: Board) -> None:
    approved.does("virologist", "object", body={"why": "wrong row"})

    assert approved.state().status == "under_review"
    assert "virologist objects" in approved.state().why


def test_an_objection_outlives_a_change_of_the_text(approved: Board) -> None:
    approved.does("virologist", "object")
    approved.approves("virologist", CHANGED)
    approved.approves("pharmacist", CHANGED)

    assert approved.state(CHANGED).status == "under_review"


def test_an_objection_is_withdrawn_by_whoever_raised_it(approved: Board) -> None:
    objection = approved.does("virologist", "object").payload.nonce
    approved.does("pharmacist", "withdraw", body={"of": objection})
    by_another = approved.state().status
    approved.does("virologist", "withdraw", body={"of": objection})
    approved.approves("virologist")

    assert ("under_review", "approved") == (by_another, approved.state().status)


def test_a_chair_settles_an_objection(approved: Board) -> None:
    objection = approved.does("virologist", "object").payload.nonce
    approved.does("chair", "settle", body={"of": objection, "why": "the label says so"})
    approved.approves("virologist")

    assert approved.state().status == "approved"


def test_whoever_asks_for_changes_no_longer_approves(approved: Board) -> None:
    approved.does("virologist", "request-changes", body={"why": "say mg"})

    assert approved.state().status == "changes_requested"


def test_a_retired_text_is_retired_whoever_approved_it(approved: Board) -> None:
    approved.does("chair", "retire")

    assert approved.state().status == "retired"


def test_a_retired_text_can_be_opened_again(approved: Board) -> None:
    approved.does("chair", "retire")
    approved.does("chair", "reopen")

    assert approved.state().status == "approved"


def test_what_happens_tomorrow_does_not_count_today(board: Board) -> None:
    board.approves("pharmacist", on=date(2026, 11, 21))
    board.approves("virologist", on=date(2026, 11, 21))

    assert board.state().status == "submitted"


def test_the_weakest_of_some_states_is_told(approved: Board) -> None:
    other = approved.state(CHANGED)

    assert other == weakest([approved.state(), other])


def test_the_weakest_of_none_is_none() -> None:
    assert weakest([]) is None
