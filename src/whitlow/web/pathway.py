"""This module is the page of the way through the guideline, with a patient's own way lit.

It refuses to keep the patient: what was sent goes back to the plan in hidden fields, by POST.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.guideline import OnceFor
from whitlow.pictures.measures import FRAMES, WIDE
from whitlow.pictures.pathway_json import pathway_json
from whitlow.pictures.pathway_list import pathway_list
from whitlow.pictures.pathway_svg import pathway_picture
from whitlow.web.sent import with_patient

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from whitlow.guideline import Guideline
    from whitlow.web.sent import Sent
    from whitlow.web.site import Site

__all__ = ["show"]

PREFIX: Final = "way"


async def show(request: Request) -> Response:
    """Answer for ``/pathway``: the whole way, or that of the patient who was sent."""
    return await with_patient(request, _page, pathway_json)


def _page(site: Site, sent: Sent | None) -> Response:
    plan = None if sent is None else sent.plan
    problems = () if sent is None else sent.filled.problems
    picture, listed = _overview(site.guideline)
    if plan is not None:
        picture = pathway_picture(site.guideline, plan, PREFIX, frames=FRAMES)
        listed = pathway_list(site.guideline, plan)
    context = {
        "sent": sent,
        "plan": plan,
        "problems": problems,
        "picture": picture,
        "listed": listed,
    }
    return site.page("pathway.html", context, 422 if problems else 200, here="pathway")


def _drawn(guideline: Guideline) -> tuple[str, str]:
    """Return the whole way, drawn once and for a wide page alone: its page scrolls the figure."""
    picture = pathway_picture(guideline, None, PREFIX, frames=(WIDE,))
    return picture, pathway_list(guideline, None)


_overview: Final = OnceFor(_drawn)
