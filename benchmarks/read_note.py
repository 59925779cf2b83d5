"""This module measures how fast a note is read: a question, 50 kB, and what is refused."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import yaml

from whitlow.errors import InputError
from whitlow.intake import concepts, read
from whitlow.shelf import open_guideline

if TYPE_CHECKING:
    from collections.abc import Callable

NOTES: Final = Path(__file__).resolve().parents[1] / "tests" / "notes" / "first.yaml"
QUESTION: Final = "Is foscarnet right for a 45 yo man with HIV and CD4 40 cells/uL?"
RUNS: Final = 5


def fastest(work: Callable[[], object]) -> float:
    """Return the fastest of some runs in milliseconds of the processor."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return min(times)


def main() -> None:
    """Print what was measured."""
    guideline = open_guideline(None)
    notes = [str(each["note"]) for each in yaml.safe_load(NOTES.read_text(encoding="utf-8"))]
    large = ("\n".join(notes) * 10)[:50_000]
    works: dict[str, Callable[[], object]] = {
        "what a question names (at most 2 ms)": lambda: concepts(QUESTION, guideline),
        "a question, read": lambda: read(QUESTION, guideline),
        "a note of 50 kB (at most 200 ms)": lambda: read(large, guideline),
        "10 MB, refused": lambda: refused("fever " * 1_700_000),
    }

    def refused(text: str) -> None:
        try:
            read(text, guideline)
        except InputError:
            return

    for name, work in works.items():
        print(f"{name:40} {fastest(work):8.2f} ms")


if __name__ == "__main__":
    main()
