"""A treatment that stands never comes with nothing but orders that are barred, but by name.

Where every order of a treatment is barred, the plan would say *start* and *not this* of one drug.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.prove.shared import GUIDELINE, ground
from whitlow.evaluate import Outcome
from whitlow.prove import Impossible
from whitlow.prove.conflicts import dosed
from whitlow.prove.logic import all_of, any_of, no
from whitlow.prove.standing import could_stand, speaks_for_certain

if TYPE_CHECKING:
    import z3

    from whitlow.guideline import Regimen, Rule
    from whitlow.prove import Found

MADE_ELSEWHERE: Final = frozenset(
    {
        "acyclovir-child",
        "foscarnet-child",
        "two-viruses-undecided",
        "valacyclovir-eight-grams",
    }
)
"""Bars that say themselves who makes the order, or that the dose taken now is what is barred."""

DOSED: Final = [rule for rules in dosed(GUIDELINE).values() for rule in rules]


def bars(regimen: Regimen) -> list[Rule]:
    """Return the rules that bar a regimen and leave nobody else to order it."""
    lineage = GUIDELINE.lineage(regimen.drug)
    return [
        rule
        for rule in GUIDELINE.rules.values()
        if rule.action.kind == "avoid"
        and rule.action.target in lineage
        and rule.id not in MADE_ELSEWHERE
        and (not rule.action.regimens or regimen.id in rule.action.regimens)
    ]


def barred(regimen: Regimen) -> z3.BoolRef:
    """Return that one of them speaks."""
    return any_of(
        [
            all_of(
                [
                    ground().holds(rule.when).true,
                    *(no(ground().holds(GUIDELINE.rules[o].when).true) for o in rule.overriders),
                ]
            )
            for rule in bars(regimen)
        ]
    )


@pytest.mark.parametrize("rule", DOSED, ids=lambda rule: rule.id)
def test_a_treatment_that_stands_has_an_order_that_nothing_bars(rule: Rule) -> None:
    regimens = [GUIDELINE.regimens[name] for name in rule.action.regimens]

    def stands(found: Found) -> bool:
        decision = ground().reading(found).decide(rule, speaks_for_certain(GUIDELINE, rule))
        return decision.outcome is Outcome.STANDS

    found = ground().settle(all_of([could_stand(ground(), rule), *map(barred, regimens)]), stands)

    assert isinstance(found, Impossible)


def test_every_order_of_the_family_is_barred_or_confirmed_beside_microangiopathy() -> None:
    named = {
        name
        for rule in GUIDELINE.rules.values()
        if rule.id.startswith("acyclovir-microangiopathy")
        for name in rule.action.regimens
    }

    assert named == {
        regimen.id
        for regimen in GUIDELINE.regimens.values()
        if "acyclovir_family" in GUIDELINE.lineage(regimen.drug)
    }
