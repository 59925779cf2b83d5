"""This module measures a cold start: how long a reader waits for a dose, and in how much memory.

Each run is a process of its own; the guideline is remembered, as it is from the second run on.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
RUNS: Final = 21
DOSE: Final = (
    *("dose", "foscarnet", "--sex", "male", "--age", "41", "--weight", "70 kg"),
    *("--creatinine", "1.0 mg/dL", "--line", "central"),
)
EXAMPLE: Final = str(ROOT / "examples" / "hiv-resistant-genital-herpes.yaml")
COMMANDS: Final = {
    "whitlow --help": (("--help",), None, None),
    "whitlow dose": (DOSE, 150, 60),
    "whitlow dose --json": ((*DOSE, "--json"), 150, 60),
    "whitlow plan": (("plan", EXAMPLE), None, None),
    "whitlow plan --json": (("plan", EXAMPLE, "--json"), None, None),
}
"""Each command with the milliseconds and megabytes it may take."""

CHILD: Final = """
import json, os, resource, subprocess, sys, time
start = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
wall = time.perf_counter() - start
print(json.dumps([done.returncode, wall, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]))
"""


def measured(words: tuple[str, ...]) -> tuple[float, float]:
    """Return the milliseconds and megabytes of one run, taken by a process that does only that."""
    command = [sys.executable, "-c", CHILD, sys.executable, "-m", "whitlow", *words]
    done = subprocess.run(  # noqa: S603 - our own program
        command, capture_output=True, text=True, check=True, cwd=ROOT
    )
    code, seconds, kilobytes = json.loads(done.stdout)
    if code:
        sys.exit(f"{' '.join(words)} ended with {code}:\n{done.stderr}")
    return seconds * 1000, kilobytes / 1024


def main() -> None:
    """Print the table."""
    print(f"{'command':<24}{'median ms':>10}{'fastest':>10}{'MB':>8}   aim")
    for name, (words, most_ms, most_mb) in COMMANDS.items():
        measured(words)
        runs = [measured(words) for _ in range(RUNS)]
        times = [milliseconds for milliseconds, _ in runs]
        size = statistics.median(megabytes for _, megabytes in runs)
        aim = "" if most_ms is None else f"{most_ms} ms, {most_mb} MB"
        middle = statistics.median(times)
        print(f"{name:<24}{middle:>10.1f}{min(times):>10.1f}{size:>8.1f}   {aim}")
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0
    python = sys.version.split()[0]
    print(f"{RUNS} runs each; Python {python}, {os.cpu_count()} cores, load {load:.1f}")


if __name__ == "__main__":
    main()
