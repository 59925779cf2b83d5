"""This module opens the shipped doses for the tests: tables and regimens, without the advice."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

import pytest

from whitlow.evaluate import Reading
from whitlow.guideline import Guideline, load_guideline
from whitlow.order import order
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from whitlow.language import Value
    from whitlow.order import Order

ADVICE: Final = ("rules", "rules.yaml", "laws", "laws.yaml", "disagreements", "cases", "lexicon")


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Guideline:
    """Return the shipped guideline without rules and laws, whose orders nothing stands in."""
    folder: Path = tmp_path_factory.mktemp("shipped") / "guideline"
    shutil.copytree(shipped_guideline(), folder, ignore=shutil.ignore_patterns(*ADVICE))
    return load_guideline(folder)


@pytest.fixture(scope="session")
def ordered(shipped: Guideline) -> Callable[[str, Mapping[str, Value]], Order]:
    """Return what orders a shipped regimen for the facts of a patient."""

    def ordered_for(regimen: str, facts: Mapping[str, Value]) -> Order:
        return order(Reading(shipped, facts), shipped.regimens[regimen])

    return ordered_for
