"""This module turns the rows of a published table into variants, and counts what it leaves out.

It refuses to choose between rows that differ: a variant called both ways is conflicting.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import field
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.guideline.genotype import Paper, Variant, classes_of
from whitlow.guideline.notation import OF_TYPE, NotationError, read_change
from whitlow.guideline.table_rows import LONGEST_SHOWN, refused, table_for
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from whitlow.guideline.genotype import Call, Gene, VariantTable
    from whitlow.guideline.model import Guideline
    from whitlow.guideline.table_rows import Row

__all__ = ["TableReading", "read_table"]

FOLD: Final = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")
DOI: Final = re.compile(r"10\.[0-9]{4,9}/\S+")
Cuts = tuple[Fraction, Fraction]


@dataclass(slots=True)
class TableReading:
    """What was read of a table, and what was left out, each with how often or where.

    ``closed`` counts, by gene and drug, the cells that the gene cannot speak for, and
    ``resisting`` those of them that say resistance.
    """

    table: VariantTable
    rows: int
    active: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    viruses: Counter[str] = field(default_factory=Counter)
    genes: Counter[str] = field(default_factory=Counter)
    second: int = 0
    unread: list[tuple[int, str]] = field(default_factory=list)
    silent: int = 0
    closed: Counter[tuple[str, str]] = field(default_factory=Counter)
    resisting: Counter[tuple[str, str]] = field(default_factory=Counter)
    used: int = 0
    variants: dict[str, Variant] = field(default_factory=dict)
    papers: dict[str, Paper] = field(default_factory=dict)

    def disputed(self) -> tuple[tuple[str, str], ...]:
        """Return each variant and drug on which the rows differ."""
        return tuple(
            (name, drug)
            for name, variant in self.variants.items()
            for drug, call in variant.calls.items()
            if call == "conflicting"
        )


@dataclass(slots=True)
class _Found:
    """What the rows say of one variant."""

    gene: Gene
    change: str
    virus: str
    line: int
    calls: dict[str, list[Call]] = field(default_factory=dict)
    papers: dict[str, None] = field(default_factory=dict)


def read_table(data: bytes, guideline: Guideline) -> TableReading:
    """Return the variants of a published table as a guideline reads it; raises ``InputError``."""
    table, rows = table_for(data, guideline.variant_tables.values())
    cuts = guideline.claim(table.susceptible).low, guideline.claim(table.resistant).low
    reading = TableReading(table, len(rows))
    found: dict[str, _Found] = {}
    for row in rows:
        _take(row, reading, guideline, cuts, found)
    for name, each in sorted(found.items()):
        reading.variants[name] = _variant(name, each, guideline, table)
    return reading


def _take(
    row: Row, reading: TableReading, guideline: Guideline, cuts: Cuts, found: dict[str, _Found]
) -> None:
    """Add what one row says, or count why it says nothing here."""
    table = reading.table
    status, virus, gene_name, written, second = (
        row.cells[table.columns[name]] for name in ("status", "virus", "gene", "change", "second")
    )
    if status not in table.active:
        reading.statuses[status] += 1
        return
    reading.active += 1
    gene = guideline.genes.get(table.genes.get(gene_name, ""))
    if virus not in table.viruses:
        reading.viruses[virus] += 1
    elif gene is None or table.viruses[virus] not in gene.viruses:
        reading.genes[f"{virus} {gene_name}"] += 1
    elif second:
        reading.second += 1
    else:
        change = _change(written)
        if change:
            name = f"{gene.id}:{change}{OF_TYPE}{table.viruses[virus]}"
            place = found.get(name) or _Found(gene, change, table.viruses[virus], row.line)
            if _add(row, reading, place, cuts):
                found[name] = place
        else:
            reading.unread.append((row.line, f"{gene_name} {written}"))


def _change(written: str) -> str:
    try:
        change = read_change(written, of_protein=True)
    except NotationError:
        return ""
    return "" if change is None else change.text


def _add(row: Row, reading: TableReading, place: _Found, cuts: Cuts) -> bool:
    """Add the calls of a row for the drugs of its gene; return whether there was one."""
    table = reading.table
    heard = False
    for column, drug in table.drugs.items():
        call = _call(row, column, table.words, cuts)
        if call is None:
            continue
        if drug not in place.gene.drugs:
            reading.closed[place.gene.id, drug] += 1
            reading.resisting[place.gene.id, drug] += call == "resistant"
            continue
        place.calls.setdefault(drug, []).append(call)
        heard = True
    if not heard:
        reading.silent += 1
        return False
    reading.used += 1
    doi = DOI.search(row.cells[table.columns["doi"]])
    if doi is not None:
        place.papers[doi[0]] = None
        title = row.cells[table.columns["title"]]
        reading.papers.setdefault(doi[0], Paper(doi[0], title, table.cites, table.place))
    return True


def _call(row: Row, column: str, words: Mapping[str, str], cuts: Cuts) -> Call | None:
    """Return what a cell says; raises ``InputError`` for one that says neither word nor number."""
    text = row.cells[column]
    if not text:
        return None
    match words.get(text):
        case "resistant":
            return "resistant"
        case "susceptible":
            return "susceptible"
        case _:
            pass
    if FOLD.fullmatch(text) is None:
        told = (
            f"column {column}: {text[:LONGEST_SHOWN]!r} is neither a fold change nor one of "
            f"{', '.join(words)}. Mend the cell, or fetch the table again."
        )
        raise refused(told, row.line, text)
    fold = Fraction(text)
    susceptible, resistant = cuts
    if fold >= resistant:
        return "resistant"
    return "susceptible" if fold < susceptible else "open"


def _variant(name: str, found: _Found, guideline: Guideline, table: VariantTable) -> Variant:
    calls = {drug: _together(found.calls[drug]) for drug in found.gene.drugs if drug in found.calls}
    classes, conflicting = classes_of(calls, guideline.groups, guideline.lineages)
    return Variant(
        name,
        found.gene.id,
        found.change,
        found.virus,
        calls,
        (),
        classes,
        conflicting,
        tuple(sorted(found.papers)),
        table.cites,
        table.place,
        table=table.id,
    )


def _together(calls: Iterable[Call]) -> Call:
    """Return what several rows say together.

    One that lies between the cut-offs denies neither resistance nor susceptibility.
    """
    told = set(calls)
    if {"resistant", "susceptible"} <= told:
        return "conflicting"
    if "resistant" in told:
        return "resistant"
    return "open" if "open" in told else "susceptible"
