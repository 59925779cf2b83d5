"""This module gives each mutant a name to be kept under, and the text of its record a sum.

It refuses to know lines: what moves in its file keeps its name, and what is reworded does not.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from tests.mutants.pages import pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from tests.mutants.pages import Mutant, Page, Record

__all__ = ["Sites", "name_of", "sites"]

NAME: Final = 10
SUM: Final = 6


@dataclass(frozen=True, slots=True)
class Sites:
    """The mutants of a guideline as they are kept: each by its name, each record by its sum."""

    names: Mapping[Mutant, str]
    sums: Mapping[tuple[str, str], str]

    def sum_of(self, mutant: Mutant) -> str:
        """Return the sum of the record that a mutant lies in, or of its file."""
        for record in (mutant.record, mutant.record.partition(":")[0]):
            if (mutant.file, record) in self.sums:
                return self.sums[mutant.file, record]
        return self.sums[mutant.file, ""]


def sites(folder: Path, every: Iterable[Mutant]) -> Sites:
    """Return the mutants of a folder by name; of the same change twice in a record each has one."""
    seen = Counter[tuple[str, ...]]()
    names = {}
    for mutant in every:
        change = (mutant.file, mutant.kind, mutant.record, mutant.before, mutant.after)
        names[mutant] = name_of(change, seen[change])
        seen[change] += 1
    sums = {
        (page.file, name): digest(text, SUM) for page in pages(folder) for name, text in texts(page)
    }
    return Sites(names, sums)


def name_of(change: tuple[str, ...], number: int) -> str:
    """Return the name of a change: the same wherever in its file it stands."""
    return digest("|".join((*change, *([str(number)] if number else []))), NAME)


def digest(text: str, size: int) -> str:
    """Return so many signs that differ where a text does."""
    return sha256(text.encode()).hexdigest()[:size]


def texts(page: Page) -> Iterable[tuple[str, str]]:
    """Yield the text of a page under no name, and of each of its records."""
    yield "", page.text
    yield from ((record.name, text_of(page, record)) for record in page.records())


def text_of(page: Page, record: Record) -> str:
    """Return the lines of a record; where a file is one record, the file."""
    if record.key is None:
        return page.text
    first, indent = record.key.place.line, record.key.place.column - 1
    last = first
    for text in page.lines[first:]:
        if text.strip() and len(text) - len(text.lstrip()) <= indent:
            break
        last += 1
    return page.text[page.starts[first - 1] : page.starts[last]].rstrip()
