"""This module stands between the network and the pages: who may ask, and with which headers.

It refuses a host that it does not know, a change asked for by another site, and answers that a
browser could frame, sniff or let call anybody else.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from starlette.responses import JSONResponse, PlainTextResponse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["HEADERS", "LOOPBACK", "Guard", "log_to_errors"]

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1", "[::1]"})
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
PRIVATE: Final = {"cache-control": "no-store"}
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_LOG: Final = logging.getLogger("whitlow.web")


class Guard:
    """Wraps an application: hosts, origins, headers, and one line of log for each request."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        """Take the names under which this server may be asked."""
        self.app: Final = app
        self.hosts: Final = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        status = 0

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _dress(message)
            await send(message)

        app = self._refusal(scope) or self.app
        try:
            await app(scope, receive, sent)
        finally:
            _note(scope, status, time.perf_counter() - began)

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        host = _host(headers.get(b"host", ""))
        if host not in self.hosts:
            told = "This server is not asked under that name. Use the address it printed at start."
            return PlainTextResponse(told, 421)
        if scope["method"] in SAFE:
            return None
        origin = headers.get(b"origin")
        site = headers.get(b"sec-fetch-site", "same-origin")
        foreign = origin is not None and urlsplit(origin).netloc.lower() != headers[b"host"].lower()
        if foreign or site not in {"same-origin", "none"}:
            message = "Another site asked for this. Nothing was done."
            return JSONResponse({"error": {"code": "other_site", "message": message}}, 403)
        return None


def _host(text: str) -> str:
    """Return the name of a host without its port.

    >>> _host("LOCALHOST:8765"), _host("[::1]:8765"), _host("")
    ('localhost', '[::1]', '')
    """
    name = text.strip().lower()
    if name.startswith("["):
        return name[: name.find("]") + 1]
    return name.partition(":")[0]


def _dress(message: Message) -> None:
    """Add the headers that every answer has; what is made for one reader is not kept by anyone."""
    headers = message.setdefault("headers", [])
    known = {name.lower() for name, _ in headers}
    for name, value in {**HEADERS, **PRIVATE}.items():
        if name.encode() not in known:
            headers.append((name.encode(), value.encode()))


def _note(scope: Scope, status: int, seconds: float) -> None:
    """Write one line: never an address with what was typed into it, never a body, never a host."""
    route = scope.get("route")
    path = getattr(route, "path", "") or "(none)"
    line = {
        "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "method": scope["method"] if scope["method"] in {*SAFE, "POST"} else "other",
        "route": path,
        "status": status,
        "ms": round(seconds * 1000, 1),
    }
    _LOG.info("%s", json.dumps(line))


def log_to_errors() -> None:
    """Let the lines go to standard error, one JSON object each."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    _LOG.handlers[:] = [handler]
    _LOG.setLevel(logging.INFO)
    _LOG.propagate = False
