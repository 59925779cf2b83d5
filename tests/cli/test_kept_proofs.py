"""What is kept of a run of proofs: never of another guideline or program, and never an error."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.cli.called import called, document
from tests.guideline.tiny import written
from whitlow.guideline import load_guideline
from whitlow.proofs import kept, proofs_of
from whitlow.proofs.kept import MOST_KEPT
from whitlow.shelf import key as shelf

if TYPE_CHECKING:
    from tests.cli.called import Done

PROOFS: Final = Path(__file__).parents[1] / "bad" / "proofs"
NONE_KEPT: Final = (
    "No proofs are kept of this guideline as it stands, by this program. "
    "Leave out --kept to prove it now.\n"
)
WITHOUT_SOLVER: Final = """
import sys
sys.modules["z3"] = None
from whitlow.cli.program import run
sys.exit(run(sys.argv[1:]))
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a guideline that breaks a law, with a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    own = written(tmp_path / "guideline", {})
    shutil.copytree(PROOFS / "good", own, dirs_exist_ok=True)
    return shutil.copytree(
        PROOFS / "tiny" / "a-law-broken-by-what-nobody-asks", own, dirs_exist_ok=True
    )


def prove(folder: Path, *more: str) -> Done:
    return called("prove", "--guideline", str(folder), *more)


def without_times(found: dict[str, object]) -> dict[str, object]:
    """Return a document without how long anything took."""
    listed = found["obligations"]
    assert isinstance(listed, list)
    untimed = [{key: each[key] for key in each if key != "seconds"} for each in listed]
    return {key: found[key] for key in found if key != "seconds"} | {"obligations": untimed}


def files(folder: Path) -> list[Path]:
    """Return what is kept, the files of a test's own cache."""
    return sorted((folder.parent / "cache" / "whitlow").glob("*.proofs"))


def test_where_nothing_was_proved_a_sentence_says_so(folder: Path) -> None:
    done = prove(folder, "--kept")

    assert (2, "", NONE_KEPT) == (done.code, done.out, done.err)


@pytest.mark.parametrize("form", [("--json",), ("--json", "--times")])
def test_what_is_kept_is_what_was_proved_failures_and_exit_code_too(
    folder: Path, form: tuple[str, ...]
) -> None:
    now = prove(folder, "--json")

    later = prove(folder, "--kept", *form)

    assert 3 == later.code
    assert document(now) == without_times(document(later))


def test_its_page_says_that_nothing_was_proved_just_now(folder: Path) -> None:
    prove(folder)

    page = prove(folder, "--kept").out

    assert "This was proved in an earlier run and kept. Nothing was proved just now." in page
    assert "law forbidden, laws.yaml:2:3" in page


def test_one_obligation_of_what_is_kept_is_explained_as_it_was(folder: Path) -> None:
    now = prove(folder, "--json", "--explain", "law:forbidden")
    prove(folder)

    assert now == prove(folder, "--json", "--kept", "--explain", "law:forbidden")
    assert 2 == prove(folder, "--kept", "--explain", "law:forbiden").code


def test_a_run_of_one_obligation_is_not_kept(folder: Path) -> None:
    prove(folder, "--explain", "nobody")

    assert [] == files(folder)


def test_a_run_of_less_patience_than_usual_is_not_kept(folder: Path) -> None:
    prove(folder, "--patience", "9999")

    assert [] == files(folder)


def test_of_a_guideline_of_which_a_byte_changed_nothing_is_kept(folder: Path) -> None:
    prove(folder)
    with (folder / "laws.yaml").open("a", encoding="utf-8") as laws:
        laws.write("# a word\n")

    assert NONE_KEPT == prove(folder, "--kept").err


def test_of_a_program_that_changed_nothing_is_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prove(folder)
    program = shutil.copytree(shelf.PROGRAM, folder.parent / "program")
    (program / "prove" / "laws.py").write_text("# changed\n", encoding="utf-8")
    monkeypatch.setattr(shelf, "PROGRAM", program)

    assert NONE_KEPT == prove(folder, "--kept").err


def test_a_guideline_that_is_edited_while_it_is_proved_is_not_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def edited(path: Path) -> object:
        loaded = load_guideline(path)
        (path / "laws.yaml").write_text("{}\n", encoding="utf-8")
        return loaded

    monkeypatch.setattr("whitlow.cli.prove.load_guideline", edited)
    prove(folder)

    assert [] == files(folder)


@pytest.mark.parametrize("broken", [b"", b"x", b"\0" * 40, b"{}"])
def test_what_is_broken_is_as_if_there_were_none(folder: Path, broken: bytes) -> None:
    prove(folder)
    (file,) = files(folder)
    file.write_bytes(broken)

    assert NONE_KEPT == prove(folder, "--kept").err


def test_what_others_could_have_written_is_as_if_there_were_none(folder: Path) -> None:
    prove(folder)
    (file,) = files(folder)
    file.chmod(0o666)

    assert kept(folder) is None


def test_a_home_that_cannot_be_written_is_no_error(folder: Path) -> None:
    (folder.parent / "cache").write_text("", encoding="utf-8")

    assert 3 == prove(folder).code
    assert NONE_KEPT == prove(folder, "--kept").err


def test_only_the_newest_are_kept(folder: Path) -> None:
    for number in range(MOST_KEPT + 2):
        (folder / "laws.yaml").write_text(f"# {number}\n{{}}\n", encoding="utf-8")
        prove(folder)

    assert MOST_KEPT == len(files(folder))


def test_what_is_kept_needs_no_solver(folder: Path) -> None:
    prove(folder)
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_SOLVER, "prove", "--guideline", str(folder), "--kept"],
        check=False,
        capture_output=True,
        text=True,
    )

    assert (3, "") == (done.returncode, done.stderr)
    assert "Does not hold".upper() in done.stdout


def test_patience_and_what_is_kept_do_not_go_together(folder: Path) -> None:
    done = prove(folder, "--kept", "--patience", "5")

    assert 2 == done.code
    assert "--patience and --kept do not go together" in done.err


def test_data_of_a_run_is_read_as_it_was_written(folder: Path) -> None:
    prove(folder)
    run = kept(folder)
    assert run is not None

    assert run.timed() == proofs_of(json.loads(json.dumps(run.timed()))).timed()


@pytest.mark.parametrize(
    "change",
    [
        {"patience_ms": "long"},
        {"program": None},
        {"guideline": []},
        {"obligations": [{}]},
        {"obligations": {}},
    ],
)
def test_data_of_another_shape_is_no_run(folder: Path, change: dict[str, object]) -> None:
    prove(folder)
    run = kept(folder)
    assert run is not None

    with pytest.raises(ValueError, match=r"This is no run of proofs\."):
        proofs_of({**run.timed(), **change})


def test_a_verdict_that_nobody_knows_is_no_run(folder: Path) -> None:
    prove(folder)
    run = kept(folder)
    assert run is not None
    text = json.dumps(run.timed()).replace('"refuted", "told"', '"likely", "told"')

    with pytest.raises(ValueError, match=r"This is no run of proofs\."):
        proofs_of(json.loads(text))
