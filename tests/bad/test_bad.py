"""Each folder here breaks the good guideline in one way; the message is what an editor reads."""

from __future__ import annotations

import ast
import re
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from whitlow.checks import check
from whitlow.errors import Fault, GuidelineError
from whitlow.guideline import load_cases, load_guideline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TODAY = date(2026, 1, 1)
HERE = Path(__file__).parent
GOOD = HERE / "good"
BROKEN = sorted(path for path in HERE.iterdir() if (path / "expected.txt").is_file())
PROGRAM = HERE.parents[1] / "src" / "whitlow"


def found_in(folder: Path) -> tuple[Fault, ...]:
    """Return the faults of a folder, by loading or by checks."""
    try:
        guideline = load_guideline(folder)
        load_cases(folder, TODAY)
    except GuidelineError as error:
        return error.faults
    return check(guideline)


def faults_of(folder: Path) -> str:
    """Return what an editor is shown for a folder."""
    return "".join(f"{fault}\n" for fault in found_in(folder))


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


# --- every name of a fault has a folder -------------------------------------------------------

RAISING = frozenset({"Fault", "YamlError", "LanguageError", "add", "fault", "_fault"})
"""What is called to raise a fault; its name comes last, or is called ``check``."""


def names_raised(program: str) -> Iterator[str]:
    """Yield the names that a module gives to its faults."""
    for node in ast.walk(ast.parse(program)):
        match node:
            case ast.Call(func=ast.Name(id=called) | ast.Attribute(attr=called)):
                given = [word.value for word in node.keywords if word.arg == "check"]
                yield from _words((*node.args[3:][-1:], *given) if called in RAISING else ())
            case ast.arguments():
                named = [*node.args, *node.kwonlyargs]
                usual = [*node.defaults, *(one for one in node.kw_defaults if one is not None)]
                if any(argument.arg in {"check", "code"} for argument in named):
                    yield from _words(usual)
            case _:
                pass


def _words(nodes: Sequence[ast.expr]) -> Iterator[str]:
    for node in nodes:
        match node:
            case ast.Constant(value=str(text)) if re.fullmatch(r"[a-z]+([-_][a-z]+)*", text):
                yield text
            case _:
                pass


def test_every_name_that_a_fault_can_have_is_shown_in_a_folder(tmp_path: Path) -> None:
    modules = [
        path
        for floor in ("language", "guideline", "checks")
        for path in (PROGRAM / floor).iterdir()
    ]
    raised = {
        name
        for path in modules
        if path.suffix == ".py"
        for name in names_raised(path.read_text(encoding="utf-8"))
    }
    shown = {
        fault.check
        for broken in BROKEN
        for fault in found_in(laid_over(broken, tmp_path / broken.name))
    }

    assert raised == shown


def test_the_name_of_a_fault_is_found_however_it_is_given() -> None:
    program = """
def f(a, check="by-default"): ...
yield Fault(place, what, why, remedy, "last-word")
faults.add(place, what, why, remedy, "of-a-loader")
raise LanguageError(what, remedy, at, check="by_name")
"""

    found = {"by-default", "last-word", "of-a-loader", "by_name"}
    assert found == set(names_raised(program))
