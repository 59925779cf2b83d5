"""This module counts what became of mutants, by what kind of slip they are.

It refuses to round a share up to all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.mutants.share import COPIES, alone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tests.mutants.pages import Mutant
    from tests.mutants.share import Tried

__all__ = ["ALONE", "GROUPS", "by_group", "by_kind", "group_of", "share", "table"]

GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "bound of a row moved": ("number of a band", "edge moved"),
    "bound of a row given to its neighbour": ("edge given", "bracket of"),
    "row dropped": ("row dropped",),
    "dose of a row": ("number of a cell", "cells swapped"),
    "unit swapped": ("unit",),
    "`<` for `<=`, `=` for `!=`": ("comparison",),
    "bound of a condition, last digit": ("number of a condition, last",),
    "bound of a condition, times ten": ("number of a condition, times",),
    "`and` for `or`": ("and for or",),
    "`or` for `and`": ("or for and",),
    "`not` removed": ("not removed",),
    "another option": ("option in",),
    "overrider removed": ("overrider dropped",),
    "rule dropped": ("rule dropped",),
    "what a rule does": ("action", "drug of a rule", "regimen of a rule", "with dropped"),
    "law dropped or aimed elsewhere": ("law dropped", "law aimed"),
    "law weakened": ("law weakened", "when dropped", "unless dropped"),
    "promise dropped or weakened": ("promise dropped", "outright dropped", "known dropped"),
}
"""The operators by what an editor would call them, with how their kinds begin."""

ALONE: Final[dict[str, tuple[str, ...]]] = {
    "proof": ("proof",),
    "checks": ("checks",),
    "cases": ("cases", "conflicts", "reach"),
    "loader": ("loader",),
    "held": COPIES,
}
"""The columns of judges, each with whom it counts."""

Sorted = dict[str, list["Tried"]]


def by_group(results: Iterable[Tried]) -> Sorted:
    """Return results by operator."""
    found: Sorted = {}
    for one in results:
        found.setdefault(group_of(one.mutant), []).append(one)
    return found


def group_of(mutant: Mutant) -> str:
    """Return the operator that made a structural mutant."""
    return next(name for name, kinds in GROUPS.items() if mutant.kind.startswith(kinds))


def by_kind(results: Iterable[Tried]) -> Sorted:
    """Return results by kind of file and kind of mutant."""
    found: Sorted = {}
    for one in results:
        found.setdefault(f"{one.mutant.shelf}: {one.mutant.kind}", []).append(one)
    return found


def share(part: int, whole: int) -> str:
    """Return a share in per cent, never rounded up to all."""
    return f"{1000 * part // max(whole, 1) / 10} %"


def table(head: str, found: Mapping[str, list[Tried]], names: Sequence[str]) -> str:
    """Return a table of results, a line for each name and one for all of them."""
    columns = " | ".join(ALONE)
    text = f"| {head} | sites | caught | equal | missed | share | asked alone | {columns} |\n"
    text += "|---" * (7 + len(ALONE)) + "|\n"
    for name in names:
        text += row(name, found.get(name, []))
    return text + row("**all**", [one for each in found.values() for one in each])


def row(name: str, mine: Sequence[Tried]) -> str:
    """Return one line of a table."""
    caught, equal = sum(bool(one.judge) for one in mine), sum(one.equal for one in mine)
    asked = [one for one in mine if alone(one.mutant)]
    shares = [
        share(sum(any(one.said.get(judge) for judge in judges) for one in asked), len(asked))
        if asked
        else ""
        for judges in ALONE.values()
    ]
    missed = len(mine) - caught - equal
    told = (name, len(mine), caught, equal or "", missed or "")
    whole = len(mine) - equal
    got = share(caught, whole) if whole else "all equal" if mine else ""
    return f"| {' | '.join(map(str, (*told, got, len(asked), *shares)))} |\n"
