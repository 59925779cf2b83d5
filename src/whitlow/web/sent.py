"""This module reads the patient that a form of a plan sends to a page that pictures them.

It refuses a page for patients: these pictures name drugs and rules, and are for clinicians.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from whitlow.errors import InputError, Problem
from whitlow.web.asked import CASE_KINDS, fields, form_of, kind_of, whole
from whitlow.web.filled import read_file, read_form
from whitlow.web.plan import choice_of, plan_of
from whitlow.web.site import day_of, json_page, site_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from whitlow.guideline import Guideline
    from whitlow.pages.json_values import Json
    from whitlow.plan import Plan
    from whitlow.web.filled import Filled
    from whitlow.web.plan import Choice
    from whitlow.web.site import Site

    Page = Callable[[Site, "Sent | None"], Response]
    Document = Callable[[Guideline, Plan | None], Mapping[str, Json]]

__all__ = ["Sent", "sent_patient", "with_patient"]

FOR_PATIENTS: Final = (
    "audience: this page is for clinicians. Choose clinician on the plan, or stay with the plan."
)


class Sent(NamedTuple):
    """What was sent, how the plan is wanted, and the plan, or None where the input is at fault."""

    filled: Filled
    choice: Choice
    plan: Plan | None


async def with_patient(request: Request, page: Page, document: Document) -> Response:
    """Answer with a page, or as JSON with a document: of nobody, or of the patient who was sent.

    Raises ``InputError`` where the document is asked for and the input is at fault; the page
    shows what is wrong.
    """
    site = site_of(request)
    sent = await sent_patient(request, site.guideline) if request.method == "POST" else None
    if form_of(request) != "json":
        return page(site, sent)
    if sent is None:
        return json_page(document(site.guideline, None))
    if sent.plan is None:
        raise InputError(*sent.filled.problems)
    return json_page(document(site.guideline, sent.plan))


async def sent_patient(request: Request, guideline: Guideline) -> Sent:
    """Return the patient of a form or a case file; raises ``InputError`` for a patient's page."""
    if kind_of(request) in CASE_KINDS:
        choice = _choice(guideline, request.query_params)
        name = f"case.{CASE_KINDS[kind_of(request)]}"
        filled = read_file(guideline, name, await whole(request), day_of(choice.today))
    else:
        form = await fields(request)
        choice = _choice(guideline, dict(form))
        filled = await read_form(guideline, form, day_of(choice.today))
    patient = filled.patient
    return Sent(filled, choice, None if patient is None else plan_of(guideline, patient, choice))


def _choice(guideline: Guideline, said: Mapping[str, object]) -> Choice:
    choice = choice_of(guideline, said)
    if choice.audience == "patient":
        raise InputError(Problem("unknown_option", FOR_PATIENTS, "audience", "patient"))
    return choice
