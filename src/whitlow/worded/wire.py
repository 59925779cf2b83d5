"""This module is the wire to a language model: one address, few headers, a bounded reply.

It refuses to go anywhere but to the configured machine, to follow a redirection, to read a reply
that is long or packed, and to say who asks.
"""

from __future__ import annotations

from typing import Final

import httpx2

__all__ = ["OneAddress", "RefusedReplyError"]

MOST_BYTES: Final = 1000 * 1000
OK: Final = 100 + 100
"""The status of a reply that is whole: 200."""

SENT: Final = ("host", "content-type", "content-length", "accept")
KEY: Final = "authorization"


class RefusedReplyError(Exception):
    """A reply that is not read."""


class OneAddress(httpx2.AsyncBaseTransport):
    """A transport that knows one machine; ``why`` says why the last reply was not read."""

    def __init__(self, url: str, *, with_key: bool) -> None:
        """Take the configured address; a key is sent only where the user has one."""
        parsed = httpx2.URL(url)
        self.why = ""
        self._at: Final = (parsed.scheme, parsed.host, parsed.port)
        self._headers: Final = (*SENT, KEY) if with_key else SENT
        self._inner: Final = httpx2.AsyncHTTPTransport(trust_env=False)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request and read the whole reply; raises ``RefusedReplyError``."""
        url = request.url
        if (url.scheme, url.host, url.port) != self._at:
            raise self._refused("was asked for at another address")
        kept = [(name, value) for name, value in request.headers.items() if name in self._headers]
        request.headers = httpx2.Headers([*kept, ("accept-encoding", "identity")])
        response = await self._inner.handle_async_request(request)
        try:
            return httpx2.Response(
                response.status_code,
                headers={"content-type": response.headers.get("content-type", "")},
                content=await self._read(response),
                request=request,
            )
        finally:
            await response.aclose()

    async def _read(self, response: httpx2.Response) -> bytes:
        if response.has_redirect_location or response.is_redirect:
            raise self._refused("points to another address, and that is not followed")
        if response.status_code != OK:
            raise self._refused(f"answered with status {response.status_code}")
        if response.headers.get("content-encoding", "identity") != "identity":
            raise self._refused("answered with packed data, which is not read")
        found = bytearray()
        async for piece in response.aiter_raw():
            found += piece
            if len(found) > MOST_BYTES:
                raise self._refused(f"answered with more than {MOST_BYTES} bytes")
        return bytes(found)

    def _refused(self, why: str) -> RefusedReplyError:
        self.why = why
        return RefusedReplyError(why)

    async def aclose(self) -> None:
        """Close what is open."""
        await self._inner.aclose()
