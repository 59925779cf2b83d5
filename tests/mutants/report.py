"""This module writes what a run found: its page, and the mutants that stand for all.

It refuses to leave a survivor out, or to explain one by anything but what is written in ``WHY``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.cases.test_cases import pairs, text_of
from tests.mutants.share import Tried, number_of
from tests.mutants.share import structural as safety
from whitlow.guideline import Items, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.mutants.pages import Mutant

__all__ = ["PAGE", "STANDING", "page", "standing", "why", "write"]

ROOT: Final = Path(__file__).resolve().parents[2]
PAGE: Final = ROOT / "docs" / "mutants.md"
REASONS: Final = ROOT / "tests" / "mutants" / "reasons.yaml"
STANDING: Final = ROOT / "tests" / "mutants" / "standing.yaml"
JUDGES: Final = ("loader", "checks", "cases", "conflicts", "reach", "edges", "door", "register")
READERS: Final = JUDGES[:5]
NOBODY: Final = "nobody"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a mutant survives, and whether it is because it makes no difference."""

    shelf: str
    record: str
    kind: str
    piece: str
    says: str
    equal: bool

    def fits(self, mutant: Mutant) -> bool:
        """Whether the reason is that of a mutant."""
        return (
            mutant.shelf.startswith(self.shelf)
            and mutant.record.endswith(self.record)
            and mutant.kind.startswith(self.kind)
            and self.piece in mutant.before
        )


@cache
def reasons() -> tuple[Reason, ...]:
    """Return the reasons that are written down."""
    node = read_yaml(REASONS.read_text(encoding="utf-8"), REASONS.name)
    read = [dict(pairs(item)) for item in (node.items if isinstance(node, Items) else ())]
    told = [{name: text_of(value) for name, value in one.items()} for one in read]
    return tuple(
        Reason(
            one["shelf"],
            one["record"],
            one["kind"],
            one["piece"],
            one["says"],
            equal=one["equal"] == "true",
        )
        for one in told
    )


def why(mutant: Mutant) -> Reason:
    """Return the reason for which a survivor survives."""
    return next(reason for reason in reasons() if reason.fits(mutant))


def standing(results: Iterable[Tried]) -> list[Tried]:
    """Return, for each kind of mutant, one that was caught.

    Of single citations one is enough: all of them are seen by the same judges.
    """
    found: dict[str, Tried] = {}
    for one in sorted(results, key=lambda one: number_of(one.mutant)):
        citing = "citation" in one.mutant.kind and one.mutant.shelf not in {"rules", "tables"}
        if one.judge and not citing:
            found.setdefault(one.mutant.kind, one)
    return [found[key] for key in sorted(found)]


def written(results: Iterable[Tried]) -> str:
    """Return the mutants that stand for all as the file has them."""
    text = "# By `make mutants`: a mutant of each kind, and who catches it.\n"
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
    caught = [one for one in results if one.judge]
    equal = [one for one in results if not one.judge and why(one.mutant).equal]
    grave = [one for one in results if safety(one.mutant)]
    seen = [one for one in grave if one.judge]
    missed = [one for one in grave if not one.judge and not why(one.mutant).equal]
    first = sum(one.judge in READERS for one in results)
    summary = (
        f"Of {len(every)} mutants that can be made {len(results)} were tried.\n"
        f"{len(caught)} were caught, {len(equal)} make no difference, and "
        f"{len(results) - len(caught) - len(equal)} were noticed by nobody: of those that make a "
        f"difference **{share(len(caught), len(results) - len(equal))}** were caught.\n"
        f"Of the {len(grave)} that touch a dose, a bound, a law or a gate "
        f"{share(len(seen), len(seen) + len(missed))} of those that make a difference.\n"
        f"The first five judges caught {first}, the last three the other {len(caught) - first}."
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
            by_reason.setdefault(why(one.mutant).says, []).append(one.mutant)
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
