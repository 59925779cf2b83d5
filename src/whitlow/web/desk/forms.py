"""This module shows the desk's pages with forms, and reads what comes back from them.

It refuses a form that no page of this desk gave out, before anything of it is looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.responses import RedirectResponse

from whitlow.errors import InputError, Problem
from whitlow.web.asked import fields
from whitlow.web.desk.cookies import SESSION, VISIT, form_word, fresh_visit, give, word_of
from whitlow.web.desk.members import check_form_token
from whitlow.web.site import site_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.datastructures import FormData
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["MOST", "client", "form_page", "go_to", "own_form", "reason", "typed"]

MOST: Final = 64 * 1024


def form_page(
    request: Request, name: str, context: Mapping[str, object], status: int = 200
) -> Response:
    """Return a page with forms, which count in this browser alone."""
    bound = word_of(request, SESSION) or word_of(request, VISIT)
    visit = "" if bound else fresh_visit()
    word = form_word(request, bound or visit)
    answer = site_of(request).page(name, {"form_token": word, **context}, status)
    if visit:
        give(request, answer, VISIT, visit)
    return answer


async def own_form(request: Request) -> FormData:
    """Return the fields of a form that this desk gave out; raises ``RefusedError``."""
    form = await fields(request, MOST)
    check_form_token(request, form)
    return form


def typed(form: FormData, name: str) -> str:
    """Return what was typed into a field, nothing where it was not."""
    found = form.get(name)
    return found if isinstance(found, str) else ""


def reason(form: FormData, lacking: str) -> str:
    """Return why somebody does something; raises ``InputError`` with a sentence for nothing."""
    found = typed(form, "says").strip()
    if not found:
        raise InputError(Problem("no_reason", lacking, "says"))
    return found


def client(request: Request) -> str:
    """Return the address from which a request came."""
    return "" if request.client is None else request.client.host


def go_to(address: str) -> Response:
    """Send a browser on to another page after a form."""
    return RedirectResponse(address, 303)
