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
    from collections.abc import Iterable, Iterator, Sequence

    from tests.mutants.pages import Mutant

__all__ = ["done", "keep", "latest", "place"]

ROOT: Final = Path(__file__).resolve().parents[2]
FOLDER: Final = ROOT / "build" / "mutants"
Key = tuple[str, ...]


def place() -> Path:
    """Return the file in which what is found of the guideline as it stands is kept."""
    found = sha256()
    for folder in (shipped_guideline(), ROOT / "src"):
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".yaml", ".py"}:
                found.update(path.relative_to(folder).as_posix().encode() + b"\0")
                found.update(path.read_bytes() + b"\0")
    return FOLDER / f"{found.hexdigest()[:16]}.jsonl"


def key(mutant: Mutant) -> Key:
    """Return what a mutant is, wherever in its file it stands."""
    return mutant.file, mutant.kind, mutant.record, mutant.before, mutant.after


def keep(path: Path, one: Tried) -> None:
    """Add what was found of a mutant."""
    path.parent.mkdir(parents=True, exist_ok=True)
    line = {"key": key(one.mutant), "said": one.said, "same": one.same, "differs": one.differs}
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")


def latest() -> Path:
    """Return the file to which something was added last, be it of another guideline."""
    return max(FOLDER.glob("*.jsonl"), key=lambda path: path.stat().st_mtime)


def done(path: Path, wanted: Sequence[Mutant]) -> list[Tried]:
    """Return what was found of some mutants; of those that were not tried yet there is nothing."""
    found = dict(lines(path.read_text(encoding="utf-8").splitlines() if path.exists() else ()))
    return [Tried(one, *found[key(one)]) for one in wanted if key(one) in found]


def lines(text: Iterable[str]) -> Iterator[tuple[Key, tuple[dict[str, str], str, str]]]:
    """Yield what each line tells; one that was cut off when a run was stopped tells nothing."""
    for line in text:
        try:
            read = json.loads(line)
        except json.JSONDecodeError:
            continue
        yield tuple(read["key"]), (read["said"], read["same"], read["differs"])
