"""This module is what a member opens first: their queue, and the overview of the whole guideline.

It refuses both to whoever is not signed in with a role.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from starlette.routing import Route

from whitlow.editorial.overview import overview, topic_of
from whitlow.pages.standing import STATES
from whitlow.web.asked import form_of
from whitlow.web.desk import proposing, record, reporting
from whitlow.web.desk.acting import today_of
from whitlow.web.desk.members import required
from whitlow.web.desk.site import at_desk, desk_site
from whitlow.web.paged import paged
from whitlow.web.site import json_page, site_of

if TYPE_CHECKING:
    from datetime import date

    from starlette.requests import Request
    from starlette.responses import Response

    from whitlow.editorial.desk import Desk
    from whitlow.editorial.overview import Overview
    from whitlow.editorial.states import State
    from whitlow.editorial.work import Task
    from whitlow.pages.json_values import Json

__all__ = ["ROLES", "ROUTES"]

ROLES: Final = ("editor", "reviewer", "chair")
MOST: Final = 50


async def _queue(request: Request) -> Response:
    """Answer for ``/review/queue``: what waits for whoever is signed in."""
    member = await required(request, *ROLES)
    today = today_of(desk_site(request))

    def found(desk: Desk) -> tuple[tuple[Task, ...], tuple[State, ...]]:
        return desk.work.of(member.actor, today), desk.work.open(today)

    tasks, open_ = await at_desk(request, found)
    if form_of(request) == "json":
        return json_page({"queue": [_task(each) for each in tasks], "open": len(open_)})
    context = {
        "member": member,
        "page": paged(request, tasks, {}, MOST),
        "open": open_[:MOST],
        "left": len(open_),
        "states": STATES,
        "at": address,
        "tab": "queue",
    }
    return site_of(request).page("desk/queue.html", context)


def _task(task: Task) -> Json:
    due = None if task.due is None else task.due.isoformat()
    return {"record": task.record, "status": task.status, "why": list(task.why), "due": due}


async def _overview(request: Request) -> Response:
    """Answer for ``/review/overview``: coverage, what is due, what is not approved."""
    member = await required(request, *ROLES)
    today = today_of(desk_site(request))
    found, head = await at_desk(request, lambda desk: (_counted(request, desk, today), _head(desk)))
    if form_of(request) == "json":
        return json_page(
            {
                "head": head,
                "states": {str(name): many for name, many in found.whole.states.items()},
                "due": [{"record": each.record, "why": each.why} for each in found.due],
                "open": len(found.open),
            }
        )
    context = {
        "member": member,
        "found": found,
        "head": head,
        "page": paged(request, found.open, {}, MOST),
        "states": STATES,
        "at": address,
        "tab": "overview",
    }
    return site_of(request).page("desk/overview.html", context)


def _counted(request: Request, desk: Desk, today: date) -> Overview:
    """Return how everything stands, counted again only when something was done since."""
    asked = (desk.ledger.changed, today)
    kept: tuple[object, Overview] | None = getattr(request.app.state, "overview", None)
    if kept is not None and kept[0] == asked:
        return kept[1]
    found = overview(desk.ledger, lambda name: topic_of(desk.guideline, name), today)
    request.app.state.overview = (asked, found)
    return found


def _head(desk: Desk) -> str:
    return f"{desk.ledger.number}:{desk.ledger.head}"


def address(name: str) -> str:
    """Return where a record is shown at the desk."""
    return f"/review/record/{quote(name)}"


ROUTES: Final = (
    Route("/review/queue", _queue),
    Route("/review/overview", _overview),
    *record.ROUTES,
    *proposing.ROUTES,
    *reporting.ROUTES,
)
