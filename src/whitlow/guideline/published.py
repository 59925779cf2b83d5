"""This module holds the reviews that stand beside a guideline, as they were published.

It refuses to believe a word of them: who verifies them is another's work.
"""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING, Final, Protocol

from whitlow.private import bytes_of
from whitlow.record import dataclass

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["REVIEWS", "Published", "Reviews", "published"]

REVIEWS: Final = "reviews.jsonl"
"""The file of a guideline's folder in which a board publishes its reviews."""


class Reviews(Protocol):
    """What is known of the reviews of a guideline: a file beside it, or a desk at work."""

    @property
    def hash(self) -> str:
        """The hash of all that was done, by which two of them are told apart."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Published:
    """A file of reviews: its hash, what it holds, and why it could not be read if it was not."""

    hash: str
    data: bytes
    unreadable: str


def published(folder: Path) -> Published | None:
    """Return the reviews that stand in a guideline's folder, nothing where none were published."""
    path = os.path.join(folder, REVIEWS)  # noqa: PTH118 - every dose asks, and need not wait
    try:
        data = bytes_of(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else type(error).__name__
        return Published("", b"", why)
    return Published(sha256(data).hexdigest(), data, "")
