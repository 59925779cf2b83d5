"""This module reads what a browser or a program sends: which form, which fields, how much of it.

It refuses a body that is too long, too slow or of another kind, before anything reads it.
"""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Final, Literal

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException

from whitlow.door.limits import DEEPEST, MOST_BYTES
from whitlow.errors import InputError, Problem

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = ["CASE_KINDS", "Form", "document", "fields", "form_of", "kind_of", "upload", "whole"]

Form = Literal["html", "json", "markdown"]

SECONDS: Final = 10
"""So long a whole body may take: a note on loopback needs none of it."""

MOST_FIELDS: Final = 1000
MOST_FILES: Final = 2
JSON: Final = "application/json"
URLENCODED: Final = "application/x-www-form-urlencoded"
MULTIPART: Final = "multipart/form-data"
CASE_KINDS: Final = {
    JSON: "json",
    "application/yaml": "yaml",
    "application/x-yaml": "yaml",
    "text/yaml": "yaml",
    "application/toml": "toml",
}
FORMS: Final[dict[str, Form]] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/json": "json",
    "text/markdown": "markdown",
    "*/*": "html",
    "text/*": "html",
    "application/*": "json",
}


def form_of(request: Request) -> Form:
    """Return the form in which the answer is wanted: the one with the highest weight, else HTML.

    A link may ask for it too (``?form=json``), since a link cannot send a header.
    """
    named = request.query_params.get("form", "")
    match named:
        case "json" | "markdown" | "html":
            return named
        case _:
            pass
    best: tuple[float, Form] = (0, "html")
    for part in request.headers.get("accept", "").split(",")[:32]:
        kind, _, rest = part.strip().partition(";")
        found = FORMS.get(kind.strip().lower())
        weight = _weight(rest)
        if found is not None and weight > best[0]:
            best = (weight, found)
    return best[1]


def _weight(text: str) -> float:
    _, sign, number = text.replace(" ", "").partition("q=")
    try:
        return min(1.0, float(number.partition(";")[0])) if sign else 1.0
    except ValueError:
        return 0


def kind_of(request: Request) -> str:
    """Return the kind of a body, without its parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def whole(request: Request, most: int = MOST_BYTES) -> bytes:
    """Return the body; raises ``HTTPException`` 413 for one too long, 408 for one too slow."""
    told = request.headers.get("content-length", "")
    if told.isascii() and told.isdigit() and int(told) > most:
        raise _too_long(most)
    try:
        async with asyncio.timeout(SECONDS):
            return await _read(request, most)
    except TimeoutError as error:
        raise HTTPException(408, f"The request did not end within {SECONDS} seconds.") from error


async def _read(request: Request, most: int) -> bytes:
    found = bytearray()
    async for chunk in request.stream():
        found += chunk
        if len(found) > most:
            raise _too_long(most)
    return bytes(found)


def _too_long(most: int) -> HTTPException:
    return HTTPException(413, f"The request holds more than {most} bytes. Send less at once.")


async def fields(request: Request, most: int = MOST_BYTES) -> FormData:
    """Return the fields of a form; raises ``HTTPException`` 415 for a body of another kind."""
    kind = kind_of(request)
    if kind not in {URLENCODED, MULTIPART}:
        raise HTTPException(
            415, f"{kind or 'A body without a content type'} is not read here. Send a form."
        )
    request._body = await whole(request, most)  # noqa: SLF001 - Starlette reads it from there
    try:
        return await request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS)
    except (MultiPartException, HTTPException, UnicodeDecodeError, ValueError) as error:
        raise HTTPException(400, "The form cannot be read. Send it again.") from error


async def upload(form: FormData, name: str) -> tuple[str, bytes] | None:
    """Return a file that was sent with a form, or nothing when none was chosen."""
    found = form.get(name)
    if not isinstance(found, UploadFile):
        return None
    data = await found.read(MOST_BYTES + 1)
    await found.close()
    if not found.filename:
        return None
    return found.filename[-80:], data


async def document(request: Request) -> dict[str, object]:
    """Return a JSON object; raises ``InputError`` for anything else."""
    data = await whole(request)
    try:
        found: object = json.loads(data)
        # Half a sign, which JSON can write and nothing else can hold, is found here and not later.
        json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise InputError(_no_object()) from error
    if not isinstance(found, dict) or _depth(found) > DEEPEST:
        raise InputError(_no_object())
    return found


def _depth(value: object) -> int:
    match value:
        case dict():
            return 1 + max(map(_depth, value.values()), default=0)
        case list():
            return 1 + max(map(_depth, value), default=0)
        case _:
            return 0


def _no_object() -> Problem:
    message = "The body is no JSON object of a modest depth. Send one, as /openapi.json describes."
    return Problem("unreadable_file", message, "body", accepted="a JSON object")
