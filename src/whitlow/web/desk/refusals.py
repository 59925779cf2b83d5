"""This module tells who may not see or do something at the desk why, and where to sign in.

It refuses to tell what is behind the door.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.errors import Problem, WhitlowError
from whitlow.pages.problems_json import problems_json
from whitlow.web.asked import form_of
from whitlow.web.refused import broken
from whitlow.web.site import json_page, site_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["SECOND_FACTOR", "SIGN_IN", "RefusedError", "turned_away"]

SIGN_IN: Final = ("/review/sign-in", "Sign in")
SECOND_FACTOR: Final = ("/review/second-factor", "Go on with the second factor")


class RefusedError(WhitlowError):
    """Why somebody may not see or do something, and a page where that changes, if any."""

    def __init__(self, status: int, problem: Problem, link: tuple[str, str] = ("", "")) -> None:
        """Take the status of the answer, the sentence, and where to go."""
        self.status: Final = status
        self.problem: Final = problem
        self.link: Final = link
        super().__init__(problem.message)


async def turned_away(request: Request, error: Exception) -> Response:
    """Answer who may not, as a page or as JSON."""
    if not isinstance(error, RefusedError):
        return await broken(request, error)
    if form_of(request) == "json":
        return json_page(problems_json([error.problem]), error.status)
    context = {"found": [error.problem], "link": error.link}
    return site_of(request).page("desk/refused.html", context, error.status)
