"""Each folder of ``tests/bad/proofs`` breaks a guideline in one way; no proof passes it.

What an editor reads is there word for word: the obligation, the story, the places, the patient.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.cases.test_cases import shipped
from tests.guideline.tiny import written
from whitlow.door import read_case
from whitlow.guideline import load_guideline
from whitlow.pages.proof_page import failure_page
from whitlow.pages.terminal import to_terminal
from whitlow.proofs.record import settled_of
from whitlow.prove import Proved, Refuted, case_text, obligations, settled
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from whitlow.guideline import Guideline
    from whitlow.prove import Result

HERE: Final = Path(__file__).parents[1] / "bad" / "proofs"
GOOD: Final = HERE / "good"
UNBREAKABLE: Final = {"steady", "there-and-back"}
"""What no guideline that loads can break, and what ``test_unbreakable`` breaks in the program."""

WIDTH: Final = 100
OWED: Final = re.compile(
    r"(?P<kind>law|promise) (?P<name>[\w-]+), (?P<file>laws|promises)\.yaml:(?P<line>\d+):\d+"
)
BROKEN: Final = sorted(path.parent for path in HERE.glob("*/*/expected.txt"))
IN_A_PATIENT: Final = [
    path for path in BROKEN if "patient:" in (path / "expected.txt").read_text(encoding="utf-8")
]


def of_shipped(broken: Path) -> bool:
    """Whether it is the shipped guideline that is broken."""
    return broken.parent.name == "shipped"


def laid_over(folder: Path, target: Path) -> Guideline:
    """Return the base of a broken guideline with the files of the broken one laid over it."""
    if of_shipped(folder):
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
    """Return what an editor reads of a proof that fails."""
    assert isinstance(result.verdict, Refuted), result
    return to_terminal(failure_page(settled_of(guideline, result)), WIDTH, colour=False)


def name_in(expected: str) -> str:
    """Return the name of the obligation that a page of a failure is about."""
    return expected.splitlines()[1].strip()


def without_lines_of_laws(text: str, folder: Path) -> str:
    """Return a page without the lines of laws and promises that are shipped, each looked up first.

    They change whenever one above is edited, and are right where the name stands above.
    """
    for found in OWED.finditer(text):
        lines = (folder / f"{found['file']}.yaml").read_text(encoding="utf-8").splitlines()
        assert f"{found['name']}:" == lines[int(found["line"]) - 2]
    return OWED.sub(r"\g<kind> \g<name>, \g<file>.yaml:…", text)


@dataclass(frozen=True, slots=True)
class Failure:
    """A broken guideline, what an editor is to read of it, and what the proof found."""

    expected: str
    folder: Path
    guideline: Guideline
    result: Result


@pytest.fixture(scope="module")
def failures(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Failure]:
    """Return what becomes of the obligation that each broken guideline breaks."""
    return {path: failure(path, tmp_path_factory.mktemp(path.name)) for path in BROKEN}


def failure(broken: Path, parent: Path) -> Failure:
    """Return what becomes of the obligation that a broken guideline breaks."""
    expected = (broken / "expected.txt").read_text(encoding="utf-8")
    guideline = laid_over(broken, parent / "guideline")
    wanted = [one for one in obligations(guideline) if one.name == name_in(expected)]
    (result,) = settled(guideline, wanted)
    return Failure(expected, parent / "guideline", guideline, result)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda path: path.name)
def test_a_broken_guideline_is_not_proved_and_its_patient_is_told(
    broken: Path, failures: dict[Path, Failure]
) -> None:
    failed = failures[broken]
    found = told(failed.guideline, failed.result)

    assert failed.expected == (
        without_lines_of_laws(found, failed.folder) if of_shipped(broken) else found
    )


@pytest.mark.parametrize("broken", IN_A_PATIENT, ids=lambda path: path.name)
def test_each_patient_is_a_case_file_that_the_door_takes_whole(
    broken: Path, failures: dict[Path, Failure]
) -> None:
    failed = failures[broken]
    verdict = failed.result.verdict
    found = verdict.patient if isinstance(verdict, Refuted) else None
    assert found is not None
    text = case_text(failed.guideline, found, failed.expected).encode()
    patient = read_case(text, "case.yaml", failed.guideline, date(2026, 1, 1))

    assert (dict(found.facts), ()) == (dict(patient.facts), patient.doubts)


def test_the_patient_is_the_same_whatever_was_asked_before(
    failures: dict[Path, Failure],
) -> None:
    alone = failures[HERE / "shipped" / "tablets-again-below-the-floor"]
    guideline, name = alone.guideline, alone.result.obligation.name
    laws = [one for one in obligations(guideline) if one.family == "laws"]
    (after,) = (each for each in settled(guideline, laws[::-1]) if each.obligation.name == name)

    assert told(guideline, alone.result) == told(guideline, after)


def test_all_is_proved_of_the_guideline_that_they_break(tmp_path: Path) -> None:
    guideline = laid_over(GOOD, tmp_path / "guideline")
    results = settled(guideline, obligations(guideline))

    assert [] == [each for each in results if not isinstance(each.verdict, Proved)]


def test_each_kind_of_obligation_has_a_guideline_that_breaks_it(tmp_path: Path) -> None:
    guideline = laid_over(GOOD, tmp_path / "guideline")
    kinds = {one.name.partition(":")[0] for one in obligations(guideline)}
    told_of = {name_in((path / "expected.txt").read_text(encoding="utf-8")) for path in BROKEN}

    assert kinds - UNBREAKABLE == {name.partition(":")[0] for name in told_of}


def test_no_kind_of_obligation_is_shipped_that_nothing_breaks(tmp_path: Path) -> None:
    good = obligations(laid_over(GOOD, tmp_path / "guideline"))
    kinds = {one.name.partition(":")[0] for one in good}

    assert kinds | UNBREAKABLE >= {one.name.partition(":")[0] for one in obligations(shipped())}
