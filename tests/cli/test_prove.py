"""``whitlow prove``: its exit codes, its two forms, and the cases that it saves."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.bad.test_bad import HERE, laid_over
from tests.cli.called import called, document
from tests.guideline.tiny import written

if TYPE_CHECKING:
    from tests.cli.called import Done

PROOFS: Final = Path(__file__).parents[1] / "bad-proofs"
WITHOUT_SOLVER: Final = """
import sys
sys.modules["z3"] = None
from whitlow.cli.program import run
sys.exit(run(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a guideline of which all is proved."""
    folder = written(tmp_path_factory.mktemp("good") / "guideline", {})
    shutil.copytree(PROOFS / "good", folder, dirs_exist_ok=True)
    return folder


@pytest.fixture(scope="module")
def broken(good: Path) -> Path:
    """Return one that breaks a law, a promise and the rule of one answer."""
    folder = good.with_name("broken")
    shutil.copytree(good, folder)
    for name in ("a-law-broken-by-what-nobody-asks", "a-quotient-by-nought"):
        shutil.copytree(PROOFS / "tiny" / name, folder, dirs_exist_ok=True)
    return folder


def prove(folder: Path, *more: str) -> Done:
    return called("prove", "--guideline", str(folder), *more)


def test_what_is_proved_is_told_family_by_family_and_leaves_with_success(good: Path) -> None:
    done = prove(good)

    assert 0 == done.code
    assert "laws       1 of 1 proved" in done.out
    assert "DOES NOT HOLD" not in done.out


def test_what_fails_leaves_with_three_and_names_rule_law_lines_and_patient(broken: Path) -> None:
    done = prove(broken)

    assert 3 == done.code
    assert (
        """
  !! cheer stands while the law forbidden may forbid it, and nobody asks.
     rules/all.yaml:2:3
     laws.yaml:2:3

  In this patient:

  • fever: yes
  • cough: no
"""
        in done.out
    )


def test_as_data_it_is_one_document_with_the_guideline_that_it_is_about(broken: Path) -> None:
    done = prove(broken, "--json")
    found = document(done)
    guideline, listed = found["guideline"], found["obligations"]

    assert 3 == done.code
    assert isinstance(guideline, dict)
    assert isinstance(listed, list)
    assert {"version", "date", "hash"} == guideline.keys()
    assert {"proved", "refuted"} == {each["verdict"] for each in listed}
    assert len(listed) - 2 == found["proved"]


def test_as_data_the_same_guideline_gives_the_same_bytes(broken: Path) -> None:
    assert prove(broken, "--json").out == prove(broken, "--json").out


def test_one_obligation_is_explained_in_words_and_symbols_with_what_it_assumes(good: Path) -> None:
    done = prove(good, "--explain", "law:forbidden")

    assert 0 == done.code
    assert "In words" in done.out
    assert "∀ patient, rule about it" in done.out
    assert "numbers lie in their accepted range" in " ".join(done.out.split())


def test_an_obligation_that_does_not_exist_is_refused_with_the_nearest(good: Path) -> None:
    done = prove(good, "--explain", "law:forbiden")

    assert 2 == done.code
    assert "--explain: there is no obligation 'law:forbiden'." in done.err
    assert "'law:forbidden'" in done.err


@pytest.mark.parametrize("patience", ["0", "-1", "soon", "1.5", "²", "999999999"])
def test_a_patience_that_is_no_time_is_refused(good: Path, patience: str) -> None:
    done = prove(good, f"--patience={patience}")

    assert 2 == done.code
    assert "is no whole number of milliseconds above nought." in done.err


def test_a_question_that_outlasts_patience_is_a_failure(good: Path) -> None:
    wanted = ("a", "b", "c")
    entry = (
        '{type: number, unit: "1", bare: true, whole: true, range: "[1, inf)", label: n, ask: n?}'
    )
    folder = good.with_name("cubes")
    shutil.copytree(good, folder)
    with (folder / "facts.yaml").open("a", encoding="utf-8") as facts:
        facts.writelines(f"{name}: {entry}\n" for name in wanted)
    rules = folder / "rules" / "all.yaml"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace("when: chill\n", "when: a * a * a + b * b * b = c * c * c\n"))
    done = prove(folder, "--explain", "alive:call", "--patience", "20")

    assert 3 == done.code
    assert "Not settled:" in done.out


# --- cases saved ----------------------------------------------------------------------------------


def test_a_saved_patient_replays_as_a_case(broken: Path, tmp_path: Path) -> None:
    prove(broken, "--save", str(tmp_path / "cases"))
    saved = tmp_path / "cases" / "law-forbidden.yaml"

    assert saved.read_text(encoding="utf-8") == (
        "# law:forbidden: cheer stands while the law forbidden may forbid it, and nobody asks.\n"
        "fever: yes\n"
        "cough: no\n"
    )
    plan = called("plan", "--guideline", str(broken), "--today", "2026-01-01", str(saved))
    assert 0 == plan.code


def test_a_folder_that_cannot_be_written_is_refused(broken: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    done = prove(broken, "--save", str(tmp_path / "taken"))

    assert 2 == done.code
    assert "cannot be written" in done.err


# --- no solver ------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_without_the_solver_a_sentence_says_what_to_install(good: Path, form: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_SOLVER, "prove", "--guideline", str(good), *form],
        check=False,
        capture_output=True,
        text=True,
    )

    assert 2 == done.returncode
    assert "The proofs need the solver z3, which is not installed." in done.stdout + done.stderr
    assert "pip install 'whitlow[prove]'" in done.stdout + done.stderr


# --- a guideline that has faults ------------------------------------------------------------------


@pytest.mark.parametrize("name", ["contradiction-without-fact", "law-without-a-daily-amount"])
def test_a_guideline_that_has_faults_is_proved_as_it_stands(name: str, tmp_path: Path) -> None:
    done = prove(laid_over(HERE / name, tmp_path / "guideline"))

    assert 3 == done.code
    assert ("NOT SETTLED" in done.out) is (name == "law-without-a-daily-amount")
    assert "DOES NOT HOLD" in done.out
