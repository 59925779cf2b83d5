"""This module is the page of drugs against genes, with a patient's isolate, and of the rates.

It refuses to keep the patient: what was sent goes back to the plan in hidden fields, by POST.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.guideline import OnceFor
from whitlow.pictures.matrix import matrix
from whitlow.pictures.matrix_json import matrix_json
from whitlow.pictures.rates import rates
from whitlow.pictures.rates_table import rates_table
from whitlow.web.sent import with_patient

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from whitlow.guideline import Guideline
    from whitlow.web.sent import Sent
    from whitlow.web.site import Site

__all__ = ["show"]

HERE: Final = "cross-resistance"
PREFIX: Final = "matrix"


async def show(request: Request) -> Response:
    """Answer for ``/cross-resistance``: what is listed, or with the isolate that was sent."""
    return await with_patient(request, _page, matrix_json)


def _page(site: Site, sent: Sent | None) -> Response:
    guideline = site.guideline
    plan = None if sent is None else sent.plan
    problems = () if sent is None else sent.filled.problems
    context = {
        "sent": sent,
        "plan": plan,
        "problems": problems,
        "matrix": _anybody(guideline) if plan is None else matrix(guideline, plan, PREFIX),
        "rates": _rates(guideline),
    }
    return site.page("cross_resistance.html", context, 422 if problems else 200, here=HERE)


def _of_nobody(guideline: Guideline) -> str:
    return matrix(guideline, None, PREFIX)


def _shares(guideline: Guideline) -> tuple[str, str]:
    """Return the picture of the rates and their table: both hang on the guideline alone."""
    return rates(guideline, "rates"), rates_table(guideline)


_anybody: Final = OnceFor(_of_nobody)
_rates: Final = OnceFor(_shares)
