"""This module does long work beside the event loop, so that other pages and the health are told.

It refuses more of it than can be done while someone waits; one piece is done at a time, since two
at once would only make both late.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["beside"]

Given = ParamSpec("Given")
Made = TypeVar("Made")
MOST_WAITING: Final = 32
_WAITING: Final = asyncio.BoundedSemaphore(MOST_WAITING)
_WORKING: Final = asyncio.Lock()


async def beside(work: Callable[Given, Made], *args: Given.args, **named: Given.kwargs) -> Made:
    """Return what some work makes; raises ``HTTPException`` 503 where too much of it waits."""
    if _WAITING.locked():
        told = "Other plans are being worked out in full. Send it again in a few seconds."
        raise HTTPException(503, told, {"retry-after": "5"})
    async with _WAITING, _WORKING:
        return await run_in_threadpool(work, *args, **named)
