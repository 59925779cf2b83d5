"""This module lays out what would change a plan: a line for each change, what becomes of it beside.

It refuses to choose what is near: it shows the first of what the plan found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.pages.blocks import Heading, Point, Prose, Run, said
from whitlow.pages.words import some
from whitlow.plan import would_change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.pages.blocks import Block
    from whitlow.plan import Change, Plan

__all__ = ["change_blocks"]

MOST_CHANGES: Final = 8
MOST_PHRASES: Final = 2
SEPARATOR: Final = " · "


def change_blocks(plan: Plan, rest: str = "--json shows all") -> Iterator[Block]:
    """Yield the changes of one fact that would change the plan, all else being as it is.

    Of each the gravest that follows: two phrases, of the weightiest recommendations. ``rest`` says
    where those stand that are not shown.
    """
    changes = would_change(plan)
    if not changes:
        return
    yield Heading("What would change this plan")
    for change in changes[:MOST_CHANGES]:
        yield _point(change)
    more = len(changes) - MOST_CHANGES
    if more > 0:
        yield Prose(said(f"And {some(more, 'change')} more ({rest}).", "quiet"))


def _point(change: Change) -> Point:
    worked_out = ", worked out" if change.derived else ""
    then = SEPARATOR.join(change.then[:MOST_PHRASES])
    now = Run(f" (now {change.now}{worked_out}): ", "quiet")
    return Point((Run(change.says, "strong"), now, Run(then)))
