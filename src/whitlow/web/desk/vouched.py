"""This module is the way in by another issuer (OpenID Connect): there, and back again.

It refuses whoever comes back without having been sent from this browser just now, and a subject
that nobody linked to an account.
"""

from __future__ import annotations

import hmac
import json
from typing import TYPE_CHECKING, Final

from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse
from starlette.routing import Route

from whitlow.editorial.once import Once
from whitlow.editorial.openid import Asking
from whitlow.errors import InputError, Problem
from whitlow.web.desk.cookies import (
    SESSION,
    drop,
    give,
    give_for_a_while,
    word_of,
    word_of_late,
)
from whitlow.web.desk.refusals import SIGN_IN, RefusedError
from whitlow.web.desk.signing_in import FACTOR, HOME
from whitlow.web.desk.site import desk_site
from whitlow.web.site import site_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from whitlow.editorial.entrance import Entered
    from whitlow.editorial.openid import Provider
    from whitlow.web.desk.site import DeskSite

__all__ = ["ROUTES"]

ASKED: Final = "whitlow-desk-openid"
SECONDS: Final = 600
BACK: Final = "/review/openid/return"


async def _ask(request: Request) -> Response:
    """Answer for ``/review/openid``: send the browser to the issuer."""
    provider = _provider(request)
    asking = await run_in_threadpool(provider.ask, _back(request))
    answer = RedirectResponse(asking.address, 303)
    word = json.dumps([asking.state, asking.nonce, asking.verifier])
    give_for_a_while(request, answer, ASKED, word, SECONDS)
    return answer


async def _return(request: Request) -> Response:
    """Answer for ``/review/openid/return``: who comes back, and whether they were sent.

    The page does not send the browser on: the cookie of a session is not taken along on a way
    that began at another site, so the next step is a link.
    """
    provider, site = _provider(request), desk_site(request)
    asked = _asked(request)
    given, code = (request.query_params.get(name, "") for name in ("state", "code"))
    if asked is None or not hmac.compare_digest(asked.state.encode(), given.encode()):
        raise RefusedError(403, _not_asked(), SIGN_IN)
    before = word_of(request, SESSION)
    try:
        found = await run_in_threadpool(
            _vouched, site, provider, _back(request), code, asked, before
        )
    except InputError as error:
        raise RefusedError(401, error.problems[0], SIGN_IN) from error
    if found.whole:
        did = f"signed in by {provider.name}"
        await run_in_threadpool(site.changed, found.account, did, found.account)
    answer = site_of(request).page("desk/vouched.html", {"on": HOME if found.whole else FACTOR})
    give(request, answer, SESSION, found.token)
    drop(request, answer, ASKED)
    return answer


def _vouched(  # noqa: PLR0913, PLR0917 - what comes back, and from where
    site: DeskSite, provider: Provider, back: str, code: str, asked: Asking, before: str
) -> Entered:
    """Return who came in; raises ``InputError``."""
    if not Once(site.store, site.clock).take(f"openid\n{asked.state}", SECONDS):
        raise InputError(_not_asked())
    subject = provider.subject(back, code, asked)
    account = site.accounts.of_subject(provider.issuer, subject)
    if account is None:
        message = (
            f"{provider.name} vouches for you, and no account here is linked to that. Whoever runs "
            "the desk links one with 'whitlow review account link'."
        )
        raise InputError(Problem("not_linked", message))
    return site.entrance.vouched(account, before)


def _provider(request: Request) -> Provider:
    found = desk_site(request).provider
    if found is None:
        message = "No other issuer vouches for people here. Sign in with a password."
        raise RefusedError(404, Problem("no_issuer", message), SIGN_IN)
    return found


def _back(request: Request) -> str:
    return str(request.base_url).rstrip("/") + BACK


def _asked(request: Request) -> Asking | None:
    """Return what this browser was sent with, None where it was not, or too long ago."""
    word = word_of_late(request, ASKED, SECONDS)
    if not word:
        return None
    state, nonce, verifier = json.loads(word)
    return Asking("", state, nonce, verifier)


def _not_asked() -> Problem:
    message = (
        "This does not answer what this browser asked just now. Nobody was signed in. Begin again "
        "from the page to sign in."
    )
    return Problem("not_asked", message)


ROUTES: Final = (Route("/review/openid", _ask), Route(BACK, _return))
