"""This module says in words what became of all mutants, and what each judge catches by itself.

It refuses to count a catch against a copy of the guideline as one by a reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.mutants.counts import ALONE, GROUPS, by_group, share
from tests.mutants.share import COPIES, Tried, structural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.mutants.pages import Mutant

__all__ = ["copies", "judges", "summary"]

JUDGES: Final = {
    "proof": "`whitlow prove`, for every possible patient",
    "cases": "worked patients, with two drugs for one question and rules that fell silent",
    "checks": "`whitlow check`",
    "loader": "the loader",
}


def summary(mine: Sequence[Tried], every: Sequence[Mutant], rest: Sequence[Tried]) -> str:
    """Return what became of all mutants in a few sentences."""
    made = sum(map(structural, every))
    caught, equal = sum(bool(one.judge) for one in mine), sum(one.equal for one in mine)
    missed, other = len(mine) - caught - equal, sum(bool(one.judge) for one in rest)
    where = "one at every site" if len(mine) == made else f"of {made} sites"
    return (
        f"**{len(mine)} mutants of tables, rules, overrides, laws, formulas, grades and promises "
        f"were tried, {where}: {share(caught, len(mine) - equal)} of those that make a difference "
        "were caught.**\n"
        f"{caught} were caught, {equal} are proved to make no difference to any patient, and "
        f"{missed} were noticed by nobody.\n\n"
        f"Of the {len(every) - made} other mutants, which change citations, figures of sources, "
        f"regimens and words, **only {len(rest)} were tried**, and {other} of these were caught.\n"
        f"The remaining {len(every) - made - len(rest)} were not tried at all."
    )


def judges(asked: Sequence[Tried]) -> str:
    """Return what each judge catches by itself, and what only a copy notices."""
    text = f"| of {len(asked)} sites, asked by itself | catches | share |\n|---|---|---|\n"
    for name, says in JUDGES.items():
        text += row(says, sum(by(one, ALONE[name]) for one in asked), asked)
    reasoned = [one for one in asked if one.reasoned]
    text += row("**any of these: by a reason**", len(reasoned), asked)
    copied = [one for one in asked if by(one, COPIES)]
    text += row("edges, door and register: by a copy of the guideline", len(copied), asked)
    alone = [one for one in copied if not one.reasoned]
    text += row("**by a copy and by nothing else**", len(alone), asked)
    same = [one for one in alone if one.same]
    return text + (
        f"\nOf the {len(alone)} that only a copy notices, {len(same)} are proved to make no "
        "difference to any patient: there was nothing for a reason to find."
    )


def by(one: Tried, names: Iterable[str]) -> bool:
    """Whether one of some judges caught a mutant."""
    return any(one.said.get(name) for name in names)


def row(says: str, count: int, asked: Sequence[Tried]) -> str:
    """Return a row of the table of judges."""
    return f"| {says} | {count} | {share(count, len(asked))} |\n"


def copies(asked: Sequence[Tried]) -> str:
    """Return, by operator and kind of file, what only a copy notices and is not proved equal."""
    text = "| operator | asked | only a copy | in |\n|---|---|---|---|\n"
    found = by_group(asked)
    for name in GROUPS:
        mine = found.get(name, [])
        left = [one for one in mine if not one.reasoned and one.judge and not one.same]
        shelves = [one.mutant.shelf for one in left]
        told = ", ".join(f"{shelf} {shelves.count(shelf)}" for shelf in sorted({*shelves}))
        text += f"| {name} | {len(mine)} | {len(left)} | {told} |\n" if left else ""
    return text
