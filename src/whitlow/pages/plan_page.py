"""This module lays out a plan for a clinician: the bottom line, the sections, what it rests on.

It refuses to decide what is shown: whatever the plan holds has its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow import __version__
from whitlow.pages.blocks import Heading, Page, Point, Prose, Run, Sheet, Title, Words, said
from whitlow.pages.citations import Citations, cites_of_plan
from whitlow.pages.disagreements_page import disagreement_blocks
from whitlow.pages.order_page import order_blocks, side_by_side
from whitlow.pages.tree import tree
from whitlow.pages.words import REVIEW, SECTIONS, some
from whitlow.sentence import fill, joined

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from whitlow.pages.blocks import Block, Mark
    from whitlow.pages.tree import NodeValue
    from whitlow.plan import Item, Plan, Question

    Why = Literal["", "short", "full"]

__all__ = ["plan_page"]

MOST_QUESTIONS: Final = 10
HASH_SHOWN: Final = 16
SEPARATOR: Final = " · "
OTHER: Final = "other"
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
    """Return the page of a plan; ``why`` adds its reasons, in words or as whole trees."""
    citations = Citations(plan.guideline)
    citations.note(cites_of_plan(plan))
    return Page(tuple(_blocks(plan, citations, why)))


def _blocks(plan: Plan, citations: Citations, why: Why) -> Iterator[Block]:
    guideline = plan.guideline
    yield Title("Plan for review", f"guideline {guideline.about.version}, {plan.profile}")
    yield from _patient(plan)
    yield from _bottom_line(plan, citations)
    sections = {section.name: section.items for section in plan.sections}
    for name, title in SECTIONS.items():
        if name == "ask":
            yield from _ask(plan)
        elif name == "dose" and name in sections:
            yield Heading(title)
            yield from _orders(plan, sections[name], citations)
        elif name in sections:
            tone: Literal["alarm", "strong"] = "alarm" if name == "emergency" else "strong"
            yield Heading(title, tone=tone)
            for item in sections[name]:
                yield from _item(plan, item, citations, why)
    yield from _disagreements(plan, citations)
    yield from _would_change(plan)
    yield from _derived(plan, citations)
    yield from citations.blocks()
    yield from _foot(plan)


def _patient(plan: Plan) -> Iterator[Block]:
    rows = tuple((group, (said(SEPARATOR.join(told)),)) for group, told in _groups(plan).items())
    if rows:
        yield Sheet(rows)
    for doubt in plan.doubts:
        yield Point((Run("Not used: ", "strong"), Run(doubt)), "ask")


def _groups(plan: Plan) -> dict[str, list[str]]:
    """Return the facts in words by their group, what one answer settled as that answer."""
    guideline = plan.guideline
    groups: dict[str, list[str]] = {}
    told: set[str] = set()
    for fact in guideline.facts.values():
        if fact.settles and all(plan.reading.known(name) is False for name in fact.settles):
            groups.setdefault(fact.group or OTHER, []).append(f"{guideline.label(fact.name)}: none")
            told.update(fact.settles)
    for reason in plan.facts:
        if reason.fact not in told:
            group = guideline.facts[reason.fact].group or OTHER
            groups.setdefault(group, []).append(_fact(plan, reason.fact, reason.value))
    order = {fact.group or OTHER: None for fact in guideline.facts.values()}
    return {group: groups[group] for group in order if group in groups}


def _fact(plan: Plan, name: str, value: str) -> str:
    """Return a fact in few words: what is true by its name, the rest with its value."""
    label = plan.guideline.label(name)
    match plan.reading.known(name):
        case True:
            return label
        case False:
            return f"not: {label}"
        case str() | frozenset():
            return f"{label}: {value}"
        case _:
            return f"{label} {value}"


def _bottom_line(plan: Plan, citations: Citations) -> Iterator[Block]:
    bottom = plan.bottom_line
    yield Heading("Bottom line")
    yield Prose((Run(bottom.says, "strong"), *citations.cited(bottom.cites)))
    if bottom.provisional and bottom.cites:
        yield Prose(said("This rests on answers still open; they are asked below.", "caution"))


def _ask(plan: Plan) -> Iterator[Block]:
    if not plan.ask:
        return
    yield Heading(SECTIONS["ask"], aside=some(len(plan.ask), "question"))
    for question in plan.ask[:MOST_QUESTIONS]:
        yield _question(question)
    more = len(plan.ask) - MOST_QUESTIONS
    if more > 0:
        yield Prose(
            said(
                f"And {more} more (--json shows all; whitlow case --for FILE lists them).", "quiet"
            )
        )


def _question(question: Question) -> Point:
    hangs = f" ({question.fact}; settles {some(len(question.settles), 'rule')})"
    return Point((Run(question.question), Run(hangs, "quiet")), "ask")


def _item(plan: Plan, item: Item, citations: Citations, why: Why) -> Iterator[Block]:
    mark, lead = _stand(item)
    words = (*(said(f"{lead}: ", "strong") if lead else ()), Run(item.says))
    notes = [*_notes(plan, item)]
    if why == "short" and item.why:
        notes.append(said(f"Because: {'; '.join(item.why)}.", "quiet"))
    yield Point((*words, *citations.cited(item.cites)), mark, notes=tuple(notes))
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
    """Yield what qualifies an item: who to call, what it waits for, how sure it is."""
    guideline = plan.guideline
    if item.call:
        yield (Run("Call: ", "strong"), Run(item.call))
    for name in item.barred_by:
        yield (Run("Barred by: ", "strong"), Run(_said_by(plan, name)))
    if item.provisional:
        labels = joined((guideline.label(fact) for fact in item.provisional), "and")
        yield (Run("Until known: ", "strong"), Run(labels))
    if item.due:
        days = joined((day.isoformat() for day in item.due), "and")
        yield (Run("Due: ", "strong"), Run(days))
    tags = []
    if item.strength:
        tags.append(f"{item.strength} recommendation, {item.certainty} certainty")
    if item.off_label:
        tags.append("off-label")
    if not item.verified:
        tags.append("sources not read, only reported")
    if tags:
        yield said(f"{SEPARATOR.join(tags)} ({item.rule})", "quiet")


def _said_by(plan: Plan, name: str) -> str:
    """Return what the rule or law that bars says, and its name."""
    guideline = plan.guideline
    record = guideline.rules.get(name) or guideline.laws[name]
    says = fill(record.says, guideline, record.cites, plan.reading.known)
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
        yield from order_blocks(plan.guideline, group, citations)
        waits = dict.fromkeys(
            fact for item in items if item.order in group for fact in item.provisional
        )
        if waits:
            labels = joined(plan.guideline.label(fact) for fact in waits)
            yield Point((Run("Provisional: ", "strong"), Run(f"until {labels} known")), "ask")


def _disagreements(plan: Plan, citations: Citations) -> Iterator[Block]:
    if not plan.disagreements:
        return
    yield Heading("Where the sources disagree")
    for shown in plan.disagreements:
        yield from disagreement_blocks(shown.record, shown.positions, shown.why, citations)


def _would_change(plan: Plan) -> Iterator[Block]:
    if not plan.would_change:
        return
    yield Heading("What would change it")
    for change in plan.would_change:
        words = (Run(f"{change.to} (now {change.now}): "), Run(change.then, "strong"))
        yield Point(words)


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
    yield Point((Run("Review: ", "strong"), Run(REVIEW)))
    yield Point((Run("Made: ", "strong"), Run(_made(plan))))
    yield Prose(said(guideline.about.disclaimer, "strong"))


def _made(plan: Plan) -> str:
    guideline = plan.guideline
    return (
        f"for {plan.today.isoformat()} by whitlow {__version__} from guideline "
        f"{guideline.about.version} of {guideline.about.date} "
        f"(hash {guideline.hash[:HASH_SHOWN]}), profile {plan.profile}."
    )
