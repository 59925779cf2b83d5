"""This module writes the page of what is kept of all mutants.

It refuses to leave a survivor out, to exempt one that is not proved equal, and to pass what was
tried on another guideline off as tried on this one.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.cases.test_cases import pairs, text_of
from tests.mutants.counts import GROUPS, by_group, by_kind, share, table
from tests.mutants.due import PARTS, part_of
from tests.mutants.share import ALONE, OTHERS, Tried, alone, chosen, structural
from tests.mutants.told_of import copies, judges, summary
from tests.mutants.verdicts import tried
from whitlow.guideline import Items, read_yaml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from tests.mutants.pages import Mutant
    from tests.mutants.verdicts import Kept

__all__ = ["PAGE", "awaited", "groups", "page", "why"]

ROOT: Final = Path(__file__).resolve().parents[2]
PAGE: Final = ROOT / "docs" / "mutants.md"
REASONS: Final = ROOT / "tests" / "mutants" / "reasons.yaml"
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


def page(kept: Mapping[Mutant, Kept], every: Sequence[Mutant], content: str) -> str:
    """Return the page of what is kept."""
    results = [tried(mutant, one) for mutant, one in kept.items()]
    mine = [one for one in results if structural(one.mutant)]
    rest = [one for one in results if not structural(one.mutant)]
    asked = [one for one in mine if alone(one.mutant)]
    text = INTRODUCTION.format(
        hash=content,
        summary=summary(mine, every, rest),
        judges=judges(asked),
        copies=copies(asked),
        tried=awaited(kept, every) + exactly(kept, content),
        groups=groups(mine),
        asked=len(asked),
        alone=ALONE,
    )
    text += survivors(mine, rest)
    kinds = {f"{one.shelf}: {one.kind}" for one in every if structural(one)}
    text += "\n## Each operator in each kind of file\n\n"
    text += table("operator", by_kind(mine), sorted(kinds))
    return text + others(results, every)


def groups(mine: Iterable[Tried]) -> str:
    """Return what became of the structural mutants, by operator."""
    return table("operator", by_group(mine), list(GROUPS))


def awaited(kept: Collection[Mutant], every: Sequence[Mutant]) -> str:
    """Return how many mutants of today nobody has tried yet."""
    left = [one for one in chosen(every) if one not in kept]
    if not left:
        return ""
    rules = len({one.record for one in left})
    return (
        f"**{len(left)} mutants of today await their first trial**, in {rules} records that were "
        "written or changed since the last run; none of the figures of this page counts them. "
        "`make mutants` tries them first.\n"
    )


def exactly(kept: Mapping[Mutant, Kept], content: str) -> str:
    """Return how many were tried on the guideline as it stands, and how many on an earlier one."""
    guidelines = [one.guideline for mutant, one in kept.items() if structural(mutant)]
    now = guidelines.count(content)
    text = (
        f"**{now} of the {len(guidelines)} ({share(now, len(guidelines))}) were tried on exactly "
        "this guideline.**\n"
    )
    for one in sorted({*guidelines} - {content}, key=lambda one: (-guidelines.count(one), one)):
        text += f"{guidelines.count(one)} were tried on the earlier one `{one[:16]}…`.\n"
    return text + (
        "What was tried on an earlier one stands for a mutant whose record has not changed by a "
        "word since; whether the judges would still say the same is known of the sample only, "
        f"which is part {part_of(content)} of {PARTS} this time."
    )


def survivors(mine: Iterable[Tried], rest: Iterable[Tried]) -> str:
    """Return the survivors: those that nobody noticed, then those that are proved equal."""
    left = [one for one in (*mine, *rest) if not one.judge]
    text = "\n## What nobody noticed\n"
    by_reason: dict[str, list[Tried]] = {}
    for one in left:
        if not one.equal:
            by_reason.setdefault(why(one.mutant), []).append(one)
    for said, found in by_reason.items():
        text += f"\n{said}\n\n" + "".join(line(one, one.differs) for one in found)
    text += "" if by_reason else "\nNothing.\n"
    equal = [one for one in left if one.equal]
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
    text += (
        f"One in {OTHERS} was tried, chosen by what it changes and not by chance; "
        "of the others nothing is known.\n\n"
    )
    text += "| operator | made | tried | caught |\n|---|---|---|---|\n"
    for name in sorted({f"{one.shelf}: {one.kind}" for one in every if not structural(one)}):
        made = sum(f"{one.shelf}: {one.kind}" == name for one in every)
        mine = [one for one in results if f"{one.mutant.shelf}: {one.mutant.kind}" == name]
        got = share(sum(bool(one.judge) for one in mine), len(mine)) if mine else ""
        text += f"| {name} | {made} | {len(mine)} | {got} |\n"
    return text
