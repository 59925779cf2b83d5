"""A rule that asks whether a fact is known lasts without exception, or on a condition it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.guideline.tiny import loaded, rule
from tests.prove.excepted import COMMAND, PAGE, written
from whitlow.prove import Ground, Proved, obligations

if TYPE_CHECKING:
    from pathlib import Path


def how(folder: Path, when: str) -> str:
    """Return how it is proved that a rule lasts."""
    guideline = loaded(folder, {"rules/all.yaml": rule("sit", when, "{counsel: rest}")})
    (one,) = [each for each in obligations(guideline) if each.name == "steady:sit"]
    verdict = one.show(Ground(guideline))
    assert isinstance(verdict, Proved)
    return verdict.how


def test_a_rule_that_asks_for_no_absence_lasts_and_nothing_is_said_of_it(tmp_path: Path) -> None:
    assert how(tmp_path, "fever and not cough") == "linear arithmetic"


def test_a_rule_that_asks_for_presence_lasts_without_exception(tmp_path: Path) -> None:
    said = "linear arithmetic, also where it becomes known whatever the rule asks for"

    assert said == how(tmp_path, "fever and cough is not null")


def test_a_rule_that_asks_for_an_absence_lasts_on_a_condition_that_names_it(tmp_path: Path) -> None:
    said = "linear arithmetic, as long as it stays as it is whether cough is known"

    assert said == how(tmp_path, "fever and cough is null")


def test_the_page_counts_how_many_rules_last_without_exception_and_on_what_the_rest_hang() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert page == written(page), f"Rules ask for other facts now: run `{COMMAND}`."
