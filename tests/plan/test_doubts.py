"""A fact that was given and is not believed yet is asked for, and what reaches it waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.guideline.tiny import law, loaded, rule
from tests.plan.gloomy import TODAY
from whitlow.plan import make_plan

if TYPE_CHECKING:
    from pathlib import Path

    from whitlow.plan import Plan

SPOKEN: Final = ("Is it so?",)


def planned(folder: Path, rules: str, laws: str = "") -> Plan:
    """Return the plan of a patient with fever of whom a rash is doubted."""
    guideline = loaded(folder, {"rules/all.yaml": rules, "laws.yaml": laws})
    doubted = frozenset({"rash"})
    return make_plan(guideline, {"fever": True}, doubts=SPOKEN, doubted=doubted, today=TODAY)


def test_the_words_of_a_doubt_are_carried_as_they_came(tmp_path: Path) -> None:
    assert SPOKEN == planned(tmp_path, rule("one", "fever", "{assess: it}")).doubts


def test_a_doubted_fact_is_asked_for_though_no_rule_reads_it(tmp_path: Path) -> None:
    plan = planned(tmp_path, rule("one", "fever", "{assess: it}"))

    assert ["rash"] == [question.fact for question in plan.ask]


@pytest.mark.parametrize(
    "when",
    ["fever and (rash is null or not rash)", "fever and rash is null"],
)
def test_advice_that_a_doubted_fact_could_take_back_does_not_stand_outright(
    tmp_path: Path, when: str
) -> None:
    """``is null`` cannot tell a doubted fact from one that was never given."""
    plan = planned(tmp_path, rule("one", when, "{treat: balm}"))

    assert [] == [item.rule for item in plan.section("treat") if not item.provisional]


def test_a_law_that_asks_about_a_doubted_fact_lets_nothing_stand_outright(tmp_path: Path) -> None:
    forbidden = law("no", "when: rash is not null and rash", "never: {treat: balm}")

    plan = planned(tmp_path, rule("one", "fever", "{treat: balm}"), forbidden)

    assert [] == [item.rule for item in plan.section("treat") if not item.provisional]
