"""This module puts the pages together: which address shows what, and what an error looks like.

It refuses to show a traceback, and to repeat in an error what was not just typed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from whitlow.errors import InputError, Problem
from whitlow.pages.problems_json import problems_json
from whitlow.shelf import open_guideline
from whitlow.shipped import shipped_guideline
from whitlow.web import about, ask, disagreements, dose, evidence, follow, plan, proofs, read
from whitlow.web.asked import form_of
from whitlow.web.guards import LOOPBACK, Guard
from whitlow.web.site import Site, json_page, site_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp

__all__ = ["create"]

STATIC: Final = Path(__file__).with_name("static")
BOTH: Final = ["GET", "POST"]


def create(folder: Path | None = None, hosts: Iterable[str] = LOOPBACK) -> ASGIApp:
    """Return the application for a guideline's folder, the shipped one without; loads it whole.

    ``hosts`` are the names under which it may be asked. Raises ``GuidelineError``.
    """
    app = Starlette(
        routes=[
            Route("/", ask.show, methods=BOTH),
            Route("/read", read.show, methods=["POST"]),
            Route("/evidence", evidence.index),
            Route("/evidence/{name:path}", evidence.show),
            Route("/disagreements", disagreements.show),
            Route("/proofs", proofs.show),
            Route("/about", about.show),
            Route("/plan", plan.show, methods=BOTH),
            Route("/dose", dose.show, methods=BOTH),
            Route("/follow", follow.show, methods=BOTH),
            Route("/healthz", _alive),
            Route("/readyz", _alive),
            Mount("/static", StaticFiles(directory=STATIC), name="static"),
        ],
        exception_handlers={
            HTTPException: _refused,
            InputError: _at_fault,
            Exception: _broken,
        },
    )
    app.state.site = Site(open_guideline(folder), folder or shipped_guideline())
    return Guard(app, hosts)


async def _alive(_: Request) -> Response:
    """Answer that the guideline is loaded: without it there is no application."""
    return PlainTextResponse("ok\n")


async def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = error.detail if isinstance(error, HTTPException) else ""
    message = {
        404: "There is no page here. Go to / and choose one.",
        405: "This address does not take that method.",
    }.get(status, detail)
    return _told(request, [Problem(f"http_{status}", message)], status)


async def _at_fault(request: Request, error: Exception) -> Response:
    problems = error.problems if isinstance(error, InputError) else ()
    return _told(request, problems, 422)


async def _broken(request: Request, error: Exception) -> Response:
    message = (
        f"Whitlow itself is at fault ({type(error).__name__}). Nothing was worked out. "
        "Please report this sentence; it holds nothing of what was typed."
    )
    return _told(request, [Problem("internal", message)], 500)


def _told(request: Request, problems: Iterable[Problem], status: int) -> Response:
    found = tuple(problems)
    if form_of(request) == "json":
        return json_page(problems_json(found), status)
    return site_of(request).page("error.html", {"found": found, "status": status}, status)
