"""Each folder of ``tests/bad-proofs`` breaks a guideline in one way; no proof passes it.

What an editor reads is there word for word: the obligation, the story, the places, the patient.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.guideline.tiny import written
from whitlow.guideline import load_guideline
from whitlow.prove import (
    Proved,
    Refuted,
    case_lines,
    doubts_text,
    obligations,
    settled,
)
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from whitlow.guideline import Guideline
    from whitlow.prove import Result

HERE: Final = Path(__file__).parents[1] / "bad-proofs"
GOOD: Final = HERE / "good"
UNBREAKABLE: Final = {"steady", "units"}
"""What no guideline that loads can break. That rules last follows from the logic, but for what a
rule asks to be unknown; its proof watches over the solver's formulas, and ``test_verdicts`` shows
that it finds what it looks for. A factor of nought is refused before anything is proved."""

BROKEN: Final = sorted(path.parent for path in HERE.glob("*/*/expected.txt"))


def laid_over(folder: Path, target: Path) -> Guideline:
    """Return the base of a broken guideline with the files of the broken one laid over it."""
    if folder.parent.name == "shipped":
        shutil.copytree(shipped_guideline(), target)
    else:
        shutil.copytree(GOOD, written(target, {}), dirs_exist_ok=True)
    shutil.copytree(folder, target, dirs_exist_ok=True, ignore=lambda *_: ["expected.txt"])
    for replaced in target.rglob("*.replaced"):
        old, new = replaced.read_text(encoding="utf-8").rstrip("\n").split("\n=>\n")
        whole = replaced.with_suffix("").read_text(encoding="utf-8")
        assert whole.count(old) == 1
        replaced.with_suffix("").write_text(whole.replace(old, new), encoding="utf-8")
        replaced.unlink()
    return load_guideline(target)


def told(guideline: Guideline, result: Result) -> str:
    """Return what an editor reads of a proof."""
    assert isinstance(result.verdict, Refuted), result
    lines = [result.obligation.name, result.verdict.story, *map(str, result.verdict.broken)]
    patient = result.verdict.patient
    if patient is not None:
        lines += ["In this patient:", *case_lines(guideline, patient)]
        lines += [doubts_text(patient)] if patient.doubted else []
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("broken", BROKEN, ids=lambda path: path.name)
def test_a_broken_guideline_is_not_proved_and_its_patient_is_told(
    broken: Path, tmp_path: Path
) -> None:
    expected = (broken / "expected.txt").read_text(encoding="utf-8")
    guideline = laid_over(broken, tmp_path / "guideline")
    name, _, _ = expected.partition("\n")
    wanted = [one for one in obligations(guideline) if one.name == name]
    (result,) = settled(guideline, wanted)

    assert expected == told(guideline, result)


def test_all_is_proved_of_the_guideline_that_they_break(tmp_path: Path) -> None:
    guideline = laid_over(GOOD, tmp_path / "guideline")
    results = settled(guideline, obligations(guideline))

    assert [] == [each for each in results if not isinstance(each.verdict, Proved)]


def test_each_family_of_obligations_has_a_guideline_that_breaks_it(tmp_path: Path) -> None:
    guideline = laid_over(GOOD, tmp_path / "guideline")
    family = {one.name.partition(":")[0]: one.family for one in obligations(guideline)}
    told_of = {(path / "expected.txt").read_text().partition("\n")[0] for path in BROKEN}

    assert {*family.values()} - UNBREAKABLE == {family[name.partition(":")[0]] for name in told_of}
