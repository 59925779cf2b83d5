"""This module is a member's own page: who they are here, their password, and their key.

It refuses to show a private key, and to open one without the words that only its owner knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from whitlow.editorial.people import key_name
from whitlow.errors import InputError, Problem
from whitlow.web.asked import form_of, upload
from whitlow.web.desk.cookies import SESSION, drop
from whitlow.web.desk.forms import client, form_page, go_to, own_form, typed
from whitlow.web.desk.members import required
from whitlow.web.desk.refusals import SIGN_IN
from whitlow.web.desk.resetting import refuse_unlike
from whitlow.web.desk.signed import added
from whitlow.web.desk.site import desk_site
from whitlow.web.site import json_page

if TYPE_CHECKING:
    from starlette.datastructures import FormData
    from starlette.requests import Request
    from starlette.responses import Response

    from whitlow.pages.json_values import Json
    from whitlow.web.desk.members import Member
    from whitlow.web.desk.site import DeskSite

__all__ = ["ROUTES"]

ME: Final = "/review/me"


async def _home(request: Request) -> Response:
    """Answer for ``/review``."""
    await required(request)
    return go_to(ME)


async def _show(request: Request) -> Response:
    """Answer for ``/review/me``."""
    return await _page(request, await required(request))


async def _page(request: Request, member: Member, error: InputError | None = None) -> Response:
    found = await run_in_threadpool(_known, desk_site(request), member)
    if error is None and form_of(request) == "json":
        return json_page(found)
    problems = () if error is None else error.problems
    context = {**found, "found": problems, "member": member}
    return form_page(request, "desk/me.html", context, 200 if error is None else 422)


def _known(site: DeskSite, member: Member) -> dict[str, Json]:
    """Return what the desk knows of a member."""
    account = site.accounts.known(member.actor)
    held = site.held.public(member.actor)
    people = site.at_desk(lambda desk: desk.people)
    own: list[Json] = [
        {"key": key, "public": public, "in_force": key not in people.retired}
        for key, (owner, public) in people.keys.items()
        if owner == member.actor
    ]
    return {
        "actor": member.actor,
        "name": member.name,
        "roles": [*sorted(member.roles)],
        "expertise": [*sorted(member.expertise)],
        "enrolled": member.actor in people.known,
        "second_factor": account.second_factor,
        "held": held,
        "held_name": key_name(held) if held else "",
        "keys": own,
    }


async def _password(request: Request) -> Response:
    """Answer for ``/review/me/password``: every session of the account ends."""
    member, site = await required(request), desk_site(request)
    form = await own_form(request)
    old, new, again = (typed(form, name) for name in ("old", "new", "again"))
    try:
        refuse_unlike(new, again)
        await run_in_threadpool(
            site.entrance.change_password, member.actor, old, new, client(request)
        )
    except InputError as error:
        return await _page(request, member, error)
    await run_in_threadpool(site.changed, member.actor, "changed the password", member.actor)
    answer = go_to(SIGN_IN[0])
    drop(request, answer, SESSION)
    return answer


async def _make_key(request: Request) -> Response:
    """Answer for ``/review/me/key``: a key is made, which its owner's passphrase locks."""
    member, site = await required(request), desk_site(request)
    form = await own_form(request)
    try:
        await run_in_threadpool(
            _made, site, member.actor, typed(form, "passphrase"), typed(form, "again")
        )
    except InputError as error:
        return await _page(request, member, error)
    return go_to(ME)


def _made(site: DeskSite, name: str, passphrase: str, again: str) -> None:
    refuse_unlike(passphrase, again)
    if site.entrance.is_password(name, passphrase):
        message = (
            "That is your password, which whoever runs the desk can have set anew. Choose another "
            "passphrase for your key."
        )
        raise InputError(Problem("weak_password", message, "passphrase"))
    public = site.held.make(name, passphrase)
    site.changed(name, f"made the key {key_name(public)}, held at the desk", name)


async def _forget_key(request: Request) -> Response:
    """Answer for ``/review/me/key/forget``."""
    member, site = await required(request), desk_site(request)
    form = await own_form(request)
    if typed(form, "sure") != "yes":
        message = "Nothing was forgotten. Nobody can bring a key back: say first that you know."
        return await _page(request, member, InputError(Problem("not_sure", message, "sure")))
    await run_in_threadpool(site.held.forget, member.actor)
    did = "had the desk forget the key that it held"
    await run_in_threadpool(site.changed, member.actor, did, member.actor)
    return go_to(ME)


async def _signed(request: Request) -> Response:
    """Answer for ``/review/me/signed``: acts that were signed elsewhere are added."""
    member, site = await required(request), desk_site(request)
    form = await own_form(request)
    try:
        await run_in_threadpool(added, site, member.actor, await _sent(form))
    except InputError as error:
        return await _page(request, member, error)
    return go_to(ME)


async def _sent(form: FormData) -> str:
    """Return what was pasted, or else what was sent as a file."""
    file = await upload(form, "file")
    return typed(form, "signed") if file is None else file[1].decode(errors="replace")


ROUTES: Final = (
    Route("/review", _home),
    Route(ME, _show),
    Route("/review/me/password", _password, methods=["POST"]),
    Route("/review/me/key", _make_key, methods=["POST"]),
    Route("/review/me/key/forget", _forget_key, methods=["POST"]),
    Route("/review/me/signed", _signed, methods=["POST"]),
)
