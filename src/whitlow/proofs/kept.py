"""This module keeps the last run of proofs of a guideline, in the user's own cache.

It refuses to hand out a run of another guideline, or of another program than the one that proved
it: either differs in a byte, and nothing is kept. A run that cannot be kept costs only time.
"""

from __future__ import annotations

import json
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from whitlow.private import cache_folder, is_ours, make_folder, trusted, write
from whitlow.proofs.data import proofs_of
from whitlow.shelf.kept import DIGEST
from whitlow.shelf.key import fingerprint

if TYPE_CHECKING:
    from pathlib import Path

    from whitlow.proofs.data import Proofs

__all__ = ["fingerprint", "keep", "kept"]

SUFFIX: Final = ".proofs"
MOST_KEPT: Final = 8


def kept(folder: Path) -> Proofs | None:
    """Return the last whole run of proofs of the guideline in a folder, as it stands now.

    None where there is none.
    """
    key, cache = fingerprint(folder), cache_folder()
    if key is None or cache is None:
        return None
    try:
        data = trusted(cache, f"{key}{SUFFIX}")
        if data is None or sha256(data[DIGEST:]).digest() != data[:DIGEST]:
            return None
        return proofs_of(json.loads(data[DIGEST:]))
    except (OSError, ValueError):
        return None


def keep(key: str, proofs: Proofs) -> None:
    """Keep a run under the fingerprint of its guideline, whole or not at all."""
    cache = cache_folder()
    if cache is None:
        return
    with suppress(OSError):
        make_folder(cache)
        if not is_ours(cache.stat()):
            return
        data = json.dumps(proofs.timed(), ensure_ascii=False).encode(errors="backslashreplace")
        write(cache, f"{key}{SUFFIX}", sha256(data).digest() + data)
        _forget(cache)


def _forget(cache: Path) -> None:
    """Remove all but the newest of what is kept."""
    files = sorted(cache.glob(f"*{SUFFIX}"), key=lambda path: path.stat().st_mtime_ns)
    for path in files[:-MOST_KEPT]:
        path.unlink(missing_ok=True)
