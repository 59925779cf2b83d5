"""This module tries every mutant on all cores and keeps who caught it.

It refuses to stop at a survivor: all are listed in the end.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from functools import cache
from multiprocessing import Pool, cpu_count
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final

from tests.mutants.judges import verdict
from tests.mutants.kinds import mutants
from tests.mutants.pages import Mutant
from tests.mutants.report import write
from tests.mutants.share import ONE_IN, Tried, chosen
from tests.mutants.trial import World, tried
from whitlow.guideline import content_hash
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["kept", "run", "world"]

RESULTS: Final = Path(__file__).resolve().parents[2] / "build" / "mutants.json"
OFTEN: Final = 100


@cache
def world() -> World:
    """Return the world of this process."""
    return World()


def judged(mutant: Mutant) -> Tried:
    """Return one mutant with its verdict."""
    return Tried(mutant, *verdict(tried(world(), mutant)))


def run(found: Sequence[Mutant], cores: int) -> list[Tried]:
    """Return all mutants with their verdicts, in their order; tell how far it is."""
    results = []
    world()
    with Pool(cores) as pool:
        for done in pool.imap(judged, found, chunksize=5):
            results.append(done)
            if len(results) % OFTEN == 0:
                left = sum(not one.judge for one in results)
                told = f"{len(results)} of {len(found)} tried, {left} survived"
                print(told, file=sys.stderr, flush=True)  # noqa: T201 -- a run tells how far it is
    return results


def kept() -> list[Tried]:
    """Return the verdicts of the last run."""
    read = json.loads(RESULTS.read_text(encoding="utf-8"))
    return [Tried(Mutant(**one["mutant"]), one["judge"], one["said"]) for one in read]


def again(results: list[Tried], every: Sequence[Mutant], cores: int) -> list[Tried]:
    """Return the verdicts of the last run with the survivors judged anew, as they are made now."""
    now = {key(one): one for one in every}
    known = [
        Tried(now[key(one.mutant)], one.judge, one.said)
        for one in results
        if key(one.mutant) in now
    ]
    left = iter(run([one.mutant for one in known if not one.judge], cores))
    return [one if one.judge else next(left) for one in known]


def key(mutant: Mutant) -> tuple[str, ...]:
    """Return what a mutant is, wherever in its file it stands."""
    return mutant.file, mutant.kind, mutant.record, mutant.before, mutant.after


def main(words: list[str]) -> None:
    """Try the mutants whose text holds every word; ``grave:3`` tries one in three of those."""
    start = monotonic()
    told = {
        name: int(number)
        for name, _, number in (word.partition(":") for word in words)
        if number.isdigit()
    }
    one_in = told.get("grave", 1), told.get("others", ONE_IN)
    wanted = [word for word in words if word.partition(":")[0] not in told]
    every = mutants(shipped_guideline())
    found = [one for one in chosen(every, *one_in) if all(word in str(one) for word in wanted)]
    cores = told.get("cores", cpu_count() or 1)
    results = again(kept(), every, cores) if "survivors" in wanted else run(found, cores)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps([asdict(one) for one in results], indent=1), encoding="utf-8")
    if wanted in ([], ["survivors"]):
        write(results, every, one_in, content_hash(shipped_guideline()))
    survived = [one for one in results if not one.judge]
    took = monotonic() - start
    print(f"{len(results)} of {len(every)} mutants, {len(survived)} survived, {took:.0f} s")  # noqa: T201 -- a run tells what it found
    for one in survived:
        print(one.mutant)  # noqa: T201 -- a run tells what it found


if __name__ == "__main__":
    main(sys.argv[1:])
