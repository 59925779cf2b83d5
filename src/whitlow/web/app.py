"""This module puts the pages together: which address shows what, and what an error looks like.

It refuses to answer anything that did not pass the guard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from whitlow.errors import InputError, Problem
from whitlow.shelf import open_guideline, whole
from whitlow.shipped import shipped_guideline
from whitlow.web import (
    about,
    ask,
    cross_resistance,
    described,
    disagreements,
    dose,
    evidence,
    follow,
    pathway,
    plan,
    proofs,
    read,
    reports,
    static,
)
from whitlow.web.guards import LOOPBACK, Guard
from whitlow.web.refused import at_fault, broken, refused, told
from whitlow.web.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response

    from whitlow.editorial.sessions import Clock

__all__ = ["ROUTES", "create"]

BOTH: Final = ["GET", "POST"]


async def _alive(_: Request) -> Response:
    """Answer that the guideline is loaded: without it there is no application."""
    return PlainTextResponse("ok\n")


ROUTES: Final = (
    Route("/", ask.show, methods=BOTH),
    Route("/read", read.show, methods=["POST"]),
    Route("/evidence", evidence.index),
    Route("/evidence/{name:path}", evidence.show),
    Route("/disagreements", disagreements.show),
    Route("/proofs", proofs.show),
    Route("/about", about.show),
    Route("/reports", reports.show, methods=BOTH),
    Route("/plan", plan.show, methods=BOTH),
    Route("/dose", dose.show, methods=BOTH),
    Route("/follow", follow.show, methods=BOTH),
    Route("/pathway", pathway.show, methods=BOTH),
    Route("/cross-resistance", cross_resistance.show, methods=BOTH),
    Route("/static/{name}", static.show),
    Route("/openapi.json", described.show),
    Route("/healthz", _alive),
    Route("/readyz", _alive),
)


async def _no_desk(request: Request) -> Response:
    """Answer for every address of the desk where none is open."""
    message = (
        "The editorial desk is not open here. Whoever runs this server opens it with 'whitlow "
        "serve --desk'."
    )
    return told(request, [Problem("no_desk", message)], 404)


CLOSED: Final = (
    Route("/review", _no_desk, methods=BOTH),
    Route("/review/{rest:path}", _no_desk, methods=BOTH),
)


def create(
    folder: Path | None = None,
    hosts: Iterable[str] = LOOPBACK,
    desk: str | None = None,
    clock: Clock | None = None,
) -> Guard:
    """Return the application for a guideline's folder, the shipped one without; loads it whole.

    ``hosts`` are the names under which it may be asked, ``desk`` the address of the store of an
    editorial desk, if one is to be open, and ``clock`` tells its moments. Raises
    ``GuidelineError``, and ``InputError`` for a store that cannot be used.
    """
    guideline = whole(open_guideline(folder))
    app = Starlette(
        exception_handlers={HTTPException: refused, InputError: at_fault, Exception: broken},
    )
    app.state.site = Site(guideline, folder or shipped_guideline())
    app.router.routes.extend(ROUTES)
    if desk is None:
        app.router.routes.extend(CLOSED)
    else:
        from whitlow.web.desk.opened import open_desk  # noqa: PLC0415 - needs the extra

        shown = open_desk(app, guideline, desk, clock)
        app.state.site = Site(shown, folder or shipped_guideline())
    return Guard(app, hosts)
