"""This module hashes every byte that shapes what is remembered of a guideline.

It refuses to leave one out: a key that cannot be made of all of them is none.
"""

from __future__ import annotations

import os
import pickle
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from whitlow.guideline.files import NOT_KNOWLEDGE
from whitlow.private import bytes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PROGRAM", "fingerprint"]

PROGRAM: Final = Path(__file__).resolve().parents[1]
SURFACES: Final = ("cli", "pages", "web")
"""What only shows a guideline does not shape it."""


def fingerprint(folder: Path, table: bytes | None = None) -> str | None:
    """Return the hash of the folder's files, the imported table, the program and the Python.

    Of the program only what lies below the surfaces counts.

    None says that something could not be read, so that nothing is remembered.
    """
    digest = sha256(f"{sys.version}\0{pickle.HIGHEST_PROTOCOL}\0".encode())
    digest.update(b"" if table is None else sha256(table).digest())
    try:
        for root, suffix, apart in ((PROGRAM, ".py", SURFACES), (folder, ".yaml", NOT_KNOWLEDGE)):
            for name in sorted(_names(str(root), suffix, apart)):
                data = bytes_of(os.path.join(root, name))  # noqa: PTH118 - a third of the time
                digest.update(f"{name}\0{len(data)}\0".encode())
                digest.update(data)
    except (OSError, UnicodeError):
        return None
    return digest.hexdigest()


def _names(root: str, suffix: str, apart: tuple[str, ...], inner: str = "") -> Iterator[str]:
    """Yield the files of a folder with a suffix, however deep, as paths within it."""
    with os.scandir(root) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name not in apart:
                    yield from _names(entry.path, suffix, (), f"{inner}{entry.name}/")
            elif entry.name.endswith(suffix):
                yield f"{inner}{entry.name}"
