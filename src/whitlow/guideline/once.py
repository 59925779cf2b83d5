"""This module keeps what is made once for a guideline, for as long as the guideline is in use.

It refuses to compare guidelines: identity is the key, and the guideline is kept with what was
made of it, so that no other can take its identity.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from whitlow.guideline.model import Guideline

__all__ = ["OnceFor"]

Made = TypeVar("Made")
MOST: Final = 4


class OnceFor(Generic[Made]):
    """Makes something of a guideline once; of many guidelines only the last few are kept."""

    def __init__(self, make: Callable[[Guideline], Made]) -> None:
        """Take what makes it."""
        self._make: Final = make
        self._kept: Final[dict[int, tuple[Guideline, Made]]] = {}

    def __call__(self, guideline: Guideline) -> Made:
        """Return what was made of this guideline."""
        kept = self._kept.get(id(guideline))
        if kept is None:
            while len(self._kept) >= MOST:
                del self._kept[next(iter(self._kept))]
            kept = self._kept[id(guideline)] = (guideline, self._make(guideline))
        return kept[1]
