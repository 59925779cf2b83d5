"""The program as a process: what it imports, how it ends, and what it does with a full pipe."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Final

from tests.cli.called import EXAMPLE, GLOOMY, TOY

if TYPE_CHECKING:
    from pathlib import Path

WHITLOW: Final = (sys.executable, "-m", "whitlow")
HEAVY: Final = (
    *("whitlow.checks", "whitlow.course", "whitlow.prove", "z3"),
    *("whitlow.pages.html", "whitlow.pages.markdown", "whitlow.pages.course_page"),
    *("whitlow.guideline.load", "whitlow.guideline.compile", "whitlow.guideline.cases"),
    *("whitlow.guideline.read_sources", "whitlow.guideline.read_rules", "tomllib", "difflib"),
)
"""What only a course, the checks, the proofs, another form, a mistyped word or a guideline that is
not remembered needs."""

PLANNED: Final = ("whitlow.plan", "whitlow.pages.plan_page", "whitlow.pages.variants_page")
WRITTEN: Final = (
    *("whitlow.door.tree", "whitlow.door.reduced", "whitlow.door.isolates", "whitlow.door.typed"),
    *("whitlow.guideline.yaml_events", "yaml", "json"),
)
"""What only a case file, a dated record or JSON needs."""


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a plain terminal."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **more}


def done(*words: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program to its end."""
    return subprocess.run(
        [*WHITLOW, *words],
        env=environment(**more),
        input=GLOOMY,
        capture_output=True,
        check=False,
    )


def test_the_program_ends_with_the_exit_code_and_all_it_had_to_say() -> None:
    finished = done("plan", EXAMPLE, "--json", "--today", "2026-11-20")

    assert 0 == finished.returncode, finished.stderr
    assert json.loads(finished.stdout)["hash"]
    assert 2 == done("plan").returncode
    assert 4 == done("plan", "no-such-file.yaml").returncode


def test_the_bytes_are_the_same_whatever_the_terminal_can_write() -> None:
    words = ("plan", "-", "--guideline", TOY, "--today", "2026-11-20")

    pages = {
        done(*words, PYTHONIOENCODING=encoding, LC_ALL="C", PYTHONUTF8="0").stdout
        for encoding in ("utf-8", "ascii", "latin-1")
    }

    assert 1 == len(pages)


def test_a_pipe_is_not_coloured_and_no_color_is_heeded() -> None:
    assert b"\x1b" not in done("plan", "-", "--guideline", TOY).stdout
    assert b"\x1b" not in done("plan", "-", "--guideline", TOY, NO_COLOR="1").stdout


def test_a_reader_who_leaves_early_is_no_error() -> None:
    process = subprocess.Popen(
        [*WHITLOW, "show", "facts", "--json", "--guideline", TOY],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()

    with process.stderr as told:
        assert (0, b"") == (process.wait(), told.read())


def test_an_interrupt_ends_the_program_without_a_word() -> None:
    process = subprocess.Popen(
        [*WHITLOW, "plan", "-", "--guideline", TOY],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    # More than a pipe holds: once all of it is written the program is reading, and wants more.
    process.stdin.write(b"#" * 200_000)
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()

    assert (-signal.SIGINT, b"", b"") == (process.returncode, out, err.strip())


def imported_by(*words: str) -> set[str]:
    """Return the modules that a command on the toy guideline has imported when it ends."""
    program = (
        "import sys; from whitlow.cli.program import run; "
        "code = run([*sys.argv[2:], '--guideline', sys.argv[1]]); "
        "print(*sys.modules, file=sys.stderr); sys.exit(code)"
    )
    # The first run may check the guideline; the second finds it remembered.
    _, finished = [
        subprocess.run(
            [sys.executable, "-c", program, TOY, *words],
            env=environment(),
            input=GLOOMY,
            capture_output=True,
            check=True,
        )
        for _ in range(2)
    ]
    return set(finished.stderr.decode().split())


def test_a_dose_imports_nothing_that_only_a_plan_needs() -> None:
    imported = imported_by("dose", "cheerin-oral")

    assert set() == imported.intersection((*HEAVY, *PLANNED, *WRITTEN))
    assert "whitlow.door.case" in imported


def test_a_plan_imports_nothing_that_only_a_course_a_check_or_a_proof_needs() -> None:
    imported = imported_by("plan", "-")

    assert set() == imported.intersection(HEAVY)
    assert imported.issuperset(PLANNED)


def test_help_imports_no_command() -> None:
    program = (
        "import sys; from whitlow.cli.program import run; run(['--help']); "
        "print(*sys.modules, file=sys.stderr)"
    )

    finished = subprocess.run(
        [sys.executable, "-c", program], env=environment(), capture_output=True, check=True
    )

    assert set(finished.stderr.decode().split()).isdisjoint({"whitlow.guideline", "yaml", *HEAVY})


def test_a_home_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    nowhere = tmp_path / "file"
    nowhere.write_text("", encoding="utf-8")

    finished = done("plan", "-", "--guideline", TOY, XDG_CACHE_HOME=str(nowhere / "cache"))

    assert 0 == finished.returncode, finished.stderr
