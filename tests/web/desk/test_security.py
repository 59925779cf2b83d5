"""Every address of the desk: without a role, without a form of ours, and with bad words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from sqlalchemy import inspect

from tests.web.desk.room import Room, form_token
from whitlow.editorial.store import address_of
from whitlow.web.desk.opened import ROUTES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from httpx2 import Response
    from starlette.testclient import TestClient

AS_JSON = {"accept": "application/json"}
OPEN = {"/review/sign-in", "/review/openid", "/review/openid/return", "/review/reset/{token}"}
"""Addresses for those who are not signed in; each has tests of its own."""

BAD_WORDS = (
    "' OR '1'='1",
    "'; DROP TABLE accounts; --",
    "{{ 1234 * 5 }}{% raise %}",
    "{{ config }}",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "../../etc/passwd",
    "\x00\x1b[31m",
    "%s%n{0.__class__}",
    "a" * 5000,
)
PARAMETER = re.compile(r"\{(\w+)(?::path)?\}")


def addresses(method: str) -> list[str]:
    """Return every address that takes a method."""
    return [each.path for each in ROUTES if method in (each.methods or ())]


def filled(path: str, word: str = "rule:switch") -> str:
    """Return an address with something in the place of its parameters."""
    return PARAMETER.sub(quote(word, safe=""), path)


def closed(method: str) -> list[str]:
    return [each for each in addresses(method) if each not in OPEN]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    found = Room(address_of(tmp_path / "desk.db"))
    yield found
    found.site.store.close()


def asked(browser: TestClient, method: str, path: str) -> Response:
    data = {"field": "word"} if method == "POST" else None
    return browser.request(method, filled(path), headers=AS_JSON, data=data)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_address_is_closed_to_who_is_not_signed_in(room: Room, method: str) -> None:
    browser = room.browser()
    found = {path: asked(browser, method, path).status_code for path in closed(method)}

    assert {} == {path: status for path, status in found.items() if status not in {401, 403}}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_address_is_closed_to_half_a_session(room: Room, method: str) -> None:
    room.member("ada", "reviewer")
    browser = room.signed_in("ada", whole=False)
    own = {"/review/second-factor", "/review/sign-out"}
    found = {path: asked(browser, method, path).status_code for path in closed(method)}

    assert {} == {
        path: status
        for path, status in found.items()
        if status not in {401, 403} and path not in own
    }


def test_nothing_is_changed_without_a_form_of_ours(room: Room) -> None:
    ada = room.member("ada", "reviewer", "editor", "chair")
    before = len(room.site.desk.events)
    found = {path: asked(ada, "POST", path) for path in addresses("POST")}
    codes = {path: answer.json()["error"]["code"] for path, answer in found.items()}

    assert {} == {
        path: code
        for path, code in codes.items()
        if code not in {"form_token", "missing_role", "unknown_record"}
    }
    assert before == len(room.site.desk.events)
    assert ada.get("/review/me").status_code == 200


@pytest.mark.parametrize("path", addresses("POST"))
def test_a_form_of_another_site_is_refused_everywhere(room: Room, path: str) -> None:
    browser = room.browser()
    headers = {"origin": "http://other.example", **AS_JSON}

    answer = browser.post(filled(path), data={}, headers=headers)

    assert (403, "other_site") == (answer.status_code, answer.json()["error"]["code"])


def test_a_word_of_another_browsers_form_is_refused(room: Room) -> None:
    ada, ben = room.member("ada", "reviewer"), room.member("ben", "reviewer")
    word = form_token(ada.get("/review/me"))

    answer = ben.post("/review/sign-out", data={"form_token": word}, headers=AS_JSON)

    assert (403, "form_token") == (answer.status_code, answer.json()["error"]["code"])
    assert ben.get("/review/me").status_code == 200


def test_nothing_is_changed_by_a_link(room: Room) -> None:
    """What takes POST and changes something does not take GET."""
    shows = {"/review/sign-in", "/review/second-factor", "/review/reset/{token}"}
    both = set(addresses("GET")) & set(addresses("POST"))
    browser = room.member("ada", "reviewer")
    before = len(room.site.desk.events)
    for path in both:
        browser.get(filled(path))

    assert shows <= both
    assert before == len(room.site.desk.events)


@pytest.mark.parametrize("word", BAD_WORDS)
def test_bad_words_sign_nobody_in_and_break_nothing(room: Room, word: str) -> None:
    room.member("ada", "reviewer")
    browser = room.browser()
    token = form_token(browser.get("/review/sign-in"))
    data = {"form_token": token, "name": word, "password": word}
    answer = browser.post("/review/sign-in", data=data)
    with room.site.store.reading() as connection:
        tables = inspect(connection).get_table_names()

    assert answer.status_code == 401
    assert "accounts" in tables
    assert not any(sign in answer.text for sign in ("<script>alert", "<img src=x"))


@pytest.mark.parametrize("word", BAD_WORDS[:-1])
def test_bad_words_in_an_address_find_nothing(room: Room, word: str) -> None:
    ada = room.member("ada", "reviewer", "editor", "chair")
    found = {
        path: ada.get(filled(path, word)) for path in addresses("GET") if PARAMETER.search(path)
    }

    assert {} == {
        path: answer.status_code
        for path, answer in found.items()
        if answer.status_code not in {401, 403, 404, 422} or "<script>alert" in answer.text
    }


@pytest.mark.parametrize("word", BAD_WORDS[:-1])
def test_bad_words_in_own_forms_break_nothing(room: Room, word: str) -> None:
    ada = room.member("ada", "reviewer")
    token = form_token(ada.get("/review/me"))
    own = [path for path in addresses("POST") if path.startswith("/review/me/")]
    names = ("old", "new", "again", "passphrase", "signed")
    data = {"form_token": token, **dict.fromkeys(names, word)}

    found = {path: ada.post(path, data=data).status_code for path in own if "forget" not in path}

    assert [] == [path for path, status in found.items() if status >= 500]


def test_stored_markup_is_shown_as_text(room: Room) -> None:
    markup = "<script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 * 7 }}"
    room.enrol("mal", ["editor"], [markup])
    room.site.accounts.add("mal", markup, ["editor"])
    shown = room.signed_in("mal").get("/review/me").text

    assert "<script>alert" not in shown
    assert "<img" not in shown
    assert "&lt;script&gt;alert(1)" in shown
    assert "{{ 7 * 7 }}" in shown


def test_an_answer_of_the_desk_is_not_kept_framed_or_scripted(room: Room) -> None:
    headers = room.member("ada", "reviewer").get("/review/me").headers

    assert headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "script-src 'self'" in headers["content-security-policy"]


def test_what_a_person_signed_is_sent_in_by_them_alone(room: Room) -> None:
    from tests.web.desk.signing import line  # noqa: PLC0415 - only here

    ada, ben = room.member("ada", "reviewer"), room.member("ben", "reviewer")
    signed = line(room, "ada", "comment", {"says": "ü"}, "table:foscarnet-hsv-q8h")
    found = []
    for browser in (ben, ada, ada):
        token = form_token(browser.get("/review/me"))
        data = {"form_token": token, "signed": signed}
        found.append(browser.post("/review/me/signed", data=data).status_code)

    assert [422, 303, 422] == found
    assert room.site.desk.events[-1].payload.actor == "ada"
