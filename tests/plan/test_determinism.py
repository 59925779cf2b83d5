"""The same guideline and facts make the same plan, whatever order a process keeps its sets in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.guideline.tiny import law, rule, written
from tests.plan.gloomy import DOSED, GLOOMY, TODAY, TREAT
from whitlow.guideline import load_guideline
from whitlow.plan import make_plan

TOP: Final = Path(__file__).resolve().parents[2]

PROGRAM: Final = """
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path
from whitlow.guideline import load_guideline
from whitlow.plan import make_plan, would_change

guideline = load_guideline(Path(sys.argv[1]))
facts = {
    "mood": "gloomy", "weight": Fraction(70), "filter": Fraction(60),
    "taken": frozenset({"glumex", "balm", "cheerin", "cheerin-iv"}),
}
plan = make_plan(guideline, facts, today=date(2026, 1, 1))
print(plan.facts, plan.bottom_line, plan.ask, plan.references, would_change(plan), plan.derived)
for section in plan.sections:
    for item in section.items:
        print(item.rule, item.says, item.provisional, item.because, plan.why(item), item.cites)
        if item.order:
            order = item.order
            print(order.status, order.needs, order.unchecked, order.warnings, order.cites)
for shown in plan.disagreements:
    print(shown.positions)
"""


def guideline_in(folder: Path) -> Path:
    text = TREAT + rule("mind", "overlaps(taken, 'harsh')", "{caution: cheerin}")
    text += rule("held", "fever or cough or rash or chill", "{hold: cheerin}")
    told = "says: 'Taken: {taken}.'"
    text += rule("told", "overlaps(taken, {'glumex', 'balm'})", "{counsel: a word}", told)
    laws = law("a", "when: age > 50 'a'", "never: {treat: cheerin}")
    return written(folder, {**DOSED, "rules/all.yaml": text, "laws.yaml": laws})


def output(folder: Path, seed: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder)],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(TOP / "src")},
        capture_output=True,
        check=True,
        text=True,
    ).stdout


def test_a_plan_is_the_same_in_every_process(tmp_path: Path) -> None:
    folder = guideline_in(tmp_path)

    assert 1 == len({output(folder, seed) for seed in ("1", "2", "3", "4")})


def test_a_plan_made_twice_is_the_same_plan(tmp_path: Path) -> None:
    guideline = load_guideline(guideline_in(tmp_path))
    first = make_plan(guideline, GLOOMY, today=TODAY)
    second = make_plan(guideline, GLOOMY, today=TODAY)

    assert (first.sections, first.ask, first.bottom_line) == (
        second.sections,
        second.ask,
        second.bottom_line,
    )


def test_the_order_in_which_facts_are_given_changes_nothing(tmp_path: Path) -> None:
    guideline = load_guideline(guideline_in(tmp_path))
    first = make_plan(guideline, GLOOMY, today=TODAY)
    second = make_plan(guideline, dict(reversed(list(GLOOMY.items()))), today=TODAY)

    assert (first.facts, first.sections, first.ask, first.derived) == (
        second.facts,
        second.sections,
        second.ask,
        second.derived,
    )
