"""This module measures a cold start: how long a reader waits for a dose, and in how much memory.

Each run is a process of its own; the guideline is remembered and the program compiled, as both are
from the second run on. The commands take turns, so that a machine that slows down meanwhile slows
all of them. With ``--beside FOLDER`` another checkout takes turns with this one, and the last
column tells how its time is multiplied here.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parents[1]
RUNS: Final = 15
BESIDE: Final = "--beside"
UNCOMPILED: Final = "PYTHONDONTWRITEBYTECODE"
"""Where it is set nothing is compiled once for all, and every run compiles the whole program."""

DOSE: Final = (
    *("dose", "foscarnet", "--sex", "male", "--age", "41", "--weight", "70 kg"),
    *("--creatinine", "1.0 mg/dL", "--line", "central"),
)
EXAMPLE: Final = str(ROOT / "examples" / "hiv-resistant-genital-herpes.yaml")
OPENED: Final = "from whitlow.shelf import open_guideline; open_guideline(None)"
WHITLOW: Final = ("-m", "whitlow")


class Work(NamedTuple):
    """What a fresh Python is told to do, and the milliseconds and megabytes it may take."""

    words: tuple[str, ...]
    most_ms: int | None = None
    most_mb: int | None = None


WORKS: Final = {
    "python": Work(("-c", "")),
    "import the program": Work(("-c", "import whitlow.cli.program")),
    "import a dose": Work(("-c", "import whitlow.cli.program, whitlow.cli.dose")),
    "open the guideline": Work(("-c", OPENED)),
    "whitlow --help": Work((*WHITLOW, "--help")),
    "whitlow dose": Work((*WHITLOW, *DOSE), 150, 60),
    "whitlow dose --json": Work((*WHITLOW, *DOSE, "--json"), 150, 60),
    "whitlow plan": Work((*WHITLOW, "plan", EXAMPLE)),
    "whitlow plan --json": Work((*WHITLOW, "plan", EXAMPLE, "--json")),
}

CHILD: Final = """
import json, os, resource, subprocess, sys, time
start = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
wall = time.perf_counter() - start
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([done.returncode, wall, used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""


class Run(NamedTuple):
    """The milliseconds that went by, those of the processor, and the megabytes of one run."""

    wall: float
    processor: float
    size: float


def measured(words: tuple[str, ...], root: Path) -> Run:
    """Return one run of a checkout, taken by a process that does only that."""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", CHILD, sys.executable, *words],
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
        env={name: text for name, text in os.environ.items() if name != UNCOMPILED}
        | {"PYTHONPATH": str(root / "src")},
    )
    code, wall, processor, kilobytes = json.loads(done.stdout)
    if code:
        sys.exit(f"{' '.join(words)} ended with {code}:\n{done.stderr}")
    return Run(wall * 1000, processor * 1000, kilobytes / 1024)


def main() -> None:
    """Print the table."""
    roots = [ROOT]
    if BESIDE in sys.argv:
        roots.append(Path(sys.argv[sys.argv.index(BESIDE) + 1]).resolve())
    pairs = [(name, root) for name in WORKS for root in roots]
    for name, root in pairs:
        measured(WORKS[name].words, root)
    runs: dict[tuple[str, Path], list[Run]] = {pair: [] for pair in pairs}
    for _ in range(RUNS):
        for name, root in pairs:
            runs[name, root].append(measured(WORKS[name].words, root))
    print(f"{'':<24}{'median ms':>10}{'fastest':>10}{'processor':>10}{'MB':>8}   aim")
    for name, work in WORKS.items():
        print(row(name, work, [runs[name, root] for root in roots]))
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0
    python = sys.version.split()[0]
    print(f"{RUNS} runs each; Python {python}, {os.cpu_count()} cores, load {load:.1f}")


def row(name: str, work: Work, runs: list[list[Run]]) -> str:
    """Return the line of one command; of the other checkout only how the time compares."""
    mine = runs[0]
    middle, processor = (statistics.median(each) for each in list(zip(*mine, strict=True))[:2])
    size = statistics.median(run.size for run in mine)
    aim = "" if work.most_ms is None else f"   {work.most_ms} ms, {work.most_mb} MB"
    line = f"{name:<24}{middle:>10.1f}{min(mine).wall:>10.1f}{processor:>10.1f}{size:>8.1f}{aim}"
    for other in runs[1:]:
        pairs = zip(mine, other, strict=True)
        line += f"   x {statistics.median(one.processor / two.processor for one, two in pairs):.2f}"
    return line


if __name__ == "__main__":
    main()
