"""``python -m tests.prove.excepted`` writes in how far rules last: which without any exception.

It refuses to have a number typed: what stands on the page of the family is counted here.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.prove.shared import GUIDELINE, ground
from whitlow.prove import Proved, obligations
from whitlow.prove.absence import facts_asked_for
from whitlow.prove.rules import EVEN_SO

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PAGE", "counted", "section", "written"]

PAGE: Final = Path(__file__).parents[2] / "docs" / "proofs" / "steady.md"
HEAD: Final = "### With and without exception\n"
SECTION: Final = re.compile(re.escape(HEAD) + r".*?(?=^##|\Z)", re.MULTILINE | re.DOTALL)
COMMAND: Final = "python -m tests.prove.excepted"
IN_A_ROW: Final = 3


def counted() -> tuple[int, int, Counter[str]]:
    """Return how many rules ask nothing, how many last although they ask, and what is asked.

    What is asked is counted of the rest: for each fact the rules that last but for it.
    """
    named = {one.name: one for one in obligations(GUIDELINE)}
    none, even_so, facts = 0, 0, Counter[str]()
    for rule in GUIDELINE.rules.values():
        asked = facts_asked_for(GUIDELINE, rule)
        verdict = named[f"steady:{rule.id}"].show(ground()) if asked else None
        if verdict is None:
            none += 1
        elif isinstance(verdict, Proved) and verdict.how.endswith(EVEN_SO):
            even_so += 1
        else:
            facts.update(asked)
    return none, even_so, facts


def section() -> str:
    """Return the section of the page, counted anew."""
    none, even_so, facts = counted()
    every = len(GUIDELINE.rules)
    listed = [f"{name} {count}" for name, count in sorted(facts.items(), key=by_count)]
    told = TOLD.format(
        none=none,
        even_so=even_so,
        but=every - none - even_so,
        free=none + even_so,
        every=every,
    )
    return "\n".join((HEAD, told, *rows(listed), ""))


TOLD: Final = f"""\
Written by `{COMMAND}`; a test counts again.

| rules | last |
|---|---|
| {{none}} | **without exception**: they ask of no fact whether it is known |
| {{even_so}} | **without exception**: they ask, and nothing that they ask for takes them back |
| {{but}} | **on a condition**: as long as it stays as it is whether certain facts are known |

So {{free}} of {{every}} rules last whatever is told, and of the others less is proved.
`whitlow prove --explain` says of one rule which it is, and names the facts.

These are the facts on which the others hang, each with how many rules do:
"""


def by_count(item: tuple[str, int]) -> tuple[int, str]:
    """Return by what facts are sorted: those that most rules ask for first."""
    return -item[1], item[0]


def rows(listed: list[str]) -> Iterator[str]:
    """Yield facts with their counts as a table, several in a row."""
    yield "| fact | rules " * IN_A_ROW + "|"
    yield "|---|---" * IN_A_ROW + "|"
    for first in range(0, len(listed), IN_A_ROW):
        mine = [one.split() for one in listed[first : first + IN_A_ROW]]
        mine += [["", ""]] * (IN_A_ROW - len(mine))
        yield "".join(f"| {f'`{name}`' if name else ''} | {count} " for name, count in mine) + "|"


def written(page: str) -> str:
    """Return a page with its section counted anew."""
    return SECTION.sub(lambda _: section(), page)


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write(f"{PAGE.name} is written.\n")
