"""This module is the page of a course: dated values in, each day's order and a calendar out.

It refuses more courses at once than it can work out in the time that someone waits.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response

from whitlow.course import File
from whitlow.course import follow as follow_course
from whitlow.errors import InputError, Problem
from whitlow.pages.course_ics import course_ics
from whitlow.pages.course_json import course_json
from whitlow.pages.course_page import course_document
from whitlow.pages.json_values import about
from whitlow.pages.markdown import to_markdown
from whitlow.pictures.course import course_picture
from whitlow.web.asked import fields, form_of, upload
from whitlow.web.markup import write
from whitlow.web.plan import Choice, choice_of
from whitlow.web.site import day_of, json_page, markdown_page, site_of

if TYPE_CHECKING:
    from starlette.datastructures import FormData
    from starlette.requests import Request

    from whitlow.course import Followed
    from whitlow.guideline import Guideline, Regimen
    from whitlow.pages.json_values import Json
    from whitlow.web.site import Site

__all__ = ["show"]

MOST_WAITING: Final = 4
FIELDS: Final = {
    "course": "dated values, a row for each, in CSV or as a case file has them",
    "course_file": "the same as a file",
    "case": "the patient, as in a case file",
    "case_file": "the same as a file",
    "regimen": "one of regimens, or nothing where the course names it",
    "profile": "one of profiles, or nothing for the default",
    "today": "the day up to which the course is told, YYYY-MM-DD",
    "ics": "anything, and the calendar comes back",
}
"""What a form may hold, each field in words."""

CALENDAR: Final = "text/calendar; charset=utf-8"
_WAITING: Final = asyncio.BoundedSemaphore(MOST_WAITING)
_WORKING: Final = asyncio.Lock()


class Sent(NamedTuple):
    """What a form holds: the rows of the course, who the patient is, and the schedule."""

    course: str
    course_name: str
    case: str
    case_name: str
    regimen: str
    choice: Choice


async def show(request: Request) -> Response:
    """Answer for ``/follow``: an empty form, or the course that was sent."""
    site = site_of(request)
    if request.method != "POST":
        if form_of(request) == "json":
            return json_page(_wanted(site.guideline))
        return _page(site, Sent("", "", "", "", "", Choice()), None, ())
    form = await fields(request)
    sent = await _sent(site.guideline, form)
    wanted = form_of(request)
    try:
        followed = await _followed(site.guideline, sent)
    except InputError as error:
        if wanted != "html":
            raise
        return _page(site, sent, None, error.problems)
    if form.get("ics"):
        headers = {"content-disposition": 'attachment; filename="course.ics"'}
        return Response(course_ics(followed), media_type=CALENDAR, headers=headers)
    match wanted:
        case "json":
            return json_page(course_json(followed))
        case "markdown":
            return markdown_page(to_markdown(course_document(followed)))
        case "html":
            return _page(site, sent, followed, ())


def _wanted(guideline: Guideline) -> dict[str, Json]:
    """Return what can be sent: the fields of the form, and the records that they choose from."""
    return {
        "guideline": dict(about(guideline)),
        "fields": dict(FIELDS),
        "regimens": [*guideline.regimens],
        "profiles": [*guideline.profiles],
    }


async def _sent(guideline: Guideline, form: FormData) -> Sent:
    course, course_name = await _text(form, "course", "course.csv")
    case, case_name = await _text(form, "case", "case.yaml")
    regimen = str(form.get("regimen", ""))
    return Sent(course, course_name, case, case_name, regimen, choice_of(guideline, dict(form)))


async def _text(form: FormData, name: str, called: str) -> tuple[str, str]:
    """Return a text that was typed, or the file that was sent in its place."""
    sent = await upload(form, f"{name}_file")
    if sent is None:
        typed = form.get(name)
        return (typed if isinstance(typed, str) else ""), called
    try:
        return sent[1].decode(), sent[0]
    except UnicodeDecodeError as error:
        message = f"{sent[0]} is no text in UTF-8. Save it as UTF-8."
        raise InputError(Problem("not_utf8", message, name, sent[0])) from error


async def _followed(guideline: Guideline, sent: Sent) -> Followed:
    """Return a course worked out beside the other pages, one at a time."""
    if _WAITING.locked():
        told = "Other courses are being worked out. Send it again in a few seconds."
        raise HTTPException(503, told, {"retry-after": "5"})
    async with _WAITING, _WORKING:
        return await run_in_threadpool(_follow, guideline, sent)


def _follow(guideline: Guideline, sent: Sent) -> Followed:
    return follow_course(
        guideline,
        File(sent.course.encode(), sent.course_name),
        today=day_of(sent.choice.today),
        case=File(sent.case.encode(), sent.case_name) if sent.case.strip() else None,
        profile=sent.choice.profile,
        regimen=_regimen(guideline, sent.regimen),
    )


def _regimen(guideline: Guideline, name: str) -> Regimen | None:
    if not name:
        return None
    if name not in guideline.regimens:
        message = f"regimen: there is no {name[:60]!r}. Choose one of the list."
        raise InputError(Problem("unknown_regimen", message, "regimen", name[:60]))
    return guideline.regimens[name]


def _page(
    site: Site, sent: Sent, followed: Followed | None, problems: tuple[Problem, ...]
) -> Response:
    guideline = site.guideline
    context = {
        "sent": sent,
        "choice": sent.choice,
        "profiles": guideline.profiles,
        "regimens": guideline.regimens,
        "problems": problems,
        "shown": None if followed is None else write(course_document(followed), guideline),
        "picture": "" if followed is None else course_picture(followed, "drawn"),
    }
    return site.page("follow.html", context, 422 if problems else 200, here="follow")
