"""What the promises of the core set rest on: no laboratory, no side followed, no law bent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.guideline.tiny import law, loaded, rule
from tests.prove.shared import GUIDELINE
from whitlow.guideline import turned
from whitlow.language import names_in
from whitlow.prove import Ground, Proved, Refuted, obligations

if TYPE_CHECKING:
    from pathlib import Path

    from whitlow.guideline import Guideline
    from whitlow.prove import Verdict

CORE: Final = (
    "core-set-is-answered",
    "zoster-is-answered",
    "untreated-disease-is-answered",
    "weak-immunity-is-handed-over",
    "failed-week-is-handed-over",
)
CHEER: Final = rule("cheer", "fever", "{treat: cheerin}")
PROMISE: Final = "said:\n  says: A fever is treated.\n  when: fever\n  gives: treat\n"
FORBIDDEN: Final = "when: rash is not null and rash"


def shown(guideline: Guideline, *names: str) -> list[Verdict]:
    """Return what becomes of some promises."""
    wanted = {f"promise:{name}" for name in names}
    ground = Ground(guideline)
    return [each.show(ground) for each in obligations(guideline) if each.name in wanted]


def test_a_core_fact_is_none_that_a_laboratory_tells() -> None:
    known = {name for each in CORE for name in GUIDELINE.promises[each].known}

    assert set() == {
        name
        for name in known & set(GUIDELINE.facts)
        if GUIDELINE.facts[name].group in {"laboratory", "kidney"}
    }


@pytest.mark.parametrize("name", CORE)
def test_no_promise_of_the_core_is_made_only_where_a_susceptibility_is_known(name: str) -> None:
    when = GUIDELINE.promises[name].when

    assert when is not None
    assert not {each for each in names_in(when.compiled) if "susceptibility" in each}


def test_the_promises_of_the_core_are_kept_on_the_other_sides_of_disagreements() -> None:
    verdicts = [each for other in turned(GUIDELINE) for each in shown(other, *CORE)]

    assert [] == [each for each in verdicts if not isinstance(each, Proved)]


def test_a_treatment_that_a_law_takes_out_keeps_no_promise(tmp_path: Path) -> None:
    forbidden = law("forbidden", FORBIDDEN, "never: {treat: cheerin}")
    files = {"rules/all.yaml": CHEER, "laws.yaml": forbidden, "promises.yaml": PROMISE}
    (verdict,) = shown(loaded(tmp_path, files), "said")

    assert isinstance(verdict, Refuted)
    assert verdict.patient is not None
    assert {"fever": True, "rash": True} == verdict.patient.facts


def test_a_treatment_that_a_law_makes_wait_is_not_promised_outright(tmp_path: Path) -> None:
    forbidden = law("forbidden", "when: rash", "never: {treat: cheerin}")
    promise = f"{PROMISE}  outright: true\n"
    files = {"rules/all.yaml": CHEER, "laws.yaml": forbidden, "promises.yaml": promise}
    (verdict,) = shown(loaded(tmp_path, files), "said")

    assert isinstance(verdict, Refuted)
