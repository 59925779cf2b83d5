"""This module writes the log: one JSON object a line, about requests and never about patients.

It refuses every word that came from outside: addresses are written as the routes that they met,
and of an error its kind and the line of ours where it happened, never its text.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from typing import TYPE_CHECKING, Final

from whitlow.errors import where_in_ours

if TYPE_CHECKING:
    from starlette.types import Scope

__all__ = ["log_to_errors", "note", "note_error"]

METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS", "POST"})
OF_THE_SERVER: Final = "uvicorn"
_LOG: Final = logging.getLogger("whitlow.web")


def note(scope: Scope, status: int, seconds: float) -> None:
    """Write one line: never an address with what was typed into it, never a body, never a host."""
    _LOG.info(
        "", extra={"line": {**_asked(scope), "status": status, "ms": round(seconds * 1e3, 1)}}
    )


def note_error(scope: Scope, error: BaseException) -> None:
    """Write that the program itself was at fault, and where."""
    found = {"error": type(error).__name__, "where": where_in_ours(error).strip()}
    _LOG.error("", extra={"line": {**_asked(scope), **found}})


def _asked(scope: Scope) -> dict[str, object]:
    route = getattr(scope.get("route"), "path", "") or "(none)"
    return {"method": scope["method"] if scope["method"] in METHODS else "other", "route": route}


class Lines(logging.Formatter):
    """Writes records as JSON: ours whole, the server's as their fixed words, others by kind."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line; what a record was to be filled with is left out, as its traceback is."""
        line: dict[str, object] = {
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname.lower(),
        }
        own = getattr(record, "line", None)
        if record.name == _LOG.name and isinstance(own, dict):
            return json.dumps({**line, **own})
        line["from"] = record.name
        if record.name.partition(".")[0] == OF_THE_SERVER:
            line["says"] = str(record.msg).strip()
        if record.exc_info is not None and record.exc_info[1] is not None:
            error = record.exc_info[1]
            line |= {"error": type(error).__name__, "where": where_in_ours(error).strip()}
        return json.dumps(line)


def log_to_errors() -> None:
    """Let all that is logged go to standard error, whoever logs it."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    _LOG.setLevel(logging.INFO)
