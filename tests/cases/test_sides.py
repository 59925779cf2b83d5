"""Another side changes what is advised, never what is forbidden.

Every hard stop is run again under every position that a reader can follow, and a sample of all
cases is held to every law. What a chosen profile orders instead is the one thing that may differ.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import cycle
from typing import TYPE_CHECKING, Final

import pytest

from tests.cases.test_cases import (
    AUDIENCES,
    CASES,
    EXPECTATIONS,
    GIVES,
    TODAY,
    Seen,
    let_in,
    see,
    shipped,
)
from whitlow.checks import CHECKS
from whitlow.errors import InputError
from whitlow.guideline import Items, followable, following, read_cases, side
from whitlow.order import applies, forbids_drug, forbids_regimen
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Case, Law, Node

Choices = tuple[tuple[str, int], ...]
SIDES: Final = followable(shipped())
NAMES: Final = [side(*each) for each in SIDES]
FEWEST_DISAGREEMENTS: Final = 12
EVERY_NTH: Final = 11
KEPT: Final = ("never", "never_says", "nothing", "emergency", "avoid", "hold")
"""What a hard stop expects that no choice of a reader may change."""


@cache
def hard_stops() -> tuple[Case, ...]:
    """Return the cases of the hard stops, those that the door refuses left out."""
    path = shipped_guideline() / "cases" / "hard-stops.yaml"
    cases = read_cases(path.read_text(encoding="utf-8"), path.name, TODAY)
    return tuple(case for case in cases if "refused" not in dict(case.expect))


@cache
def together() -> Choices:
    """Return as many sides as can be followed at once, the last of each disagreement."""
    found: Choices = ()
    for choice in reversed(SIDES):
        try:
            following(shipped(), dict((*found, choice)))
        except InputError:
            continue
        found = found if choice[0] in dict(found) else (*found, choice)
    return found


def seen_from(case: Case, choices: Choices) -> Seen | None:
    """Return a case as it is seen from a side, None where its facts contradict the choice."""
    try:
        return see(replace(case, follow=choices), shipped())
    except InputError:
        return None


def as_chosen(seen: Seen, node: Node) -> Node:
    """Return what must not be, without the regimens of the profile that was chosen."""
    if not isinstance(node, Items):
        return node
    mine = {
        name
        for name, regimen in seen.guideline.regimens.items()
        if regimen.profile == seen.plan.profile != seen.guideline.about.default_profile
    }
    kept = tuple(item for item in node.items if getattr(item, "value", "") not in mine)
    return replace(node, items=kept)


def broken_stops(case: Case, choices: Choices) -> Iterator[str]:
    """Yield what a hard stop no longer keeps when sides are followed."""
    seen = seen_from(case, choices)
    if seen is None:
        return
    for key, node in case.expect:
        if key in KEPT:
            for trouble in EXPECTATIONS[key](seen, as_chosen(seen, node)):
                yield f"{case.name}: {trouble}"


@pytest.mark.parametrize("choice", SIDES, ids=NAMES)
def test_every_hard_stop_holds_on_every_side(choice: tuple[str, int]) -> None:
    assert [] == [line for case in hard_stops() for line in broken_stops(case, (choice,))]


def test_every_hard_stop_holds_on_many_sides_at_once() -> None:
    assert len(together()) >= FEWEST_DISAGREEMENTS
    assert [] == [line for case in hard_stops() for line in broken_stops(case, together())]


# ---------------------------------------------------------------------------------------------
# Laws


def broken_laws(seen: Seen) -> Iterator[str]:
    """Yield each law that a plan breaks: what is forbidden stands or is given, or is said."""
    reading, advice = seen.plan.reading, seen.advice()
    for law in seen.guideline.laws.values():
        if law.kind == "plan" and "order_over" not in law.never and applies(reading, law) is True:
            yield from _forbidden(seen, law)
        audience = law.never.get("audience", seen.plan.audience)
        if law.kind == "text" and audience == seen.plan.audience:
            for found in re.finditer(law.never["says"], advice, re.IGNORECASE):
                yield f"{seen.case.name}: {law.id} forbids {found.group()!r}"


def _forbidden(seen: Seen, law: Law) -> Iterator[str]:
    for decision in seen.alive("treat"):
        if forbids_drug(seen.plan.guideline, law, decision.rule.action.target):
            yield f"{seen.case.name}: {law.id} forbids {decision.rule.id}"
    for regimen, worked in seen.orders().items():
        drug = forbids_drug(seen.plan.guideline, law, worked.regimen.drug)
        if worked.status in GIVES and (drug or forbids_regimen(law, worked.regimen)):
            yield f"{seen.case.name}: {law.id} forbids {regimen}"


@pytest.mark.parametrize("choice", SIDES, ids=NAMES)
def test_every_law_holds_on_every_side(choice: tuple[str, int]) -> None:
    sample = [case for case in CASES[::EVERY_NTH] if let_in(case) is not None and not case.follow]
    cases = [
        replace(case, audience=audience)
        for case, audience in zip(sample, cycle(AUDIENCES), strict=False)
    ]
    seen = filter(None, (seen_from(case, (choice,)) for case in cases))

    assert [] == [line for one in seen for line in broken_laws(one)]


# ---------------------------------------------------------------------------------------------
# The sides themselves


@pytest.mark.parametrize("choice", SIDES, ids=NAMES)
def test_the_guideline_of_a_side_passes_every_check(choice: tuple[str, int]) -> None:
    guideline = following(shipped(), dict([choice]))

    assert [] == [str(fault) for check in CHECKS for fault in check(guideline)]


@pytest.mark.parametrize("choice", SIDES, ids=NAMES)
def test_a_side_changes_the_plan_of_some_worked_case(choice: tuple[str, int]) -> None:
    mine = [case for case in CASES if choice in case.follow]
    plans = [(see(case, shipped()), see(replace(case, follow=()), shipped())) for case in mine]

    assert any(
        one.all_words() + str(one.orders()) != other.all_words() + str(other.orders())
        for one, other in plans
    )


@pytest.mark.parametrize("choice", SIDES, ids=NAMES)
def test_laws_tables_and_facts_are_those_of_every_other_side(choice: tuple[str, int]) -> None:
    guideline = following(shipped(), dict([choice]))

    assert (shipped().laws, shipped().tables, shipped().facts, shipped().formulas) == (
        guideline.laws,
        guideline.tables,
        guideline.facts,
        guideline.formulas,
    )


def test_a_reader_has_a_choice_in_a_dozen_disagreements() -> None:
    assert len({name for name, _ in SIDES}) >= FEWEST_DISAGREEMENTS


def test_each_side_has_a_worked_case_that_bars_a_drug() -> None:
    tried = {choice for case in CASES for choice in case.follow if "never" in dict(case.expect)}

    assert set(SIDES) == tried
