"""This module knows who asks: the member of the desk who is signed in, and what they may open.

It refuses a role that only one side vouches for: the account must have it, and a chair must have
enrolled the person with it.
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Final, NamedTuple

from starlette.concurrency import run_in_threadpool

from whitlow.errors import Problem
from whitlow.web.desk.cookies import FORM, SESSION, VISIT, form_word, word_of
from whitlow.web.desk.refusals import SECOND_FACTOR, SIGN_IN, RefusedError
from whitlow.web.desk.site import desk_site

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from whitlow.editorial.sessions import Session
    from whitlow.web.desk.site import DeskSite

__all__ = [
    "Member",
    "check_form_token",
    "form_token",
    "member_of",
    "required",
    "session_of",
]

SHOWN: Final = 16


class Member(NamedTuple):
    """Somebody who is signed in: ``actor`` is their name in the chain, ``name`` that on pages.

    ``roles`` and ``expertise`` are those that a chair enrolled them with; of the roles those alone
    that their account has too. ``session`` names the session without opening it.
    """

    actor: str
    name: str
    roles: frozenset[str]
    expertise: frozenset[str]
    session: str


async def member_of(request: Request) -> Member | None:
    """Return who is signed in wholly, or None; asked of the store once a request."""
    known: Member | None
    if hasattr(request.state, "member"):
        known = request.state.member
        return known
    session = await session_of(request)
    whole = session is not None and session.whole
    known = await run_in_threadpool(_member, desk_site(request), session) if whole else None
    request.state.member = known
    return known


async def session_of(request: Request) -> Session | None:
    """Return the session of a request, one that waits for its second factor included."""
    token = word_of(request, SESSION)
    return await run_in_threadpool(desk_site(request).sessions.find, token) if token else None


def _member(site: DeskSite, session: Session | None) -> Member | None:
    account = None if session is None else site.accounts.find(session.account)
    if session is None or account is None:
        return None
    person = site.at_desk(lambda desk: desk.people.known.get(account.name))
    nobody: frozenset[str] = frozenset()
    return Member(
        account.name,
        account.title,
        nobody if person is None else account.roles & person.roles,
        nobody if person is None else person.expertise,
        session.hash[:SHOWN],
    )


async def required(request: Request, *roles: str) -> Member:
    """Return who is signed in, with one of these roles where any are named.

    Raises ``RefusedError``: 401 where nobody is, 403 where the member has none of the roles.
    """
    member = await member_of(request)
    if member is None:
        raise await _nobody(request)
    if roles and member.roles.isdisjoint(roles):
        named = " or ".join(roles)
        message = (
            f"This is for the role {named}, which {member.name} does not have here. A chair enrols "
            "people with their roles, and whoever runs the desk gives them to the account."
        )
        raise RefusedError(403, Problem("missing_role", message, "role", accepted=named))
    return member


async def _nobody(request: Request) -> RefusedError:
    if await session_of(request) is not None:
        message = "The second factor is still missing. Go on with it."
        return RefusedError(401, Problem("second_factor", message), SECOND_FACTOR)
    message = "Nobody is signed in here, or the session has ended. Sign in."
    return RefusedError(401, Problem("not_signed_in", message), SIGN_IN)


def _bound(request: Request) -> str:
    """Return what a form of this browser is bound to: its session, or else its visit."""
    return word_of(request, SESSION) or word_of(request, VISIT)


def form_token(request: Request) -> str:
    """Return what each form of a page carries in the hidden field ``form_token``."""
    return form_word(request, _bound(request))


def check_form_token(request: Request, form: Mapping[str, object]) -> None:
    """Raise ``RefusedError`` where a form was not made by a page of this session."""
    bound, sent = _bound(request), form.get(FORM)
    given = sent if isinstance(sent, str) else ""
    if not bound or not hmac.compare_digest(form_word(request, bound).encode(), given.encode()):
        message = (
            "This form was not given out to this session, or the session has ended. Nothing was "
            "done. Open the page again and send it from there."
        )
        raise RefusedError(403, Problem("form_token", message, FORM))
