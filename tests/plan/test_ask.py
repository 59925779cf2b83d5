"""What is asked: the facts that can still change the plan, most urgent first, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.guideline.tiny import rule
from tests.plan.gloomy import GLOOMY, TREAT, planned

if TYPE_CHECKING:
    from pathlib import Path

    from whitlow.language import Value
    from whitlow.plan import Plan

DANGER: Final = "{emergency: danger, call: the warden}"


def asked(plan: Plan) -> list[str]:
    return [question.fact for question in plan.ask]


def test_what_could_be_an_emergency_is_asked_first_and_advice_last(tmp_path: Path) -> None:
    text = rule("word", "chill", "{counsel: a word}") + rule("danger", "fever", DANGER)
    text += rule("sample", "mood = 'calm'", "{test: a sample}")

    assert ["fever", "mood", "chill"] == asked(planned(tmp_path, text, {}))


def test_of_equally_urgent_facts_the_one_that_settles_most_is_asked_first(tmp_path: Path) -> None:
    text = rule("one", "age > 60 'a'", "{test: a}") + rule("two", "chill", "{test: b}")
    text += rule("three", "chill", "{test: c}")

    plan = planned(tmp_path, text, {})

    assert [("chill", ("two", "three")), ("age", ("one",))] == [
        (question.fact, question.settles) for question in plan.ask
    ]


def test_of_facts_that_settle_alike_the_order_of_the_guideline_decides(tmp_path: Path) -> None:
    text = rule("one", "chill", "{test: a}") + rule("two", "age > 60 'a'", "{test: b}")

    assert ["age", "chill"] == asked(planned(tmp_path, text, {}))


def test_a_fact_is_as_urgent_as_the_most_urgent_rule_that_reads_it(tmp_path: Path) -> None:
    text = rule("word", "chill", "{counsel: a word}") + rule("danger", "chill", DANGER)
    text += rule("sample", "age > 60 'a'", "{test: a}")

    assert ["chill", "age"] == asked(planned(tmp_path, text, {}))


# --- one answer for many ----------------------------------------------------------------------


def test_facts_that_one_answer_settles_are_asked_as_one(tmp_path: Path) -> None:
    text = rule("danger", "fever", DANGER) + rule("sample", "cough", "{test: a}")

    plan = planned(tmp_path, text, {})

    expected = [("flags", "Any of these?", ("danger", "sample"))]
    assert expected == [(each.fact, each.question, each.settles) for each in plan.ask]


def test_the_one_answer_is_as_urgent_as_the_most_urgent_of_its_facts(tmp_path: Path) -> None:
    text = rule("sample", "chill", "{test: a}") + rule("word", "cough", "{counsel: a}")
    text += rule("danger", "fever", DANGER)

    assert ["flags", "chill"] == asked(planned(tmp_path, text, {}))


def test_a_single_one_of_those_facts_is_asked_by_itself(tmp_path: Path) -> None:
    text = rule("danger", "fever", DANGER) + rule("sample", "cough", "{test: a}")

    assert ["cough"] == asked(planned(tmp_path, text, {"fever": False}))


# --- what is not asked ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rules", "facts"),
    [
        (rule("one", "fever and cough", "{test: a}"), {"fever": False}),
        (rule("one", "fever or cough", "{test: a}"), {"fever": True}),
        (
            rule("one", "fever", "{test: a}")
            + rule("no", "cough", "{test: b}", "instead_of: [one]"),
            {"cough": True},
        ),
        (
            rule("one", "fever", "{test: a}")
            + rule("no", "cough", "{test: b}", "instead_of: [one]"),
            {"fever": True, "cough": True},
        ),
        (rule("one", "fever", "{monitor: it}", "with: cheerin"), {}),
    ],
    ids=["false", "true", "barred before it is known", "barred", "its drug is not given"],
)
def test_a_fact_that_settles_nothing_is_not_asked(
    tmp_path: Path, rules: str, facts: dict[str, Value]
) -> None:
    assert [] == asked(planned(tmp_path, rules, facts))


def test_an_order_that_is_barred_for_certain_asks_for_nothing(tmp_path: Path) -> None:
    """The drug is contraindicated by fever: no answer about a chill brings the dose back."""
    text = TREAT + rule("no", "fever", "{avoid: cheerin-oral, regimens: [cheerin-oral-daily]}")
    text += rule("held", "chill", "{hold: cheerin}", "with: cheerin")

    without = planned(tmp_path / "without", text, {**GLOOMY, "fever": False})
    barred = planned(tmp_path / "barred", text, {**GLOOMY, "fever": True})

    settled = {rule for question in barred.ask for rule in question.settles}
    assert ["chill"] == asked(without)
    assert "cheerin-oral-daily" not in settled


def test_a_second_bar_of_a_drug_that_is_barred_asks_for_nothing(tmp_path: Path) -> None:
    """Fever bars the drug already: whether a chill would bar it too changes nothing."""
    text = TREAT + rule("no", "fever", "{avoid: cheerin}", "with: cheerin", "instead_of: [cheer]")
    text += rule("nor", "chill", "{avoid: cheerin}", "with: cheerin", "instead_of: [cheer]")

    plan = planned(tmp_path, text, {**GLOOMY, "fever": True})

    assert "chill" not in asked(plan)


def test_a_gate_of_a_drug_that_nobody_considers_asks_for_nothing(tmp_path: Path) -> None:
    """A hold or a caution shows only in an order; without one there is nothing to ask for."""
    text = TREAT + rule("held", "chill", "{hold: glumex}") + rule("mind", "age > 9 'a'",
        "{caution: glumex}")  # fmt: skip

    assert [] == asked(planned(tmp_path, text, {"mood": "calm"}))


# --- orders -----------------------------------------------------------------------------------


def test_what_an_order_needs_is_asked_and_named_by_its_regimen(tmp_path: Path) -> None:
    plan = planned(tmp_path, TREAT, {"mood": "gloomy"})

    assert {("filter", ("cheerin-oral-daily",)), ("weight", ("cheerin-oral-daily",))} == {
        (question.fact, question.settles) for question in plan.ask
    }


def test_a_patient_is_asked_in_the_patients_words(tmp_path: Path) -> None:
    plan = planned(tmp_path, rule("one", "fever", "{test: a}"), {}, audience="patient")

    assert ["Whether you are hot"] == [question.question for question in plan.ask]
