"""This module tells on a terminal how far a run of proofs is, and keeps silent anywhere else.

It refuses to fill the screen: one line is written over and over, and only what fails, or takes
long, is left standing above it.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

from whitlow.pages.proof_page import proof_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from whitlow.proofs import Settled

__all__ = ["watched"]

LONG: Final = 1.0
"""Seconds after which an obligation has taken long."""

CLEARED: Final = "\r\x1b[K"


def watched(settled: Iterable[Settled], count: int) -> Iterator[Settled]:
    """Yield all results as they come, each told on a terminal."""
    stream = sys.__stderr__
    if stream is None or not stream.isatty():
        yield from settled
        return
    told = _dumb if os.environ.get("TERM") in {None, "", "dumb"} else _over
    for done, each in enumerate(settled, 1):
        told(stream, f"{done:{len(str(count))}}/{count} {proof_line(each)}", each)
        yield each
    told(stream, "", None)


def _dumb(stream: TextIO, line: str, _: Settled | None) -> None:
    """Write a line below the last, for a terminal that cannot go back."""
    if line:
        stream.write(f"{line}\n")
        stream.flush()


def _over(stream: TextIO, line: str, settled: Settled | None) -> None:
    """Write a line over the last; one that a reader will want to see again stays."""
    stays = settled is not None and (not settled.proved or settled.seconds > LONG)
    room = os.get_terminal_size(stream.fileno()).columns
    shown = line if stays or not room else line[: room - 1]
    stream.write(f"{CLEARED}{shown}" + ("\n" if stays else ""))
    stream.flush()
