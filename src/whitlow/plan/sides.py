"""This module compares what a plan of another side is made from with what it would be made from.

It refuses to compare amounts: those are compared as the orders give them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.guideline import figures_of
from whitlow.order import asked_profile
from whitlow.plan.compare import Difference
from whitlow.sentence import claim_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Guideline
    from whitlow.plan.records import Plan

__all__ = ["chosen_profile", "other_figures"]


def chosen_profile(guideline: Guideline, profile: str) -> str:
    """Return the profile that is asked for, else the one of a side followed, else the default."""
    return asked_profile(guideline, profile) or guideline.about.default_profile


def other_figures(old: Plan, new: Plan) -> Iterator[Difference]:
    """Yield, for each order that both plans have, what its figures and its course said before.

    How much an order gives is compared elsewhere; the fluid and the course stand only here.
    """
    both = {item.target for item in old.section("dose")}
    for item in new.section("dose"):
        if item.target in both:
            was, now = (plan.guideline.regimens[item.target] for plan in (old, new))
            for before, after in zip(figures_of(was), figures_of(now), strict=True):
                if before != after:
                    words = (
                        _words(plan.guideline, name) for plan, name in ((old, before), (new, after))
                    )
                    yield Difference("wording changed", item.target, *words)


def _words(guideline: Guideline, name: str) -> str:
    statement = guideline.statements[name.partition(".")[0]]
    parts = list(statement.says.parts)
    parts[1::2] = [claim_text(statement.claims[slot]) for slot in statement.says.slots]
    return "".join(parts)
