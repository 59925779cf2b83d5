"""This module takes what readers say is wrong, and shows it with the answers, in the open.

It refuses to ask who they are, to keep more than they wrote, and to take too much of it.
"""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING, Final, NamedTuple

from starlette.concurrency import run_in_threadpool

from whitlow.door.vocabulary import cut
from whitlow.errors import InputError, Problem
from whitlow.pages.json_values import about
from whitlow.pages.problems_json import problems_json
from whitlow.pages.record_review import desk_name
from whitlow.pages.records_json import records_named
from whitlow.web.asked import fields, form_of
from whitlow.web.markup import address
from whitlow.web.paged import paged
from whitlow.web.site import json_page, site_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from whitlow.editorial.reports import Report
    from whitlow.guideline import Guideline
    from whitlow.pages.json_values import Json

__all__ = ["show"]

LONGEST: Final = 1000
MOST_BYTES: Final = 16 * 1024
HOUR: Final = 3600.0
OF_ONE: Final = 5
OF_ALL: Final = 60
MOST: Final = 20
_TAKEN: Final[deque[tuple[float, str]]] = deque()
"""When a report was taken of late and from which address; gone after an hour."""


class Sent(NamedTuple):
    """What a reader wrote: of which record, and what is wrong with it."""

    record: str
    says: str


async def show(request: Request) -> Response:
    """Answer for ``/reports``: what was reported and answered, and a form for one more."""
    if request.method != "POST":
        return await _page(request, Sent(cut(request.query_params.get("record", "")), ""), ())
    form = await fields(request, MOST_BYTES)
    given = {name: value for name, value in form.items() if isinstance(value, str)}
    sent = Sent(cut(given.get("record", "")), given.get("says", "").replace("\r\n", "\n").strip())
    try:
        await run_in_threadpool(_take, request, sent)
    except InputError as error:
        return await _page(request, sent, error.problems)
    return await _page(request, Sent("", ""), (), taken=True)


async def _page(
    request: Request, sent: Sent, problems: tuple[Problem, ...], *, taken: bool = False
) -> Response:
    found = await run_in_threadpool(_reports, request)
    if form_of(request) == "json":
        told: list[Json] = [_document(each) for each in found]
        if problems:
            return json_page(problems_json(problems), 422)
        return json_page({"guideline": dict(about(site_of(request).guideline)), "reports": told})
    context = {
        "sent": sent,
        "found": problems,
        "taken": taken,
        "open": _is_open(request),
        "page": paged(request, found, {}, MOST),
        "longest": LONGEST,
        "at": address,
    }
    return site_of(request).page("reports.html", context, 422 if problems else 200)


def _is_open(request: Request) -> bool:
    return hasattr(request.app.state, "desk")


def _reports(request: Request) -> tuple[Report, ...]:
    """Return every report, the latest first; none where no desk is open."""
    if not _is_open(request):
        return ()
    from whitlow.editorial.reports import reports_of  # noqa: PLC0415 - only with a desk

    site = request.app.state.desk
    found: tuple[Report, ...] = site.at_desk(
        lambda desk: reports_of(desk.ledger, site.audit.waiting())
    )
    return found


def _take(request: Request, sent: Sent) -> None:
    """Take a report; raises ``InputError``."""
    if not _is_open(request):
        message = "No desk is open here that could answer. Tell whoever runs this server."
        raise InputError(Problem("no_desk", message))
    name = _named(site_of(request).guideline, sent.record)
    if not sent.says:
        message = "Nothing was written. Say what is wrong, and which source says so."
        raise InputError(Problem("empty", message, "says"))
    if len(sent.says) > LONGEST or not all(
        each.isprintable() or each == "\n" for each in sent.says
    ):
        message = f"A report is plain text of at most {LONGEST} signs. Say it shorter."
        raise InputError(Problem("too_large", message, "says"))
    _count("" if request.client is None else request.client.host)
    site = request.app.state.desk
    site.at_desk(lambda _: site.audit.reported(sent.record, name, sent.says))


def _named(guideline: Guideline, record: str) -> str:
    """Return a record's name at the desk, nothing for one that is not reviewed by itself.

    Raises ``InputError`` for a record that there is not.
    """
    kinds = [kind for kind, _ in records_named(guideline, record)]
    if not kinds:
        message = "That is the name of no record. Follow the link beside the sentence."
        raise InputError(Problem("unknown_record", message, "record", record))
    return next((desk_name(kind, record) for kind in kinds if desk_name(kind, record)), "")


def _count(who: str) -> None:
    """Count a report before it is taken; raises ``InputError`` where it is one too many."""
    moment = time.monotonic()
    while _TAKEN and _TAKEN[0][0] < moment - HOUR:
        _TAKEN.popleft()
    own = sum(one == who for _, one in _TAKEN)
    if own >= OF_ONE or len(_TAKEN) >= OF_ALL:
        message = "Too much was reported within the hour. Nothing was taken. Come back later."
        raise InputError(Problem("too_many_reports", message))
    _TAKEN.append((moment, who))


def _document(report: Report) -> Json:
    answers: list[Json] = [
        {"by": each.by, "on": each.on, "says": each.says} for each in report.answers
    ]
    return {
        "record": report.about,
        "on": report.on,
        "says": report.says,
        "answers": answers,
    }
