"""This module keeps the index of a guideline in the user's cache, under the guideline's hash.

It refuses to need it: an index that is missing, broken or foreign is built anew.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Final

from whitlow.answer.index import Index, build, opened
from whitlow.kept import DIGEST, key_of, recalled, remembered

if TYPE_CHECKING:
    from whitlow.guideline import Guideline

__all__ = ["index_of"]

HERE: Final = Path(__file__).resolve().parent
SHAPED_BY: Final = (HERE, HERE.parent / "intake")
SUFFIX: Final = ".index"
MOST_KEPT: Final = 4
_OPEN: Final[dict[str, Index]] = {}


def index_of(guideline: Guideline) -> Index:
    """Return the index of a guideline, from memory, from the cache, or built."""
    known = _OPEN.get(guideline.hash)
    if known is not None:
        return known
    content = f"{guideline.hash} {sqlite3.sqlite_version}"
    name = f"{key_of(content, SHAPED_BY)}{SUFFIX}"
    index = _recalled(name)
    if index is None:
        data = _built(guideline)
        remembered(name, data, most=MOST_KEPT)
        index = opened(data)
    if len(_OPEN) >= MOST_KEPT:
        _OPEN.clear()
    _OPEN[guideline.hash] = index
    return index


def _built(guideline: Guideline) -> bytes:
    engine = sqlite3.connect(":memory:", isolation_level=None)
    engine.execute("BEGIN")
    build(guideline, engine)
    engine.execute("COMMIT")
    return engine.serialize()


def _recalled(name: str) -> Index | None:
    data = recalled(name)
    try:
        return None if data is None else opened(data[DIGEST:])
    except (sqlite3.Error, ValueError, EOFError, TypeError):
        return None
