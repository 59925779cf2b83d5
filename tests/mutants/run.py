"""This module tries mutants on all cores and keeps who caught each, so that little is tried twice.

It refuses to stop at a survivor, and to lose what it found: a run that is stopped goes on where it
was. Of a guideline that has changed it tries what is due, and every edge that can be tried at
once; ``all`` tries everything anew. Words choose the mutants whose text holds them all;
``cores:1``, ``minutes:20`` and ``slice:0`` of ``slices:4`` say how much at a time, ``page`` only
writes the page.
"""

from __future__ import annotations

import sys
from collections import Counter
from functools import cache, partial
from multiprocessing import Pool, cpu_count
from time import monotonic
from typing import TYPE_CHECKING, Final

from tests.mutants.due import REASONS, due
from tests.mutants.judges import quick, verdicts
from tests.mutants.kinds import mutants
from tests.mutants.progress import done, keep, place
from tests.mutants.report import PAGE, page
from tests.mutants.share import Tried, alone, chosen, number_of
from tests.mutants.sites import sites
from tests.mutants.standing import STANDING, written
from tests.mutants.swift import SHELVES, by_file, swift
from tests.mutants.trial import World, tried
from tests.mutants.verdicts import folded, kept
from whitlow.guideline import content_hash
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from tests.mutants.pages import Mutant

    Look = Callable[[Mutant], Tried]
    Put = Callable[[Tried], None]

__all__ = ["judged", "run", "world"]

OFTEN: Final = 100
ALL_DAY: Final = 24 * 60
SPREAD: Final = 10**9
"""What a slice is chosen by has nothing to do with what decides which mutants are tried at all."""
WORDS: Final = frozenset({"all", "page"})


@cache
def world() -> World:
    """Return the world of this process."""
    return World()


def judged(mutant: Mutant) -> Tried:
    """Return one mutant with its verdicts, and where no reason spoke with what the prover finds."""
    if not alone(mutant) and (said_at_once := swift(world(), mutant)):
        return Tried(mutant, {"edges": said_at_once}, "", "")
    trial = tried(world(), mutant)
    said = verdicts(trial) if alone(mutant) else quick(trial)
    first = Tried(mutant, said, "", "")
    if first.reasoned or (first.judge and not alone(mutant)):
        return first
    found = world().prover.same(trial)
    return Tried(mutant, said, *((found.says, "") if found.proved else ("", found.says)))


def glanced(mutant: Mutant) -> Tried:
    """Return what the edges say of a mutant that can be tried at once, and nothing else."""
    said = swift(world(), mutant)
    return Tried(mutant, {"edges": said} if said else {}, "", "")


def run(look: Look, wanted: Sequence[Mutant], put: Put, told: Mapping[str, int]) -> list[Mutant]:
    """Try mutants and keep what is found of each; return those that nobody caught."""
    silent = []
    end = monotonic() + 60 * told.get("minutes", ALL_DAY)
    with Pool(told.get("cores", cpu_count() or 1)) as pool:
        for count, one in enumerate(pool.imap_unordered(look, wanted, chunksize=2), start=1):
            if one.judge or look is judged:
                put(one)
            if not one.judge:
                silent.append(one.mutant)
            if count % OFTEN == 0:
                say(f"{count} of {len(wanted)} tried, {len(silent)} not caught")
            if monotonic() > end:
                say("Time is up: the same command goes on from here.")
                break
    return silent


def say(text: str) -> None:
    """Tell whoever waits how far it is."""
    print(text, file=sys.stderr, flush=True)  # noqa: T201 -- a run tells how far it is


def main(words: list[str]) -> None:
    """Try what is due, keep it, write the page, and name the survivors."""
    told = {
        name: int(number)
        for name, _, number in (word.partition(":") for word in words)
        if number.isdigit()
    }
    wanted = {word for word in words if word.partition(":")[0] not in told}
    folder = shipped_guideline()
    every = mutants(folder)
    mine, named = chosen(every), sites(folder, every)
    content, path, before = content_hash(folder), place(), kept()
    if "page" not in wanted:
        reasons = due(mine, named, before, content)
        say(f"{len(mine)} mutants, due: {counted(reasons)}.")
        ready = {one.mutant for one in done(path, named)}
        left = {one for one in mine if one not in ready and holds(one, wanted - WORDS, told)}
        asked = left if "all" in wanted else left & reasons.keys()
        by_file()
        say(f"{sum(world().spoken.values())} times a rule speaks in a worked case")
        put = partial(keep, path, named)
        silent = glance(left - asked, put, told)
        lost = {one for one in silent if "E" in before[named.names[one]].signs}
        run(judged, sorted(asked | lost, key=partial(turn, reasons)), put, told)
    found = done(path, named)
    results = folded(mine, named, before, found, content)
    PAGE.write_text(page(results, every, content), encoding="utf-8")
    STANDING.write_text(written(found, every, world()), encoding="utf-8")
    say(f"{len(results)} of {len(mine)} have a verdict.")


def glance(rest: Iterable[Mutant], put: Put, told: Mapping[str, int]) -> list[Mutant]:
    """Try the edges of what is not due, and return those that they do not catch."""
    quickly = sorted((one for one in rest if one.shelf in SHELVES), key=number_of)
    say(f"{len(quickly)} more are tried by the edges that can be tried at once.")
    return run(glanced, quickly, put, told)


def turn(reasons: Mapping[Mutant, str], mutant: Mutant) -> tuple[int, int]:
    """Return when a mutant has its turn: first what is new, for which alone a run may be made."""
    order = (*REASONS, "")
    return order.index(reasons.get(mutant, "")), number_of(mutant)


def holds(mutant: Mutant, words: Iterable[str], told: Mapping[str, int]) -> bool:
    """Whether a mutant holds some words and is of the slice that is asked for."""
    slices, mine = told.get("slices", 1), told.get("slice", 0)
    return all(word in str(mutant) for word in words) and (
        number_of(mutant) // SPREAD % slices == mine
    )


def counted(reasons: Mapping[Mutant, str]) -> str:
    """Return how many mutants are due, and why."""
    found = Counter(reasons.values())
    return "; ".join(f"{found[name]} {says}" for name, says in REASONS.items() if found[name])


if __name__ == "__main__":
    main(sys.argv[1:])
