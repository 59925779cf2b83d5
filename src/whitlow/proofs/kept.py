"""This module keeps the last run of proofs of a guideline, in the user's own cache.

It refuses to hand out a run of another guideline, or of another program than the one that proved
it: either differs in a byte, and nothing is kept. A run that cannot be kept costs only time.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from whitlow.kept import DIGEST, recalled, remembered
from whitlow.proofs.data import proofs_of
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
    key = fingerprint(folder)
    data = None if key is None else recalled(f"{key}{SUFFIX}")
    try:
        return None if data is None else proofs_of(json.loads(data[DIGEST:]))
    except ValueError:
        return None


def keep(key: str, proofs: Proofs) -> None:
    """Keep a run under the fingerprint of its guideline, whole or not at all."""
    data = json.dumps(proofs.timed(), ensure_ascii=False).encode(errors="backslashreplace")
    remembered(f"{key}{SUFFIX}", data, most=MOST_KEPT)
