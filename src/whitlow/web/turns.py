"""This module lets processes that share one socket take its connections in turns.

It refuses to let the first that wakes take all that wait, which then wait for it alone.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

__all__ = ["WAITING", "Turns"]

WAITING: Final = 256
AT_ONCE: Final = 1


class Turns(asyncio.SelectorEventLoop):
    """The event loop of a process that serves: it takes one connection each time it looks."""

    async def create_server(  # type: ignore[override]
        self,
        protocol_factory: Callable[[], asyncio.BaseProtocol],
        *,
        sock: socket.socket,
        **rest: Any,  # noqa: ANN401 - whatever the server says beside
    ) -> asyncio.Server:
        """Serve a socket; what asyncio takes at once and what may wait are one number to it."""
        found = await super().create_server(
            protocol_factory, sock=sock, **{**rest, "backlog": AT_ONCE}
        )
        sock.listen(WAITING)
        return found
