"""This module is the page of a plan: a form that asks what matters next, and the plan beside it.

It refuses to keep a patient: what was typed comes back in the page and nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from starlette.responses import HTMLResponse, Response

from whitlow.errors import InputError, Problem
from whitlow.pages.blocks import Page
from whitlow.pages.change_blocks import change_blocks
from whitlow.pages.markdown import to_markdown
from whitlow.pages.patient_page import patient_page
from whitlow.pages.plan_json import plan_json
from whitlow.pages.plan_page import plan_at_once, plan_document
from whitlow.plan import make_plan
from whitlow.web.asked import CASE_KINDS, fields, form_of, kind_of, whole
from whitlow.web.beside import beside
from whitlow.web.fields import Field, empty_fields, field_of, groups, said_of
from whitlow.web.filled import Filled, case_text, read_file, read_form, read_typed
from whitlow.web.markup import write
from whitlow.web.own_questions import kept_form
from whitlow.web.site import day_of, json_page, markdown_page, site_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from starlette.requests import Request

    from whitlow.door import Patient
    from whitlow.guideline import Guideline
    from whitlow.plan import Plan
    from whitlow.web.asked import Form
    from whitlow.web.site import Site

__all__ = ["AUDIENCES", "Choice", "choice_of", "plan_of", "ready", "show"]

NEXT: Final = 6
OPENED: Final = "opened"
ALL_CHANGES: Final = "the plan as JSON shows all"
CONFIRMABLE: Final = frozenset({"implausible", "outdated"})
AUDIENCES: Final = ("clinician", "patient")


class Choice(NamedTuple):
    """How a plan is wanted: for whom, by which profile, on which day."""

    audience: str = "clinician"
    profile: str = ""
    today: str = ""


class Group(NamedTuple):
    """The facts of one group that are not asked yet, and whether their fields are shown."""

    name: str
    opened: bool
    fields: tuple[Field, ...]


def choice_of(guideline: Guideline, said: Mapping[str, object]) -> Choice:
    """Return how a plan is wanted; raises ``InputError`` for what there is not."""
    audience, profile, today = (str(said.get(name, "") or "") for name in Choice._fields)
    if audience and audience not in AUDIENCES:
        message = f"audience: {audience[:60]!r} is none. Write clinician or patient."
        raise InputError(Problem("unknown_option", message, "audience", audience[:60]))
    if profile and profile not in guideline.profiles:
        known = ", ".join(guideline.profiles)
        message = f"profile: there is no {profile[:60]!r}. Use one of {known}."
        raise InputError(Problem("unknown_option", message, "profile", profile[:60], known))
    day_of(today)
    return Choice(audience or AUDIENCES[0], profile, today)


def plan_of(guideline: Guideline, patient: Patient, choice: Choice) -> Plan:
    """Return the plan of a patient, as ``whitlow plan`` makes it."""
    return make_plan(
        guideline,
        patient.facts,
        doubts=tuple(doubt.message for doubt in patient.doubts),
        doubted=frozenset(fact for doubt in patient.doubts for fact in doubt.facts),
        today=day_of(choice.today),
        profile=choice.profile,
        audience="patient" if choice.audience == "patient" else "clinician",
        given=patient.given,
        isolates=patient.isolates,
    )


async def show(request: Request) -> Response:
    """Answer for ``/plan``: an empty form, a form that was sent, or a case file."""
    site = site_of(request)
    if request.method != "POST":
        choice = choice_of(site.guideline, request.query_params)
        wanted = form_of(request)
        if wanted == "html":
            return _empty(site, choice)
        return await beside(_of_nobody, site, choice, wanted)
    if kind_of(request) in CASE_KINDS:
        return await _of_file(request, site)
    form = await fields(request)
    choice = choice_of(site.guideline, dict(form))
    filled = await read_form(site.guideline, form, day_of(choice.today))
    if form.get("save"):
        headers = {"content-disposition": 'attachment; filename="case.yaml"'}
        return Response(case_text(filled), media_type="application/yaml", headers=headers)
    wanted = form_of(request)
    if wanted != "html":
        if filled.patient is None:
            raise InputError(*filled.problems)
        return await beside(_written, plan_of(site.guideline, filled.patient, choice), wanted)
    opened = frozenset(str(each) for each in form.getlist(OPENED))
    if form.get("changes") and filled.patient is not None:
        return await beside(_page, site, filled, choice, changes=True, opened=opened)
    return _page(site, filled, choice, opened=opened)


def ready(site: Site) -> None:
    """Show the empty form, so that the first reader need not wait for it."""
    for audience in AUDIENCES:
        _empty(site, Choice(audience))


def _of_nobody(site: Site, choice: Choice, form: Form) -> Response:
    """Return the plan of a patient of whom nothing is known: what is asked, and what first."""
    nobody = read_typed(site.guideline, {}, "", frozenset(), day_of(choice.today))
    if nobody.patient is None:
        raise InputError(*nobody.problems)
    return _written(plan_of(site.guideline, nobody.patient, choice), form)


def _empty(site: Site, choice: Choice) -> Response:
    """Return the form for a patient of whom nothing is known; it is the same all day."""

    def made() -> bytes:
        empty = read_typed(site.guideline, {}, "", frozenset(), day_of(choice.today))
        return bytes(_page(site, empty, choice).body)

    return HTMLResponse(kept_form(site.guideline, (choice, day_of(choice.today)), made))


async def _of_file(request: Request, site: Site) -> Response:
    """Answer for a case file that a program sent as it stands."""
    name = f"case.{CASE_KINDS[kind_of(request)]}"
    choice = choice_of(site.guideline, request.query_params)
    filled = read_file(site.guideline, name, await whole(request), day_of(choice.today))
    if form_of(request) == "html":
        return _page(site, filled, choice)
    if filled.patient is None:
        raise InputError(*filled.problems)
    return await beside(_written, plan_of(site.guideline, filled.patient, choice), form_of(request))


def _written(plan: Plan, form: Form) -> Response:
    if form == "json":
        return json_page(plan_json(plan, trees=False))
    page = patient_page(plan) if plan.audience == "patient" else plan_document(plan, "")
    return markdown_page(to_markdown(page))


def _page(
    site: Site,
    filled: Filled,
    choice: Choice,
    *,
    changes: bool = False,
    opened: Collection[str] = (),
) -> Response:
    guideline = site.guideline
    plan = plan_of(guideline, filled.patient, choice) if filled.patient is not None else None
    known, asked = _fields(guideline, filled, plan)
    context = {
        "filled": filled,
        "confirmed": filled.confirmed,
        "choice": choice,
        "profiles": guideline.profiles,
        "known": known,
        "next": asked,
        "rest": _rest(guideline, {each.name for each in (*known, *asked)}, opened),
        "problems": filled.problems,
        "nobody": plan is not None and not plan.facts,
        "shown": None if plan is None else write(_shown(plan), guideline),
        "changes": _changes(plan) if plan is not None and changes else None,
    }
    return site.page("plan.html", context, 422 if filled.problems else 200, here="plan")


def _shown(plan: Plan) -> Page:
    return patient_page(plan) if plan.audience == "patient" else plan_at_once(plan)


def _changes(plan: Plan) -> str:
    written = write(Page(tuple(change_blocks(plan, ALL_CHANGES))), plan.guideline)
    return "".join(part.html for part in written.parts)


def _fields(
    guideline: Guideline, filled: Filled, plan: Plan | None
) -> tuple[list[Field], list[Field]]:
    """Return the fields that are answered or doubted, and those that matter next."""
    doubts = filled.patient.doubts if filled.patient is not None else ()
    told = said_of(filled.problems)
    sure = set(filled.confirmed)
    for doubt in doubts:
        for name in doubt.facts[:1]:
            told.setdefault(name, []).append(doubt.message)
        if doubt.kind in CONFIRMABLE:
            sure |= set(doubt.facts)
    next_ = [each.fact for each in plan.ask] if plan is not None else []
    wanted = [name for name in next_ if name not in filled.given and name not in told][:NEXT]
    known = [
        fact for fact in guideline.facts.values() if fact.name in filled.given or fact.name in told
    ]
    asked = [guideline.facts[name] for name in wanted]
    return (
        [field_of(guideline, fact, filled.given, told, sure) for fact in known],
        [field_of(guideline, fact, filled.given, told, sure) for fact in asked],
    )


def _rest(guideline: Guideline, seen: Collection[str], opened: Collection[str]) -> list[Group]:
    """Return the other facts by group: as fields where the group is open, else by their names."""
    empty = empty_fields(guideline)
    return [
        Group(name, name in opened, tuple(empty[one.name] for one in facts if one.name not in seen))
        for name, facts in groups(guideline).items()
    ]
