"""This module is a record at the desk: its words, what it rests on, its history, and what is said.

It refuses a verdict on another text than the one that was shown.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from whitlow.door.vocabulary import cut, shown
from whitlow.editorial.history import acts_of, objections_of, versions_of
from whitlow.editorial.texts import rests_on
from whitlow.editorial.wording import field_texts
from whitlow.editorial.worked import cases_by_text, remembered_cases
from whitlow.errors import InputError, Problem
from whitlow.pages.records_json import used_by
from whitlow.pages.standing import STATES
from whitlow.pages.words import statement_text
from whitlow.web.desk.acting import Said, done, today_of
from whitlow.web.desk.forms import client, form_page, go_to, own_form, typed
from whitlow.web.desk.members import required
from whitlow.web.desk.site import at_desk, desk_site
from whitlow.web.site import site_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from starlette.datastructures import FormData
    from starlette.requests import Request
    from starlette.responses import Response

    from whitlow.editorial.desk import Desk
    from whitlow.editorial.events import Kind
    from whitlow.editorial.states import State
    from whitlow.guideline import Guideline
    from whitlow.guideline.plain import Json
    from whitlow.web.desk.members import Member

__all__ = ["ROUTES"]

ROLES: Final = ("editor", "reviewer", "chair")
WAY: Final = "/review/record/{name:path}"
MOST_CASES: Final = 40
ACTS: Final[Mapping[str, tuple[Kind, str]]] = {
    "approve": ("approve", "Approve this text"),
    "object": ("object", "Object: nobody may call it approved before this is settled"),
    "request-changes": ("request-changes", "Ask for changes"),
    "comment": ("comment", "Comment"),
    "no-interests": ("declare", "Declare that I have no interests in it"),
    "interests": ("declare", "Declare an interest in it: my approval does not count"),
    "assign": ("assign", "Assign it to"),
    "authored": ("authored", "Say that I wrote this text"),
    "retire": ("retire", "Retire it"),
    "reopen": ("reopen", "Open it again"),
}
_WORKING: Final = ThreadPoolExecutor(1, "cases")


class Cited(NamedTuple):
    """A statement that a record rests on: what it says, of which source, and how it stands."""

    id: str
    says: str
    source: str
    title: str
    status: str


async def _show(request: Request) -> Response:
    """Answer for ``/review/record/NAME``."""
    member = await required(request, *ROLES)
    return await _page(request, member, ())


async def _page(
    request: Request, member: Member, problems: tuple[Problem, ...], sent: str = ""
) -> Response:
    site, name = desk_site(request), request.path_params["name"]
    today = today_of(site)
    context = await at_desk(request, lambda desk: _context(desk, member, name, today))
    await run_in_threadpool(site.saw, member.actor, member.session, name)
    folder = site_of(request).folder
    cases = await run_in_threadpool(remembered_cases, folder)
    if cases is None:
        _WORKING.submit(cases_by_text, site.desk.guideline, folder)
    context |= {
        "member": member,
        "found": problems,
        "sent": sent,
        "held": await run_in_threadpool(site.held.public, member.actor),
        "cases": None if cases is None else cases.get(name, []),
        "most": MOST_CASES,
        "tab": "",
    }
    return form_page(request, "desk/record.html", context, 422 if problems else 200)


def _context(desk: Desk, member: Member, name: str, today: date) -> dict[str, object]:
    text = desk.texts.get(name)
    if text is None:
        message = f"There is no record {shown(name)} to review. Look it up in the queue."
        raise InputError(Problem("unknown_record", message, "record", cut(name)))
    state, ledger, wording = desk.ledger.state(name, today), desk.ledger, desk.texts.wording(name)
    record = desk.texts.record(name)
    objections = objections_of(ledger, name)
    own = [each for each in ledger.done(name) if each.payload.actor == member.actor]
    declared = [each.payload for each in own if each.payload.kind == "declare"]
    return {
        "name": name,
        "text": text,
        "state": state,
        "by": [(ledger.people.known[each.by].title, each.on) for each in state.by],
        "fields": field_texts(wording),
        "claims": list(_claims(record)),
        "cited": list(_cited(desk, record, today)),
        "contradicts": list(_contradicting(desk.guideline, text.id, record)),
        "uses": used_by(desk.guideline, text.id),
        "acts": acts_of(ledger, name),
        "versions": versions_of(ledger, name, wording),
        "objections": objections,
        "may": list(_may(desk, member, state)),
        "settling": [one for one in objections if _can(desk, member, "settle")],
        "own": [one for one in objections if one.actor == member.actor],
        "declared": declared[-1].body.get("conflict") if declared else None,
        "people": [person for person in ledger.people.known.values() if "reviewer" in person.roles],
        "states": STATES,
        "at": _address,
    }


def _claims(record: object) -> Iterator[tuple[str, str]]:
    claims = getattr(record, "claims", {})
    return ((name, claim.words) for name, claim in claims.items())


def _cited(desk: Desk, record: object, today: date) -> Iterator[Cited]:
    guideline = desk.guideline
    for name in rests_on(guideline, record):
        statement = guideline.statements.get(name)
        if statement is not None:
            status = desk.ledger.state(f"statement:{name}", today).status
            source = guideline.sources[statement.source]
            says = statement_text(guideline, name)
            yield Cited(name, says, source.id, source.title, STATES[status])
        elif name == getattr(record, "source", ""):
            source = guideline.sources[name]
            yield Cited(name, "", source.id, source.title, "")


def _contradicting(guideline: Guideline, own: str, record: object) -> Iterator[tuple[str, str]]:
    """Yield the disagreements that a record, or a statement it cites, takes part in."""
    cites = {own, *(name for name in rests_on(guideline, record) if "#" in name)}
    for each in guideline.disagreements.values():
        sides = {cite for position in each.positions for cite in position.cites}
        if each.id != own and not sides.isdisjoint(cites):
            yield each.id, each.question


def _can(desk: Desk, member: Member, kind: str) -> bool:
    return not member.roles.isdisjoint(desk.policy.may.get(kind, ()))


def _may(desk: Desk, member: Member, state: State) -> Iterator[tuple[str, str, str]]:
    """Yield what a member may do with a record: its word in the form, its kind, and in words."""
    for word, (kind, says) in ACTS.items():
        fits = {"retire": state.status != "retired", "reopen": state.status == "retired"}
        if _can(desk, member, kind) and fits.get(word, True):
            yield word, kind, says


async def _act(request: Request) -> Response:
    """Answer for what a member says of a record."""
    member, site = await required(request, *ROLES), desk_site(request)
    form, name = await own_form(request), request.path_params["name"]
    how = (typed(form, "passphrase"), typed(form, "signed"))
    try:
        acts = () if how[1].strip() else tuple(_said(form, name))
        await run_in_threadpool(done, site, member.actor, acts, how, client(request))
    except InputError as error:
        return await _page(request, member, error.problems, typed(form, "says"))
    return go_to(f"{_address(name)}#state")


def _said(form: FormData, name: str) -> Iterator[Said]:
    """Yield what was said in a form; raises ``InputError`` for nothing."""
    word, of = typed(form, "act"), ""
    if word.startswith(("settle ", "withdraw ")):
        word, _, of = word.partition(" ")
    known: dict[str, tuple[Kind, str]] = {
        **ACTS,
        "settle": ("settle", ""),
        "withdraw": ("withdraw", ""),
    }
    if word not in known:
        message = "Nothing was chosen. Say what you think of this text."
        raise InputError(Problem("nothing_chosen", message, "act"))
    kind = known[word][0]
    text, basis, says = (typed(form, each) for each in ("text", "basis", "says"))
    body: dict[str, Json] = {"says": says} if says.strip() else {}
    if kind in {"object", "request-changes", "settle", "comment"} and not body:
        message = "Say why: an objection, a wish and a settlement are read by everybody."
        raise InputError(Problem("no_reason", message, "says"))
    if kind == "approve" and typed(form, "none"):
        yield Said("declare", name, text, basis, {"conflict": False})
    match kind:
        case "declare":
            body["conflict"] = word == "interests"
        case "assign":
            body["to"] = typed(form, "to")
        case "settle" | "withdraw":
            body["of"] = of
        case _:
            pass
    yield Said(kind, name, text, basis, body)


def _address(name: str) -> str:
    return f"/review/record/{quote(name)}"


ROUTES: Final = (
    Route(WAY, _show),
    Route(WAY, _act, methods=["POST"]),
)
