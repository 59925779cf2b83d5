"""This module lays out where the sources of a plan disagree: all sides, or each in one point.

It refuses to leave out a side, whichever is followed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.guideline import numbers
from whitlow.pages.blocks import Heading, Point, Prose, Run, said
from whitlow.pages.disagreements_page import compact_blocks, disagreement_blocks
from whitlow.sentence import joined

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from whitlow.guideline import Disagreement
    from whitlow.pages.blocks import Block
    from whitlow.pages.citations import Citations
    from whitlow.plan import Plan

__all__ = ["all_sides", "linked_sides", "nearest_sides"]

READ_ON: Final = (
    "Why a side is followed, what to do, and how good each source is: whitlow show ID, or "
    "--markdown, --html or --json."
)
LED_ON: Final = (
    "Why a side is followed, what to do, and how good each source is stands behind its name."
)


def all_sides(plan: Plan, citations: Citations) -> Iterator[Block]:
    """Yield every disagreement with all its sides."""
    if plan.disagreements:
        yield Heading("Where the sources disagree")
    for shown in plan.disagreements:
        chosen = plan.guideline.chosen(shown.record.id)
        yield from disagreement_blocks(shown, citations, chosen)


def nearest_sides(plan: Plan, citations: Citations) -> Iterator[Block]:
    """Yield the disagreements about what the plan holds, each side with its sources.

    Those that only share a source with it follow by their names, and where to read on.
    """
    yield from _nearest(plan, citations, lambda record: numbers(plan.guideline, record), READ_ON)


def linked_sides(plan: Plan, citations: Citations) -> Iterator[Block]:
    """Yield the same for a page on which each name leads to its record, and nothing is typed."""
    yield from _nearest(plan, citations, lambda _: (), LED_ON)


def _nearest(
    plan: Plan,
    citations: Citations,
    followable: Callable[[Disagreement], Collection[int]],
    read_on: str,
) -> Iterator[Block]:
    near = [shown for shown in plan.disagreements if shown.near]
    far = [shown.record.id for shown in plan.disagreements if not shown.near]
    if plan.disagreements:
        yield Heading("Where the sources disagree")
    for shown in near:
        can = followable(shown.record)
        yield from compact_blocks(shown, citations, can, plan.guideline.chosen(shown.record.id))
    if far:
        names = (Run("Disputed too in the sources named here: "), Run(joined(far), "quiet"))
        yield Point((*names, Run(".")))
    if plan.disagreements:
        yield Prose(said(read_on, "quiet"))
