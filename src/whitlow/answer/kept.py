"""This module keeps the index of a guideline in the user's cache, under the guideline's hash.

It refuses to need it: an index that is missing, broken or foreign is built anew.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from whitlow.answer.index import Index, build, opened
from whitlow.private import cache_folder, is_ours, make_folder, trusted, write

if TYPE_CHECKING:
    from whitlow.guideline import Guideline

__all__ = ["index_of"]

HERE: Final = Path(__file__).resolve().parent
SHAPED_BY: Final = (HERE, HERE.parent / "intake")
SUFFIX: Final = ".index"
MOST_KEPT: Final = 4
DIGEST: Final = sha256().digest_size
_OPEN: Final[dict[str, Index]] = {}


def index_of(guideline: Guideline) -> Index:
    """Return the index of a guideline, from memory, from the cache, or built."""
    known = _OPEN.get(guideline.hash)
    if known is not None:
        return known
    name = f"{_key(guideline)}{SUFFIX}"
    index = _recalled(name)
    if index is None:
        data = _built(guideline)
        _remember(name, data)
        index = opened(data)
    if len(_OPEN) >= MOST_KEPT:
        _OPEN.clear()
    _OPEN[guideline.hash] = index
    return index


def _key(guideline: Guideline) -> str:
    """Return the hash of all that shapes an index."""
    found = sha256(f"{guideline.hash} {sqlite3.sqlite_version}".encode())
    for folder in SHAPED_BY:
        for path in sorted(folder.glob("*.py")):
            found.update(path.read_bytes())
    return found.hexdigest()


def _built(guideline: Guideline) -> bytes:
    engine = sqlite3.connect(":memory:", isolation_level=None)
    engine.execute("BEGIN")
    build(guideline, engine)
    engine.execute("COMMIT")
    return engine.serialize()


def _recalled(name: str) -> Index | None:
    folder = cache_folder()
    if folder is None:
        return None
    try:
        data = trusted(folder, name)
        if data is None or sha256(data[DIGEST:]).digest() != data[:DIGEST]:
            return None
        return opened(data[DIGEST:])
    except (OSError, sqlite3.Error):
        return None


def _remember(name: str, data: bytes) -> None:
    """Write an index, whole or not at all, and forget all but the newest."""
    folder = cache_folder()
    if folder is None:
        return
    with suppress(OSError):
        make_folder(folder)
        if not is_ours(folder.stat()):
            return
        write(folder, name, sha256(data).digest() + data)
        kept = sorted(folder.glob(f"*{SUFFIX}"), key=lambda path: path.stat().st_mtime_ns)
        for path in kept[:-MOST_KEPT]:
            path.unlink(missing_ok=True)
