"""This module follows the courses that the tests of this folder speak of.

It refuses a clock: every course ends on a day that is written down.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from whitlow.course import Day, File, Followed, follow
from whitlow.guideline import Guideline, load_guideline
from whitlow.shipped import shipped_guideline

__all__ = [
    "CASE",
    "COURSE",
    "TODAY",
    "day_of",
    "example",
    "guideline",
    "lines",
    "of",
    "statuses",
]

ROOT: Final = Path(__file__).resolve().parents[2]
COURSE: Final = ROOT / "examples" / "course-foscarnet.csv"
CASE: Final = ROOT / "examples" / "course-foscarnet.yaml"
TODAY: Final = date(2026, 3, 26)
PATIENT: Final = """
age: 50
sex: male
weight: 70 kg
height: 176 cm
host: hiv
cd4: 38 cells/uL
virus: hsv2
hsv_pcr: positive
site: genital
lesion: ulcerative
extent: extensive
lesion_days: 30
red_flags: none
acyclovir_susceptibility: resistant
absorption_problem: none
dialysis: none
volume: euvolaemic
heart_failure: no
seizure_history: no
comedications: none
allergies: none
line: central
"""


@lru_cache
def guideline() -> Guideline:
    """Return the shipped guideline, loaded once."""
    return load_guideline(shipped_guideline())


@lru_cache
def example() -> Followed:
    """Return the course of the examples."""
    return follow(
        guideline(),
        File(COURSE.read_bytes(), "course.csv"),
        case=File(CASE.read_bytes(), "case.yaml"),
        today=TODAY,
    )


def lines(*rows: str) -> bytes:
    """Return a course file: a head, and rows whose day of March 2026 stands first."""
    dated = [f"2026-03-{row}" if row[:2].isdigit() and row[2:3] == "," else row for row in rows]
    return "\n".join(["date,name,value,unit", *dated, ""]).encode()


@lru_cache
def of(
    *rows: str, today: int = 20, case: str = PATIENT, more: str = "", profile: str = ""
) -> Followed:
    """Return the course of some rows for the usual patient, with ``more`` facts of the case."""
    named = [line.partition(":")[0] for line in more.splitlines()]
    kept = [line for line in case.splitlines() if line.partition(":")[0] not in named]
    text = "\n".join([*kept, more])
    return follow(
        guideline(),
        File(lines(*rows), "course.csv"),
        case=File(text.encode(), "case.yaml"),
        today=date(2026, 3, today),
        profile=profile,
    )


def day_of(followed: Followed, day: int) -> Day:
    """Return the day of March 2026 of a course."""
    return next(one for one in followed.days if one.day == date(2026, 3, day))


def statuses(followed: Followed) -> dict[int, tuple[str, ...]]:
    """Return the statuses of the orders by the day of March."""
    return {one.day.day: one.statuses for one in followed.days}
