"""This module builds the wheel and runs the program out of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import pytest

ROOT: Final = Path(__file__).resolve().parents[2]
GUIDELINE: Final = ROOT / "guideline"


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel, with no network, and unpack it."""
    folder = tmp_path_factory.mktemp("wheel")
    offline = ["--no-index", "--no-deps", "--no-build-isolation"]
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", *offline, "-w", folder, ROOT], check=True
    )
    (wheel,) = folder.glob("*.whl")
    with ZipFile(wheel) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


def run(unpacked: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python where only the unpacked wheel, and no checkout, is to be found."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=unpacked.parent,
        env={**os.environ, "PYTHONPATH": str(unpacked), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_wheel_carries_the_whole_guideline(unpacked: Path) -> None:
    carried = unpacked / "whitlow" / "guideline_data"

    expected = {
        p.relative_to(GUIDELINE): p.read_bytes() for p in GUIDELINE.rglob("*") if p.is_file()
    }
    assert expected == {
        p.relative_to(carried): p.read_bytes() for p in carried.rglob("*") if p.is_file()
    }


def test_the_wheel_carries_its_types_and_both_licences(unpacked: Path) -> None:
    assert (unpacked / "whitlow" / "py.typed").is_file()
    (licences,) = unpacked.glob("*.dist-info/licenses")
    assert {"LICENSE", "guideline/LICENSE"} == {
        p.relative_to(licences).as_posix() for p in licences.rglob("*") if p.is_file()
    }


def test_the_program_in_the_wheel_finds_the_guideline_that_it_carries(unpacked: Path) -> None:
    program = "from whitlow.shipped import shipped_guideline; print(shipped_guideline())"

    done = run(unpacked, "-c", program)

    assert str(unpacked / "whitlow" / "guideline_data") == done.stdout.strip()


def test_the_program_in_the_wheel_checks_its_guideline(unpacked: Path) -> None:
    done = run(unpacked, "-m", "whitlow", "check")

    assert done.returncode == 0, done.stdout + done.stderr
