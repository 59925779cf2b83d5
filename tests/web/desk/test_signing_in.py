"""The door of the desk: whom it lets in, and what it tells whom it does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyotp
import pytest
from argon2 import extract_parameters
from sqlalchemy import select

from tests.web.desk.room import Room, form_token
from whitlow.editorial.account_tables import ACCOUNTS, LINKS, SESSIONS
from whitlow.editorial.passwords import hash_of, nobodys_hash
from whitlow.editorial.sessions import HALF, IDLE, LONGEST

if TYPE_CHECKING:
    from httpx2 import Response
    from starlette.testclient import TestClient

GOOD = "four plain words here"
AS_JSON = {"accept": "application/json"}
SECRET = re.compile(r"Secret: <code class=\"whole\">([A-Z2-7]+)</code>")


def with_password(room: Room, name: str = "ed", *roles: str) -> None:
    """Enrol somebody whose account has a password."""
    room.enrol(name, list(roles or ("editor",)), [])
    room.site.accounts.add(name, name.title(), roles or ("editor",))
    room.site.links.use(room.site.links.make(name), GOOD)


def signs_in(browser: TestClient, name: str = "ed", password: str = GOOD) -> Response:
    """Fill in the form of the door."""
    token = form_token(browser.get("/review/sign-in"))
    data = {"form_token": token, "name": name, "password": password}
    return browser.post("/review/sign-in", data=data)


def gives_code(browser: TestClient, code: str) -> Response:
    """Fill in the form of the second factor."""
    token = form_token(browser.get("/review/second-factor"))
    return browser.post("/review/second-factor", data={"form_token": token, "code": code})


def takes_over(room: Room, browser: TestClient) -> pyotp.TOTP:
    """Take a second factor over, and return it."""
    found = SECRET.search(browser.get("/review/second-factor").text)
    assert found is not None
    codes = pyotp.TOTP(found[1])
    gives_code(browser, codes.at(room.moment))
    return codes


def cookie(browser: TestClient) -> str:
    return browser.cookies.get("whitlow-desk") or ""


# ---------------------------------------------------------------------------------------------
# By a password.


def test_an_editor_signs_in_with_a_password(room: Room) -> None:
    with_password(room)
    browser = room.browser()

    answer = signs_in(browser)

    assert (303, "/review") == (answer.status_code, answer.headers["location"])
    assert "<h1>Ed</h1>" in browser.get("/review/me").text


def test_the_cookie_of_a_session_is_for_this_site_and_no_script(room: Room) -> None:
    with_password(room)

    found = signs_in(room.browser()).headers.get_list("set-cookie")[0].lower()

    assert "httponly" in found
    assert "samesite=strict" in found
    assert "path=/review" in found


def test_the_cookie_goes_over_closed_lines_alone_where_the_page_did(room: Room) -> None:
    with_password(room)
    browser = room.browser()
    browser.base_url = "https://localhost"

    assert "; secure" in signs_in(browser).headers.get_list("set-cookie")[0].lower()


def test_the_store_knows_neither_the_password_nor_the_session_nor_a_link(room: Room) -> None:
    with_password(room)
    link = room.site.links.make("ed")
    browser = room.browser()
    signs_in(browser)
    with room.site.store.reading() as connection:
        kept = [
            str(tuple(row))
            for table in (ACCOUNTS, SESSIONS, LINKS)
            for row in connection.execute(select(table))
        ]

    words = {GOOD, link, cookie(browser).strip('"').split(".")[0].strip('"')}

    assert [] == [row for row in kept for word in words if word in row]
    assert any("$argon2id$" in row for row in kept)


@pytest.mark.parametrize(
    ("name", "password"),
    [("ed", "not the right words"), ("nobody", GOOD), ("", ""), ("ed'--", GOOD), ("closed", GOOD)],
)
def test_whoever_is_not_let_in_is_told_the_same(room: Room, name: str, password: str) -> None:
    with_password(room)
    with_password(room, "closed")
    room.site.accounts.disable("closed")

    answer = signs_in(room.browser(**AS_JSON), name, password)

    expected = "The name and the password do not fit, or the account is closed. Try again."
    assert (401, expected) == (answer.status_code, answer.json()["error"]["message"])


def test_an_account_that_there_is_not_takes_the_same_work() -> None:
    assert extract_parameters(hash_of(GOOD)) == extract_parameters(nobodys_hash())


def test_a_name_is_locked_after_five_attempts_whether_or_not_there_is_such(room: Room) -> None:
    with_password(room)
    browser = room.browser(**AS_JSON)

    found = {
        name: [signs_in(browser, name, "wrong words entirely").status_code for _ in range(6)]
        for name in ("ed", "nobody")
    }
    right = signs_in(browser, "ed")

    assert {"ed": [401] * 5 + [429], "nobody": [401] * 5 + [429]} == found
    assert (429, "too_many_attempts") == (right.status_code, right.json()["error"]["code"])


def test_a_locked_name_is_open_again_after_a_quarter_of_an_hour(room: Room) -> None:
    with_password(room)
    for _ in range(6):
        signs_in(room.browser(), "ed", "wrong words entirely")
    room.moment += 15 * 60

    assert signs_in(room.browser()).status_code == 303


def test_an_address_that_tries_many_names_is_locked(room: Room) -> None:
    with_password(room)
    count = room.site.entrance.limits.count
    for number in range(50):
        count(f"name {number}", "testclient")

    assert signs_in(room.browser()).status_code == 429


def test_a_session_is_new_at_each_step(room: Room) -> None:
    with_password(room, "ada", "reviewer")
    browser = room.browser()
    signs_in(browser, "ada")
    half = cookie(browser)
    takes_over(room, browser)
    whole = cookie(browser)
    old = room.browser()
    old.cookies.set("whitlow-desk", half, domain="localhost.local", path="/review")

    assert len({"", half, whole}) == 3
    assert (200, 401) == (browser.get("/review/me").status_code, old.get("/review/me").status_code)


def test_a_session_that_somebody_else_chose_is_not_taken(room: Room) -> None:
    with_password(room)
    with_password(room, "eve")
    eve = room.browser()
    signs_in(eve, "eve")
    chosen = cookie(eve)
    browser = room.browser()
    browser.cookies.set("whitlow-desk", chosen, domain="localhost.local", path="/review")

    signs_in(browser)

    assert cookie(browser) != chosen
    assert "<h1>Ed</h1>" in browser.get("/review/me").text
    assert eve.get("/review/me").status_code == 401


@pytest.mark.parametrize("bad", ["abc", "ImFiYyI.AAAA", "a.b.c", '"', "é"])
def test_a_cookie_that_was_not_signed_here_is_nobodys(room: Room, bad: str) -> None:
    answer = room.browser().get("/review/me", headers={b"cookie": f"whitlow-desk={bad}".encode()})

    assert answer.status_code == 401


@pytest.mark.parametrize(("after", "every"), [(IDLE, IDLE), (LONGEST, IDLE - 60)])
def test_a_session_ends_by_silence_and_by_age(room: Room, after: int, every: int) -> None:
    with_password(room)
    browser = room.browser()
    signs_in(browser)
    found = []
    for moment in [*range(every, after, every), after]:
        room.moment = 1_800_000_000 + moment
        found.append(browser.get("/review/me").status_code)

    assert [200] * (len(found) - 1) + [401] == found


def test_signing_out_ends_the_session_in_the_store(room: Room) -> None:
    with_password(room)
    browser = room.browser()
    signs_in(browser)
    kept = cookie(browser)
    token = form_token(browser.get("/review/me"))
    answer = browser.post("/review/sign-out", data={"form_token": token})
    browser.cookies.set("whitlow-desk", kept, domain="localhost.local", path="/review")

    assert (303, 401) == (answer.status_code, browser.get("/review/me").status_code)


def test_a_closed_account_is_signed_out_at_once(room: Room) -> None:
    with_password(room)
    browser = room.browser()
    signs_in(browser)
    room.site.accounts.disable("ed")

    assert browser.get("/review/me").status_code == 401


# ---------------------------------------------------------------------------------------------
# The second factor.


def test_who_may_sign_verdicts_needs_a_second_factor(room: Room) -> None:
    with_password(room, "ada", "reviewer")
    browser = room.browser()
    answer = signs_in(browser, "ada")
    before = browser.get("/review/me").status_code
    takes_over(room, browser)

    assert ("/review/second-factor", 401) == (answer.headers["location"], before)
    assert browser.get("/review/me").status_code == 200


def test_a_code_counts_once(room: Room) -> None:
    with_password(room, "ada", "reviewer")
    browser = room.browser()
    signs_in(browser, "ada")
    codes = takes_over(room, browser)
    room.moment += 60
    code = codes.at(room.moment)
    answers = []
    for _ in range(2):
        other = room.browser()
        signs_in(other, "ada")
        answers.append(gives_code(other, code).status_code)

    assert [303, 401] == answers


def test_a_secret_is_not_shown_again_once_it_was_taken_over(room: Room) -> None:
    with_password(room, "ada", "reviewer")
    browser = room.browser()
    signs_in(browser, "ada")
    codes = takes_over(room, browser)
    other = room.browser()
    signs_in(other, "ada")

    assert codes.secret not in other.get("/review/second-factor").text
    assert codes.secret not in browser.get("/review/second-factor").text


def test_whoever_knows_the_password_cannot_try_codes_for_ever(room: Room) -> None:
    with_password(room, "ada", "reviewer")
    browser = room.browser()
    signs_in(browser, "ada")
    takes_over(room, browser)
    found = []
    for _ in range(4):
        other = room.browser()
        found.append(signs_in(other, "ada").status_code)
        if found[-1] == 303:
            found.append(gives_code(other, "000000").status_code)

    assert [303, 401, 303, 401, 303, 429, 429] == found


def test_the_second_factor_has_to_come_soon(room: Room) -> None:
    with_password(room, "ada", "reviewer")
    browser = room.browser()
    signs_in(browser, "ada")
    room.moment += HALF

    assert browser.get("/review/second-factor").status_code == 401


# ---------------------------------------------------------------------------------------------
# Links.


def sets(browser: TestClient, link: str, new: str, again: str | None = None) -> Response:
    """Fill in the form of a link."""
    shown = browser.get(f"/review/reset/{link}")
    if shown.status_code != 200:
        return shown
    data = {"form_token": form_token(shown), "new": new, "again": again or new}
    return browser.post(f"/review/reset/{link}", data=data)


def test_a_link_sets_a_password_once(room: Room) -> None:
    with_password(room)
    browser = room.browser()
    link = room.site.links.make("ed")

    found = [sets(room.browser(), link, "other words entirely").status_code for _ in range(2)]

    assert [303, 422] == found
    assert signs_in(browser, "ed", "other words entirely").status_code == 303


def test_a_link_ends_what_sessions_there_are(room: Room) -> None:
    with_password(room)
    browser = room.browser()
    signs_in(browser)
    sets(room.browser(), room.site.links.make("ed"), "other words entirely")

    assert browser.get("/review/me").status_code == 401


@pytest.mark.parametrize("after", [24 * 60 * 60, 10**9])
def test_a_link_that_is_too_old_is_none(room: Room, after: int) -> None:
    with_password(room)
    link = room.site.links.make("ed")
    room.moment += after

    assert sets(room.browser(), link, GOOD).status_code == 422


@pytest.mark.parametrize("new", ["short", "a" * 30, "x" * 201])
def test_a_weak_password_leaves_the_link_as_it_was(room: Room, new: str) -> None:
    with_password(room)
    link = room.site.links.make("ed")

    assert [422, 303] == [sets(room.browser(), link, each).status_code for each in (new, GOOD)]


def test_a_later_link_takes_the_place_of_an_earlier(room: Room) -> None:
    with_password(room)
    first, second = room.site.links.make("ed"), room.site.links.make("ed")

    assert [422, 303] == [sets(room.browser(), link, GOOD).status_code for link in (first, second)]


# ---------------------------------------------------------------------------------------------
# One's own page.


def posts(browser: TestClient, path: str, **data: str) -> Response:
    token = form_token(browser.get("/review/me"))
    return browser.post(path, data={"form_token": token, **data})


def test_a_password_is_changed_by_who_knows_it(room: Room) -> None:
    with_password(room)
    browser = room.browser()
    signs_in(browser)
    new = "other words entirely"
    wrong = posts(browser, "/review/me/password", old="not it at all", new=new, again=new)
    right = posts(browser, "/review/me/password", old=GOOD, new=new, again=new)

    assert (422, 303) == (wrong.status_code, right.status_code)
    assert signs_in(room.browser(), "ed", new).status_code == 303


def test_a_key_that_the_desk_holds_opens_for_its_passphrase_alone(room: Room) -> None:
    with_password(room)
    browser = room.browser()
    signs_in(browser)
    phrase = "a phrase for the key"
    weak = posts(browser, "/review/me/key", passphrase=GOOD, again=GOOD)
    made = posts(browser, "/review/me/key", passphrase=phrase, again=phrase)
    signer = room.site.held.open("ed", phrase)

    assert (422, 303) == (weak.status_code, made.status_code)
    assert signer.public in browser.get("/review/me").text.replace("&#43;", "+")


def test_who_runs_the_desk_cannot_open_a_key_with_a_new_password(room: Room) -> None:
    with_password(room)
    room.site.held.make("ed", "a phrase for the key")
    room.site.links.use(room.site.links.make("ed"), "set by the administrator")

    with pytest.raises(Exception, match="The passphrase does not open your key"):
        room.site.held.open("ed", "set by the administrator")


def test_markup_in_a_name_is_shown_as_it_was_typed(room: Room) -> None:
    with_password(room)
    room.site.accounts.add("mal", "<script>alert(1)</script>{{7*7}}", ["editor"])
    browser = room.signed_in("mal")

    shown = browser.get("/review/me").text

    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}" in shown


def test_a_key_is_forgotten_by_who_is_sure_of_it(room: Room) -> None:
    with_password(room)
    room.site.held.make("ed", "a phrase for the key")
    browser = room.browser()
    signs_in(browser)
    found = []
    for data in ({}, {"sure": "yes"}):
        answer = posts(browser, "/review/me/key/forget", **data)
        found.append((answer.status_code, bool(room.site.held.public("ed"))))

    assert [(422, True), (303, False)] == found
