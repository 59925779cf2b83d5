"""This module tries every mutant on all cores and keeps who caught it.

It refuses to stop at a survivor, and to lose what it found: a run that is stopped goes on where it
was. Words choose the mutants whose text holds them all; ``cores:1``, ``minutes:20`` and
``slice:0`` of ``slices:4`` say how much at a time, ``survivors`` goes on from another
guideline and judges those anew whom nobody caught there, ``page`` only writes the page.
"""

from __future__ import annotations

import sys
from functools import cache
from multiprocessing import Pool, cpu_count
from time import monotonic
from typing import TYPE_CHECKING, Final

from tests.mutants.judges import quick, verdicts
from tests.mutants.kinds import mutants
from tests.mutants.progress import done, keep, latest, place
from tests.mutants.report import write
from tests.mutants.share import Tried, alone, chosen, number_of
from tests.mutants.swift import by_file, swift
from tests.mutants.trial import World, tried
from whitlow.guideline import content_hash
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.mutants.pages import Mutant

__all__ = ["judged", "run", "world"]

OFTEN: Final = 100
ALL_DAY: Final = 24 * 60
SPREAD: Final = 10**9
"""What a slice is chosen by has nothing to do with what decides which mutants are tried at all."""


@cache
def world() -> World:
    """Return the world of this process."""
    return World()


def judged(mutant: Mutant) -> Tried:
    """Return one mutant with its verdicts, and where nobody spoke with what the prover finds."""
    if not alone(mutant) and (said_at_once := swift(world(), mutant)):
        return Tried(mutant, {"edges": said_at_once}, "", "")
    trial = tried(world(), mutant)
    said = verdicts(trial) if alone(mutant) else quick(trial)
    if any(said.values()):
        return Tried(mutant, said, "", "")
    found = world().prover.same(trial)
    return Tried(mutant, said, *((found.says, "") if found.proved else ("", found.says)))


def run(wanted: Sequence[Mutant], told: dict[str, int], path: Path) -> None:
    """Try mutants and keep what is found of each; tell how far it is."""
    end = monotonic() + 60 * told.get("minutes", ALL_DAY)
    survived = 0
    by_file()
    say(f"{sum(world().spoken.values())} rules speak in worked cases, {len(wanted)} mutants to try")
    with Pool(told.get("cores", cpu_count() or 1)) as pool:
        for count, one in enumerate(pool.imap_unordered(judged, wanted, chunksize=2), start=1):
            keep(path, one)
            survived += not one.judge
            if count % OFTEN == 0:
                say(f"{count} of {len(wanted)} tried, {survived} survived")
            if monotonic() > end:
                say("Time is up: the same command goes on from here.")
                break


def say(text: str) -> None:
    """Tell whoever waits how far it is."""
    print(text, file=sys.stderr, flush=True)  # noqa: T201 -- a run tells how far it is


def main(words: list[str]) -> None:
    """Try what is not tried yet, write the page where all is, and name the survivors."""
    told = {
        name: int(number)
        for name, _, number in (word.partition(":") for word in words)
        if number.isdigit()
    }
    wanted = [word for word in words if word.partition(":")[0] not in told]
    every = mutants(shipped_guideline())
    mine = chosen(every)
    path = place()
    if "survivors" in wanted:
        before = done(latest(), mine) if latest() != path else []
        for one in before:
            if one.judge:
                keep(path, one)
    holding = [word for word in wanted if word not in {"survivors", "page"}]
    known = {one.mutant for one in done(path, mine)}
    left = [
        one
        for one in mine
        if one not in known
        and all(word in str(one) for word in holding)
        and number_of(one) // SPREAD % told.get("slices", 1) == told.get("slice", 0)
    ]
    if "page" not in wanted:
        run(sorted(left, key=number_of), told, path)
    results = done(path, mine)
    if len(results) == len(mine) or "page" in wanted:
        write(results, every, content_hash(shipped_guideline()))
    say(f"{len(results)} of {len(mine)} are tried.")
    for one in results:
        if not one.judge:
            print(f"{one.mutant}\n    {one.same or one.differs}")  # noqa: T201 -- a run tells what it found


if __name__ == "__main__":
    main(sys.argv[1:])
