"""This module keeps guidelines in the cache folder, each under its key.

It refuses what cannot be thawed to a guideline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.kept import DIGEST, recalled, remembered
from whitlow.shelf.frozen import frozen, thawed

if TYPE_CHECKING:
    from whitlow.guideline import Guideline

__all__ = ["MOST_REMEMBERED", "recall", "remember"]

SUFFIX: Final = ".guideline"
MOST_REMEMBERED: Final = 8


def recall(key: str) -> Guideline | None:
    """Return what is remembered under a key, or None where nothing sound is."""
    data = recalled(f"{key}{SUFFIX}")
    return None if data is None else thawed(data, DIGEST)


def remember(key: str, guideline: Guideline) -> None:
    """Write a guideline under its key, whole or not at all; a read-only home costs only time."""
    remembered(f"{key}{SUFFIX}", frozen(guideline), most=MOST_REMEMBERED)
