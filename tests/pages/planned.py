"""This module makes the plans that the pages are tested with: of a toy guideline, and the shipped.

It refuses medicine: the toy guideline has one of everything that a page can show.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from whitlow.door import read_case
from whitlow.guideline import Guideline, load_guideline
from whitlow.plan import make_plan
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from whitlow.plan import Audience, Plan

__all__ = ["EXAMPLES", "GLOOMY", "PATIENTS", "TODAY", "TOY", "opened", "planned", "plans"]

TODAY: Final = date(2026, 11, 20)
ROOT: Final = Path(__file__).resolve().parents[2]
TOY: Final = Path(__file__).parent / "toy"
EXAMPLES: Final = tuple(sorted((ROOT / "examples").glob("*.yaml")))
GLOOMY: Final = """
age: 41
weight: 70 kg
filter: 84 mL/min
mood: gloomy
line: central
taken: none
dose_taken: 500 mg
fever: no
"""
PATIENTS: Final = {
    "whole": GLOOMY,
    "empty": "age:",
    "provisional": "age: 41\nweight: 70\nfilter: 28 mL/min\nmood: gloomy",
    "barred": "age: 41\nmood: desperate\nfever: yes\nweight: 70",
    "unlawful": "age: 80\nmood: gloomy\nfever: no",
    "doubted": "age: 41\nmood: gloomy\nweight: 300 kg\nfilter: 84 mL/min\nfever: no",
    "refused": "age: 41\nmood: gloomy\nweight: 70\nfilter: 14 mL/min\nfever: no\nline: peripheral",
}


@lru_cache
def opened(folder: Path) -> Guideline:
    """Return a guideline, loaded once."""
    return load_guideline(folder)


def planned(case: str, audience: Audience = "clinician", folder: Path = TOY) -> Plan:
    """Return the plan for a case file in YAML."""
    guideline = opened(folder)
    patient = read_case(case.encode(), "case.yaml", guideline, TODAY)
    return make_plan(
        guideline,
        patient.facts,
        doubts=tuple(doubt.message for doubt in patient.doubts),
        doubted=frozenset(fact for doubt in patient.doubts for fact in doubt.facts),
        today=TODAY,
        audience=audience,
    )


def plans(audience: Audience = "clinician") -> dict[str, Plan]:
    """Return a plan for every patient of the toy guideline, and for every example."""
    made = {name: planned(case, audience) for name, case in PATIENTS.items()}
    for path in EXAMPLES:
        text = path.read_text(encoding="utf-8")
        made[path.stem] = planned(text, audience, shipped_guideline())
    return made
