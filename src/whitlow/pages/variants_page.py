"""This module lays out variants: what an import read and left out, what was imported, and one.

It refuses to leave out silently: each row of a table is either used or counted with its reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.pages.blocks import Heading, Page, Point, Prose, Run, Title, said
from whitlow.pages.json_values import imported_json
from whitlow.pages.words import some
from whitlow.plan import told_of
from whitlow.sentence import joined

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator, Sequence

    from whitlow.guideline import Guideline, Imported, Variant
    from whitlow.guideline.table_calls import TableReading
    from whitlow.pages.blocks import Block
    from whitlow.pages.json_values import Json

__all__ = [
    "import_json",
    "import_page",
    "imported_line",
    "list_json",
    "list_page",
    "variant_json",
    "variant_page",
]

MOST_LISTED: Final = 10
HASH_SHOWN: Final = 16


def imported_line(imported: Imported) -> str:
    """Return which table was imported, as a plan that was made with it says."""
    return (
        f"{imported.table} ({imported.licence}; SHA-256 {imported.hash[:HASH_SHOWN]}), "
        f"{some(imported.variants, 'variant')} beside the guideline's own"
    )


# ---------------------------------------------------------------------------------------------
# What an import did.


def import_page(
    guideline: Guideline, reading: TableReading, imported: Imported, place: str
) -> Page:
    """Return what was read of a table and what was left out."""
    return Page(tuple(_import_blocks(guideline, reading, imported, place)))


def _import_blocks(
    guideline: Guideline, reading: TableReading, imported: Imported, place: str
) -> Iterator[Block]:
    source = guideline.sources[reading.table.source]
    yield Title("Variants imported", f"{reading.table.id}, {reading.table.licence}")
    yield Prose(said(f"{source.title}. {source.url}"))
    yield Point(
        said(
            f"{some(reading.rows, 'row')} read, {reading.used} of them used: "
            f"{some(len(reading.variants), 'variant')} from "
            f"{some(len(reading.papers), 'paper')}."
        )
    )
    yield Point(
        said(
            f"{some(imported.variants, 'variant')} are new; {imported.known} the guideline "
            "records itself, and its own record is followed."
        )
    )
    yield Heading("Left out")
    for count, one, text in _left_out(reading):
        if count:
            yield Point((Run(some(count, one), "strong"), Run(f" {text}")))
    yield Heading("Conflicting")
    disputed = reading.disputed()
    yield Prose(
        said(
            _listed(
                [f"{name} for {guideline.label(drug)}" for name, drug in disputed],
                "No two rows of one variant differ.",
            )
        )
    )
    yield Heading("Otherwise than the guideline")
    yield Prose(said(_listed(_differences(guideline, imported), "No call differs.")))
    yield Heading("Kept")
    yield Prose(
        said(
            f"{place} (SHA-256 {imported.hash}). Every plan made from now on says so; "
            "'whitlow variants forget' removes it."
        )
    )


def _left_out(reading: TableReading) -> Iterator[tuple[int, str, str]]:
    """Yield how many rows or cells were left out, what they are, and the reason."""
    statuses, viruses, genes = reading.statuses, reading.viruses, reading.genes
    yield statuses.total(), "row", f"not active{_by(statuses)}"
    yield viruses.total(), "row", f"of other viruses{_by(viruses)}"
    yield genes.total(), "row", f"of other genes{_by(genes)}"
    yield reading.second, "row", "of a virus with a second change: the call is not one change's own"
    unread = _listed([f"line {line}, {text}" for line, text in reading.unread], "")
    yield len(reading.unread), "row", f"with a change that cannot be read ({unread})"
    yield reading.silent, "row", "without a call for a drug of which its gene can speak"
    cells = {f"{gene} {drug}": count for (gene, drug), count in sorted(reading.closed.items())}
    told = joined(f"{name} {count}" for name, count in cells.items())
    resisting = f"{reading.resisting.total()} of them calls of resistance"
    what = f"for drugs of which the gene cannot speak, {resisting} ({told})"
    yield reading.closed.total(), "cell", what


def _by(counts: Counter[str]) -> str:
    told = ", ".join(f"{name or 'blank'} {count}" for name, count in sorted(counts.items()))
    return f" ({told})" if told else ""


def _listed(texts: Sequence[str], nothing: str) -> str:
    if not texts:
        return nothing
    more = len(texts) - MOST_LISTED
    return "; ".join(texts[:MOST_LISTED]) + (f"; and {more} more" if more > 0 else "")


def _differences(guideline: Guideline, imported: Imported) -> list[str]:
    return [
        f"{each.variant} is {each.imported} for {guideline.label(each.drug)} there and "
        f"{each.own} here"
        for each in imported.differences
    ]


def import_json(reading: TableReading, imported: Imported, place: str) -> dict[str, Json]:
    """Return what was read of a table and what was left out."""
    return {
        "imported": imported_json(imported),
        "place": place,
        "rows": reading.rows,
        "active": reading.active,
        "used": reading.used,
        "papers": len(reading.papers),
        "left_out": {
            "status": dict(sorted(reading.statuses.items())),
            "virus": dict(sorted(reading.viruses.items())),
            "gene": dict(sorted(reading.genes.items())),
            "second_change": reading.second,
            "unread": [{"line": line, "change": text} for line, text in reading.unread],
            "silent": reading.silent,
            "closed_cells": [
                {
                    "gene": gene,
                    "drug": drug,
                    "cells": count,
                    "resistant": reading.resisting[gene, drug],
                }
                for (gene, drug), count in sorted(reading.closed.items())
            ],
        },
        "conflicting": [{"variant": name, "drug": drug} for name, drug in reading.disputed()],
    }


# ---------------------------------------------------------------------------------------------
# What was imported, and one variant.


def list_page(guideline: Guideline) -> Page:
    """Return every imported variant, or how to import some."""
    return Page(tuple(_list_blocks(guideline)))


def _list_blocks(guideline: Guideline) -> Iterator[Block]:
    own = sum(not variant.table for variant in guideline.variants.values())
    yield Title("Variants", f"{own} of the guideline's own")
    imported = guideline.imported
    if imported is None:
        yield Prose(said("None are imported. 'whitlow variants import FILE' reads a table."))
        return
    yield Prose(said(f"Imported: {imported_line(imported)}. SHA-256 {imported.hash}."))
    for text in _differences(guideline, imported):
        yield Point(said(text), "caution")
    for variant in _imported(guideline):
        yield Point(
            (Run(guideline.label(variant.id), "strong"), Run(f": {told_of(guideline, variant)}"))
        )


def _imported(guideline: Guideline) -> Iterable[Variant]:
    return (variant for variant in guideline.variants.values() if variant.table)


def list_json(guideline: Guideline) -> dict[str, Json]:
    """Return every imported variant."""
    return {
        "imported": None if guideline.imported is None else imported_json(guideline.imported),
        "variants": [variant_json(guideline, variant) for variant in _imported(guideline)],
    }


def variant_page(guideline: Guideline, variants: Iterable[Variant]) -> Page:
    """Return what is known of some variants, with the titles of their papers."""
    return Page(tuple(_variant_blocks(guideline, variants)))


def _variant_blocks(guideline: Guideline, variants: Iterable[Variant]) -> Iterator[Block]:
    for variant in variants:
        gene = guideline.genes[variant.gene]
        where = "imported" if variant.table else "the guideline's own"
        yield Title(guideline.label(variant.id), f"{gene.label}, {where}")
        yield Prose(said(f"{told_of(guideline, variant)}."))
        if variant.covers:
            yield Prose(said(f"It stands for every {joined(variant.covers, 'or')} of this gene."))
        yield Heading("Papers, as the table lists them")
        for paper in variant.papers:
            yield Point(said(f"{guideline.papers[paper].title}. {paper}"))


def variant_json(guideline: Guideline, variant: Variant) -> dict[str, Json]:
    """Return what is known of one variant."""
    return {
        "id": variant.id,
        "gene": variant.gene,
        "change": variant.change,
        "virus": variant.virus or None,
        "covers": list(variant.covers),
        "calls": {drug: str(call) for drug, call in variant.calls.items()},
        "classes": list(variant.classes),
        "conflicting": list(variant.conflicting),
        "imported": variant.table or None,
        "papers": [
            {"doi": paper, "title": guideline.papers[paper].title} for paper in variant.papers
        ],
        "cites": list(variant.cites),
    }
