"""This module bounds how much is worked on at once, how often, and for how long.

It refuses with a time after which to ask again; whoever asks as a person does never meets it.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

__all__ = ["LONGEST", "Bounds", "Refusal"]

AT_ONCE: Final = 128
A_SECOND: Final = 1000
IN_A_BURST: Final = 2000
LONGEST: Final = 60
"""Seconds that one request may take from its first byte to the last of its answer."""


class Refusal(NamedTuple):
    """Why a request is not taken now, and after how many seconds it may be sent again."""

    status: int
    code: str
    message: str
    after: int


FULL: Final = Refusal(
    503,
    "busy",
    f"{AT_ONCE} requests are being answered already. Send it again in a few seconds.",
    2,
)
OFTEN: Final = Refusal(
    429,
    "too_often",
    f"More than {A_SECOND} requests came within a second. Send it again in a second.",
    1,
)


class Bounds:
    """Counts what is being answered, and how often something was asked; a context for each."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with nothing asked."""
        self._clock: Final = clock
        self._now = 0
        self._left = float(IN_A_BURST)
        self._last = clock()

    @property
    def full(self) -> bool:
        """Whether no more can be taken now."""
        return self._now >= AT_ONCE

    def refused(self) -> Refusal | None:
        """Count one request that came; return why it cannot be taken, if so."""
        moment = self._clock()
        self._left = min(IN_A_BURST, self._left + (moment - self._last) * A_SECOND)
        self._last = moment
        if self._left < 1:
            return OFTEN
        self._left -= 1
        return FULL if self.full else None

    def __enter__(self) -> None:
        """Begin to answer one."""
        self._now += 1

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Be done with one."""
        self._now -= 1
