"""This module measures the proofs: seconds for each family of obligations, and what is proved.

With ``--patients 2000`` it also lists so many patients for each obligation, reads every patient of
the pool in three ways, and prints how many were tried. That takes minutes.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from whitlow.guideline import load_guideline
from whitlow.prove import Proved, obligations, settled
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT: Final = Path(__file__).resolve().parents[1]
ALL_SECONDS: Final = 20
PATIENTS: Final = "--patients"


def main() -> None:
    """Print the table of the proofs, and where it is asked for, that of the patients tried."""
    guideline = load_guideline(shipped_guideline())
    every = obligations(guideline)
    start = time.perf_counter()
    proved: Counter[str] = Counter()
    seconds: dict[str, float] = defaultdict(float)
    for result in settled(guideline, every):
        family = result.obligation.family
        proved[family] += isinstance(result.verdict, Proved)
        seconds[family] += result.seconds
    whole = time.perf_counter() - start
    print(f"{'family':<12}{'obligations':>12}{'proved':>8}{'seconds':>9}")
    for family, count in Counter(one.family for one in every).items():
        print(f"{family:<12}{count:>12}{proved[family]:>8}{seconds[family]:>9.2f}")
    print(f"{'all':<12}{len(every):>12}{proved.total():>8}{whole:>9.2f}   aim {ALL_SECONDS} s")
    if PATIENTS in sys.argv:
        _patients(
            int(sys.argv[sys.argv.index(PATIENTS) + 1]), {one.name: one.family for one in every}
        )


def _patients(bound: int, families: Mapping[str, str]) -> None:
    sys.path.insert(0, str(ROOT))
    from tests.prove.enumerated import Lister  # noqa: PLC0415 - the tests, when asked for
    from tests.prove.shared import GUIDELINE, disagreements, seeds  # noqa: PLC0415 - as above

    found: dict[str, Counter[str]] = defaultdict(Counter)
    broken = []
    for tried in Lister(GUIDELINE, seeds(), bound).tried():
        family = found[families[tried.obligation]]
        family.update(obligations=1, patients=tried.patients, all=tried.all)
        broken += [tried.obligation] if tried.broken else []
    print(f"{'family':<12}{'obligations':>12}{'in full':>9}{'patients tried':>16}")
    for name, family in found.items():
        print(f"{name:<12}{family['obligations']:>12}{family['all']:>9}{family['patients']:>16}")
    print(f"broken by a patient: {', '.join(broken) or 'none'}")
    unlike = [told for patient in seeds() for told in disagreements(patient)]
    print(f"{len(seeds())} patients of the pool read in three ways, {len(unlike)} unlike")


if __name__ == "__main__":
    main()
