"""Where there is no browser, the run says what it did not look at, or fails if it was to look."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.web.serving import ROOT

ONE = "tests/web/browser/test_hands.py::test_the_first_step_of_the_keyboard_leads_to_the_content"


@pytest.mark.parametrize(
    ("required", "code", "told"),
    [
        ("", 0, "1 TESTS OF THE PAGES DID NOT RUN: no browser: "),
        ("1", 1, "which WHITLOW_BROWSER_REQUIRED asks for"),
    ],
)
def test_a_lack_of_a_browser_is_told_or_fails(required: str, code: int, told: str) -> None:
    nowhere = str(ROOT / "no browser")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", ONE],
        cwd=ROOT,
        env={**os.environ, "WHITLOW_BROWSER": nowhere, "WHITLOW_BROWSER_REQUIRED": required},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (code, True) == (done.returncode, told in done.stdout), done.stdout
