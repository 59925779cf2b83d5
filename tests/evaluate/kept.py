"""This module gives tests the facts of every worked case of a guideline."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from whitlow.door import read_entries
from whitlow.errors import InputError
from whitlow.guideline import load_cases
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from whitlow.guideline import Guideline
    from whitlow.language import Value

__all__ = ["every_patient"]


def every_patient(guideline: Guideline) -> Iterator[tuple[str, Mapping[str, Value]]]:
    """Yield the name and the facts of each case that the door lets in."""
    for case in load_cases(shipped_guideline(), date.fromisoformat(guideline.about.date)).values():
        try:
            yield case.name, read_entries(case.facts, guideline, case.today).facts
        except InputError:
            continue
