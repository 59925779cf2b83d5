"""This module writes what a run found: the page ``docs/mutants.md`` and the mutants that stand for all.

It refuses to leave a survivor out, or to explain one by anything but what is written in ``WHY``.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.mutants.share import ONE_IN, Tried, number_of, safety

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
        "The number has been read once. No order, law, regimen or table takes it; it is shown in a "
        "sentence or as one side of a disagreement. A second reading of the source is wanted."
    ),
    ("sources", "unit"): "As for the numbers: the claim has been read once and nothing is computed from it.",
    ("sources", "slots swapped"): (
        "Two numbers of one unit change places in a patient's wording or in a sentence whose figures "
        "are not compared in that order."
    ),
    ("rules", "slots swapped"): (
        "The sentence of a rule shows two numbers of one unit; no check knows which belongs where, "
        "and no worked case expects the sentence."
    ),
    ("regimens", "number"): "The step to which milligrams are rounded; no worked weight falls between.",
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
    text = "# Written by `make mutants`: one mutant of each kind in each kind of file, and who catches it.\n"
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

INTRODUCTION: Final = """\
# Mutants of the knowledge

A mutant is the guideline with one slip in it: a number ten times too large, two doses exchanged, `<` for `<=`, a rule lost.
Each is made in the text of a file, as an editor could make it, and given to the judges.
Whoever notices first has caught it; what nobody notices is listed below.

Written by `make mutants`.
This page was made of the guideline with the content hash `{hash}`.

## Who judges

| judge | what it does |
|---|---|
| loader | refuses what cannot be read: a unit that does not fit, a name that does not exist |
| checks | `whitlow check`: bands without gap and overlap, figures entered twice, citations, overrides |
| cases | the worked patients of `guideline/cases`, with what their plans must and must never hold |
| conflicts | two drugs for one question in a worked patient |
| reach | every rule that spoke in a worked patient still does |
| edges | `guideline/cases/edges`: what a condition comes to for a patient on either side of what it asks |
| door | `guideline/cases/door`: what is accepted, doubted and refused at the ends of each range |
| register | `guideline/cases/register`: what the guideline holds, written down a second time |

The first five judge by what a careful reader expects.
**The last three hold the guideline to what it was.**
Their entries were written down from the guideline by a program, not read in a source: they show that something has changed or is gone, and could not show that it was wrong from the start.
Whoever changes a condition, a range or a citation on purpose changes the entry as well.

Not made into mutants: strength and certainty, which are judgements; titles, labels and other words; the classes of drugs and of variants; and whatever is in `guideline/cases` itself.

## How many

{summary}

Every mutant of tables, regimens, laws, formulas and grades and of the rules that bar or hold a drug was tried, single citations apart; of all others one in {one_in}, chosen by what it changes and not by chance.

| | made | tried | {judges} | {nobody} | caught |
|---|---|---|{rules}---|---|
"""


def page(results: Sequence[Tried], every: Sequence[Mutant], content: str) -> str:
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
        one_in=ONE_IN,
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


def write(results: Sequence[Tried], every: Sequence[Mutant], content: str) -> None:
    """Write the page and the mutants that stand for all."""
    PAGE.write_text(page(results, every, content), encoding="utf-8")
    STANDING.write_text(written(results), encoding="utf-8")
