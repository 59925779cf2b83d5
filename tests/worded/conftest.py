"""This module gives each test a user of its own who configured nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import own_cache
from whitlow.shelf import open_guideline

if TYPE_CHECKING:
    from pathlib import Path

    from whitlow.guideline import Guideline

__all__ = ["own_cache"]

NAMES = ("URL", "MODEL", "KEY", "TIMEOUT")


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a folder of settings of its own, which is empty."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    for name in NAMES:
        monkeypatch.delenv(f"WHITLOW_LLM_{name}", raising=False)
    folder = tmp_path / "whitlow"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture(scope="session")
def guideline() -> Guideline:
    """Return the guideline that came with the program."""
    return open_guideline(None)
