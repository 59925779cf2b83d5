"""``python -m tests.prove.exhaustive``: all patients of every obligation, and a page of them."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.cases.test_cases import shipped
from tests.prove.exhausted import Exhausted
from whitlow.prove import obligations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.prove.listed import Tried
    from whitlow.guideline import Guideline

HERE: Final = Path(__file__).parent
PAGE: Final = Path(__file__).parents[2] / "docs" / "enumeration.md"
MOST: Final = 20_000
JUMPS: Final = 500
HEAD: Final = (
    "| family | obligations | settled | not settled | broken | patients | boxes |",
    "|---|---|---|---|---|---|---|",
)


def main() -> None:
    """Look at all patients, write the page, and fail where one breaks what is owed."""
    guideline = shipped()
    found = {name: look() for name, look in Exhausted(guideline, MOST, JUMPS).every().items()}
    text = (HERE / "enumeration.md").read_text(encoding="utf-8")
    slots = {
        "hash": guideline.hash,
        "most": str(MOST),
        "table": "\n".join((*HEAD, *rows(guideline, found))),
        "unsettled": "\n".join(f"- `{name}`" for name in unsettled(found)) or "None.",
    }
    for name, value in slots.items():
        text = text.replace(f"{{{name}}}", value)
    PAGE.write_text(text, encoding="utf-8")
    broken = [name for name, tried in found.items() if tried.broken]
    left = len(unsettled(found))
    settled = len(found) - left - len(broken)
    sys.stdout.write(
        f"{PAGE.name} is written. Of {len(found)} obligations {settled} are settled, {left} not. "
        f"Broken: {', '.join(broken) or 'none'}.\n"
    )
    sys.exit(1 if broken else 0)


def unsettled(found: dict[str, Tried]) -> list[str]:
    """Return which obligations neither hold of everybody nor are broken, as far as was looked."""
    return [name for name, tried in found.items() if not tried.all and not tried.broken]


def rows(guideline: Guideline, found: dict[str, Tried]) -> Iterator[str]:
    """Yield a row for each family of obligations."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in obligations(guideline):
        tried = found[one.name]
        counts[one.family].update(
            all=1,
            settled=int(tried.all and not tried.broken),
            left=int(not tried.all and not tried.broken),
            broken=int(bool(tried.broken)),
            patients=tried.patients,
            boxes=tried.boxes or tried.patients,
        )
    for name, row in counts.items():
        numbers = (row["all"], row["settled"], row["left"], row["broken"], rough(row["patients"]))
        yield f"| {' | '.join(map(str, (name, *numbers, row['boxes'])))} |"


def rough(count: int) -> str:
    """Return a count, a large one by its power of ten.

    >>> rough(1234), rough(12345678)
    ('1234', 'about 10^7')
    """
    return str(count) if count < 10**6 else f"about 10^{len(str(count)) - 1}"


if __name__ == "__main__":
    main()
