"""This module keeps files that are the user's alone: what is remembered, and what was imported.

It refuses to trust a file that somebody else could have written, and never leaves half of one.
"""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

__all__ = [
    "IMPORTED",
    "all_of",
    "bytes_of",
    "cache_folder",
    "data_folder",
    "is_ours",
    "make_folder",
    "trusted",
    "write",
]

NAME: Final = "whitlow"
IMPORTED: Final = "imported.tsv"
"""The one table of variants that a user may add, as it was published."""

VARIANTS: Final = "variants"
UNIQUE: Final = 8
OURS_ALONE: Final = stat.S_IRWXU
OURS_TO_READ: Final = stat.S_IRUSR | stat.S_IWUSR
OTHERS_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH
NO_LINKS: Final[int] = getattr(os, "O_NOFOLLOW", 0)
BINARY: Final[int] = getattr(os, "O_BINARY", 0)


def cache_folder() -> Path | None:
    """Return the folder for what is remembered, or None where the user has no place for it."""
    home = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(home):  # noqa: PTH117 - a relative one is to be ignored, says its standard
        return Path(home) / NAME
    with suppress(RuntimeError):
        return Path.home() / ".cache" / NAME
    return None


def data_folder() -> str:
    """Return the folder for what was imported, as the platform wants it, or nothing.

    It is text, not a path: a dose asks whether a file is in it, and need not wait for more.
    """
    home = os.environ.get("XDG_DATA_HOME", "")
    if os.path.isabs(home):  # noqa: PTH117 - as above
        return os.path.join(home, NAME, VARIANTS)  # noqa: PTH118 - it is text
    match sys.platform:
        case "darwin":
            home = os.path.expanduser("~/Library/Application Support")  # noqa: PTH111
        case "win32":
            home = os.environ.get("LOCALAPPDATA", "")
        case _:
            home = os.path.expanduser("~/.local/share")  # noqa: PTH111
    return os.path.join(home, NAME, VARIANTS) if os.path.isabs(home) else ""  # noqa: PTH117, PTH118


def bytes_of(path: str) -> bytes:
    """Return the bytes of a file, read at once; raises ``OSError``."""
    handle = os.open(path, os.O_RDONLY | BINARY)
    try:
        return all_of(handle, os.fstat(handle).st_size)
    finally:
        os.close(handle)


def all_of(handle: int, size: int) -> bytes:
    """Return all that an open file holds; one reading suffices unless the file grows."""
    found = os.read(handle, size + 1)
    while more := os.read(handle, size + 1):
        found += more
    return found


def is_ours(found: os.stat_result) -> bool:
    """Whether something belongs to the user and nobody else may write to it.

    Where files have no owner, their modes tell nothing either, and a user's folders are the
    user's.
    """
    owner = getattr(os, "getuid", None)
    if owner is None:
        return True
    return bool(found.st_uid == owner()) and not found.st_mode & OTHERS_WRITE


def trusted(folder: str | Path, name: str) -> bytes | None:
    """Return the bytes of a file that nobody but the user can have written, or None.

    Raises ``OSError`` where there is none.
    """
    path = os.path.join(folder, name)  # noqa: PTH118 - a third of the time
    handle = os.open(path, os.O_RDONLY | NO_LINKS | BINARY)
    try:
        found = os.fstat(handle)
        folder_is_ours = is_ours(os.stat(folder))  # noqa: PTH116 - as above
        if not folder_is_ours or not stat.S_ISREG(found.st_mode) or not is_ours(found):
            return None
        return all_of(handle, found.st_size)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make a folder that is the user's alone; raises ``OSError``."""
    folder.parent.mkdir(mode=OURS_ALONE, parents=True, exist_ok=True)
    folder.mkdir(mode=OURS_ALONE, exist_ok=True)


def write(folder: Path, name: str, data: bytes) -> None:
    """Write a file beside its place and move it there, so that nobody ever reads half of it.

    Raises ``OSError`` with nothing written.
    """
    written = folder / f".{name}.{os.urandom(UNIQUE).hex()}"
    handle = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, OURS_TO_READ)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        written.replace(folder / name)
    except OSError:
        with suppress(OSError):
            written.unlink()
        raise
