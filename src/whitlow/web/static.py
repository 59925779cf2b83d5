"""This module gives out the files that travel with the pages: the style, the script, the mark.

It refuses to look for a file: what is given out was read when the application started.
"""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from starlette.exceptions import HTTPException
from starlette.responses import Response

from whitlow import pictures

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from starlette.requests import Request

__all__ = ["KINDS", "lighter_style", "show"]

FOLDER: Final = Path(__file__).with_name("static")
PICTURES: Final = Path(pictures.__file__).with_name("pictures.css")
KINDS: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}
COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
QUOTED: Final = re.compile(r'("[^"]*")')
ROOM: Final = re.compile(r"\s*([{};,]|(?<=[a-z]):(?= )|\n)\s*")
KEPT: Final = "no-cache"
"""A browser may keep a file and asks each time whether it is still the same."""


class Kept(NamedTuple):
    """A file as it is sent."""

    data: bytes
    kind: str
    tag: str


def _read(paths: Iterable[Path]) -> Mapping[str, Kept]:
    """Return files by their names; a kind that is not known is our mistake."""
    return {
        path.name: Kept(data, KINDS[path.suffix], f'"{sha256(data).hexdigest()[:32]}"')
        for path in paths
        if (data := _sent(path))
    }


def _sent(path: Path) -> bytes:
    """Return a file as it travels: without the comments and the room that are for its editors."""
    match path.suffix:
        case ".css":
            return lighter_style(path.read_text(encoding="utf-8")).encode()
        case ".js":
            lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
            return "\n".join(line for line in lines if line and line[:2] != "//").encode()
        case _:
            return path.read_bytes()


def lighter_style(text: str) -> str:
    """Return a style without comments, and without room but within its quotes and values.

    >>> lighter_style('/* one */ p { content: "a; b"; margin: 0 1em; }')
    'p{content:"a; b";margin:0 1em;}'
    """
    parts = QUOTED.split(COMMENT.sub("", text))
    parts[::2] = [ROOM.sub(r"\1", part) for part in parts[::2]]
    return "".join(parts).strip()


_FILES: Final = _read((*sorted(FOLDER.iterdir()), PICTURES))


async def show(request: Request) -> Response:
    """Answer for ``/static/NAME``."""
    found = _FILES.get(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    headers = {"etag": found.tag, "cache-control": KEPT}
    known = request.headers.get("if-none-match", "")
    if known.strip() == "*" or found.tag in (part.strip() for part in known.split(",")):
        return Response(status_code=304, headers=headers)
    return Response(found.data, media_type=found.kind, headers=headers)
