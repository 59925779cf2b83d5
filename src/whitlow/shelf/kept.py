"""This module keeps guidelines in the cache folder, each under its key and behind its digest.

It refuses what others could have written, and what is not the bytes that were written.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from whitlow.private import cache_folder, is_ours, make_folder, trusted, write
from whitlow.shelf.frozen import frozen, thawed

if TYPE_CHECKING:
    from pathlib import Path

    from whitlow.guideline import Guideline

__all__ = ["DIGEST", "MOST_REMEMBERED", "recall", "remember"]

SUFFIX: Final = ".guideline"
MOST_REMEMBERED: Final = 8
DIGEST: Final = sha256().digest_size


def recall(key: str) -> Guideline | None:
    """Return what is remembered under a key, or None where nothing sound is."""
    folder = cache_folder()
    if folder is None:
        return None
    try:
        data = trusted(folder, f"{key}{SUFFIX}")
    except OSError:
        return None
    if data is None:
        return None
    sound = sha256(memoryview(data)[DIGEST:]).digest() == data[:DIGEST]
    return thawed(data, DIGEST) if sound else None


def remember(key: str, guideline: Guideline) -> None:
    """Write a guideline under its key, whole or not at all; a read-only home costs only time."""
    folder = cache_folder()
    if folder is None:
        return
    with suppress(OSError):
        make_folder(folder)
        if not is_ours(folder.stat()):
            return
        data = frozen(guideline)
        write(folder, f"{key}{SUFFIX}", sha256(data).digest() + data)
        _forget(folder)


def _forget(folder: Path) -> None:
    """Remove all but the newest of what is remembered."""
    kept = sorted(folder.glob(f"*{SUFFIX}"), key=lambda path: path.stat().st_mtime_ns)
    for path in kept[:-MOST_REMEMBERED]:
        path.unlink(missing_ok=True)
