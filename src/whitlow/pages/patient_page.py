"""This module lays out a plan for the patient, in the plain words of its rules.

It refuses to hold a dose, an order, or any amount of a medicine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.editorial.resting import of_plan
from whitlow.pages.blocks import Heading, Page, Point, Prose, Run, Title, said
from whitlow.pages.citations import Citations
from whitlow.pages.expired import PLAIN_EXPIRED
from whitlow.pages.standing import review_point
from whitlow.pages.words import PLAIN_SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.pages.blocks import Block, Mark
    from whitlow.plan import Item, Plan

__all__ = ["patient_page"]

MOST_QUESTIONS: Final = 8
OTHER_OPINION: Final = (
    "Experts do not agree on everything. Whoever made this page chose another opinion than it "
    "usually follows. None of its safety rules was changed."
)


def patient_page(plan: Plan) -> Page:
    """Return the page of a plan for a patient."""
    citations = Citations(plan.guideline)
    items = (item for section in plan.sections for item in section.items)
    citations.note([*plan.bottom_line.cites, *(cite for item in items for cite in item.cites)])
    return Page(tuple(_blocks(plan, citations)))


def _blocks(plan: Plan, citations: Citations) -> Iterator[Block]:
    guideline = plan.guideline
    yield Title("To talk over with your doctor", f"guideline {guideline.about.version}")
    yield Prose(said(guideline.about.plain_disclaimer))
    if any(side.instead_of for side in plan.following):
        yield Prose(said(OTHER_OPINION))
    bottom = plan.bottom_line
    yield Heading("In short")
    yield Prose((Run(bottom.says, "strong"), *citations.cited(bottom.cites)))
    sections = {section.name: section.items for section in plan.sections}
    for name, title in PLAIN_SECTIONS.items():
        if name == "ask":
            yield from _ask(plan)
            continue
        items = [item for item in sections.get(name, ()) if item.order is None]
        if items:
            yield Heading(title, tone="alarm" if name == "emergency" else "strong")
            for item in items:
                yield _point(item, citations)
    yield from citations.blocks()
    yield Heading("About this page")
    yield review_point(guideline, lambda: of_plan(plan), plan.today)
    yield Point(said(f"Last updated: {guideline.about.date}."))


def _ask(plan: Plan) -> Iterator[Block]:
    if not plan.ask:
        return
    yield Heading(PLAIN_SECTIONS["ask"])
    for question in plan.ask[:MOST_QUESTIONS]:
        yield Point(said(question.question), "ask")
    if len(plan.ask) > MOST_QUESTIONS:
        yield Prose(said("And a few more things, which they will ask you.", "quiet"))


def _point(item: Item, citations: Citations) -> Point:
    words = (Run(item.says), *citations.cited(item.cites))
    call = ((Run("Who to call: ", "strong"), Run(item.call)),) if item.call else ()
    maybe = (said("This may change once more is known.", "quiet"),) if item.provisional else ()
    old = (said(PLAIN_EXPIRED, "quiet"),) if item.expired else ()
    mark: Mark = "alarm" if item.action == "emergency" else "stands"
    return Point(words, mark, notes=(*call, *maybe, *old), record=item.rule)
