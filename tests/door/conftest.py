"""This module opens the door for the tests: the shipped facts and what reads them, no advice."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from whitlow.door import Patient, read_case
from whitlow.errors import InputError, Problem
from whitlow.guideline import Guideline, load_guideline

if TYPE_CHECKING:
    from collections.abc import Callable

SHIPPED = Path(__file__).resolve().parents[2] / "guideline"
NEEDED = (
    "guideline.yaml",
    "facts.yaml",
    "drugs.yaml",
    "classes.yaml",
    "contradictions.yaml",
    "genes.yaml",
    "variant-classes.yaml",
)
FOLDERS = ("sources", "cutoffs", "variants")
TODAY = date(2026, 11, 20)

FORMULAS = """
weight_doubled: {unit: kg, is: 2 * weight, label: twice the weight, cites: []}
creatinine_rose:
  type: truth
  is: creatinine_previous_hours <= 48 'h' and creatinine >= creatinine_previous + 0.3 'mg/dL'
  label: creatinine has risen
  cites: []
"""


@pytest.fixture(scope="session")
def guideline(tmp_path_factory: pytest.TempPathFactory) -> Guideline:
    """Return the shipped guideline without its advice, and two formulas that stay the same."""
    folder = tmp_path_factory.mktemp("guideline")
    for name in NEEDED:
        shutil.copy(SHIPPED / name, folder)
    for name in FOLDERS:
        shutil.copytree(SHIPPED / name, folder / name)
    (folder / "formulas.yaml").write_text(FORMULAS, encoding="utf-8")
    return load_guideline(folder)


@pytest.fixture(scope="session")
def patient(guideline: Guideline) -> Callable[[str], Patient]:
    """Return the reader of a case that is written in YAML."""

    def read(text: str) -> Patient:
        return read_case(text.encode(), "case.yaml", guideline, TODAY)

    return read


@pytest.fixture(scope="session")
def problems(guideline: Guideline) -> Callable[[str], tuple[Problem, ...]]:
    """Return the reader of what is wrong with a case that is written in YAML."""

    def read(text: str) -> tuple[Problem, ...]:
        with pytest.raises(InputError) as refusal:
            read_case(text.encode(), "case.yaml", guideline, TODAY)
        return refusal.value.problems

    return read
