"""This module is the page of what the sources differ on: every side, the one followed, and why.

It refuses to shorten one: what does not fit stands on the next page, whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.door.vocabulary import cut
from whitlow.pages.disagreements_page import (
    disagreements_json,
    disagreements_page,
    disagreements_with,
)
from whitlow.pages.markdown import to_markdown
from whitlow.web.asked import form_of
from whitlow.web.markup import write
from whitlow.web.paged import paged
from whitlow.web.site import json_page, markdown_page, site_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["show"]

MOST: Final = 16


async def show(request: Request) -> Response:
    """Answer for ``/disagreements``: all of them, or those that hold some words."""
    site = site_of(request)
    guideline = site.guideline
    words = cut(request.query_params.get("words", "")).split()
    every = tuple(guideline.disagreements.values())
    records = disagreements_with(guideline, words) if words else every
    match form_of(request):
        case "json":
            return json_page(disagreements_json(guideline, records))
        case "markdown":
            return markdown_page(to_markdown(disagreements_page(guideline, records, words)))
        case "html":
            pass
    query = {"words": " ".join(words)} if words else {}
    page = paged(request, records, query, MOST)
    context = {
        "words": " ".join(words),
        "page": page,
        "shown": write(disagreements_page(guideline, page.entries, words), guideline),
    }
    return site.page("disagreements.html", context, here="evidence")
