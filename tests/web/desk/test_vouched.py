"""Another issuer vouches for a person: over real lines on loopback, and wrong in every way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx2
import pytest

from tests.web.desk.issuer import CLIENT, SECRET, issuing
from tests.web.desk.room import BEGAN, Room
from whitlow.editorial.openid import provider_of
from whitlow.editorial.store import address_of
from whitlow.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from httpx2 import Response
    from starlette.testclient import TestClient

    from tests.web.desk.issuer import Issuer

AS_JSON = {"accept": "application/json"}


@pytest.fixture(scope="module")
def running() -> Iterator[Issuer]:
    with issuing(BEGAN) as found:
        yield found


@pytest.fixture
def issuer(running: Issuer) -> Issuer:
    running.wrong = ""
    running.asked.clear()
    return running


@pytest.fixture
def room(issuer: Issuer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    (tmp_path / "secret").write_text(SECRET + "\n")
    monkeypatch.setenv("WHITLOW_OPENID_ISSUER", issuer.address)
    monkeypatch.setenv("WHITLOW_OPENID_CLIENT", CLIENT)
    monkeypatch.setenv("WHITLOW_OPENID_SECRET_FILE", str(tmp_path / "secret"))
    found = Room(address_of(tmp_path / "desk.db"))
    found.enrol("ed", ["editor"], [])
    found.site.accounts.add("ed", "Ed", ["editor"])
    found.site.accounts.link("ed", issuer.address, "1234")
    yield found
    found.site.store.close()


def sent(browser: TestClient) -> str:
    """Begin; return where the issuer sends the browser back to, as a path of ours."""
    asked = browser.get("/review/openid")
    assert asked.status_code == 303, asked.text
    back = httpx2.get(asked.headers["location"], trust_env=False).headers["location"]
    return str(back).removeprefix("http://localhost")


def comes_back(room: Room) -> Response:
    browser = room.browser(**AS_JSON)
    return browser.get(sent(browser))


def told(answer: Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def test_a_linked_person_is_signed_in(room: Room) -> None:
    browser = room.browser()
    answer = browser.get(sent(browser))

    assert (200, True) == (answer.status_code, 'href="/review"' in answer.text)
    assert "<h1>Ed</h1>" in browser.get("/review/me").text


def test_the_page_to_sign_in_names_the_issuer(room: Room) -> None:
    assert "Sign in with 127.0.0.1" in room.browser().get("/review/sign-in").text


def test_the_cookie_that_goes_along_is_lax_and_the_session_is_strict(room: Room) -> None:
    browser = room.browser()
    asked = browser.get("/review/openid").headers["set-cookie"].lower()
    back = sent(browser)
    given = browser.get(back).headers.get_list("set-cookie")[0].lower()

    assert "samesite=lax" in asked
    assert "samesite=strict" in given


def test_who_may_sign_verdicts_needs_the_second_factor_still(room: Room) -> None:
    room.enrol("ed", ["reviewer"], [])
    room.site.accounts.give_roles("ed", ["reviewer"])
    browser = room.browser()
    answer = browser.get(sent(browser))

    assert 'href="/review/second-factor"' in answer.text
    assert browser.get("/review/me").status_code == 401


def test_a_person_whom_nobody_linked_gets_no_account(room: Room, issuer: Issuer) -> None:
    room.site.accounts.link("ed", issuer.address, "another")

    assert (401, "not_linked") == told(comes_back(room))
    assert ["ed"] == [each.name for each in room.site.accounts.all()]


def test_a_subject_of_another_issuer_is_somebody_else(room: Room) -> None:
    room.site.accounts.link("ed", "https://other.example", "1234")

    assert (401, "not_linked") == told(comes_back(room))


def test_a_closed_account_is_not_let_in(room: Room) -> None:
    room.site.accounts.disable("ed")

    assert (401, "sign_in_failed") == told(comes_back(room))


@pytest.mark.parametrize(
    "wrong",
    [
        "nonce",
        "no nonce",
        "signature",
        "unsigned",
        "secret",
        "expired",
        "audience",
        "issuer",
        "no subject",
    ],
)
def test_a_token_that_is_wrong_lets_nobody_in(room: Room, issuer: Issuer, wrong: str) -> None:
    issuer.wrong = wrong

    assert (401, "not_vouched") == told(comes_back(room))


def test_an_issuer_that_calls_itself_another_is_not_asked(room: Room, issuer: Issuer) -> None:
    issuer.wrong = "described"

    assert (422, "not_vouched") == told(room.browser(**AS_JSON).get("/review/openid"))


@pytest.mark.parametrize("state", ["", "another", "é"])
def test_a_state_that_was_not_given_lets_nobody_in(room: Room, state: str) -> None:
    browser = room.browser(**AS_JSON)
    back = httpx2.URL(sent(browser))
    code = back.params["code"]

    answer = browser.get("/review/openid/return", params={"code": code, "state": state})

    assert (403, "not_asked") == told(answer)


def test_a_way_back_that_another_browser_began_lets_nobody_in(room: Room) -> None:
    back = sent(room.browser())

    assert (403, "not_asked") == told(room.browser(**AS_JSON).get(back))


def test_a_way_back_counts_once(room: Room, issuer: Issuer) -> None:
    browser = room.browser(**AS_JSON)
    back = sent(browser)
    kept = browser.cookies.get("whitlow-desk-openid") or ""
    browser.get(back)
    issuer.asked.clear()
    other = room.browser(**AS_JSON)
    other.cookies.set("whitlow-desk-openid", kept, domain="localhost.local", path="/review")

    assert (401, "not_asked") == told(other.get(back))
    assert [] == issuer.asked


def test_a_code_that_was_used_lets_nobody_in(room: Room, issuer: Issuer) -> None:
    browser = room.browser(**AS_JSON)
    back = sent(browser)
    issuer.codes.clear()

    assert (401, "not_vouched") == told(browser.get(back))


def test_an_issuer_that_is_gone_is_a_sentence(tmp_path: Path) -> None:
    with issuing(BEGAN) as issuer, pytest.MonkeyPatch.context() as patch:
        patch.setenv("WHITLOW_OPENID_ISSUER", issuer.address)
        patch.setenv("WHITLOW_OPENID_CLIENT", CLIENT)
        patch.setenv("WHITLOW_OPENID_SECRET", SECRET)
        room = Room(address_of(tmp_path / "desk.db"))
    found = told(room.browser(**AS_JSON).get("/review/openid"))
    room.site.store.close()

    assert (422, "not_vouched") == found


def test_without_an_issuer_nobody_is_sent_anywhere(tmp_path: Path) -> None:
    room = Room(address_of(tmp_path / "desk.db"))
    found = told(room.browser(**AS_JSON).get("/review/openid"))
    room.site.store.close()

    assert (404, "no_issuer") == found


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            {"ISSUER": "https://a.example"},
            "WHITLOW_OPENID_CLIENT is missing. Set it, or none of the WHITLOW_OPENID_ names.",
        ),
        (
            {"ISSUER": "https://a.example", "CLIENT": "c"},
            "WHITLOW_OPENID_SECRET is missing. Set it, or none of the WHITLOW_OPENID_ names.",
        ),
        (
            {"ISSUER": "http://a.example", "CLIENT": "c", "SECRET": "s"},
            "The issuer is not reached by https. Nothing is asked of it over an open line.",
        ),
        (
            {"ISSUER": "https://a.example", "CLIENT": "c", "SECRET_FILE": "/nowhere"},
            "WHITLOW_OPENID_SECRET_FILE cannot be read. Name the file that holds the secret.",
        ),
    ],
)
def test_half_a_configuration_is_a_sentence(said: dict[str, str], expected: str) -> None:
    with pytest.raises(InputError) as error:
        provider_of({f"WHITLOW_OPENID_{name}": text for name, text in said.items()})

    assert expected == str(error.value)
