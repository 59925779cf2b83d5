"""Each folder here breaks the good guideline in one way; the message is what an editor reads."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from whitlow.checks import check
from whitlow.errors import GuidelineError
from whitlow.guideline import load_guideline

HERE = Path(__file__).parent
GOOD = HERE / "good"
BROKEN = sorted(path for path in HERE.iterdir() if (path / "expected.txt").is_file())


def faults_of(folder: Path) -> str:
    """Return what an editor is shown for a folder."""
    try:
        guideline = load_guideline(folder)
    except GuidelineError as error:
        return f"{error}\n"
    return "".join(f"{fault}\n" for fault in check(guideline))


def laid_over(broken: Path, target: Path) -> Path:
    """Return the good guideline with the files of a broken one laid over it."""
    shutil.copytree(GOOD, target)
    shutil.copytree(broken, target, dirs_exist_ok=True)
    for gone in target.rglob("*.removed"):
        gone.with_suffix("").unlink()
    return target


def test_the_good_guideline_has_no_fault() -> None:
    assert faults_of(GOOD) == ""


@pytest.mark.parametrize("broken", BROKEN, ids=lambda path: path.name)
def test_a_broken_guideline_is_told_in_exactly_these_words(broken: Path, tmp_path: Path) -> None:
    expected = (broken / "expected.txt").read_text(encoding="utf-8")

    assert expected == faults_of(laid_over(broken, tmp_path / "guideline"))
