"""Who is signed in, and which role opens what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from whitlow.web.app import create
from whitlow.web.asked import fields
from whitlow.web.desk.members import check_form_token, form_token, required

if TYPE_CHECKING:
    from starlette.requests import Request

    from tests.web.desk.room import Room

AS_JSON = {"accept": "application/json"}
FIELD = "infectious diseases"


async def _who(request: Request) -> JSONResponse:
    member = await required(request)
    return JSONResponse(
        {
            "actor": member.actor,
            "roles": sorted(member.roles),
            "expertise": sorted(member.expertise),
            "form_token": form_token(request),
        }
    )


async def _reviewers(request: Request) -> JSONResponse:
    await required(request, "reviewer", "chair")
    return JSONResponse({})


async def _changed(request: Request) -> JSONResponse:
    await required(request)
    check_form_token(request, await fields(request))
    return JSONResponse({})


def opened(room: Room) -> Room:
    room.app.app.router.routes[:0] = [
        Route("/review/t/who", _who),
        Route("/review/t/reviewers", _reviewers),
        Route("/review/t/changed", _changed, methods=["POST"]),
    ]
    return room


def test_a_member_is_who_the_chair_enrolled(room: Room) -> None:
    ada = opened(room).member("ada", "reviewer", "editor", expertise=(FIELD,))
    room.site.accounts.give_roles("ada", ["reviewer"])

    found = ada.get("/review/t/who").json()

    assert ("ada", ["reviewer"], [FIELD]) == (found["actor"], found["roles"], found["expertise"])


def test_a_role_that_no_chair_gave_opens_nothing(room: Room) -> None:
    opened(room).site.accounts.add("eve", "Eve", ["chair", "reviewer"])
    eve = room.signed_in("eve")

    answer = eve.get("/review/t/reviewers", headers=AS_JSON)

    assert (403, "missing_role") == (answer.status_code, answer.json()["error"]["code"])
    assert "the role reviewer or chair, which Eve does not have" in answer.text


def test_who_is_not_signed_in_is_shown_where_to(room: Room) -> None:
    answer = opened(room).browser().get("/review/t/reviewers")

    assert answer.status_code == 401
    assert 'href="/review/sign-in"' in answer.text


def test_who_lacks_the_second_factor_is_not_signed_in(room: Room) -> None:
    opened(room).member("ada", "reviewer")
    answer = room.signed_in("ada", whole=False).get("/review/t/reviewers")

    assert answer.status_code == 401
    assert 'href="/review/second-factor"' in answer.text


def test_a_form_without_its_word_changes_nothing(room: Room) -> None:
    ada = opened(room).member("ada", "reviewer")
    word = ada.get("/review/t/who").json()["form_token"]
    other = room.member("ben", "reviewer").get("/review/t/who").json()["form_token"]

    found = [
        ada.post("/review/t/changed", data={"form_token": each}).status_code
        for each in (word, other, "", "é")
    ]

    assert [200, 403, 403, 403] == found


def test_a_desk_that_was_not_opened_is_nowhere() -> None:
    web = TestClient(create(), base_url="http://localhost")
    found = {
        path: web.get(path).status_code for path in ("/review", "/review/sign-in", "/review/a/b")
    }

    assert {404} == set(found.values())
    assert "whitlow serve --desk" in web.get("/review/sign-in").text.replace("&#39;", "'")
