"""``python -m tests.prove.exhaustive``: all patients of every obligation, and a page of them.

A long search is made again where what it reads has changed; with ``all`` each is made again.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.cases.test_cases import shipped
from tests.prove.exhausted import Exhausted
from tests.prove.read_by import ReadBy
from whitlow.prove import obligations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from tests.prove.listed import Tried
    from whitlow.guideline import Guideline

HERE: Final = Path(__file__).parent
PAGE: Final = Path(__file__).parents[2] / "docs" / "enumeration.md"
SETTLED: Final = HERE / "settled.txt"
MOST: Final = 20_000
JUMPS: Final = 500
HEAD: Final = (
    "| family | obligations | settled | not settled | broken | patients | boxes |",
    "|---|---|---|---|---|---|---|",
)
TOLD: Final = """\
# What came of each obligation when all patients were looked at. Kept by `make settle`, which writes
# docs/enumeration.md of it: the obligation, what came of it, patients, boxes, and for a long search
# a sum of what it read.
"""


@dataclass(frozen=True, slots=True)
class Came:
    """What came of one obligation: settled, left or broken, of how many patients in how many boxes.

    ``read`` is a sum of what a long search read.
    """

    how: str
    patients: int
    boxes: int
    read: str = ""


def main() -> None:
    """Look at all patients, write the page, and fail where one breaks what is owed."""
    guideline = shipped()
    found = came(guideline, {} if "all" in sys.argv else kept())
    SETTLED.write_text(TOLD + "".join(lines(found)), encoding="utf-8")
    text = (HERE / "enumeration.md").read_text(encoding="utf-8")
    slots = {
        "hash": guideline.hash,
        "most": str(MOST),
        "table": "\n".join((*HEAD, *rows(guideline, found))),
        "unsettled": "\n".join(f"- `{name}`" for name in named(found, "left")) or "None.",
    }
    for name, value in slots.items():
        text = text.replace(f"{{{name}}}", value)
    PAGE.write_text(text, encoding="utf-8")
    broken = named(found, "broken")
    sys.stdout.write(
        f"{PAGE.name} is written. Of {len(found)} obligations {len(named(found, 'settled'))} are "
        f"settled, {len(named(found, 'left'))} not. Broken: {', '.join(broken) or 'none'}.\n"
    )
    sys.exit(1 if broken else 0)


def came(guideline: Guideline, before: Mapping[str, Came]) -> dict[str, Came]:
    """Return what comes of every obligation; of a long search what came of it, where that holds."""
    reads, looks = ReadBy(guideline, MOST), Exhausted(guideline, MOST, JUMPS).every()
    sums = {name: reads.sum(name) for name in looks}
    left = [name for name in looks if not sums[name] or lapsed(before.get(name), sums[name])]
    sys.stderr.write(f"{len(left)} of {len(looks)} obligations are looked at anew.\n")
    LOOKS.update(looks)
    with Pool() as pool:
        found = dict(zip(left, pool.imap(looked, left), strict=True))
    every = {**before, **found}
    return {
        name: Came(every[name].how, every[name].patients, every[name].boxes, sums[name])
        for name in looks
    }


LOOKS: Final[dict[str, Callable[[], Tried]]] = {}


def lapsed(before: Came | None, own: str) -> bool:
    """Whether what came of a search no longer holds, since what it read is not the same."""
    return before is None or before.read != own


def looked(name: str) -> Came:
    """Look at all patients of one obligation."""
    tried = LOOKS[name]()
    how = "broken" if tried.broken else "settled" if tried.all else "left"
    return Came(how, tried.patients, tried.boxes or tried.patients)


def kept() -> dict[str, Came]:
    """Return what came of each obligation when it was looked at last."""
    text = SETTLED.read_text(encoding="utf-8") if SETTLED.exists() else ""
    read = [line.split() for line in text.splitlines() if not line.startswith("#")]
    return {
        name: Came(how, int(patients), int(boxes), *rest)
        for name, how, patients, boxes, *rest in read
    }


def lines(found: Mapping[str, Came]) -> Iterator[str]:
    """Yield the lines of what came of each obligation."""
    for name, one in found.items():
        yield f"{name} {one.how} {one.patients} {one.boxes} {one.read}".rstrip() + "\n"


def named(found: Mapping[str, Came], how: str) -> list[str]:
    """Return of which obligations this came."""
    return [name for name, one in found.items() if one.how == how]


def rows(guideline: Guideline, found: Mapping[str, Came]) -> Iterator[str]:
    """Yield a row for each family of obligations; what nobody looked at is in none."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in obligations(guideline):
        if one.name in found:
            own = found[one.name]
            counts[one.family].update(all=1, patients=own.patients, boxes=own.boxes)
            counts[one.family][own.how] += 1
    for name, row in counts.items():
        numbers = (row["all"], row["settled"], row["left"], row["broken"], rough(row["patients"]))
        yield f"| {' | '.join(map(str, (name, *numbers, row['boxes'])))} |"


def unlooked(guideline: Guideline, found: Iterable[str]) -> list[str]:
    """Return the obligations of a guideline of which nothing is kept."""
    return sorted({one.name for one in obligations(guideline)} - {*found})


def rough(count: int) -> str:
    """Return a count, a large one by its power of ten.

    >>> rough(1234), rough(12345678)
    ('1234', 'about 10^7')
    """
    return str(count) if count < 10**6 else f"about 10^{len(str(count)) - 1}"


if __name__ == "__main__":
    main()
