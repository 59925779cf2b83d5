"""The whole condition of a rule: every node has the value that the reading gives it."""

from __future__ import annotations

from typing import Final

import pytest

from tests.pages.planned import PATIENTS, TOY, opened, plans
from whitlow.evaluate import Reading
from whitlow.pages.tree import tree
from whitlow.shipped import shipped_guideline

NAMES: Final = {True: "true", False: "false", None: "unknown"}


@pytest.mark.parametrize("name", PATIENTS)
def test_the_root_has_the_value_of_the_condition(name: str) -> None:
    plan = plans()[name]

    for rule in plan.guideline.rules.values():
        root = tree(plan.reading, rule.id)[0]

        assert NAMES[plan.reading.holds(rule.when)] == root.value


def test_a_junction_shows_its_parts_below_it() -> None:
    nodes = tree(plans()["whole"].reading, "call-for-help")

    assert [
        (0, "all of", "false", ""),
        (1, "fever", "false", "fever: no"),
        (1, "mood = 'desperate'", "false", "mood: gloomy"),
    ] == [(node.depth, node.text, node.value, node.detail) for node in nodes]


def test_a_formula_is_followed_to_what_it_reads() -> None:
    nodes = tree(plans()["whole"].reading, "never-in-old-age")

    assert [(0, "old"), (1, "old: old age"), (2, "age >= 65 'a'")] == [
        (node.depth, node.text) for node in nodes
    ]


def test_a_level_of_a_grade_has_a_tree_and_an_unknown_name_has_none() -> None:
    reading = Reading(opened(TOY), {"mood": "gloomy"})

    assert tree(reading, "gloom:deep")
    assert tree(reading, "no-such-rule") == ()


def test_every_shipped_rule_has_a_tree_for_a_patient_of_whom_nothing_is_known() -> None:
    guideline = opened(shipped_guideline())
    reading = Reading(guideline, {})

    assert all(tree(reading, name) for name in guideline.rules)


@pytest.mark.parametrize("doubted", ["age", "weight", "virus"])
def test_the_root_has_the_value_of_the_condition_while_a_fact_is_doubted(doubted: str) -> None:
    """What asks whether a doubted fact is known is itself unknown."""
    guideline = opened(shipped_guideline())
    reading = Reading(guideline, {"sex": "male"}, frozenset({doubted}))

    assert [NAMES[reading.holds(rule.when)] for rule in guideline.rules.values()] == [
        tree(reading, name)[0].value for name in guideline.rules
    ]
