"""This module makes mutants of what stands between the numbers: records, conditions and actions.

It refuses to change what is a judgement: the strength and the certainty of a rule are left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.mutants.actions import (
    actions_changed,
    references_swapped,
    slots_swapped,
    tables_changed,
)
from tests.mutants.conditions import conditions
from tests.mutants.pages import entries, inner
from whitlow.guideline import Items, Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.mutants.pages import Mutant, Page, Record
    from tests.mutants.siblings import Siblings

__all__ = ["words"]

DROPPED: Final = {
    "rules": "rule",
    "laws": "law",
    "contradictions": "contradiction",
    "disagreements": "disagreement",
    "sources": "statement",
    "promises": "promise",
}
CITING: Final = ("cites", "notes", "monitoring", "stop", "diluent", "incompatible")


# --- dropped ----------------------------------------------------------------------------------


def records_dropped(page: Page) -> Iterator[Mutant]:
    """Yield the mutants without one record, and without one row of a table."""
    for record in page.records():
        if page.shelf in DROPPED and record.key is not None:
            yield page.without_entry(f"{DROPPED[page.shelf]} dropped", record.name, record.key)
    rows = inner(page.node, "rows")
    if page.shelf == "tables" and isinstance(rows, Scalar):
        name = page.file.partition("/")[2].removesuffix(".yaml")
        first = rows.place.line + 1
        for line in range(first, first + len(rows.value.splitlines()) - 1):
            yield page.without_line("row dropped", name, line)


def lists_of(page: Page, *names: str) -> Iterator[tuple[Record, Scalar, Items]]:
    """Yield the lists under some names of the records of a page, those of positions too."""
    for record in page.records():
        nodes: list[Mapping] = [record.node]
        positions = inner(record.node, "positions")
        if isinstance(positions, Items):
            nodes += [one for one in positions.items if isinstance(one, Mapping)]
        nodes += [
            one for _, one in entries(inner(record.node, "levels")) if isinstance(one, Mapping)
        ]
        for node in nodes:
            for key, value in entries(node):
                if key.value in names and isinstance(value, Items):
                    yield record, key, value


def citations_dropped(page: Page) -> Iterator[Mutant]:
    """Yield the mutants without one citation of a record, and without all of them."""
    for record, key, items in lists_of(page, *CITING):
        for index in range(len(items.items)):
            yield page.without_item("citation dropped", record.name, items, index)
        if len(items.items) > 1 and key.value == "cites":
            yield page.without_entry("all citations dropped", record.name, key)


def overriders_dropped(page: Page) -> Iterator[Mutant]:
    """Yield the mutants in which a rule no longer stands instead of another."""
    for record, _, items in lists_of(page, "instead_of"):
        for index in range(len(items.items)):
            yield page.without_item("overrider dropped", record.name, items, index)


def fields_dropped(page: Page) -> Iterator[Mutant]:
    """Yield the mutants without the drug that a rule goes with, and without a law's exception."""
    wanted = {
        "rules": ("with",),
        "laws": ("unless", "when"),
        "regimens": ("at_most_daily", "step"),
        "promises": ("outright", "known"),
    }
    for record in page.records():
        for key, _ in entries(record.node):
            if key.value in wanted.get(page.shelf, ()):
                yield page.without_entry(f"{key.value} dropped", record.name, key)


# --- conditions -------------------------------------------------------------------------------


def junctions(page: Page) -> Iterator[Mutant]:
    """Yield the mutants in which an ``and`` is an ``or``, or the other way round, or no ``not``."""
    other = {"and": "or", "or": "and"}
    for written in conditions(page):
        for piece in written.pieces():
            if piece.text in other:
                kind = f"{piece.text} for {other[piece.text]} in {page.shelf}"
                yield page.within(
                    kind, written.record, written.scalar, piece.span, other[piece.text]
                )
            elif piece.text == "not":
                kind = f"not removed in {page.shelf}"
                yield page.within(kind, written.record, written.scalar, piece.span, "")


def options_changed(page: Page, siblings: Siblings) -> Iterator[Mutant]:
    """Yield the mutants in which a condition names another option, class or drug."""
    for written in conditions(page):
        for piece in written.pieces():
            other = siblings.of(piece.text.strip("'")) if piece.kind == "text" else ""
            if other and f"'{other}'" not in written.scalar.value:
                kind = f"option in {page.shelf}"
                yield page.within(kind, written.record, written.scalar, piece.span, f"'{other}'")


def laws_weakened(page: Page) -> Iterator[Mutant]:
    """Yield the mutants in which a law holds for fewer patients."""
    if page.shelf != "laws":
        return
    for written in conditions(page):
        value = written.scalar.value.rstrip()
        first, last = written.scalar.place_of(0), written.scalar.place_of(len(value) - 1)
        start, end = page.offset(first), page.offset(last) + 1
        more = {"when": "and pregnant", "unless": "or pregnant"}[written.field]
        text = f"({page.text[start:end]}) {more}"
        yield page.spliced(f"law weakened: {written.field}", written.record, start, end, text)


def laws_aimed_elsewhere(page: Page, siblings: Siblings) -> Iterator[Mutant]:
    """Yield the mutants in which a law forbids another drug, regimen, class, gene or virus."""
    swaps: dict[str, Callable[[str], str]] = {
        "treat": siblings.drug,
        "regimen": siblings.regimen,
        "class": siblings.of,
        "virus": {"hsv": "vzv", "vzv": "hsv"}.__getitem__,
        "gene": {"UL23": "UL30", "UL30": "UL23"}.__getitem__,
    }
    for record in page.records() if page.shelf == "laws" else ():
        for key, value in entries(inner(record.node, "never")):
            if key.value in swaps and isinstance(value, Scalar):
                other = swaps[key.value](value.value)
                if other:
                    yield page.spliced(
                        f"law aimed elsewhere: {key.value}", record.name, *page.span(value), other
                    )


def words(page: Page, siblings: Siblings) -> Iterator[Mutant]:
    """Yield every mutant of this module."""
    for plain in (
        records_dropped,
        citations_dropped,
        overriders_dropped,
        fields_dropped,
        junctions,
        laws_weakened,
        references_swapped,
    ):
        yield from plain(page)
    for choosing in (
        options_changed,
        laws_aimed_elsewhere,
        actions_changed,
        tables_changed,
        slots_swapped,
    ):
        yield from choosing(page, siblings)
