"""This module is the page of a note: what was read of it marked, and a form that confirms it.

It refuses to make a plan of what nobody confirmed: only what is ticked goes on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from whitlow.door.letters import read_text
from whitlow.door.limits import MOST_BYTES
from whitlow.errors import InputError, Problem
from whitlow.intake import read
from whitlow.pages.markdown import to_markdown
from whitlow.pages.read_json import read_json
from whitlow.pages.read_page import marked_lines, read_page
from whitlow.web.asked import JSON, document, fields, form_of, kind_of
from whitlow.web.fields import TRUTHS, empty_fields
from whitlow.web.markup import write
from whitlow.web.plan import choice_of
from whitlow.web.site import json_page, markdown_page, site_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request
    from starlette.responses import Response

    from whitlow.guideline import Guideline
    from whitlow.intake import Confirm, Reading
    from whitlow.pages.read_page import Piece
    from whitlow.web.site import Site

__all__ = ["show"]

ENCODED: Final = 4
"""So many times its size a form may make of a note: each sign written as %XX, and the rest."""

MOST_SHOWN: Final = 24 * 1000
ASIDES: Final = ("not-of-this-patient", "not-of-now")


class Asked(NamedTuple):
    """A fact that is to be confirmed: what is offered for it, and the units to choose from."""

    mark: str
    fact: str
    label: str
    why: str
    candidates: tuple[tuple[str, str], ...]
    units: tuple[tuple[str, str], ...]


async def show(request: Request) -> Response:
    """Answer for ``/read``: the page of a note that was sent."""
    site = site_of(request)
    if kind_of(request) == JSON:
        sent: dict[str, object] = await document(request)
    else:
        sent = dict(await fields(request, ENCODED * MOST_BYTES))
    choice = choice_of(site.guideline, sent)
    note = _note(sent.get("note"))
    reading = await run_in_threadpool(read, note, site.guideline)
    match form_of(request):
        case "json":
            return json_page(read_json(reading))
        case "markdown":
            return markdown_page(to_markdown(read_page(site.guideline, reading)))
        case "html":
            return _page(site, reading, choice.audience)


def _note(sent: object) -> str:
    """Return the text of a note; raises ``InputError``, or ``HTTPException`` 413 for too much."""
    if not isinstance(sent, str) or not sent.strip():
        message = "No note was sent. Paste one in plain text."
        raise InputError(Problem("empty_file", message, "note", accepted="a note in plain text"))
    data = sent.encode(errors="replace")
    if len(data) > MOST_BYTES:
        raise HTTPException(
            413,
            f"The note has {len(data)} bytes; at most {MOST_BYTES} are read at once. "
            "Give the part that describes the patient.",
        )
    return read_text(data, "The note")


def _page(site: Site, reading: Reading, audience: str) -> Response:
    guideline = site.guideline
    lines = list(marked_lines(reading))
    shown = _shown(lines)
    written = write(read_page(guideline, reading), guideline)
    context = {
        "reading": reading,
        "said": {each.fact: _said(guideline, each.fact, each.value) for each in reading.facts},
        "lines": shown,
        "left_out": len(lines) - len(shown),
        "label": guideline.label,
        "asked": [_asked(guideline, n, each) for n, each in enumerate(reading.confirm, 1)],
        "asides": [part for part in written.parts if part.name in ASIDES],
        "audience": audience,
        "again": len(reading.text) <= MOST_SHOWN,
    }
    return site.page("read.html", context, here="ask")


def _shown(lines: list[tuple[int, tuple[Piece, ...]]]) -> list[tuple[int, tuple[Piece, ...]]]:
    """Return the lines of a note; of a long one those with a mark, as far as a page can hold."""
    size = sum(len(text) for _, pieces in lines for text, _ in pieces)
    return lines if size <= MOST_SHOWN else list(_first(lines))


def _first(
    lines: list[tuple[int, tuple[Piece, ...]]],
) -> Iterator[tuple[int, tuple[Piece, ...]]]:
    room = MOST_SHOWN
    for number, pieces in lines:
        if any(marks for _, marks in pieces):
            room -= sum(len(text) for text, _ in pieces)
            if room < 0:
                return
            yield number, pieces


def _said(guideline: Guideline, name: str, value: str) -> str:
    """Return a value in words, an option by its label."""
    options = guideline.facts[name].options or dict(TRUTHS)
    return ", ".join(options.get(part.strip(), part.strip()) for part in value.split(","))


def _asked(guideline: Guideline, number: int, each: Confirm) -> Asked:
    fact = guideline.facts[each.fact]
    takes = fact.type != "refused"
    bare = any(text.replace(".", "").isdigit() for text in each.candidates)
    return Asked(
        f"?{number}",
        each.fact,
        guideline.label(each.fact),
        each.why,
        tuple((text, _said(guideline, each.fact, text)) for text in each.candidates if takes),
        empty_fields(guideline)[fact.name].units if takes and bare else (),
    )
