"""This module tells what was not done: as a page or as JSON, whichever was asked for.

It refuses to show a traceback, and to repeat in an error what was not just typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from whitlow.errors import InputError, Problem, where_in_ours
from whitlow.pages.problems_json import problems_json
from whitlow.web.asked import form_of
from whitlow.web.site import json_page, site_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["at_fault", "broken", "refused", "told"]


async def refused(request: Request, error: Exception) -> Response:
    """Answer a request that is none of ours: no such address, method, kind or size."""
    if not isinstance(error, HTTPException):
        return await broken(request, error)
    match error.status_code:
        case 404:
            message = "There is no page here. Go to / and choose one."
        case 405:
            allowed = ", ".join(sorted((error.headers or {}).get("Allow", "GET").split(", ")))
            message = f"This address does not take that method. Use {allowed}."
        case _:
            message = error.detail
    problem = Problem(f"http_{error.status_code}", message)
    return told(request, [problem], error.status_code, error.headers or {})


async def at_fault(request: Request, error: Exception) -> Response:
    """Answer an input from which nothing can be worked out."""
    return told(request, error.problems if isinstance(error, InputError) else (), 422)


async def broken(request: Request, error: Exception) -> Response:
    """Answer when the program itself is at fault; the error's own text is not told."""
    message = (
        f"Whitlow itself is at fault ({type(error).__name__}{where_in_ours(error)}). Nothing was "
        "worked out. Please report this sentence; it holds nothing of what was typed."
    )
    return told(request, [Problem("internal", message)], 500)


def told(
    request: Request,
    problems: Iterable[Problem],
    status: int,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return what is wrong, in the form that was asked for."""
    found = tuple(problems)
    if form_of(request) == "json":
        answer = json_page(problems_json(found), status)
    else:
        context = {"found": found, "status": status}
        answer = site_of(request).page("error.html", context, status)
    answer.headers.update(headers or {})
    return answer
