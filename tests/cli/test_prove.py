"""``whitlow prove``: its exit codes, its two forms, its times, and the cases that it saves."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

import pytest

from tests.bad.test_bad import HERE, laid_over
from tests.cli.called import called, document
from tests.guideline.tiny import written
from whitlow import __version__
from whitlow.prove.obligation import Family
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from tests.cli.called import Done

PROOFS: Final = Path(__file__).parents[1] / "bad" / "proofs"
CASE: Final = """\
# law:forbidden: cheer stands while the law forbidden may forbid it, and nobody asks.
fever: yes
cough: no
"""
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


def shipped_with(broken: Path, parent: Path) -> Path:
    """Return the shipped guideline with the rules of a broken one beside its own."""
    folder = shutil.copytree(shipped_guideline(), parent / "guideline")
    return shutil.copytree(
        broken, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt")
    )


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
     rule cheer, rules/all.yaml:2:3
     law forbidden, laws.yaml:2:3

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
    assert (len(listed) - 2, 2, 0) == (found["proved"], found["refuted"], found["unsettled"])
    assert (__version__, 10000, True) == (found["program"], found["patience_ms"], found["whole"])


def test_as_data_what_fails_holds_what_is_broken_and_the_patient(broken: Path) -> None:
    listed = document(prove(broken, "--json", "--explain", "law:forbidden"))["obligations"]
    assert isinstance(listed, list)
    (found,) = listed

    assert {
        "name": "law:forbidden",
        "family": "laws",
        "says": found["says"],
        "symbols": found["symbols"],
        "assumes": found["assumes"],
        "verdict": "refuted",
        "told": "cheer stands while the law forbidden may forbid it, and nobody asks.",
        "broken": [
            {"kind": "rule", "id": "cheer", "at": "rules/all.yaml:2:3"},
            {"kind": "law", "id": "forbidden", "at": "laws.yaml:2:3"},
        ],
        "patient": {
            "facts": {"fever": "yes", "cough": "no"},
            "confirmed": [],
            "doubted": [],
            "case": CASE,
        },
    } == found


def test_as_data_the_same_guideline_gives_the_same_bytes(broken: Path) -> None:
    assert prove(broken, "--json").out == prove(broken, "--json").out


def test_times_are_said_of_each_and_are_all_that_differs(broken: Path) -> None:
    plain, timed = document(prove(broken, "--json")), document(prove(broken, "--json", "--times"))
    listed = timed["obligations"]
    assert isinstance(listed, list)
    seconds = [each.pop("seconds") for each in listed]

    assert len(seconds) == sum(isinstance(each, float) for each in seconds)
    assert isinstance(timed.pop("seconds"), float)
    assert plain == timed


def test_the_time_of_each_obligation_is_listed_when_it_is_asked_for(good: Path) -> None:
    listed = document(prove(good, "--json"))["obligations"]
    assert isinstance(listed, list)
    page = prove(good, "--times").out
    rows = re.findall(r"^  (\d+\.\d{3}) s  ([\w:-]+)$", page, re.MULTILINE)

    assert sorted(each["name"] for each in listed) == sorted(name for _, name in rows)
    assert [*rows] == sorted(rows, key=lambda row: -float(row[0]))
    assert "TIMES OF THE" not in prove(good).out


def test_the_time_of_each_family_is_summed_up(good: Path) -> None:
    listed = document(prove(good, "--json"))["obligations"]
    assert isinstance(listed, list)
    page = prove(good, "--times").out
    rows = re.findall(
        r"^  (\w+) +(\d+) +\d+\.\d{3} s +\d+\.\d{3} s +\d+\.\d{3} s$", page, re.MULTILINE
    )

    assert Counter(each["family"] for each in listed) == {name: int(many) for name, many in rows}


def test_what_fails_is_said_beside_its_time(broken: Path) -> None:
    page = prove(broken, "--times").out

    assert re.search(r"^  \d+\.\d{3} s  law:forbidden, refuted$", page, re.MULTILINE)


def test_each_family_can_be_explained(good: Path) -> None:
    listed = document(prove(good, "--json"))["obligations"]
    assert isinstance(listed, list)
    of_family = {each["family"]: each for each in listed}

    for each in of_family.values():
        page = " ".join(prove(good, "--explain", each["name"]).out.split())
        for told in (each["says"], each["symbols"], *each["assumes"], "Verdict Proved in"):
            assert told in page
    assert set(get_args(Family)) - {"units"} == of_family.keys()


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


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("forbidden", "Did you mean 'law:forbidden'?"),
        ("call", "Did you mean 'alive:call' or 'steady:call'?"),
        ("xyz", "Their names are in the answer to whitlow prove --json."),
    ],
)
def test_a_name_that_is_not_whole_is_told_what_it_could_be(
    good: Path, name: str, remedy: str
) -> None:
    done = prove(good, "--explain", name)

    assert (2, "") == (done.code, done.out)
    assert f"--explain: there is no obligation '{name}'. {remedy}\n" == done.err


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
    assert "Not settled in" in done.out
    assert "Nobody knows, which counts as failed. The solver was not done after 20 ms." in done.out


# --- cases saved ----------------------------------------------------------------------------------


def test_a_saved_patient_replays_as_a_case(broken: Path, tmp_path: Path) -> None:
    prove(broken, "--save", str(tmp_path / "cases"))
    saved = tmp_path / "cases" / "law-forbidden.yaml"

    assert CASE == saved.read_text(encoding="utf-8")
    plan = called("plan", "--guideline", str(broken), "--today", "2026-01-01", str(saved))
    assert 0 == plan.code


def test_the_plan_of_a_saved_patient_shows_what_is_broken(tmp_path: Path) -> None:
    folder = shipped_with(PROOFS / "shipped" / "tablets-for-a-resistant-isolate", tmp_path)
    law = "no-acyclovir-for-a-resistant-isolate"
    done = prove(folder, "--explain", f"law:{law}", "--save", str(tmp_path / "cases"))
    case = tmp_path / "cases" / f"law-{law}.yaml"
    plan = called("plan", "--guideline", str(folder), "--today", "2026-01-01", str(case)).out

    assert f": law-{law}.yaml." in " ".join(done.out.split())
    assert "× Barred: The rule broken-tablets speaks." in plan
    assert f"({law})" in plan


def test_a_file_that_says_something_else_is_not_written_over(broken: Path, tmp_path: Path) -> None:
    taken = tmp_path / "no-division-by-nought.yaml"
    taken.write_text("weight: 70 kg\n", encoding="utf-8")
    done = prove(broken, "--save", str(tmp_path))

    assert 2 == done.code
    assert "is there already and says something else. Nothing was written." in done.err
    assert [(taken, "weight: 70 kg\n")] == [
        (path, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()
    ]


def test_the_same_patients_are_saved_twice_without_complaint(broken: Path, tmp_path: Path) -> None:
    first, second = (prove(broken, "--save", str(tmp_path), "--json") for _ in range(2))

    assert first == second
    assert 2 == len(list(tmp_path.iterdir()))


def test_where_nothing_fails_no_folder_is_made(good: Path, tmp_path: Path) -> None:
    done = prove(good, "--save", str(tmp_path / "cases"))

    assert "There is no patient in whom anything fails, so none was written." in done.out
    assert not (tmp_path / "cases").exists()


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
