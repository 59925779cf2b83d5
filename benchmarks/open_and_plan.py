"""This module measures the work itself: opening the guideline, and planning for one patient.

All of it runs in one process, so that starting Python is not counted.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from whitlow.checks import check
from whitlow.door import read_case
from whitlow.guideline import content_hash, load_guideline
from whitlow.pages.json_values import to_json
from whitlow.pages.plan_json import plan_json
from whitlow.pages.plan_page import plan_page
from whitlow.pages.terminal import to_terminal
from whitlow.plan import make_plan, would_change
from whitlow.shelf import open_guideline
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from collections.abc import Callable

    from whitlow.guideline import Guideline

ROOT: Final = Path(__file__).resolve().parents[1]
CASE: Final = ROOT / "examples" / "hiv-resistant-genital-herpes.yaml"
TODAY: Final = date(2026, 11, 20)
MANY: Final = 200
FEW: Final = 15


def measured(work: Callable[[], object], runs: int) -> tuple[float, float]:
    """Return the median and the fastest of many runs in milliseconds."""
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), min(times)


def read_whole(guideline: Guideline) -> int:
    """Read every record of a guideline, so that no part of it stays frozen; return how many."""
    every = (getattr(guideline, field.name) for field in fields(guideline))
    return sum(len(tuple(each.values())) for each in every if isinstance(each, Mapping))


def main() -> None:
    """Print the table."""
    folder = shipped_guideline()
    guideline = open_guideline(None)
    data = CASE.read_bytes()
    patient = read_case(data, CASE.name, guideline, TODAY)
    plan = make_plan(guideline, patient.facts, today=TODAY)
    works: dict[str, tuple[Callable[[], object], int, str]] = {
        "hash the guideline": (lambda: content_hash(folder), MANY, "8 ms"),
        "load it, uncached": (lambda: load_guideline(folder), FEW, ""),
        "check it": (lambda: check(guideline), FEW, ""),
        "open it, cached": (lambda: open_guideline(folder), MANY, "20 ms"),
        "and read all of it": (lambda: read_whole(open_guideline(folder)), FEW, ""),
        "read a case": (lambda: read_case(data, CASE.name, guideline, TODAY), MANY, ""),
        "make its plan": (lambda: make_plan(guideline, patient.facts, today=TODAY), MANY, "2 ms"),
        "what would change it": (lambda: would_change(plan), FEW, "250 ms"),
        "its page": (lambda: to_terminal(plan_page(plan, ""), 100, colour=False), MANY, ""),
        "its JSON": (lambda: to_json(plan_json(plan)), MANY, ""),
    }
    print(f"{'work':<24}{'median ms':>10}{'fastest':>10}{'runs':>6}   aim")
    for name, (work, runs, aim) in works.items():
        median, fastest = measured(work, runs)
        print(f"{name:<24}{median:>10.2f}{fastest:>10.2f}{runs:>6}   {aim}")
    records = len(guideline.statements) + len(guideline.rules) + len(guideline.laws)
    print(f"{records} statements, rules and laws; Python {sys.version.split()[0]}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as cache:
        os.environ["XDG_CACHE_HOME"] = cache
        main()
