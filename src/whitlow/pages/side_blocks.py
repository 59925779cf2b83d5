"""This module says at the head of a page which other sides it follows, and what that changed.

It refuses to call a choice of the reader anything but that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.pages.blocks import Heading, Point, Prose, Run, said
from whitlow.plan import changed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.pages.blocks import Block, Words
    from whitlow.pages.citations import Citations
    from whitlow.pages.json_values import Json
    from whitlow.plan import Difference, Plan, Side

__all__ = ["LAWS_HOLD", "changed_json", "choice_blocks", "following_json", "side_blocks"]

LAWS_HOLD: Final = "Every law of the guideline still holds; what one takes out stays out."
NOISE: Final = ("citations changed", "disagreement shown", "disagreement no longer shown")
"""Differences that a page leaves to its JSON: they follow from the others."""


def side_blocks(plan: Plan, citations: Citations) -> Iterator[Block]:
    """Yield what the reader chose otherwise than the guideline, nothing where that is nothing."""
    for side in plan.following:
        yield from _side(side, citations)
    if _other_profile(plan):
        title = plan.guideline.profiles[plan.profile].title
        default = plan.guideline.about.default_profile
        words = f"{plan.profile} ({title}), chosen by the reader; the guideline takes {default}."
        yield Point((Run("Profile: ", "strong"), Run(words)), "caution")
    if plan.following or _other_profile(plan):
        yield Prose(said(LAWS_HOLD, "strong"))


def _other_profile(plan: Plan) -> bool:
    return plan.profile != plan.guideline.about.default_profile


def _side(side: Side, citations: Citations) -> Iterator[Block]:
    name = f" ({side.id}, position {side.position})"
    if not side.instead_of:
        words: Words = (Run(side.question), Run(" The guideline follows that position anyway."))
        yield Point((*words, Run(name, "quiet")), "followed")
        return
    yield Point(
        (
            Run("Another side is followed here, by the reader's choice. ", "strong"),
            Run(f"{side.question} "),
            Run(side.says, "strong"),
            *citations.cited(side.cites),
            Run(name, "quiet"),
        ),
        "caution",
        notes=((Run("Instead of: ", "strong"), Run(side.instead_of)),),
    )


def choice_blocks(plan: Plan) -> Iterator[Block]:
    """Yield in what a plan differs from the one that follows the guideline in everything."""
    if not (plan.following or _other_profile(plan)):
        return
    yield Heading("What this choice changed")
    told = [each for each in changed(plan) if each.kind not in NOISE]
    if not told:
        yield Prose(said("Nothing for this patient: the plan is the same without it."))
    for each in told:
        yield _change(each)


def _change(each: Difference) -> Point:
    lead = f"{each.kind[:1].upper()}{each.kind[1:]}: "
    words: Words = (
        Run(lead, "strong"),
        Run(each.now or each.was),
        Run(f" ({each.record})", "quiet"),
    )
    notes = ((Run("Before: ", "strong"), Run(each.was)),) if each.now and each.was else ()
    return Point(words, "followed" if each.now else "barred", notes=notes)


def following_json(plan: Plan) -> list[Json]:
    """Return the sides followed; to a patient only their names, since a side may hold a dose."""
    if plan.audience == "patient":
        return [{"id": side.id, "position": side.position} for side in plan.following]
    return [
        {
            "id": side.id,
            "question": side.question,
            "position": side.position,
            "says": side.says,
            "cites": list(side.cites),
            "instead_of": side.instead_of or None,
        }
        for side in plan.following
    ]


def changed_json(plan: Plan) -> list[Json]:
    """Return what the choice changed; to a patient nothing, since a change may hold a dose."""
    if plan.audience == "patient":
        return []
    return [
        {"kind": each.kind, "record": each.record, "was": each.was, "now": each.now}
        for each in changed(plan)
    ]
