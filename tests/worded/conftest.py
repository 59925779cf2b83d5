"""This module gives each test a user of its own who configured nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from whitlow.shelf import open_guideline

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from whitlow.guideline import Guideline

NAMES = ("URL", "MODEL", "KEY", "TIMEOUT")


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give the command line a cache of its own, and a plain terminal."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        patch.setenv("NO_COLOR", "1")
        patch.setenv("COLUMNS", "100")
        yield folder


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
