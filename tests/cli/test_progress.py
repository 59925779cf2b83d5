"""How far the proofs are: told on a terminal, and never anywhere else."""

from __future__ import annotations

import fcntl
import os
import pty
import shutil
import struct
import subprocess
import sys
import termios
from pathlib import Path
from typing import Final

import pytest

from tests.guideline.tiny import written

PROOFS: Final = Path(__file__).parents[1] / "bad" / "proofs"
NARROW: Final = 52


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a guideline that breaks a law."""
    own = written(tmp_path_factory.mktemp("progress") / "guideline", {})
    shutil.copytree(PROOFS / "good", own, dirs_exist_ok=True)
    return shutil.copytree(
        PROOFS / "tiny" / "a-law-broken-by-what-nobody-asks", own, dirs_exist_ok=True
    )


def told_on_a_terminal(folder: Path, kind: str) -> str:
    """Return what is written to a standard error that is a terminal of a kind."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, NARROW, 0, 0))
    run = subprocess.Popen(
        [sys.executable, "-m", "whitlow", "prove", "--json", "--guideline", str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env={**os.environ, "TERM": kind},
    )
    os.close(theirs)
    parts = []
    try:
        while part := os.read(ours, 10000):
            parts.append(part)
    except OSError:  # how Linux says that nobody writes there any more
        pass
    finally:
        os.close(ours)
        run.wait()
    return b"".join(parts).decode()


def test_each_obligation_is_told_with_time_and_verdict_over_the_last(folder: Path) -> None:
    lines = told_on_a_terminal(folder, "xterm").split("\r\x1b[K")

    assert " s  proved     table-covers:" in lines[1]
    assert [] == [line for line in lines if len(line) >= NARROW and "refuted" not in line]
    assert ("", "") == (lines[0], lines[-1])


def test_what_fails_is_left_standing_whole(folder: Path) -> None:
    told = told_on_a_terminal(folder, "xterm")
    standing = [line.rpartition("\x1b[K")[2] for line in told.split("\r\n")[:-1]]

    assert ["law:forbidden"] == [line.split()[-1] for line in standing]


def test_a_terminal_that_cannot_go_back_gets_a_line_for_each(folder: Path) -> None:
    told = told_on_a_terminal(folder, "dumb")
    lines = told.split("\r\n")

    assert "\x1b" not in told
    assert lines[0].strip().startswith("1/")
    assert lines[-2].split()[0] == f"{len(lines) - 1}/{len(lines) - 1}"
