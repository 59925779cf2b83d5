"""This module makes every mutant of a guideline, in the order of its files.

It refuses two mutants that are the same change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.mutants.figures import FIGURES
from tests.mutants.pages import pages
from tests.mutants.siblings import Siblings
from tests.mutants.words import words
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.mutants.pages import Mutant, Page

__all__ = ["mutants", "mutants_of"]


def mutants(folder: Path) -> tuple[Mutant, ...]:
    """Return every mutant of a guideline, each change once."""
    read = pages(folder)
    siblings = Siblings(read)
    found: dict[tuple[str, str], Mutant] = {}
    for page in read:
        for mutant in of_page(page, siblings):
            after = mutant.applied(page.text)
            if after != page.text:
                found.setdefault((page.file, after), mutant)
    return tuple(found.values())


def mutants_of(page: Page) -> list[Mutant]:
    """Return every mutant of one page that changes a condition, and some others."""
    siblings = Siblings(pages(shipped_guideline()))
    found: dict[str, Mutant] = {}
    for mutant in of_page(page, siblings):
        found.setdefault(mutant.applied(page.text), mutant)
    return list(found.values())


def of_page(page: Page, siblings: Siblings) -> Iterator[Mutant]:
    """Yield every mutant of one page."""
    for kind in FIGURES:
        yield from kind(page)
    yield from words(page, siblings)
