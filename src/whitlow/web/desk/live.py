"""This module shows readers the reviews of the desk that is open here, as they stand.

It refuses to ask the store for every reader: what was done is seen a second later at most.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from whitlow.editorial.chain import Head
from whitlow.editorial.standing import Live, Standing

if TYPE_CHECKING:
    from whitlow.web.desk.site import DeskSite

__all__ = ["LiveReviews"]

SECONDS: Final = 1.0


class LiveReviews(Live):
    """What the chain of a desk says at this moment."""

    def __init__(self, site: DeskSite) -> None:
        """Take the desk."""
        self._site: Final = site
        self._asked = 0.0

    def standing(self) -> Standing:
        """Return how everything stands at this moment."""
        site, desk = self._site, self._site.desk
        with site.alone:
            moment = time.monotonic()
            if moment - self._asked > SECONDS:
                desk.catch_up()
                self._asked = moment
            head = Head(desk.ledger.number, desk.ledger.head)
            broken = "" if desk.broken is None else str(desk.broken)
        return Standing(desk.ledger, head, broken, site.alone)
