"""This package makes a plan: emergencies first, then all that survives, in sections.

It refuses to recommend anything for a patient of whom nothing is known.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from whitlow.errors import InputError, Problem
from whitlow.evaluate import Outcome, Reading
from whitlow.guideline import nearest as nearest_name
from whitlow.order import (
    GIVEN,
    arithmetic_of,
    put_into_words,
    refuse_contradicted,
    sides_of,
)
from whitlow.plan.ask import SECTION_OF, questions
from whitlow.plan.bottom import bottom_line
from whitlow.plan.compare import Difference, DifferenceKind, differences
from whitlow.plan.conflicts import conflicts
from whitlow.plan.expiry import marked
from whitlow.plan.genotype import genotype_items, told_of
from whitlow.plan.items import dose_items, grade_items, law_item, rule_item
from whitlow.plan.nearest import would_change
from whitlow.plan.records import (
    SECTIONS,
    Audience,
    BottomLine,
    Change,
    Conflict,
    Item,
    Plan,
    Question,
    Reason,
    Section,
    Shown,
)
from whitlow.plan.sides import chosen_profile, other_figures
from whitlow.plan.survivors import Survivors, survivors
from whitlow.plan.touch import all_disagreements, disagreements, references
from whitlow.plan.written import written
from whitlow.sentence import fact_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from whitlow.door import Isolate
    from whitlow.guideline import Guideline
    from whitlow.language import Value

__all__ = [
    "SECTIONS",
    "Audience",
    "BottomLine",
    "Change",
    "Conflict",
    "Difference",
    "DifferenceKind",
    "Item",
    "Plan",
    "Question",
    "Reason",
    "Section",
    "Shown",
    "all_disagreements",
    "changed",
    "chosen_profile",
    "make_plan",
    "told_of",
    "would_change",
]

SHOWN_WHEN_BARRED = ("treat",)
WITHIN_ORDERS = ("hold", "confirm", "caution")
WAITING = (*GIVEN, "needs", "hold")
NOTHING_GIVEN: Final[Mapping[str, str]] = MappingProxyType({})


def make_plan(  # noqa: PLR0913 - what a plan is made of, each by name
    guideline: Guideline,
    facts: Mapping[str, Value],
    *,
    doubts: tuple[str, ...] = (),
    doubted: frozenset[str] = frozenset(),
    today: date,
    profile: str = "",
    audience: Audience = "clinician",
    given: Mapping[str, str] = NOTHING_GIVEN,
    isolates: tuple[Isolate, ...] = (),
) -> Plan:
    """Return the plan for the known facts of one patient, in their canonical units.

    ``given`` says how facts were written, and only shows: a number in another unit as it was.
    ``isolates`` only show as well: what counts of them is among the facts.
    """
    profile = chosen_profile(guideline, profile)
    _refuse_unknown_profile(guideline, profile)
    reading = Reading(guideline, facts, doubted)
    put_into_words(reading, given)
    refuse_contradicted(reading)
    plain = audience == "patient"
    found = survivors(reading, profile)
    doses = _dose_items(reading, found, profile)
    every = [*_rule_items(reading, found, today, plain=plain), *doses]
    sections = _sections(marked(guideline, every, today), plain=plain)
    waits = dict(found.unsettled) | _orders_wait(doses)
    ask = questions(reading, found.decisions, waits, plain=plain)
    bottom = bottom_line(reading, found, doses, ask, plain=plain)
    items = [item for section in sections for item in section.items]
    shown = () if plain else disagreements(reading, items)
    return Plan(
        guideline=guideline,
        reading=reading,
        profile=profile,
        audience=audience,
        today=today,
        facts=tuple(
            Reason(name, written(guideline, name, facts[name], given.get(name, "")))
            for name in guideline.facts
            if name in facts
        ),
        derived=_derived(reading),
        bottom_line=bottom,
        sections=sections,
        conflicts=tuple(conflicts(guideline, found)),
        ask=ask,
        doubts=doubts,
        isolates=isolates,
        disagreements=shown,
        references=references(_cites(bottom, items, shown, () if plain else isolates)),
        following=sides_of(guideline),
        given=given,
    )


def changed(plan: Plan) -> tuple[Difference, ...]:
    """Return in what a plan differs from the one that follows the guideline in everything.

    That is nothing where the reader chose no other side and no other profile.
    """
    ordinary = plan.guideline.ordinary or plan.guideline
    if ordinary is plan.guideline and plan.profile == ordinary.about.default_profile:
        return ()
    old = make_plan(
        ordinary,
        plan.reading.facts,
        doubts=plan.doubts,
        doubted=plan.reading.doubted,
        today=plan.today,
        audience=plan.audience,
        given=plan.given,
        isolates=plan.isolates,
    )
    return (*differences(old, plan), *other_figures(old, plan))


def _refuse_unknown_profile(guideline: Guideline, profile: str) -> None:
    if guideline.profiles and profile not in guideline.profiles:
        known = ", ".join(guideline.profiles)
        raise InputError(
            Problem(
                "unknown_profile",
                f"The profile {profile!r} does not exist. "
                f"{nearest_name(profile, guideline.profiles)} Known profiles: {known}.",
                "profile",
                profile,
                known,
            )
        )


def _cites(
    bottom: BottomLine, items: list[Item], shown: tuple[Shown, ...], isolates: tuple[Isolate, ...]
) -> Iterator[str]:
    """Yield the citations in the order in which a reader meets them."""
    yield from bottom.cites
    for item in items:
        yield from item.cites
        for note in item.order.warnings if item.order is not None else ():
            yield from note.cites
    for one in shown:
        for _, cites in one.positions:
            yield from cites
    for isolate in isolates:
        yield from isolate.cites


def _rule_items(reading: Reading, found: Survivors, today: date, *, plain: bool) -> list[Item]:
    items = [] if plain else [*grade_items(reading), *genotype_items(reading)]
    for decision in found.decisions:
        kind = decision.rule.action.kind
        if decision.outcome is Outcome.ASK or kind in WITHIN_ORDERS:
            continue
        if decision.outcome is Outcome.BARRED and (plain or kind not in SHOWN_WHEN_BARRED):
            continue
        item = rule_item(reading, decision, today, plain=plain)
        if item is not None:
            items.append(item)
    if not plain:
        items += [law_item(reading, reading.guideline.laws[law]) for law in found.withdrawn]
    return items


def _dose_items(reading: Reading, found: Survivors, profile: str) -> list[Item]:
    items: dict[str, Item] = {}
    certain_first = sorted(found.alive("treat"), key=lambda one: one.outcome is Outcome.PROVISIONAL)
    for decision in certain_first:
        for item in dose_items(reading, decision, profile):
            items.setdefault(item.target, item)
    return list(items.values())


def _orders_wait(items: list[Item]) -> dict[str, tuple[str, ...]]:
    """Return, by regimen, the facts that its order needs or could be barred by.

    An order that is refused or barred for certain waits for nothing.
    """
    return {
        item.target: (*item.order.needs, *item.order.unchecked)
        for item in items
        if item.order is not None and item.order.status in WAITING
    }


def _sections(items: list[Item], *, plain: bool) -> tuple[Section, ...]:
    """Return the items in their sections; a patient is shown no order."""
    found: dict[str, list[Item]] = {name: [] for name in SECTIONS}
    for item in items:
        if plain and item.order is not None:
            continue
        found["dose" if item.order is not None else SECTION_OF[item.action]].append(item)
    for name, many in found.items():
        found[name] = sorted(many, key=lambda item: (bool(item.barred_by), bool(item.provisional)))
    return tuple(Section(name, tuple(many)) for name, many in found.items() if many)


def _derived(reading: Reading) -> tuple[tuple[str, str, str, tuple[str, ...]], ...]:
    """Return the formulas that are known numbers: name, value, arithmetic, citations."""
    return tuple(
        (
            name,
            fact_text(reading.guideline, name, reading.known(name)),
            arithmetic_of(reading, name),
            formula.cites,
        )
        for name, formula in reading.guideline.formulas.items()
        if reading.number(name) is not None
    )
