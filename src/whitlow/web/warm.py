"""This module makes an application ready before its first reader comes.

It refuses to keep anything that hangs on a patient: it answers the guideline's own examples, and
shows the forms in which nothing is filled in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.evaluate import write_out
from whitlow.web import ask, plan

if TYPE_CHECKING:
    from whitlow.web.guards import Guard

__all__ = ["warm"]


def warm(app: Guard) -> None:
    """Write the conditions out, open what questions are searched in, and fill both forms."""
    site = app.site
    write_out(site.guideline)
    plan.ready(site)
    ask.ready(site)
