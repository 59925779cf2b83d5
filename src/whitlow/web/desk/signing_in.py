"""This module is the door of the desk: signing in, the second factor, and signing out.

It refuses to say what was wrong with a name and a password, and to let a session in unchanged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from whitlow.editorial.codes import address_of
from whitlow.errors import InputError, Problem
from whitlow.pages.problems_json import problems_json
from whitlow.web.asked import form_of
from whitlow.web.desk.cookies import SESSION, VISIT, drop, give, word_of
from whitlow.web.desk.forms import client, form_page, go_to, own_form, typed
from whitlow.web.desk.members import session_of
from whitlow.web.desk.refusals import SIGN_IN, RefusedError
from whitlow.web.desk.site import desk_site
from whitlow.web.site import json_page

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from whitlow.editorial.entrance import Entered
    from whitlow.editorial.sessions import Session
    from whitlow.web.desk.site import DeskSite

__all__ = ["HOME", "ROUTES", "entered", "not_in"]

HOME: Final = "/review"
FACTOR: Final = "/review/second-factor"
TOO_OFTEN: Final = "too_many_attempts"


async def _sign_in(request: Request) -> Response:
    """Answer for ``/review/sign-in``."""
    if request.method != "POST":
        return _door(request, (), 200)
    form, site = await own_form(request), desk_site(request)
    try:
        found = await run_in_threadpool(
            site.entrance.by_password,
            typed(form, "name").strip(),
            typed(form, "password"),
            client(request),
            word_of(request, SESSION),
        )
    except InputError as error:
        return not_in(request, error)
    return await entered(request, found)


def _door(request: Request, problems: tuple[Problem, ...], status: int) -> Response:
    """Return the page of the door."""
    provider = desk_site(request).provider
    named = "" if provider is None else provider.name
    return form_page(request, "desk/sign_in.html", {"found": problems, "provider": named}, status)


def not_in(request: Request, error: InputError) -> Response:
    """Answer who was not let in."""
    often = any(each.code == TOO_OFTEN for each in error.problems)
    status = 429 if often else 401
    if form_of(request) == "json":
        return json_page(problems_json(error.problems), status)
    return _door(request, error.problems, status)


async def entered(request: Request, found: Entered) -> Response:
    """Send on who was let in, with a session that nobody knew before."""
    site = desk_site(request)
    if found.whole:
        await run_in_threadpool(site.changed, found.account, "signed in", found.account)
    answer = go_to(HOME if found.whole else FACTOR)
    give(request, answer, SESSION, found.token)
    drop(request, answer, VISIT)
    return answer


async def _second_factor(request: Request) -> Response:
    """Answer for ``/review/second-factor``."""
    session, site = await session_of(request), desk_site(request)
    if session is None:
        message = "Nobody is signing in here, or it took too long. Sign in."
        raise RefusedError(401, Problem("not_signed_in", message), SIGN_IN)
    if request.method != "POST":
        return await _factor(request, site, session)
    form = await own_form(request)
    try:
        found = await run_in_threadpool(
            site.entrance.by_code,
            session,
            typed(form, "code"),
            client(request),
            word_of(request, SESSION),
        )
    except InputError as error:
        return await _factor(request, site, session, error)
    return await entered(request, found)


async def _factor(
    request: Request, site: DeskSite, session: Session, error: InputError | None = None
) -> Response:
    """Return the page on which a code is typed, with the secret where none was taken over."""
    problems = () if error is None else error.problems
    often = any(each.code == TOO_OFTEN for each in problems)
    status = 200 if error is None else 429 if often else 401
    if error is not None and form_of(request) == "json":
        return json_page(problems_json(problems), status)
    secret = await run_in_threadpool(site.entrance.codes.offered, session.account)
    context = {
        "found": problems,
        "secret": secret,
        "otpauth": address_of(secret, session.account) if secret else "",
        "whole": session.whole,
    }
    return form_page(request, "desk/second_factor.html", context, status)


async def _sign_out(request: Request) -> Response:
    """Answer for ``/review/sign-out``: the session ends here and in the store."""
    await own_form(request)
    await run_in_threadpool(desk_site(request).sessions.end, word_of(request, SESSION))
    answer = go_to(SIGN_IN[0])
    drop(request, answer, SESSION)
    return answer


BOTH: Final = ["GET", "POST"]
ROUTES: Final = (
    Route("/review/sign-in", _sign_in, methods=BOTH),
    Route(FACTOR, _second_factor, methods=BOTH),
    Route("/review/sign-out", _sign_out, methods=["POST"]),
)
