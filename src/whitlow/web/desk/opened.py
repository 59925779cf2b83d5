"""This module opens the desk in the application: its store, its addresses, its refusals.

It refuses to open one whose store cannot be used.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from whitlow.editorial.sessions import now
from whitlow.web.desk import own, pages, resetting, signing_in, vouched
from whitlow.web.desk.live import LiveReviews
from whitlow.web.desk.refusals import RefusedError, turned_away
from whitlow.web.desk.site import DeskSite

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.routing import Route

    from whitlow.editorial.sessions import Clock
    from whitlow.guideline import Guideline

__all__ = ["ROUTES", "open_desk"]

ROUTES: Final[tuple[Route, ...]] = (
    *signing_in.ROUTES,
    *vouched.ROUTES,
    *resetting.ROUTES,
    *own.ROUTES,
    *pages.ROUTES,
)
"""Every address of the desk; each stands below ``/review``."""


def open_desk(
    app: Starlette, guideline: Guideline, address: str, clock: Clock | None = None
) -> Guideline:
    """Open the desk of a store in an application; raises ``InputError``.

    Returns the guideline as readers are shown it, with the reviews of this desk.
    """
    site = DeskSite(guideline, address, now if clock is None else clock)
    app.state.desk = site
    app.add_exception_handler(RefusedError, turned_away)
    app.router.routes.extend(ROUTES)
    return replace(guideline, reviews=LiveReviews(site))
