"""What is shown as a change is one: each is applied to the patient and the plan made anew.

Nothing of the search is trusted here: the plans are compared as a reader would compare them.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Final

import pytest

from tests.cases.test_cases import shipped, shipped_cases
from whitlow.door import read_entries
from whitlow.errors import InputError
from whitlow.plan import make_plan, would_change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline.cases import Case
    from whitlow.language import Value
    from whitlow.plan import Change, Plan

EACH: Final = 9
"""One case in so many is tried; there are hundreds."""


@cache
def cases() -> tuple[Case, ...]:
    return tuple(case for case in shipped_cases()[::EACH] if case.audience != "patient")


@dataclass(frozen=True, slots=True)
class Tried:
    """A case with its plan and the changes shown."""

    case: Case
    plan: Plan
    changes: tuple[Change, ...]

    def again(self, change: Change, found: Value) -> Plan:
        """Return the plan made anew with one fact otherwise."""
        reading = self.plan.reading
        return make_plan(
            shipped(),
            {**reading.facts, change.fact: found},
            doubted=reading.doubted - {change.fact},
            today=self.plan.today,
            profile=self.plan.profile,
        )


@cache
def tried() -> tuple[Tried, ...]:
    return tuple(_tried())


def _tried() -> Iterator[Tried]:
    for case in cases():
        try:
            patient = read_entries(case.facts, shipped(), case.today)
        except InputError:
            continue
        plan = make_plan(
            shipped(),
            patient.facts,
            doubted=frozenset(fact for doubt in patient.doubts for fact in doubt.facts),
            today=case.today,
            profile=case.profile,
        )
        yield Tried(case, plan, would_change(plan))


def seen(plan: Plan, name: str) -> object:
    """Return what a reader sees of one recommendation; None where it is not there."""
    if name == "bottom_line":
        return plan.bottom_line.cites, plan.bottom_line.says.split(": ")[-1]
    for section in plan.sections:
        for item in section.items:
            if item.order is not None and item.target == name:
                order = item.order
                amount = order.dose_mg if order.per_kg is None else order.per_kg
                return order.status, amount, order.interval_h, order.times_a_day
            if item.order is None and not item.barred_by and item.rule == name:
                return bool(item.provisional)
            if item.order is None and item.rule.startswith(f"{name}:"):
                return item.rule
    return None


def test_there_are_enough_cases_and_changes_to_try() -> None:
    assert len([one for one in tried() if one.changes]) >= 30


def test_every_change_shown_changes_what_it_names() -> None:
    same = [
        (one.case.name, change.says, name)
        for one in tried()
        for change in one.changes
        for plan in (one.again(change, change.found),)
        for name in change.of
        if seen(one.plan, name) == seen(plan, name)
    ]

    assert [] == same


def test_just_before_its_edge_a_number_changes_nothing_that_it_names() -> None:
    """The edge is neither a hair too early nor a hair too late."""
    other = [
        (one.case.name, change.says, name)
        for one in tried()
        for change in one.changes
        if change.last is not None
        for plan in (one.again(change, change.last),)
        for name in change.of
        if kind(one.plan, name) != kind(plan, name)
    ]

    assert [] == other


def test_half_the_way_to_its_edge_a_derived_number_changes_nothing_that_it_names() -> None:
    other = []
    for one in tried():
        for change in one.changes:
            now = one.plan.reading.known(change.fact)
            if change.derived and isinstance(now, Fraction) and isinstance(change.last, Fraction):
                plan = one.again(change, (now + change.last) / 2)
                other += [
                    (one.case.name, change.says, name)
                    for name in change.of
                    if kind(one.plan, name) != kind(plan, name)
                ]

    assert [] == other


def kind(plan: Plan, name: str) -> object:
    """Return what a reader sees, but for what confirms: what only waited and now stands is same."""
    found = seen(plan, name)
    if name == "bottom_line":
        return plan.bottom_line.cites
    if isinstance(found, bool):
        return True
    return found


@pytest.mark.parametrize("word", ["fixed", "grows"])
def test_no_change_is_of_what_cannot_be_otherwise(word: str) -> None:
    guideline = shipped()
    marked = {name for name, fact in guideline.facts.items() if getattr(fact, word)}
    shown = [
        (one.case.name, change.says)
        for one in tried()
        for change in one.changes
        if change.fact in marked and one.plan.reading.known(change.fact) is not None
        if word == "fixed" or change.to.startswith(("below", "at or below"))
    ]

    assert [] == shown


def test_no_recommendation_is_shown_the_same_change_twice() -> None:
    twice = [
        one.case.name
        for one in tried()
        if len({(change.fact, change.to) for change in one.changes}) < len(one.changes)
    ]

    assert [] == twice
