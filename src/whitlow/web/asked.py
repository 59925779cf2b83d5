"""This module reads what a browser or a program sends: which form, which fields, how much of it.

It refuses a body that is too long, too slow or of another kind, before anything reads it.
"""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Final, Literal

from python_multipart.multipart import parse_options_header
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect

from whitlow.door.limits import DEEPEST, MOST_BYTES
from whitlow.errors import InputError, Problem

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = ["CASE_KINDS", "Form", "document", "fields", "form_of", "kind_of", "upload", "whole"]

Form = Literal["html", "json", "markdown"]

SECONDS: Final = 10
"""So long a whole body may take: a note on loopback needs none of it."""

MOST_DROPPED: Final = 4 * 1024 * 1024
CLOSED: Final = {"connection": "close"}
LETTERS: Final = frozenset({"", "utf-8", "utf8", "us-ascii"})
"""Other charsets are no one's here, and decoding some takes the square of a text's length."""

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
    if request.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise HTTPException(415, "A packed body is not unpacked here. Send it as it is.", CLOSED)
    try:
        async with asyncio.timeout(SECONDS):
            return await _read(request, most)
    except TimeoutError as error:
        message = f"The request did not end within {SECONDS} seconds. Send it again."
        raise HTTPException(408, message, CLOSED) from error
    except ClientDisconnect as error:
        raise HTTPException(400, "The request ended before its body did.", CLOSED) from error


async def _read(request: Request, most: int) -> bytes:
    """Return the body; of one that is too long some more is read and dropped.

    A browser that is cut off while it sends shows no page, only that it was cut off.
    """
    found = bytearray()
    dropped = 0
    async for chunk in request.stream():
        if len(found) + len(chunk) <= most and not dropped:
            found += chunk
            continue
        dropped += len(chunk)
        if dropped > MOST_DROPPED:
            break
    if dropped:
        message = f"The request holds more than {most} bytes. Send less at once."
        raise HTTPException(413, message, CLOSED)
    return bytes(found)


async def fields(request: Request, most: int = MOST_BYTES) -> FormData:
    """Return the fields of a form; raises ``HTTPException`` 415 for a body of another kind."""
    kind = kind_of(request)
    if kind not in {URLENCODED, MULTIPART}:
        raise HTTPException(
            415, f"{kind[:60] or 'A body without a content type'} is not read here. Send a form."
        )
    _, options = parse_options_header(request.headers.get("content-type", ""))
    if options.get(b"charset", b"").decode("latin-1").strip().lower() not in LETTERS:
        raise HTTPException(415, "The form is not in UTF-8. Send it in UTF-8.")
    body = await whole(request, most)
    if kind == MULTIPART and not body.rstrip().endswith(b"--%b--" % options.get(b"boundary", b"")):
        raise HTTPException(400, "The form ends before its last part does. Send it again.")
    request._body = body  # noqa: SLF001 - Starlette reads it from there
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
        found: object = json.loads(data, object_pairs_hook=_each_once, parse_constant=_no_number)
        deep = _deeper_than(found, DEEPEST)
        # Half a sign, which JSON can write and nothing else can hold, is found here and not later.
        json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise InputError(_no_object()) from error
    if not isinstance(found, dict) or deep:
        raise InputError(_no_object())
    return found


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object whose names stand once each: of two weights neither is the weight."""
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            message = f"{name[:60]} stands twice. Write it once."
            raise InputError(Problem("duplicate_key", message, name[:60]))
        found[name] = value
    return found


def _no_number(_: str) -> object:
    raise ValueError


def _deeper_than(value: object, levels: int) -> bool:
    """Whether a value has more levels; it looks no deeper than that."""
    inner = list(value.values()) if isinstance(value, dict) else value
    if not isinstance(inner, list):
        return False
    return levels == 0 or any(_deeper_than(each, levels - 1) for each in inner)


def _no_object() -> Problem:
    message = "The body is no JSON object of a modest depth. Send one, as /openapi.json describes."
    return Problem("unreadable_file", message, "body", accepted="a JSON object")
