"""This module keeps what was worked out of a guideline in the user's cache, behind its digest.

It refuses what others could have written, and what is not the bytes that were written. A file that
is missing, broken or cannot be kept costs only time.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from whitlow.private import bytes_of, cache_folder, is_ours, make_folder, trusted, write

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["DIGEST", "key_of", "recalled", "remembered"]

DIGEST: Final = sha256().digest_size
"""Where in what is recalled that begins which was kept."""


def key_of(content: str, shaped_by: Iterable[Path]) -> str:
    """Return the hash of a content and of every program file in some folders that shapes it."""
    found = sha256(content.encode())
    for folder in shaped_by:
        found.update(_program(str(folder)))
    return found.hexdigest()


@lru_cache(maxsize=8)
def _program(folder: str) -> bytes:
    """Return the digest of the program files of a folder, which do not change while it runs."""
    found = sha256()
    for name in sorted(os.listdir(folder)):  # noqa: PTH208 - a third of the time
        if name.endswith(".py"):
            data = bytes_of(os.path.join(folder, name))  # noqa: PTH118 - as above
            found.update(f"{name}\0{len(data)}\0".encode())
            found.update(data)
    return found.digest()


def recalled(name: str) -> bytes | None:
    """Return the bytes of a file with the digest before them, or None where nothing sound is."""
    folder = cache_folder()
    if folder is None:
        return None
    try:
        data = trusted(folder, name)
    except OSError:
        return None
    if data is None or sha256(memoryview(data)[DIGEST:]).digest() != data[:DIGEST]:
        return None
    return data


def remembered(name: str, data: bytes, *, most: int) -> None:
    """Write a file, whole or not at all, and forget all but the newest of its kind."""
    folder = cache_folder()
    if folder is None:
        return
    with suppress(OSError):
        make_folder(folder)
        if not is_ours(folder.stat()):
            return
        write(folder, name, sha256(data).digest() + data)
        suffix = name.rpartition(".")[2]
        kept = sorted(folder.glob(f"*.{suffix}"), key=lambda path: path.stat().st_mtime_ns)
        for path in kept[:-most]:
            path.unlink(missing_ok=True)
