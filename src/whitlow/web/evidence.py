"""This module is the pages of the evidence: what there is, what holds some words, and each record.

It refuses to leave a record without an address, and to show all at once what no page can hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.door.vocabulary import cut, shown
from whitlow.errors import InputError, Problem
from whitlow.guideline import Regimen, Table, nearest
from whitlow.pages.json_values import about
from whitlow.pages.markdown import to_markdown
from whitlow.pages.named import document_of, named, near, page_of
from whitlow.pages.problems_json import problems_json
from whitlow.pages.record_lists import (
    PLURALS,
    Line,
    lines_of,
    lines_of_cases,
    lists_json,
    sources_by_kind,
)
from whitlow.pages.records_json import kinds_of
from whitlow.pages.search_page import search, search_json, search_page
from whitlow.pictures.staircase import staircases
from whitlow.web.asked import form_of
from whitlow.web.beside import beside
from whitlow.web.linked import linked
from whitlow.web.markup import address, write
from whitlow.web.paged import paged
from whitlow.web.site import day_of, json_page, markdown_page, site_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.requests import Request
    from starlette.responses import Response

    from whitlow.guideline import Guideline
    from whitlow.pages.json_values import Json
    from whitlow.pages.named import Named
    from whitlow.web.site import Site

__all__ = ["index", "show"]

HERE: Final = "evidence"
CASE: Final = "case"
RULE: Final = "rule"
MOST_CASES: Final = 60
TITLES: Final = {**PLURALS, CASE: "Worked cases"}


async def index(request: Request) -> Response:
    """Answer for ``/evidence``: what there is, the records of one kind, or a search."""
    site = site_of(request)
    words = request.query_params.get("words", "").strip()
    kind = request.query_params.get("kind", "")
    if words:
        return _searched(request, site, cut(words))
    if kind and kind not in TITLES:
        known = ", ".join(TITLES)
        guess = nearest(cut(kind), TITLES) or f"Use one of {known}."
        message = f"kind: there is no kind {shown(kind)}. {guess}"
        raise InputError(Problem("unknown_option", message, "kind", cut(kind), known))
    lines = _lines(site, kind)
    if form_of(request) == "json":
        return json_page(lists_json(site.guideline, kind, lines))
    if kind:
        return _listed(request, site, TITLES[kind], lines, {"kind": kind})
    return site.page("evidence.html", _overview(site.guideline, site), here=HERE)


def _lines(site: Site, kind: str) -> tuple[Line, ...]:
    if kind == CASE:
        return lines_of_cases(site.cases)
    return lines_of(site.guideline, kind) if kind else ()


def _overview(guideline: Guideline, site: Site) -> dict[str, object]:
    return {
        "kinds": [(kind, title, len(kinds_of(guideline, kind))) for kind, title in PLURALS.items()],
        "sources": sources_by_kind(guideline),
        "cases": len(site.cases),
        "address": address,
    }


def _searched(request: Request, site: Site, words: str) -> Response:
    every = words.split()
    found = search(site.guideline, every)
    match form_of(request):
        case "json":
            return json_page(search_json(every, found))
        case "markdown":
            return markdown_page(to_markdown(search_page(every, found)))
        case "html":
            lines = tuple(Line("", each.id, each.says, each.kind) for each in found)
            return _listed(request, site, f"Search: {words}", lines, {"words": words})


def _listed(
    request: Request, site: Site, title: str, lines: tuple[Line, ...], query: dict[str, str]
) -> Response:
    context = {
        "title": title,
        "words": query.get("words", ""),
        "page": paged(request, lines, query),
        "address": address,
    }
    return site.page("records.html", context, here=HERE)


async def show(request: Request) -> Response:
    """Answer for ``/evidence/ID``: every record of that name, with what uses it."""
    site = site_of(request)
    guideline, name = site.guideline, request.path_params["name"]
    found, day = named(guideline, name, site.cases), day_of("")
    if not found:
        return _unknown(request, site, name)
    rules = [each for each in found if each.kind == RULE]
    stands = await beside(_standing, site, rules[0].id) if rules else ()
    match form_of(request):
        case "json":
            documents: list[Json] = [
                document_of(guideline, each, day)
                | ({"stands_in": [*stands]} if each in rules else {})
                for each in found
            ]
            return json_page({"guideline": dict(about(guideline)), "records": documents})
        case "markdown":
            pages = (to_markdown(page_of(guideline, each, day)) for each in found)
            return markdown_page("\n".join(pages))
        case "html":
            stairs = _stairs(guideline, found)
            entries = [
                (
                    each,
                    write(linked(page_of(guideline, each, day), guideline, each.id), guideline),
                    stairs if each is found[0] else (),
                )
                for each in found
            ]
            context = {
                "name": found[0].id,
                "entries": entries,
                "plurals": PLURALS,
                "stands": stands if rules else None,
                "most": MOST_CASES,
                "address": address,
            }
            return site.page("record.html", context, here=HERE)


def _standing(site: Site, rule: str) -> tuple[str, ...]:
    """Return the worked cases in which a rule stands."""
    return site.standing.get(rule, ())


def _stairs(guideline: Guideline, found: Iterable[Named]) -> tuple[str, ...]:
    """Return the doses over clearance of a regimen or of all that read a table, each once."""
    regimens: dict[str, Regimen] = {}
    for each in found:
        match each.record:
            case Regimen():
                regimens[each.id] = each.record
            case Table():
                regimens |= {
                    one.id: one for one in guideline.regimens.values() if one.table == each.id
                }
            case _:
                pass
    return staircases(guideline, tuple(regimens.values()), None, "stairs")


def _unknown(request: Request, site: Site, name: str) -> Response:
    names = near(site.guideline, name, site.cases)
    guess = f" Did you mean {' or '.join(names)}?" if names else " Search for its words."
    message = f"There is no record {shown(name)}.{guess}"
    problem = Problem("unknown_record", message, "ID", cut(name), ", ".join(names))
    if form_of(request) != "html":
        return json_page(problems_json([problem]), 404)
    context = {"name": cut(name), "near": names, "address": address}
    return site.page("no_record.html", context, 404, here=HERE)
