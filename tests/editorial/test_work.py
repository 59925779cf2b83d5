"""Work waits for somebody when it was assigned, ends soon, or was changed since their verdict."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.editorial.board import TABLE, TODAY, Board
from whitlow.editorial.history import acts_of, objections_of, versions_of
from whitlow.editorial.ledger import WORDING, Ledger
from whitlow.editorial.overview import overview
from whitlow.editorial.reports import reports_of
from whitlow.editorial.states import states_of
from whitlow.editorial.texts import Text, hash_of
from whitlow.editorial.work import Work

if TYPE_CHECKING:
    from whitlow.guideline.plain import Json

WORDS: dict[str, Json] = {"says": "Give it slowly over an hour."}
NOW: dict[str, Json] = {"says": "Give it slowly over two hours."}
OLD = Text("table", "a-table", hash_of("table", WORDS), "basis one")
NEW = Text("table", "a-table", hash_of("table", NOW), "basis one")
LAW = Text("law", "a-law", "law text", "basis")


@pytest.fixture
def board() -> Board:
    return Board()


def ledger_of(board: Board, *texts: Text) -> Ledger:
    ledger = Ledger(board.policy, {text.name: text for text in texts})
    for event in board.events:
        ledger.take(event)
    return ledger


def why(board: Board, who: str, text: Text = TABLE, today: date = TODAY) -> list[str]:
    tasks = Work(ledger_of(board, text)).of(who, today)
    return [reason for task in tasks for reason in task.why]


def test_what_was_assigned_waits(board: Board) -> None:
    board.does("chair", "assign", body={"to": "pharmacist"})

    assert ["assigned to you"] == why(board, "pharmacist")


def test_what_was_assigned_waits_for_nobody_else(board: Board) -> None:
    board.does("chair", "assign", body={"to": "pharmacist"})

    assert why(board, "virologist") == []


def test_what_somebody_gave_a_verdict_on_no_longer_waits(board: Board) -> None:
    board.does("chair", "assign", body={"to": "pharmacist"})
    board.approves("pharmacist")

    assert why(board, "pharmacist") == []


def test_a_text_that_was_changed_asks_again(board: Board) -> None:
    board.approves("pharmacist", OLD)

    assert ["the text was changed since your verdict"] == why(board, "pharmacist", NEW)


def test_a_source_that_was_changed_asks_again(board: Board) -> None:
    board.approves("pharmacist", OLD)
    moved = Text(OLD.kind, OLD.id, OLD.text, "basis two")

    assert ["a source was changed since your verdict"] == why(board, "pharmacist", moved)


def test_an_approval_that_ends_soon_asks_again(board: Board) -> None:
    board.approves("pharmacist")
    late = date(2027, 11, 1)

    assert ["your approval holds until 2027-11-20"] == why(board, "pharmacist", today=late)


def test_an_approval_that_has_ended_asks_again(board: Board) -> None:
    board.approves("pharmacist")

    assert ["your approval has expired"] == why(board, "pharmacist", today=date(2027, 11, 20))


def test_a_ledger_that_grows_says_what_folding_the_whole_chain_says(board: Board) -> None:
    ledger = Ledger(board.policy, {TABLE.name: TABLE})
    taken = 0
    for act in (
        lambda: board.does("chair", "assign", body={"to": "pharmacist"}),
        lambda: board.approves("pharmacist"),
        lambda: board.approves("virologist"),
        lambda: board.does("virologist", "object", body={"says": "no"}),
    ):
        act()
        for event in board.events[taken:]:
            ledger.take(event)
        taken = len(board.events)
        people = board.verified().people
        whole = states_of(ledger.texts, board.events, people, board.policy, TODAY)
        assert whole == ledger.states(TODAY)
    assert ledger.states(TODAY + timedelta(days=400))[TABLE.name].status != "approved"


def test_the_words_that_were_reviewed_are_kept_and_told_as_a_diff(board: Board) -> None:
    board.does("pharmacist", "approve", text=OLD, body={WORDING: WORDS})

    version = versions_of(ledger_of(board, NEW), NEW.name, NOW)[0]

    assert version.changes is not None
    assert [("removed", "an"), ("added", "two")] == [
        part for part in version.changes[0].parts if part[0] != "same"
    ][:2]


def test_words_that_are_not_those_of_the_text_are_not_kept(board: Board) -> None:
    board.does("pharmacist", "approve", text=OLD, body={WORDING: NOW})

    assert versions_of(ledger_of(board, NEW), NEW.name, NOW)[0].changes is None


def test_an_objection_is_open_until_it_is_settled(board: Board) -> None:
    raised = board.does("virologist", "object", body={"says": "The floor is wrong."})
    before = objections_of(ledger_of(board, TABLE), TABLE.name)
    board.does("chair", "settle", body={"of": raised.payload.nonce, "says": "It is not."})

    assert ["The floor is wrong."] == [each.says for each in before]
    assert objections_of(ledger_of(board, TABLE), TABLE.name) == ()


def test_the_latest_act_is_told_first(board: Board) -> None:
    board.does("chair", "assign", body={"to": "pharmacist"})
    board.does("pharmacist", "declare", body={"conflict": False})

    acts = acts_of(ledger_of(board, TABLE), TABLE.name)

    assert ["declared no interests in it", "assigned it to Pharmacist"] == [a.did for a in acts]


def test_the_overview_counts_approvals_and_ranks_laws_first(board: Board) -> None:
    board.approves("pharmacist")
    board.approves("virologist")
    ledger = ledger_of(board, LAW, TABLE)

    found = overview(ledger, lambda name: name.partition(":")[0], TODAY)

    assert (1, 2) == (found.whole.approved, found.whole.texts)
    assert ["law:a-law"] == [state.record for state in found.open]
    assert {"pharmacist": 1, "virologist": 1} == {r.name: r.approvals for r in found.reviewers}


def test_an_answer_stands_with_its_report(board: Board) -> None:
    asked = board.does("chair", "report", text=None, body={"about": "a-table", "says": "Wrong."})
    board.does("chair", "answer", text=None, body={"of": asked.payload.nonce, "says": "Mended."})

    report = reports_of(ledger_of(board, TABLE))[0]

    assert ("a-table", ["Mended."]) == (report.about, [each.says for each in report.answers])
