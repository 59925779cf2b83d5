"""This module remembers in which worked cases each rule stands, which takes seconds to find.

It refuses to remember it of a guideline to which a table of the user's own was added: its hash
does not tell that table.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from whitlow.kept import DIGEST, key_of, recalled, remembered
from whitlow.plan.standing import cases_by_rule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whitlow.guideline import Case, Guideline

__all__ = ["standing"]

HERE: Final = Path(__file__).resolve().parents[1]
SHAPED_BY: Final = tuple(
    HERE / name for name in ("door", "evaluate", "guideline", "language", "order", "plan")
)
SUFFIX: Final = ".standing"
MOST_KEPT: Final = 4


def standing(
    guideline: Guideline, folder: Path, cases: Mapping[str, Case]
) -> Mapping[str, tuple[str, ...]]:
    """Return the cases in which each rule stands, as it was found before where that still holds."""
    if guideline.imported is not None:
        return cases_by_rule(guideline, cases)
    files = sorted((folder / "cases").glob("*.yaml"))
    written = sha256(b"\0".join(sha256(file.read_bytes()).digest() for file in files)).hexdigest()
    name = f"{key_of(f'{guideline.hash} {written}', SHAPED_BY)}{SUFFIX}"
    kept = recalled(name)
    if kept is not None:
        return {rule: tuple(names) for rule, names in json.loads(kept[DIGEST:]).items()}
    found = cases_by_rule(guideline, cases)
    remembered(name, json.dumps(found).encode(), most=MOST_KEPT)
    return found
