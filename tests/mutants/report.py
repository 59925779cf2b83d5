"""This module writes what a run found: its page, and the mutants that stand for all.

It refuses to leave a survivor out, and to exempt one that is not proved equal.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.cases.test_cases import pairs, text_of
from tests.mutants.counts import GROUPS, by_group, by_kind, share, table
from tests.mutants.share import ALONE, ORDER, OTHERS, Tried, alone, number_of, structural
from whitlow.guideline import Items, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.mutants.pages import Mutant

__all__ = ["PAGE", "STANDING", "page", "standing", "why", "write"]

ROOT: Final = Path(__file__).resolve().parents[2]
PAGE: Final = ROOT / "docs" / "mutants.md"
REASONS: Final = ROOT / "tests" / "mutants" / "reasons.yaml"
STANDING: Final = ROOT / "tests" / "mutants" / "standing.yaml"
INTRODUCTION: Final = Path(__file__).with_name("page.md").read_text(encoding="utf-8")
Reason = tuple[str, str, str, str, str]


@cache
def reasons() -> tuple[Reason, ...]:
    """Return the reasons that are written down: where each fits, and what it says."""
    node = read_yaml(REASONS.read_text(encoding="utf-8"), REASONS.name)
    read = [dict(pairs(item)) for item in (node.items if isinstance(node, Items) else ())]
    told = [{name: text_of(value) for name, value in one.items()} for one in read]
    return tuple(
        (one["shelf"], one["record"], one["kind"], one["piece"], one["says"]) for one in told
    )


def why(mutant: Mutant) -> str:
    """Return the reason for which a survivor survives: the first that fits."""
    return next(
        says
        for shelf, record, kind, piece, says in reasons()
        if mutant.shelf.startswith(shelf)
        and mutant.record.endswith(record)
        and mutant.kind.startswith(kind)
        and piece in mutant.before
    )


# --- the mutants that stand for all -------------------------------------------------------------

SWIFT: Final = ("loader", "checks", "proof", "cases", "edges", "door", "register")
"""The judges that can be asked in a test; a case is asked by its name."""


def standing(results: Iterable[Tried]) -> list[tuple[Tried, str]]:
    """Return, for each kind of mutant, one that was caught, with a judge that caught it.

    Of single citations one is enough: all of them are seen by the same judges.
    """
    found: dict[str, tuple[Tried, str]] = {}
    for one in sorted(results, key=lambda one: number_of(one.mutant)):
        citing = "citation" in one.mutant.kind and one.mutant.shelf not in {"rules", "tables"}
        judge = next((name for name in SWIFT if one.said.get(name)), "")
        if judge and not citing:
            found.setdefault(one.mutant.kind, (one, judge))
    return [found[key] for key in sorted(found)]


def written(results: Iterable[Tried]) -> str:
    """Return the mutants that stand for all as the file has them."""
    text = "# By `make mutants`: a mutant of each kind, who catches it, and in which worked case.\n"
    for one, judge in standing(results):
        mutant = one.mutant
        text += f"\n- file: {mutant.file}\n"
        for name, value in (
            ("kind", mutant.kind),
            ("record", mutant.record),
            ("before", mutant.before),
            ("after", mutant.after),
            ("judge", judge),
            ("case", one.said[judge].partition(":")[0] if judge == "cases" else ""),
        ):
            text += f"  {name}: '{value.replace(chr(39), chr(39) * 2)}'\n"
    return text


# --- the page ---------------------------------------------------------------------------------


def page(results: Sequence[Tried], every: Sequence[Mutant], content: str) -> str:
    """Return the page for the results of a run."""
    mine = [one for one in results if structural(one.mutant)]
    asked = sum(alone(one.mutant) for one in mine)
    text = INTRODUCTION.format(
        hash=content,
        summary=summary(mine, every, [one for one in results if not structural(one.mutant)]),
        groups=table("operator", by_group(mine), list(GROUPS)),
        alone=f"of {asked} sites, one in {ALONE}, every judge was asked.",
    )
    text += survivors(mine, [one for one in results if not structural(one.mutant)])
    kinds = {f"{one.shelf}: {one.kind}" for one in every if structural(one)}
    text += "\n## Each operator in each kind of file\n\n"
    text += table("operator", by_kind(mine), sorted(kinds)) + "\n"
    return text + others(results, every)


def summary(mine: Sequence[Tried], every: Sequence[Mutant], rest: Sequence[Tried]) -> str:
    """Return what a run shows in a few sentences."""
    made = sum(map(structural, every))
    caught = sum(bool(one.judge) for one in mine)
    equal = sum(bool(one.same) for one in mine)
    missed = len(mine) - caught - equal
    asked = [one for one in mine if alone(one.mutant)]
    by = {name: sum(bool(one.said.get(name)) for one in asked) for name in ORDER}
    reasoned = sum(any(one.said.get(name) for name in ORDER[:6]) for one in asked)
    cases = sum(any(one.said.get(name) for name in CASES) for one in asked)
    other = sum(bool(one.judge) for one in rest)
    return (
        f"**{len(mine)} mutants of tables, rules, overrides, laws, formulas, grades and promises "
        f"were tried, {'one at every site' if len(mine) == made else f'of {made} sites'}: "
        f"{share(caught, len(mine) - equal)} of those that make a difference were caught.**\n"
        f"{caught} were caught, {equal} are proved to make no difference to any patient, and "
        f"{missed} were noticed by nobody.\n\n"
        f"Of {len(asked)} sites where every judge was asked by itself, the proof catches "
        f"{share(by['proof'], len(asked))}, the checks {share(by['checks'], len(asked))}, the "
        f"worked cases {share(cases, len(asked))} and the loader "
        f"{share(by['loader'], len(asked))}; all that judge by a reason together "
        f"{share(reasoned, len(asked))}. The rest is held by edges and register alone.\n"
        "What the proof leaves to the others is mostly no wrong to anybody that it could name: it "
        "knows what is owed, not which of two lawful treatments is the better.\n\n"
        f"Of the {len(every) - made} other mutants, which change citations, figures of sources, "
        f"regimens and words, {len(rest)} were tried and {other} caught."
    )


CASES: Final = ("cases", "conflicts", "reach")


def survivors(mine: Iterable[Tried], rest: Iterable[Tried]) -> str:
    """Return the survivors: those that nobody noticed, then those that are proved equal."""
    left = [one for one in (*mine, *rest) if not one.judge]
    text = "\n## What nobody noticed\n"
    by_reason: dict[str, list[Tried]] = {}
    for one in left:
        if not one.same:
            by_reason.setdefault(why(one.mutant), []).append(one)
    for reason, found in by_reason.items():
        text += f"\n{reason}\n\n" + "".join(line(one, one.differs) for one in found)
    text += "" if by_reason else "\nNothing.\n"
    equal = [one for one in left if one.same]
    text += "\n## What is proved to make no difference\n\n"
    return text + ("".join(line(one, one.same) for one in equal) or "Nothing.\n")


def line(one: Tried, said: str) -> str:
    """Return a survivor with what the prover says of it."""
    mutant = one.mutant
    told = f" {said}" if structural(mutant) else ""
    return (
        f"- `{mutant.file}:{mutant.line}` {mutant.kind} ({mutant.record}): "
        f"`{mutant.before}` became `{mutant.after}`.{told}\n"
    )


def others(results: Sequence[Tried], every: Sequence[Mutant]) -> str:
    """Return how the other mutants fare, of which only some are tried."""
    text = "\n## Citations, figures and words\n\n"
    text += f"One in {OTHERS}, chosen by what it changes and not by chance.\n\n"
    text += "| operator | made | tried | caught |\n|---|---|---|---|\n"
    for name in sorted({f"{one.shelf}: {one.kind}" for one in every if not structural(one)}):
        made = sum(f"{one.shelf}: {one.kind}" == name for one in every)
        mine = [one for one in results if f"{one.mutant.shelf}: {one.mutant.kind}" == name]
        got = share(sum(bool(one.judge) for one in mine), len(mine)) if mine else ""
        text += f"| {name} | {made} | {len(mine)} | {got} |\n"
    return text


def write(results: Sequence[Tried], every: Sequence[Mutant], content: str) -> None:
    """Write the page and the mutants that stand for all."""
    PAGE.write_text(page(results, every, content), encoding="utf-8")
    STANDING.write_text(written(results), encoding="utf-8")
