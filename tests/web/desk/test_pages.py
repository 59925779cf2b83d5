"""The desk's pages show what waits and what is said, and take what a member signs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.web.desk.room import Room, form_token
from whitlow.web import reports

if TYPE_CHECKING:
    from starlette.testclient import TestClient

TABLE = "table:foscarnet-hsv-q8h"
NAME = "foscarnet-hsv-q8h"
AT = f"/review/record/{TABLE}"
PASSPHRASE = "seven grey herons on a wire"  # noqa: S105 - of a key that lives in a test


@pytest.fixture(autouse=True)
def nothing_reported() -> None:
    reports._TAKEN.clear()  # noqa: SLF001 - each test begins with a quiet hour


def hidden(web: TestClient, path: str = AT) -> dict[str, str]:
    """Return what the form of a page carries."""
    answer = web.get(path)
    found = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', answer.text))
    return {**found, "form_token": form_token(answer)}


def with_key(room: Room, name: str, *roles: str) -> TestClient:
    """Return the browser of a member whose key is held here, under the passphrase."""
    web = room.member(name, *roles, expertise=("clinical pharmacy",))
    public = room.site.held.make(name, PASSPHRASE)
    room.does(
        "chair",
        "enrol",
        {
            "person": name,
            "title": name.title(),
            "roles": list(roles),
            "expertise": ["clinical pharmacy"],
            "key": public,
        },
    )
    return web


def test_a_record_shows_its_text_what_it_rests_on_and_what_contradicts_it(room: Room) -> None:
    page = room.member("ada", "reviewer").get(AT).text

    assert "What contradicts it" in page
    assert "foscarnet-label#induction-table" in page
    assert "exactly-at-floor" in page


def test_an_approval_that_is_signed_here_counts(room: Room) -> None:
    web = with_key(room, "ada", "reviewer")

    sent = {**hidden(web), "act": "approve", "none": "1", "passphrase": PASSPHRASE}
    answer = web.post(AT, data=sent)

    assert answer.status_code == 303
    assert "Approved by Ada on" in web.get(AT).text


def test_a_wrong_passphrase_signs_nothing(room: Room) -> None:
    web = with_key(room, "ada", "reviewer")

    answer = web.post(AT, data={**hidden(web), "act": "comment", "says": "x", "passphrase": "no"})

    assert answer.status_code == 422
    assert "The passphrase does not open your key. Nothing was signed." in answer.text


def test_an_objection_without_a_reason_is_refused(room: Room) -> None:
    web = with_key(room, "ada", "reviewer")

    answer = web.post(AT, data={**hidden(web), "act": "object", "passphrase": PASSPHRASE})

    assert "Say why: an objection" in answer.text


def test_a_verdict_on_another_text_than_the_one_shown_is_refused(room: Room) -> None:
    web = with_key(room, "ada", "reviewer")

    sent = {**hidden(web), "text": "0" * 64, "act": "approve", "passphrase": PASSPHRASE}
    answer = web.post(AT, data=sent)

    assert "was changed since it was read for this verdict" in answer.text


def test_a_reviewer_may_not_retire_a_text(room: Room) -> None:
    web = with_key(room, "ada", "reviewer")

    answer = web.post(AT, data={**hidden(web), "act": "retire", "passphrase": PASSPHRASE})

    assert "ada may not retire." in answer.text


def test_what_is_said_stays_text(room: Room) -> None:
    web = with_key(room, "ada", "reviewer")
    evil = "<script>alert(1)</script>{{ 7*7 }}"

    web.post(AT, data={**hidden(web), "act": "comment", "says": evil, "passphrase": PASSPHRASE})

    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in web.get(AT).text


@pytest.mark.parametrize(
    "path", ["/review/queue", "/review/overview", AT, "/review/proposals", "/review/propose"]
)
def test_whoever_is_not_signed_in_sees_no_page_of_the_desk(room: Room, path: str) -> None:
    assert room.browser().get(path).status_code == 401


@pytest.mark.parametrize("path", ["/review/queue", "/review/overview", AT, "/review/reports"])
def test_whoever_has_no_role_sees_no_page_of_the_desk(room: Room, path: str) -> None:
    assert room.member("nobody").get(path).status_code == 403


def test_a_reviewer_does_not_answer_reports(room: Room) -> None:
    assert room.member("ada", "reviewer").get("/review/reports").status_code == 403


def test_a_reader_reports_without_an_account_and_everybody_reads_the_answer(room: Room) -> None:
    room.does(
        "chair",
        "enrol",
        {
            "person": "desk",
            "title": "The desk",
            "roles": ["desk"],
            "expertise": [],
            "key": room.site.audit.signer.public,
        },
    )
    editor = with_key(room, "eve", "editor")
    room.browser().post("/reports", data={"record": NAME, "says": "The first band is wrong."})

    sent = {**hidden(editor, "/review/reports"), "says": "It is as printed."}
    editor.post("/review/reports", data={**sent, "passphrase": PASSPHRASE})

    found = room.browser().get("/reports", headers={"accept": "application/json"}).json()
    assert found["reports"][0]["says"] == "The first band is wrong."
    assert [("Eve", "It is as printed.")] == [
        (each["by"], each["says"]) for each in found["reports"][0]["answers"]
    ]


def test_a_report_of_no_record_is_refused(room: Room) -> None:
    answer = room.browser().post("/reports", data={"record": "nothing", "says": "x"})

    assert (422, True) == (
        answer.status_code,
        "That is the name of no record." in answer.text,
    )


def test_a_report_that_is_too_long_is_refused(room: Room) -> None:
    answer = room.browser().post("/reports", data={"record": NAME, "says": "x" * 1001})

    assert "plain text of at most 1000 signs" in answer.text


def test_the_sixth_report_within_an_hour_is_refused(room: Room) -> None:
    web = room.browser()
    for _ in range(5):
        web.post("/reports", data={"record": NAME, "says": "x"})

    assert "Too much was reported" in web.post("/reports", data={"record": NAME, "says": "x"}).text


def test_a_proposal_is_kept_tried_and_accepted_by_an_editor_as_a_patch(room: Room) -> None:
    web = with_key(room, "eve", "editor")
    form = hidden(web, f"/review/propose?record={TABLE}")
    page = web.get(f"/review/propose?record={TABLE}").text
    old = re.search(r'<textarea name="old" hidden>\n(.*?)</textarea>', page, re.DOTALL)
    assert old is not None
    lines = old[1].replace("&#34;", '"').replace("&gt;", ">")
    new = lines.replace("title: Foscarnet for", "title: Foscarnet in")

    sent = {**form, "old": lines, "new": new, "says": "Plainer.", "passphrase": PASSPHRASE}
    at = web.post("/review/propose", data=sent).headers["location"]
    web.post(
        f"{at}/decide",
        data={
            "form_token": form_token(web.get(at)),
            "decision": "accept",
            "passphrase": PASSPHRASE,
        },
    )

    assert "+title: Foscarnet in acyclovir-resistant HSV" in web.get(f"{at}/patch").text
