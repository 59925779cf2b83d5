"""This module is proposals at the desk: a new wording or source, tried, then accepted or declined.

It refuses to change a file: what is accepted becomes a patch for the repository.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from whitlow.editorial.proposals import block_of, change_of, new_file, patch_of
from whitlow.editorial.proposed import becomes, proposals_of
from whitlow.editorial.trials import Trial, tried
from whitlow.editorial.wording import word_changes
from whitlow.errors import InputError, Problem
from whitlow.web.desk.acting import Said, done
from whitlow.web.desk.forms import client, form_page, go_to, own_form, reason, typed
from whitlow.web.desk.members import required
from whitlow.web.desk.site import at_desk, desk_site
from whitlow.web.site import site_of

if TYPE_CHECKING:
    from starlette.datastructures import FormData
    from starlette.requests import Request
    from starlette.responses import Response

    from whitlow.editorial.desk import Desk
    from whitlow.editorial.proposals import Change
    from whitlow.editorial.proposed import Proposal
    from whitlow.guideline.plain import Json
    from whitlow.web.desk.members import Member

__all__ = ["ROUTES"]

ROLES: Final = ("editor", "reviewer", "chair")
DECIDE: Final = ("editor", "chair")
ONE: Final = "/review/proposals/{nonce:str}"
MOST_KEPT: Final = 50
_WORKING: Final = ThreadPoolExecutor(1, "trials")
_TRIALS: Final[dict[tuple[str, bool], Future[Trial]]] = {}


async def _all(request: Request) -> Response:
    """Answer for ``/review/proposals``."""
    member = await required(request, *ROLES)
    found = await at_desk(request, lambda desk: proposals_of(desk.ledger))
    context = {"member": member, "proposals": found, "tab": "proposals"}
    return site_of(request).page("desk/proposals.html", context)


async def _form(request: Request) -> Response:
    """Answer for ``/review/propose``: the lines of a record, or an empty file."""
    member = await required(request, "editor", "reviewer", "chair")
    name = request.query_params.get("record", "")
    return await _asked(request, member, name, None, ())


async def _asked(
    request: Request,
    member: Member,
    name: str,
    form: FormData | None,
    problems: tuple[Problem, ...],
) -> Response:
    site, block = desk_site(request), None
    if name:
        block = await at_desk(request, lambda desk: _block(desk, name, request))
    context = {
        "member": member,
        "name": name,
        "path": block.path if block else (typed(form, "path") if form else "sources/"),
        "old": block.old if block else "",
        "new": typed(form, "new") if form else (block.new if block else ""),
        "says": typed(form, "says") if form else "",
        "found": problems,
        "held": await run_in_threadpool(site.held.public, member.actor),
        "tab": "proposals",
    }
    return form_page(request, "desk/propose.html", context, 422 if problems else 200)


def _block(desk: Desk, name: str, request: Request) -> Change:
    if name not in desk.texts:
        message = f"There is no record {name[:80]!r} to review. Look it up in the queue."
        raise InputError(Problem("unknown_record", message, "record", name[:80]))
    return block_of(site_of(request).folder, desk.texts, name)


async def _propose(request: Request) -> Response:
    """Answer for a proposal that was sent: it is signed by whoever proposes it."""
    member, site = await required(request, *ROLES), desk_site(request)
    form = await own_form(request)
    name = typed(form, "record")
    try:
        change = _change(form)
        await run_in_threadpool(patch_of, site_of(request).folder, change)
        says = reason(form, "Say why the text should become this one.")
        text = site.desk.texts.get(name)
        body: dict[str, Json] = {**change.body(), "says": says}
        act = Said(
            "propose",
            name,
            "" if text is None else text.text,
            "" if text is None else text.basis,
            body,
        )
        how = (typed(form, "passphrase"), "")
        events = await run_in_threadpool(done, site, member.actor, (act,), how, client(request))
    except InputError as error:
        return await _asked(request, member, name, form, error.problems)
    return go_to(f"/review/proposals/{events[0].payload.nonce}")


def _change(form: FormData) -> Change:
    """Return the change of a form, its line ends as files have them; raises ``InputError``."""
    path, old, new = (typed(form, each).replace("\r\n", "\n") for each in ("path", "old", "new"))
    if old and old.endswith("\n") and not new.endswith("\n"):
        new = f"{new}\n"
    return change_of({"path": path, "old": old, "new": new}) if old else new_file(path, new)


async def _one(request: Request) -> Response:
    """Answer for ``/review/proposals/NONCE``."""
    return await _shown(request, await required(request, *ROLES), ())


async def _shown(request: Request, member: Member, problems: tuple[Problem, ...]) -> Response:
    site, found = desk_site(request), await _found(request)
    change = found.change
    trial = _trial(request, found)
    context = {
        "member": member,
        "proposal": found,
        "change": change,
        "parts": word_changes(change.old, change.new),
        "trial": trial,
        "proving": (found.nonce, True) in _TRIALS,
        "decides": not member.roles.isdisjoint(DECIDE),
        "found": problems,
        "held": await run_in_threadpool(site.held.public, member.actor),
        "tab": "proposals",
    }
    return form_page(request, "desk/proposal.html", context, 422 if problems else 200)


def _trial(request: Request, found: Proposal) -> Trial | InputError | None:
    """Return the fullest trial that has ended; one is begun where there was none."""
    for proofs in (True, False):
        future = _TRIALS.get((found.nonce, proofs))
        if future is not None and future.done():
            error = future.exception()
            if isinstance(error, InputError):
                return error
            return None if error is not None else future.result()
    _begin(request, found, proofs=False)
    return None


def _begin(request: Request, found: Proposal, *, proofs: bool) -> None:
    if (found.nonce, proofs) in _TRIALS:
        return
    while len(_TRIALS) >= MOST_KEPT:
        del _TRIALS[next(iter(_TRIALS))]
    folder = site_of(request).folder
    work = _WORKING.submit(tried, folder, found.change, proofs=proofs)
    _TRIALS[found.nonce, proofs] = work


async def _found(request: Request) -> Proposal:
    nonce = request.path_params["nonce"]
    every = await at_desk(request, lambda desk: proposals_of(desk.ledger))
    for each in every:
        if each.nonce == nonce:
            return each
    raise HTTPException(404)


async def _prove(request: Request) -> Response:
    """Answer for a wish to have the proofs tried too, which takes a while."""
    await required(request, *ROLES)
    await own_form(request)
    found = await _found(request)
    _begin(request, found, proofs=True)
    return go_to(f"/review/proposals/{found.nonce}")


async def _decide(request: Request) -> Response:
    """Answer for an editor who accepts or declines."""
    member, site = await required(request, *DECIDE), desk_site(request)
    form, found = await own_form(request), await _found(request)
    try:
        act = await run_in_threadpool(_decision, request, form, found)
        how = (typed(form, "passphrase"), "")
        await run_in_threadpool(done, site, member.actor, (act,), how, client(request))
    except InputError as error:
        return await _shown(request, member, error.problems)
    return go_to(f"/review/proposals/{found.nonce}")


def _decision(request: Request, form: FormData, found: Proposal) -> Said:
    says = typed(form, "says").strip()
    body: dict[str, Json] = {"of": found.nonce, **({"says": says} if says else {})}
    if found.decided:
        message = "This proposal was decided already. Propose anew what should still change."
        raise InputError(Problem("decided", message))
    if typed(form, "decision") == "decline":
        return Said("decline", found.record, "", "", body)
    folder, desk = site_of(request).folder, desk_site(request).desk
    records: dict[str, Json] = {**becomes(folder, desk.guideline, found.change)}
    return Said("accept", found.record, "", "", {**body, "author": found.actor, "records": records})


async def _patch(request: Request) -> Response:
    """Answer for the patch of a proposal that was accepted."""
    await required(request, *ROLES)
    found = await _found(request)
    if found.decided != "accept":
        raise HTTPException(404)
    text = await run_in_threadpool(patch_of, site_of(request).folder, found.change)
    headers = {"content-disposition": f'attachment; filename="{found.nonce[:12]}.patch"'}
    return PlainTextResponse(text, headers=headers, media_type="text/x-diff; charset=utf-8")


ROUTES: Final = (
    Route("/review/proposals", _all),
    Route("/review/propose", _form),
    Route("/review/propose", _propose, methods=["POST"]),
    Route(ONE, _one),
    Route(f"{ONE}/prove", _prove, methods=["POST"]),
    Route(f"{ONE}/decide", _decide, methods=["POST"]),
    Route(f"{ONE}/patch", _patch),
)
