"""This module says what a plan follows otherwise than its guideline, and what that changed.

It refuses to leave a change out of the JSON; a page leaves out what follows from the others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from whitlow.pages.blocks import Heading, Point, Prose, Run, said
from whitlow.pages.side_blocks import LAWS_HOLD, chosen_blocks, chosen_json
from whitlow.plan import changed
from whitlow.sentence import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.pages.blocks import Block
    from whitlow.pages.citations import Citations
    from whitlow.pages.json_values import Json
    from whitlow.plan import DifferenceKind, Plan

__all__ = ["changed_json", "choice_blocks", "following_json", "side_blocks"]

NOISE: Final = ("citations changed", "disagreement shown", "disagreement no longer shown")
"""Differences that a page leaves to its JSON: they follow from the others."""

_END: Final = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def side_blocks(plan: Plan, citations: Citations) -> Iterator[Block]:
    """Yield what the reader chose otherwise than the guideline, nothing where that is nothing."""
    yield from chosen_blocks(plan.following, citations)
    if _other_profile(plan):
        title = plan.guideline.profiles[plan.profile].title
        default = plan.guideline.about.default_profile
        words = f"{plan.profile} ({title}), chosen by the reader; the guideline takes {default}."
        yield Point((Run("Profile: ", "strong"), Run(words)), "caution")
    if plan.following or _other_profile(plan):
        yield Prose(said(LAWS_HOLD, "strong"))


def _other_profile(plan: Plan) -> bool:
    return plan.profile != plan.guideline.about.default_profile


def choice_blocks(plan: Plan) -> Iterator[Block]:
    """Yield in what a plan differs from the one that follows the guideline in everything."""
    if not (plan.following or _other_profile(plan)):
        return
    yield Heading("What this choice changed")
    records: dict[tuple[DifferenceKind, str, str], list[str]] = {}
    for each in changed(plan):
        if each.kind not in NOISE:
            records.setdefault((each.kind, each.was, each.now), []).append(each.record)
    if not records:
        yield Prose(said("Nothing for this patient: the plan is the same without it."))
    for (kind, was, now), names in records.items():
        yield _change(kind, was, now, joined(dict.fromkeys(names)))


def _change(kind: DifferenceKind, was: str, now: str, records: str) -> Point:
    """Return one change; what stands in full below, or no longer does, in its first sentence."""
    lead = f"{kind[:1].upper()}{kind[1:]}: "
    told = now if was and now else _END.split(now or was, maxsplit=1)[0]
    words = (Run(lead, "strong"), Run(told), Run(f" ({records})", "quiet"))
    notes = ((Run("Before: ", "strong"), Run(was)),) if was and now else ()
    return Point(words, "followed" if now else "barred", notes=notes)


def following_json(plan: Plan) -> list[Json]:
    """Return the sides followed; to a patient only their names, since a side may hold a dose."""
    if plan.audience == "patient":
        return [{"id": side.id, "position": side.position} for side in plan.following]
    return chosen_json(plan.guideline)


def changed_json(plan: Plan) -> list[Json]:
    """Return what the choice changed; to a patient nothing, since a change may hold a dose."""
    if plan.audience == "patient":
        return []
    return [
        {"kind": each.kind, "record": each.record, "was": each.was, "now": each.now}
        for each in changed(plan)
    ]
