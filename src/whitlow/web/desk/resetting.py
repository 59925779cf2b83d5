"""This module is where a person sets their own password, by a link that counts once.

It refuses a link that was used or is too old, with the same words as one that never was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from whitlow.errors import InputError, Problem
from whitlow.web.desk.forms import form_page, go_to, own_form, typed
from whitlow.web.desk.refusals import SIGN_IN
from whitlow.web.desk.site import desk_site

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from whitlow.web.desk.site import DeskSite

__all__ = ["ROUTES", "refuse_unlike"]


async def _show(request: Request) -> Response:
    """Answer for ``/review/reset/WORD``."""
    site, token = desk_site(request), request.path_params["token"]
    if request.method != "POST":
        owner = await run_in_threadpool(site.links.whose, token)
        return form_page(request, "desk/reset.html", {"found": (), "owner": owner})
    form = await own_form(request)
    owner = await run_in_threadpool(site.links.whose, token)
    try:
        await run_in_threadpool(_set, site, token, typed(form, "new"), typed(form, "again"))
    except InputError as error:
        context = {"found": error.problems, "owner": owner}
        return form_page(request, "desk/reset.html", context, 422)
    await run_in_threadpool(site.changed, owner, "set a password by a link", owner)
    return go_to(SIGN_IN[0])


def _set(site: DeskSite, token: str, new: str, again: str) -> None:
    """Set a password that was typed twice alike; raises ``InputError``."""
    refuse_unlike(new, again)
    site.links.use(token, new)


def refuse_unlike(new: str, again: str) -> None:
    """Raise ``InputError`` where what was to be typed twice was not."""
    if new != again:
        message = "The two are not the same. Type the new one twice."
        raise InputError(Problem("not_the_same", message, "again"))


ROUTES: Final = (Route("/review/reset/{token}", _show, methods=["GET", "POST"]),)
