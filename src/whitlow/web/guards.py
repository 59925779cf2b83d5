"""This module stands between the network and the pages: who may ask, and with which headers.

It refuses a host that it does not know, a change asked for by another site, and answers that a
browser could frame, sniff or let call anybody else.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from starlette.requests import Request

from whitlow.errors import Problem
from whitlow.web.bounds import LONGEST, Bounds
from whitlow.web.log import note, note_error
from whitlow.web.refused import broken, told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.applications import Starlette
    from starlette.responses import Response
    from starlette.types import Message, Receive, Scope, Send

    from whitlow.web.site import Site

__all__ = ["HEADERS", "LOOPBACK", "Guard"]

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
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
DRESS: Final = [(name.encode(), text.encode()) for name, text in {**HEADERS, **PRIVATE}.items()]
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
ALIVE: Final = "/healthz"
"""Whether the program lives is told however busy it is."""

READY: Final = "/readyz"


class Guard:
    """Wraps an application: hosts, origins, headers, bounds, and a line of log for each request."""

    def __init__(self, app: Starlette, hosts: Iterable[str]) -> None:
        """Take the names under which this server may be asked."""
        self.app: Final = app
        self.hosts: Final = frozenset(_host(host) for host in hosts)
        self.bounds: Final = Bounds()

    @property
    def site(self) -> Site:
        """The site behind it."""
        found: Site = self.app.state.site
        return found

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse; what nobody foresaw is told and logged without its own words."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        sent = Sent(send)
        scope["app"] = self.app
        try:
            async with asyncio.timeout(LONGEST):
                await self._answer(scope, receive, sent)
        except Exception as error:  # noqa: BLE001 - the server would log the error's words
            note_error(scope, error)
            if not sent.status:
                answer = await broken(Request(scope), error)
                await answer(scope, receive, sent)
        finally:
            note(scope, sent.status, time.perf_counter() - began)

    async def _answer(self, scope: Scope, receive: Receive, sent: Sent) -> None:
        request = Request(scope)
        refusal = self._stranger(request) or self._too_much(request)
        if refusal is not None:
            await refusal(scope, receive, sent)
            return
        with self.bounds:
            await self.app(scope, receive, sent)

    def _stranger(self, request: Request) -> Response | None:
        """Return the answer to a name that is not ours, or to a form that is not ours."""
        host = request.headers.get("host", "")
        if _host(host) not in self.hosts:
            message = (
                "This server is not asked under that name. Use the address it printed at start."
            )
            return told(request, [Problem("http_421", message)], 421)
        if request.method in SAFE:
            return None
        origin = request.headers.get("origin")
        site = request.headers.get("sec-fetch-site", "same-origin")
        foreign = origin is not None and _netloc(origin) != host.lower()
        if foreign or site not in {"same-origin", "none"}:
            message = "Another site asked for this. Nothing was done. Ask from a page of this one."
            return told(request, [Problem("other_site", message)], 403, {"connection": "close"})
        return None

    def _too_much(self, request: Request) -> Response | None:
        """Return the answer to more than can be worked on."""
        if request.url.path == ALIVE:
            return None
        found = self.bounds.refused()
        if found is None:
            return None
        headers = {"retry-after": str(found.after), "connection": "close"}
        return told(request, [Problem(found.code, found.message)], found.status, headers)


class Sent:
    """Sends an answer on with the headers that every answer has, and knows its status."""

    def __init__(self, send: Send) -> None:
        """Take where the answer goes."""
        self._send: Final = send
        self.status = 0

    async def __call__(self, message: Message) -> None:
        """Send one message."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            _dress(message)
        await self._send(message)


def _netloc(origin: str) -> str:
    """Return the host and port of an origin, nothing for one that is none.

    >>> _netloc("http://LOCALHOST:8765"), _netloc("null"), _netloc("http://[")
    ('localhost:8765', '', '')
    """
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


def _host(text: str) -> str:
    """Return the name of a host without its port and without brackets.

    >>> _host("LOCALHOST:8765"), _host("[::1]:8765"), _host("::1"), _host("")
    ('localhost', '::1', '::1', '')
    """
    name = text.strip().lower()
    if name.startswith("["):
        return name[1:].partition("]")[0]
    return name if name.count(":") > 1 else name.partition(":")[0]


def _dress(message: Message) -> None:
    """Add the headers that every answer has; what is made for one reader is not kept by anyone."""
    headers = message.setdefault("headers", [])
    known = {name.lower() for name, _ in headers}
    headers.extend(pair for pair in DRESS if pair[0] not in known)
