"""This module is the page of what this is: who reviewed it, what it is for, and what it is not.

It refuses to claim what has not happened.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from whitlow import __version__
from whitlow.pages.citations import READ
from whitlow.pages.json_values import about as about_json
from whitlow.pages.standing import reviews_json, whole_json
from whitlow.web.asked import form_of
from whitlow.web.site import day_of, json_page, site_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from whitlow.guideline import Guideline
    from whitlow.pages.json_values import Json

__all__ = ["show"]


async def show(request: Request) -> Response:
    """Answer for ``/about``."""
    site = site_of(request)
    guideline = site.guideline
    if form_of(request) == "json":
        return json_page(_document(guideline))
    context = {
        "expiry": guideline.about.expiry,
        "read": [(READ[how], number) for how, number in _read(guideline).items()],
        "statements": len(guideline.statements),
        "sources": len(guideline.sources),
        "disagreements": len(guideline.disagreements),
        "cases": len(site.cases),
        "profiles": guideline.profiles,
        "imported": guideline.imported,
        "policy": guideline.policy,
        "reviews": reviews_json(guideline),
    }
    return site.page("about.html", context, here="about")


def _read(guideline: Guideline) -> dict[str, int]:
    """Return how many statements were read in which way, the original first."""
    counts: Counter[str] = Counter(statement.read for statement in guideline.statements.values())
    return {how: counts[how] for how in READ if counts[how]}


def _document(guideline: Guideline) -> dict[str, Json]:
    about = guideline.about
    expiry = about.expiry
    after: dict[str, Json] = {} if expiry is None else dict(expiry.after)
    return {
        "guideline": dict(about_json(guideline)),
        "program": f"whitlow {__version__}",
        "title": about.title,
        "licence": about.licence,
        "disclaimer": about.disclaimer,
        "plain_disclaimer": about.plain_disclaimer,
        "review": {**whole_json(guideline, day_of("")), "by": []},
        "statements_by_reading": {**_read(guideline)},
        "checked_again_after_days": after,
    }
