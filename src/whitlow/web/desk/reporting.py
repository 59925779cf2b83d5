"""This module answers, at the desk, what readers reported.

It refuses an answer without a signature: readers see who answered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from whitlow.editorial.reports import reports_of
from whitlow.errors import InputError
from whitlow.web.desk.acting import Said, done
from whitlow.web.desk.forms import client, form_page, go_to, own_form, reason, typed
from whitlow.web.desk.members import required
from whitlow.web.desk.site import desk_site

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from whitlow.errors import Problem
    from whitlow.web.desk.members import Member

__all__ = ["ROUTES"]

ROLES: Final = ("editor", "chair")
AT: Final = "/review/reports"


async def _show(request: Request) -> Response:
    """Answer for ``/review/reports``."""
    return await _page(request, await required(request, *ROLES), ())


async def _page(request: Request, member: Member, problems: tuple[Problem, ...]) -> Response:
    site = desk_site(request)
    found = await run_in_threadpool(
        site.at_desk, lambda desk: reports_of(desk.ledger, site.audit.waiting())
    )
    context = {
        "member": member,
        "reports": found,
        "found": problems,
        "held": await run_in_threadpool(site.held.public, member.actor),
        "tab": "reports",
    }
    return form_page(request, "desk/reports.html", context, 422 if problems else 200)


async def _answer(request: Request) -> Response:
    """Answer for an answer to a report."""
    member, site = await required(request, *ROLES), desk_site(request)
    form = await own_form(request)
    try:
        says = reason(form, "The answer is empty. Say what becomes of it, and why.")
        of, record = typed(form, "of"), typed(form, "record")
        act = Said("answer", record, "", "", {"of": of, "says": says})
        how = (typed(form, "passphrase"), "")
        await run_in_threadpool(done, site, member.actor, (act,), how, client(request))
    except InputError as error:
        return await _page(request, member, error.problems)
    return go_to(AT)


ROUTES: Final = (Route(AT, _show), Route(AT, _answer, methods=["POST"]))
