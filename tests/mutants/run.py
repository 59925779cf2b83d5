"""This module tries every mutant on all cores and keeps who caught it.

It refuses to stop at a survivor: all are listed in the end.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from multiprocessing import Pool
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final

from tests.mutants.judges import verdict
from tests.mutants.kinds import mutants
from tests.mutants.pages import Mutant
from tests.mutants.trial import World, tried
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Tried", "kept", "run"]

RESULTS: Final = Path(__file__).resolve().parents[2] / "build" / "mutants.json"
CORES: Final = 2


@dataclass(frozen=True, slots=True)
class Tried:
    """A mutant, the judge that caught it and what that one said; nobody where it survived."""

    mutant: Mutant
    judge: str
    said: str


@cache
def world() -> World:
    """Return the world of this process."""
    return World()


def judged(mutant: Mutant) -> Tried:
    """Return one mutant with its verdict."""
    return Tried(mutant, *verdict(tried(world(), mutant)))


def run(found: Iterable[Mutant]) -> list[Tried]:
    """Return all mutants with their verdicts, in their order."""
    with Pool(CORES) as pool:
        return list(pool.imap(judged, found, chunksize=20))


def share(found: Iterable[Mutant], of: int) -> list[Mutant]:
    """Return one mutant in so many, chosen by what it changes and not by chance."""
    return [one for one in found if int(sha256(str(one).encode()).hexdigest(), 16) % of == 0]


def kept() -> list[Tried]:
    """Return the verdicts of the last run."""
    read = json.loads(RESULTS.read_text(encoding="utf-8"))
    return [Tried(Mutant(**one["mutant"]), one["judge"], one["said"]) for one in read]


def main(words: list[str]) -> None:
    """Try the mutants whose description holds every word given, or one in N for ``1/N``."""
    start = monotonic()
    every = mutants(shipped_guideline())
    part = next((int(word[2:]) for word in words if word.startswith("1/")), 1)
    wanted = [word for word in words if not word.startswith("1/")]
    found = [one for one in share(every, part) if all(word in str(one) for word in wanted)]
    results = run(found)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps([asdict(one) for one in results], indent=1), encoding="utf-8")
    survived = [one for one in results if not one.judge]
    print(f"{len(results)} mutants, {len(survived)} survived, {monotonic() - start:.0f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
