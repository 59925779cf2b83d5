"""This module writes what a run found: its page, and the mutants that stand for all.

It refuses to leave a survivor out, or to explain one by anything but what is written in ``WHY``.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.mutants.share import Tried, number_of, safety

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.mutants.pages import Mutant

__all__ = ["PAGE", "STANDING", "page", "standing", "why", "write"]

ROOT: Final = Path(__file__).resolve().parents[2]
PAGE: Final = ROOT / "docs" / "mutants.md"
STANDING: Final = ROOT / "tests" / "mutants" / "standing.yaml"
JUDGES: Final = ("loader", "checks", "cases", "conflicts", "reach", "edges", "door", "register")
NOBODY: Final = "nobody"

WHY: Final[dict[tuple[str, str], str]] = {
    ("sources", "number of a claim"): (
        "The number has been read once. No order and no law takes it; it is shown in a "
        "sentence or as one side of a disagreement. A second reading of the source is wanted."
    ),
    (
        "sources",
        "unit",
    ): ("As for numbers: it has been read once, and nothing is computed from it."),
    ("sources", "slots swapped"): (
        "Two numbers of one unit change places in a patient's wording or in a sentence whose "
        "figures are not compared in that order."
    ),
    ("rules", "slots swapped"): (
        "The sentence of a rule shows two numbers of one unit; no check knows which belongs where, "
        "and no worked case expects the sentence."
    ),
    (
        "regimens",
        "number",
    ): "The step to which milligrams are rounded; no worked weight falls between.",
}
OTHERWISE: Final = "No patient was found who would be treated otherwise, and nothing else notices."


def why(mutant: Mutant) -> str:
    """Return the reason for which a survivor survives."""
    for (shelf, kind), reason in WHY.items():
        if mutant.shelf == shelf and mutant.kind.startswith(kind):
            return reason
    return OTHERWISE


def standing(results: Iterable[Tried]) -> list[Tried]:
    """Return, for each kind of mutant in each kind of file, one that was caught."""
    found: dict[tuple[str, str], Tried] = {}
    for one in sorted(results, key=lambda one: number_of(one.mutant)):
        if one.judge:
            found.setdefault((one.mutant.shelf, one.mutant.kind), one)
    return [found[key] for key in sorted(found)]


def written(results: Iterable[Tried]) -> str:
    """Return the mutants that stand for all as the file has them."""
    text = "# By `make mutants`: a mutant of each kind in each kind of file, and who catches it.\n"
    for one in standing(results):
        mutant = one.mutant
        text += f"\n- file: {mutant.file}\n"
        for name, value in (
            ("kind", mutant.kind),
            ("record", mutant.record),
            ("before", mutant.before),
            ("after", mutant.after),
            ("judge", one.judge),
        ):
            text += f"  {name}: '{value.replace(chr(39), chr(39) * 2)}'\n"
    return text


# --- the page ---------------------------------------------------------------------------------

INTRODUCTION: Final = Path(__file__).with_name("page.md").read_text(encoding="utf-8")


def page(
    results: Sequence[Tried], every: Sequence[Mutant], one_in: tuple[int, int], content: str
) -> str:
    """Return the page for the results of a run."""
    caught = sum(bool(one.judge) for one in results)
    grave = [one for one in results if safety(one.mutant)]
    summary = (
        f"Of {len(every)} mutants that can be made {len(results)} were tried; "
        f"{caught} were caught, **{share(caught, len(results))}**. "
        f"Of the {len(grave)} that touch a dose, a bound, a law or a gate, "
        f"{share(sum(bool(one.judge) for one in grave), len(grave))} were caught."
    )
    text = INTRODUCTION.format(
        hash=content,
        summary=summary,
        grave="every one" if one_in[0] == 1 else f"one in {one_in[0]}",
        others=f"one in {one_in[1]}",
        judges=" | ".join(JUDGES),
        nobody=NOBODY,
        rules="---|" * len(JUDGES),
    )
    made = Counter((one.shelf, one.kind) for one in every)
    for shelf, kind in sorted(made):
        mine = [one for one in results if (one.mutant.shelf, one.mutant.kind) == (shelf, kind)]
        by = Counter(one.judge for one in mine)
        counts = " | ".join(str(by[name] or "") for name in (*JUDGES, ""))
        got = share(len(mine) - by[""], len(mine)) if mine else ""
        text += f"| {shelf}: {kind} | {made[shelf, kind]} | {len(mine)} | {counts} | {got} |\n"
    return text + survivors(results)


def share(part: int, whole: int) -> str:
    """Return a share in per cent, never rounded up to all."""
    return f"{1000 * part // max(whole, 1) / 10} %"


def survivors(results: Iterable[Tried]) -> str:
    """Return the survivors, those of one reason together."""
    by_reason: dict[str, list[Mutant]] = {}
    for one in results:
        if not one.judge:
            by_reason.setdefault(why(one.mutant), []).append(one.mutant)
    text = "\n## What nobody noticed\n"
    for reason, found in by_reason.items():
        text += f"\n{reason}\n\n"
        for mutant in found:
            text += f"- `{mutant.file}:{mutant.line}` {mutant.kind} ({mutant.record}): "
            text += f"`{mutant.before}` became `{mutant.after}`\n"
    return text if by_reason else text + "\nNothing.\n"


def write(
    results: Sequence[Tried], every: Sequence[Mutant], one_in: tuple[int, int], content: str
) -> None:
    """Write the page and the mutants that stand for all."""
    PAGE.write_text(page(results, every, one_in, content), encoding="utf-8")
    STANDING.write_text(written(results), encoding="utf-8")
