"""This module lays out a plan for a clinician: the bottom line, the sections, what it rests on.

It refuses to decide what is shown: whatever the plan holds has its place.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from whitlow import __version__
from whitlow.editorial.resting import of_plan
from whitlow.guideline import Rule
from whitlow.pages.blocks import Heading, Page, Point, Prose, Run, Title, Words, said
from whitlow.pages.change_blocks import change_blocks
from whitlow.pages.choice_blocks import choice_blocks, side_blocks
from whitlow.pages.citations import Citations, note_plan
from whitlow.pages.elsewhere import said_elsewhere
from whitlow.pages.expired import expired_count, expired_note, expired_points
from whitlow.pages.fact_blocks import fact_blocks
from whitlow.pages.laboratory import laboratory_blocks
from whitlow.pages.order_page import order_blocks, side_by_side
from whitlow.pages.plan_sides import all_sides, linked_sides, nearest_sides
from whitlow.pages.standing import review_point
from whitlow.pages.tree import tree
from whitlow.pages.variants_page import imported_line
from whitlow.pages.words import SECTIONS, some
from whitlow.sentence import fill, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from typing import Literal

    from whitlow.pages.blocks import Block, Mark
    from whitlow.pages.tree import NodeValue
    from whitlow.plan import Item, Plan, Question

    Why = Literal["", "short", "once", "full"]
    Sides = Callable[[Plan, Citations], Iterator[Block]]
    Changes = Callable[[Plan], Iterator[Block]]

__all__ = ["BECAUSE", "plan_at_once", "plan_document", "plan_page"]

FIRST_AFTER_LABORATORY: Final = "assess"
MOST_QUESTIONS: Final = 10
MOST_DAYS: Final = 4
STRENGTHS: Final = {
    "strong": "strong recommendation",
    "conditional": "conditional recommendation",
}
HASH_SHOWN: Final = 16
BECAUSE: Final = "Because: "
ALL_ASKED: Final = "--json shows all; whitlow case --for FILE lists them"
ASKED_IN_TURN: Final = "the form asks for them in their turn"
SEPARATOR: Final = " · "
TREE_MARKS: Final[dict[NodeValue, Mark]] = {
    "true": "true",
    "false": "false",
    "unknown": "unknown",
    "value": "stands",
}
TREE_WORDS: Final[dict[NodeValue, str]] = {
    "true": "yes",
    "false": "no",
    "unknown": "not known",
    "value": "",
}


def plan_page(plan: Plan, why: Why) -> Page:
    """Return a plan to be read on a screen; ``why`` adds its reasons, in words or as trees."""
    near = tuple(shown for shown in plan.disagreements if shown.near)
    return _page(plan, why, nearest_sides, replace(plan, disagreements=near), change_blocks)


def plan_at_once(plan: Plan) -> Page:
    """Return the page of a plan beside a form, where a name leads to its record.

    What would change it is left out, since it takes many plans to know; what stands behind a
    reason is told once.
    """
    near = tuple(shown for shown in plan.disagreements if shown.near)
    return _page(plan, "once", linked_sides, replace(plan, disagreements=near), lambda _: iter(()))


def plan_document(plan: Plan, why: Why) -> Page:
    """Return a plan to be kept: as the page, with all sides of every disagreement."""
    return _page(plan, why, all_sides, plan, change_blocks)


def _page(plan: Plan, why: Why, sides: Sides, cited: Plan, changes: Changes) -> Page:
    """Return the page of a plan, its list of sources those of the part of it that is ``cited``."""
    citations = Citations(plan.guideline)
    note_plan(citations, cited)
    advice, differ = _advice(plan, citations, why), sides(plan, citations)
    return Page((*advice, *differ, *changes(plan), *_basis(plan, citations)))


def _advice(plan: Plan, citations: Citations, why: Why) -> Iterator[Block]:
    guideline = plan.guideline
    yield Title("Plan for review", f"guideline {guideline.about.version}, {plan.profile}")
    yield from side_blocks(plan, citations)
    yield from fact_blocks(plan)
    yield from _bottom_line(plan, citations)
    yield from choice_blocks(plan)
    sections = {section.name: section.items for section in plan.sections}
    told: dict[str, str] = {}
    for name, title in SECTIONS.items():
        if name == FIRST_AFTER_LABORATORY:
            yield from laboratory_blocks(plan, citations)
        if name == "ask":
            yield from _ask(plan, ASKED_IN_TURN if why == "once" else ALL_ASKED)
        elif name == "dose" and name in sections:
            yield Heading(title)
            yield from _orders(plan, sections[name], citations)
        elif name in sections:
            tone: Literal["alarm", "strong"] = "alarm" if name == "emergency" else "strong"
            yield Heading(title, tone=tone)
            if name == "treat":
                yield from _conflicts(plan)
            for item in sections[name]:
                yield from _item(plan, item, citations, why, told)


def _conflicts(plan: Plan) -> Iterator[Block]:
    for conflict in plan.conflicts:
        drugs = joined(plan.guideline.label(drug) for drug in conflict.drugs)
        rules = joined(conflict.rules)
        text = f"Two rules answer one question ({conflict.question}) with {drugs}: {rules}."
        yield Point((Run("Conflict: ", "alarm"), Run(text)), "alarm")


def _basis(plan: Plan, citations: Citations) -> Iterator[Block]:
    yield from _derived(plan, citations)
    yield from citations.blocks()
    yield from _foot(plan)


def _bottom_line(plan: Plan, citations: Citations) -> Iterator[Block]:
    bottom = plan.bottom_line
    yield Heading("Bottom line")
    yield Prose((Run(bottom.says, "strong"), *citations.cited(bottom.cites)))
    if bottom.provisional and bottom.cites:
        yield Prose(said("This rests on answers still open; they are asked below.", "caution"))
    yield from expired_count(plan)


def _ask(plan: Plan, rest: str) -> Iterator[Block]:
    if not plan.ask:
        return
    yield Heading(SECTIONS["ask"], aside=some(len(plan.ask), "question"))
    for question in plan.ask[:MOST_QUESTIONS]:
        yield _question(question)
    more = len(plan.ask) - MOST_QUESTIONS
    if more > 0:
        yield Prose(said(f"And {more} more ({rest}).", "quiet"))


def _question(question: Question) -> Point:
    hangs = f" ({question.fact}; settles {some(len(question.settles), 'rule')})"
    return Point((Run(question.question), Run(hangs, "quiet")), "ask")


def _item(
    plan: Plan, item: Item, citations: Citations, why: Why, told: dict[str, str]
) -> Iterator[Block]:
    mark, lead = _stand(item)
    words = (*(said(f"{lead}: ", "strong") if lead else ()), Run(item.says))
    notes = [*_notes(plan, item)]
    if why in {"short", "once"} and item.decided:
        reasons = plan.why(item) if why == "short" else plan.why_once(item, told)
        notes.append(said(f"{BECAUSE}{'; '.join(reasons)}.", "quiet"))
    line = (*words, *citations.cited(item.cites), *_tags(item))
    yield Point(line, mark, notes=tuple(notes), record=item.rule)
    if why == "full":
        yield from _tree(plan, item)


def _stand(item: Item) -> tuple[Mark, str]:
    """Return the mark of an item and the word that says the same."""
    if item.barred_by:
        return "barred", "Barred"
    if item.provisional:
        return "provisional", "Provisional"
    return ("alarm", "Now") if item.action == "emergency" else ("stands", "")


def _notes(plan: Plan, item: Item) -> Iterator[Words]:
    """Yield what qualifies an item: whom to call, what bars it or is awaited, when it is due."""
    guideline = plan.guideline
    if item.call:
        yield (Run("Call: ", "strong"), Run(item.call))
    for name in item.barred_by:
        yield (Run("Barred by: ", "strong"), Run(_said_by(plan, name)))
    if item.provisional:
        labels = joined((guideline.label(fact) for fact in item.provisional), "and")
        yield (Run("Until known: ", "strong"), Run(labels))
    if item.due:
        yield (Run("Due: ", "strong"), Run(_days(item.due)))
    if item.expired:
        yield expired_note(guideline, item.expired)


def _tags(item: Item) -> Words:
    """Return how sure an item is and which rule it reads, at the end of its sentence."""
    tags = []
    if item.strength:
        tags.append(f"{STRENGTHS.get(item.strength, item.strength)}, {item.certainty} certainty")
    if item.off_label:
        tags.append("off-label")
    if not item.verified:
        tags.append("sources not read, only reported")
    return said(f"{SEPARATOR}{SEPARATOR.join(tags)} ({item.rule})", "quiet") if tags else ()


def _days(due: Sequence[date]) -> str:
    """Return the days on which something is due, the first few and the last."""
    days = [day.isoformat() for day in due]
    if len(days) <= MOST_DAYS:
        return joined(days)
    return f"{', '.join(days[: MOST_DAYS - 1])} and so on until {days[-1]}"


def _said_by(plan: Plan, name: str) -> str:
    """Return what the rule or law that bars says, as short as it says it, and its name."""
    guideline = plan.guideline
    record = guideline.rules.get(name) or guideline.laws[name]
    wording = record.headline if isinstance(record, Rule) and record.headline else record.says
    says = fill(wording, guideline, record.cites, plan.reading.known, plan.reading.words)
    return f"{says} ({name})"


def _tree(plan: Plan, item: Item) -> Iterator[Block]:
    for node in tree(plan.reading, item.rule):
        value = TREE_WORDS[node.value]
        answer = f": {value}" if value else ""
        detail = f" ({node.detail})" if node.detail else ""
        words = (Run(node.text), Run(answer, "strong"), Run(detail, "quiet"))
        yield Point(words, TREE_MARKS[node.value], depth=node.depth + 1)


def _orders(plan: Plan, items: tuple[Item, ...], citations: Citations) -> Iterator[Block]:
    """Yield the orders; what hangs on an answer says so before its figures."""
    for group in side_by_side([item.order for item in items if item.order is not None]):
        yield from order_blocks(plan.guideline, group, citations, said_elsewhere(plan, group))
        waits = dict.fromkeys(
            fact for item in items if item.order in group for fact in item.provisional
        )
        if waits:
            labels = joined(plan.guideline.label(fact) for fact in waits)
            yield Point((Run("Provisional: ", "strong"), Run(f"until {labels} known")), "ask")
        yield from expired_points(plan.guideline, (item for item in items if item.order in group))


def _derived(plan: Plan, citations: Citations) -> Iterator[Block]:
    if not plan.derived:
        return
    yield Heading("Worked out from the facts")
    for name, value, arithmetic, cites in plan.derived:
        label = plan.guideline.label(name)
        sum_ = f" = {arithmetic}" if " " in arithmetic else ""
        yield Point((Run(f"{label}: {value}"), Run(sum_, "quiet"), *citations.cited(cites)))


def _foot(plan: Plan) -> Iterator[Block]:
    guideline = plan.guideline
    yield Heading("Standing of this plan")
    yield review_point(guideline, lambda: of_plan(plan), plan.today)
    yield Point((Run("Made: ", "strong"), Run(_made(plan))))
    if guideline.imported is not None:
        yield Point((Run("Imported: ", "strong"), Run(f"{imported_line(guideline.imported)}.")))
    yield Prose(said(guideline.about.disclaimer, "strong"))


def _made(plan: Plan) -> str:
    guideline = plan.guideline
    return (
        f"for {plan.today.isoformat()} by whitlow {__version__} from guideline "
        f"{guideline.about.version} of {guideline.about.date} "
        f"(hash {guideline.hash[:HASH_SHOWN]}), profile {plan.profile}."
    )
