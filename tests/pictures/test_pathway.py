"""This module tests that the way is made of the rules, and a patient's of their plan."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

import pytest

from tests.pictures.drawn import SVG, drawings, figures, guideline, plans, root_of, texts
from whitlow.evaluate import Outcome
from whitlow.pictures.pathway import FATES, Node, pathway
from whitlow.pictures.pathway_svg import pathway_picture
from whitlow.plan.survivors import survivors

if TYPE_CHECKING:
    from whitlow.plan import Plan

DECISIVE: Final = ("treat", "refer", "emergency", "avoid")
PATIENTS: Final = tuple(plans())


def nodes(plan: Plan | None) -> list[Node]:
    """Return the nodes of a way that are rules."""
    way = pathway(guideline(), plan)
    every = (node for stage in way.stages for stop in stage.stops for node in stop.nodes)
    return [node for node in every if node.id in guideline().rules]


def links(name: str) -> set[str]:
    """Return where a picture leads."""
    found = (one.get("href") for one in root_of(figures()[name]).iter())
    return {unquote(href.removeprefix("/evidence/")) for href in found if href is not None}


def test_every_rule_that_decides_is_a_node_once() -> None:
    decisive = [rule.id for rule in guideline().rules.values() if rule.action.kind in DECISIVE]
    found = Counter(node.id for node in nodes(None))

    assert [] == [name for name in decisive if found[name] != 1]
    assert set(found.values()) == {1}


def test_every_other_rule_is_counted() -> None:
    way = pathway(guideline(), None)
    counted = sum(count for stage in way.stages for stop in stage.stops for _, count in stop.others)

    assert len(guideline().rules) == counted + len(nodes(None))


def test_the_whole_way_draws_and_lists_every_node() -> None:
    every = {node.id for node in nodes(None)}

    assert every <= links("list of anybody")
    for svg in drawings(figures()["way of anybody"]):
        drawn = {unquote((one.get("href") or "")[10:]) for one in svg.iter(f"{SVG}a")}

        assert every <= drawn


def test_a_node_says_how_many_rules_can_bar_it() -> None:
    assert {node.id: len(guideline().rules[node.id].overriders) for node in nodes(None)} == {
        node.id: node.bars for node in nodes(None)
    }


@pytest.mark.parametrize("name", PATIENTS)
def test_what_becomes_of_a_node_is_what_the_plan_decides(name: str) -> None:
    plan = plans()[name]
    decided = {one.rule.id: one for one in survivors(plan.reading, plan.profile).decisions}

    for node in nodes(plan):
        decision = decided.get(node.id)
        assert node.fate == FATES[Outcome.SILENT if decision is None else decision.outcome]
        if decision is not None and decision.outcome is Outcome.BARRED:
            assert decision.barred_by == tuple(name for name, _ in node.by)


@pytest.mark.parametrize("name", PATIENTS)
def test_all_that_stands_waits_or_is_barred_is_drawn_and_listed(name: str) -> None:
    spoken = {
        node.id for node in nodes(plans()[name]) if node.fate in ("stands", "waits", "barred")
    }

    assert spoken <= links(f"list of {name}")
    for svg in drawings(figures()[f"way of {name}"]):
        drawn = {unquote((one.get("href") or "")[10:]) for one in svg.iter(f"{SVG}a")}

        assert spoken <= drawn


@pytest.mark.parametrize("name", PATIENTS)
def test_an_emergency_that_is_not_known_is_drawn_as_a_question_and_never_left_out(
    name: str,
) -> None:
    asked = {
        node.id
        for node in nodes(plans()[name])
        if node.fate == "asked" and guideline().rules[node.id].action.kind == "emergency"
    }

    assert asked <= links(f"list of {name}")
    for svg in drawings(figures()[f"way of {name}"]):
        drawn = {unquote((one.get("href") or "")[10:]) for one in svg.iter(f"{SVG}a")}

        assert asked <= drawn
        assert not asked or "cannot be said yet, so ask:" in texts(svg)


@pytest.mark.parametrize("name", PATIENTS)
def test_where_something_is_unknown_nobody_is_told_that_nothing_applies(name: str) -> None:
    stages = pathway(guideline(), plans()[name]).stages

    for svg in drawings(figures()[f"way of {name}"]):
        told = " ".join(texts(svg))
        for number, stage in enumerate(stages, 1):
            own = told.partition(f"{number}  {stage.title}")[2]
            own = own.partition(f"{number + 1}  ")[0]
            asked = any(stop.having("asked") for stop in stage.stops)

            assert asked == ("cannot be said yet" in own)
            assert not asked or "Nothing here applies" not in own


def test_what_cannot_be_said_yet_says_on_which_facts_it_hangs() -> None:
    asked = [node for node in nodes(plans()["few"]) if node.fate == "asked"]

    assert asked
    assert [] == [node.id for node in asked if not node.waits]


def test_the_levels_of_the_grade_are_the_plans() -> None:
    lit = {
        name: [
            node.label
            for stage in pathway(guideline(), plan).stages
            if stage.kind == "ladder"
            for node in stage.stops[0].nodes
            if node.fate in ("stands", "waits")
        ]
        for name, plan in plans().items()
    }

    assert ["proven"] == lit["few"]
    assert len(lit["nobody"]) > 1
    assert all(lit.values())


def test_a_rule_with_markup_in_its_target_stays_words() -> None:
    ours = guideline()
    name, rule = next(
        (name, rule) for name, rule in ours.rules.items() if rule.action.kind == "emergency"
    )
    odd = replace(rule, action=replace(rule.action, target="<b>&amp;"))

    drawn = pathway_picture(replace(ours, rules={**ours.rules, name: odd}), None, "w")

    assert "<b>&amp;" in texts(drawings(drawn)[0])
