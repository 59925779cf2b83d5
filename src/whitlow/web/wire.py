"""This module is the connection itself: one that sends no whole request in time is closed.

It refuses to wait for the head of a request; the body's time is bounded where it is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    from asyncio import TimerHandle, Transport

__all__ = ["SECONDS", "Wire"]

SECONDS: Final = 10


class Wire(H11Protocol):
    """Uvicorn's connection, which by itself waits for a head for as long as someone likes."""

    late: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._wait_no_longer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take some bytes; a head that has begun must end, and one that has ended is not late.

        Uvicorn stops its own clock at the first byte of a later request.
        """
        super().data_received(data)
        if not self._between():
            self._wait_no_longer()
        elif self.late is None:
            self._wait()

    def _between(self) -> bool:
        """Whether no request is being answered."""
        cycle = getattr(self, "cycle", None)
        return cycle is None or bool(cycle.response_complete)

    def _wait(self) -> None:
        self.late = self.loop.call_later(SECONDS, self._close)

    def _wait_no_longer(self) -> None:
        if self.late is not None:
            self.late.cancel()
            self.late = None

    def _close(self) -> None:
        self.late = None
        if self._between() and not self.transport.is_closing():
            self.transport.close()
