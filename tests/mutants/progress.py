"""This module keeps what a run has found so far, so that a run that was stopped goes on.

It refuses to mix guidelines: what was found is kept under the hash of all files of the guideline,
its worked cases too, and of the program that judged.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.mutants.share import Tried
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.mutants.sites import Sites

__all__ = ["done", "keep", "place"]

ROOT: Final = Path(__file__).resolve().parents[2]
FOLDER: Final = ROOT / "build" / "mutants"


def place() -> Path:
    """Return the file in which what is found of the guideline as it stands is kept."""
    found = sha256()
    for folder in (shipped_guideline(), ROOT / "src"):
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".yaml", ".py"}:
                found.update(path.relative_to(folder).as_posix().encode() + b"\0")
                found.update(path.read_bytes() + b"\0")
    return FOLDER / f"{found.hexdigest()[:16]}.jsonl"


def keep(path: Path, sites: Sites, one: Tried) -> None:
    """Add what was found of a mutant."""
    path.parent.mkdir(parents=True, exist_ok=True)
    name = sites.names[one.mutant]
    line = {"name": name, "said": one.said, "same": one.same, "differs": one.differs}
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")


def done(path: Path, sites: Sites) -> list[Tried]:
    """Return what was found of mutants; of those that were not tried yet there is nothing."""
    found = dict(lines(path.read_text(encoding="utf-8").splitlines() if path.exists() else ()))
    return [Tried(one, *found[name]) for one, name in sites.names.items() if name in found]


def lines(text: Iterable[str]) -> Iterator[tuple[str, tuple[dict[str, str], str, str]]]:
    """Yield what each line tells; one that was cut off when a run was stopped tells nothing."""
    for line in text:
        try:
            read = json.loads(line)
        except json.JSONDecodeError:
            continue
        yield read["name"], (read["said"], read["same"], read["differs"])
