"""This module says which statements, on which a course rests today, are to be checked again.

It refuses to take anything away for it: a short line, as in a plan, and the mark of the source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.pages.blocks import Point, Run
from whitlow.pages.citations import cites_of_order
from whitlow.pages.expired import expired_note
from whitlow.pages.words import some

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.course import Followed
    from whitlow.pages.blocks import Block

__all__ = ["expired_dose", "expired_head", "rests_on_expired"]


def rests_on_expired(followed: Followed) -> tuple[str, ...]:
    """Return the expired statements behind the plan, the doses and the reviews of the last day."""
    asked = (cite for due in followed.dues for cite in due.cites)
    found = (
        *followed.days[-1].plan.expired(),
        *_of_dose(followed),
        *followed.guideline.expired(asked, followed.today),
    )
    return tuple(dict.fromkeys(found))


def expired_head(followed: Followed) -> Iterator[Block]:
    """Yield how many of them there are."""
    names = rests_on_expired(followed)
    if names:
        text = f"this page rests on {some(len(names), 'statement')} last checked too long ago."
        yield Point((Run("Expired: ", "strong"), Run(text)), "caution")


def expired_dose(followed: Followed) -> Iterator[Block]:
    """Yield which of them the dose in force rests on."""
    names = _of_dose(followed)
    if names:
        yield Point(expired_note(followed.guideline, names), "caution")


def _of_dose(followed: Followed) -> tuple[str, ...]:
    last = followed.days[-1]
    cites = (cite for order in last.orders for cite in cites_of_order(order))
    return followed.guideline.expired(cites, followed.today)
