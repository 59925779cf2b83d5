"""This module writes down a mutant of each kind with a judge that catches it, for the tests.

It refuses to replace one that still stands: a run tries some mutants only.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.cases.test_cases import pairs, shipped_cases, text_of
from tests.mutants.judges import JUDGES, case_of
from tests.mutants.share import number_of
from tests.mutants.trial import tried
from whitlow.guideline import Items, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.mutants.pages import Mutant
    from tests.mutants.share import Tried
    from tests.mutants.trial import World

__all__ = ["STANDING", "Entry", "made", "said", "standing", "written"]

STANDING: Final = Path(__file__).with_name("standing.yaml")
SWIFT: Final = ("loader", "checks", "proof", "cases", "edges", "door", "register")
"""The judges that can be asked in a test; a case is asked by its name."""
CHANGE: Final = ("file", "kind", "record", "before", "after")
HEAD: Final = (
    "# By `make mutants`: a mutant of each kind, who catches it, and in which worked case.\n"
)
Entry = dict[str, str]


def standing() -> list[Entry]:
    """Return the mutants that stand for all, as they are written down."""
    node = read_yaml(STANDING.read_text(encoding="utf-8"), STANDING.name)
    items = node.items if isinstance(node, Items) else ()
    return [{name: text_of(value) for name, value in pairs(item)} for item in items]


def made(one: Entry, every: Iterable[Mutant]) -> Mutant | None:
    """Return the mutant that is written down, or nothing where none is made like it any more."""
    wanted = tuple(one[name] for name in CHANGE)
    return next((each for each in every if wanted == change(each)), None)


def change(mutant: Mutant) -> tuple[str, ...]:
    """Return what a mutant changes."""
    return mutant.file, mutant.kind, mutant.record, mutant.before, mutant.after


def said(world: World, mutant: Mutant, one: Entry) -> str:
    """Return what the judge says by whom a mutant is written down to be caught."""
    trial = tried(world, mutant)
    if trial.guideline is None or not one["case"]:
        return JUDGES[one["judge"]](trial) if trial.guideline or one["judge"] == "loader" else ""
    cases = [each for each in shipped_cases() if each.name == one["case"]]
    return case_of(trial, cases[0]) if cases else ""


def written(results: Iterable[Tried], every: Iterable[Mutant], world: World) -> str:
    """Return those that stand for all as the file has them: the old ones, and new for what fell.

    Of single citations one is enough: all of them are seen by the same judges.
    """
    kept: dict[str, Entry] = {}
    for one in standing():
        mutant = made(one, every)
        if mutant is not None and said(world, mutant, one):
            kept[one["kind"]] = one
    for result in sorted(results, key=lambda each: number_of(each.mutant)):
        mutant = result.mutant
        citing = "citation" in mutant.kind and mutant.shelf not in {"rules", "tables"}
        judge = next((name for name in SWIFT if result.said.get(name)), "")
        if judge and not citing and mutant.kind not in kept:
            kept[mutant.kind] = entry(result, judge)
    return HEAD + "".join(lines(kept[kind]) for kind in sorted(kept))


def entry(result: Tried, judge: str) -> Entry:
    """Return what was found of a mutant as it is written down."""
    case = result.said[judge].partition(":")[0] if judge == "cases" else ""
    found = dict(zip(CHANGE, change(result.mutant), strict=True))
    return {**found, "judge": judge, "case": case}


def lines(one: Entry) -> str:
    """Return the lines of one that stands for all."""
    text = f"\n- file: {one['file']}\n"
    for name in (*CHANGE[1:], "judge", "case"):
        text += f"  {name}: '{one[name].replace(chr(39), chr(39) * 2)}'\n"
    return text
