"""This module checks what a genotype is read by: genes, variants, papers, tables of variants.

It refuses a call for a drug that the gene cannot speak for, whatever a table or program prints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.errors import Fault
from whitlow.guideline import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from whitlow.errors import Place
    from whitlow.guideline import Claim, Guideline, VariantTable

__all__ = ["CHECKS"]


def unplaced_variant(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each variant of a gene, or of a type of virus, that does not exist."""
    for variant in guideline.variants.values():
        gene = guideline.genes.get(variant.gene)
        if gene is None:
            what, known = f"the gene {variant.gene!r}", tuple(guideline.genes)
        elif variant.virus and variant.virus not in gene.viruses:
            what, known = f"the type {variant.virus!r}", tuple(gene.viruses)
        else:
            continue
        yield Fault(
            variant.place,
            f"Variant {variant.id} is of {what}, which does not exist.",
            "No report would ever be read by it.",
            nearest(variant.gene if gene is None else variant.virus, known)
            or f"Use one of {', '.join(known)}.",
            "unplaced-variant",
        )


def closed_drug(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each call for a drug that the gene does not speak for."""
    for variant in guideline.variants.values():
        gene = guideline.genes.get(variant.gene)
        for drug in () if gene is None else variant.calls:
            if gene is not None and drug not in gene.drugs:
                yield Fault(
                    variant.place,
                    f"Variant {variant.id} has a call for {drug!r}, for which the gene {gene.id} "
                    "does not speak.",
                    "The isolate resisted, not the variant: a drug that still works would be "
                    "taken away.",
                    f"Take the call out; {gene.id} speaks for {', '.join(gene.drugs)}.",
                    "closed-drug",
                )


def unknown_paper(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each paper of a variant that is not listed, and each listed in vain."""
    used: set[str] = set()
    for variant in guideline.variants.values():
        used.update(variant.papers)
        for paper in variant.papers:
            if paper not in guideline.papers:
                yield Fault(
                    variant.place,
                    f"Variant {variant.id} rests on the paper {paper!r}, which is not listed.",
                    "A reader could not find it.",
                    nearest(paper, guideline.papers) or "List it with its title.",
                    "unknown-paper",
                )
    for listed in guideline.papers.values():
        if listed.id not in used:
            yield Fault(
                listed.place,
                f"No variant rests on the paper {listed.id}.",
                "What nothing rests on is evidence of nothing.",
                "Name it with a variant, or remove it.",
                "dead-paper",
            )


def genotype_names(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each drug, virus, gene or call that these records name in vain."""
    for place, what, name, known in _named(guideline):
        if name not in known:
            yield Fault(
                place,
                f"{what} {name!r}, which does not exist.",
                "Nothing would ever match it.",
                nearest(name, tuple(known)) or f"Use one of {', '.join(known)}.",
                "genotype-name",
            )


def _named(guideline: Guideline) -> Iterator[tuple[Place, str, str, Collection[str]]]:
    virus = guideline.facts.get("virus")
    viruses = tuple((virus.options if virus is not None else None) or ())
    subjects = (*guideline.drugs, *guideline.groups)
    for gene in guideline.genes.values():
        for drug in gene.drugs:
            yield gene.place, f"Gene {gene.id} speaks for", drug, guideline.drugs
        for each in (*gene.viruses, *gene.untyped):
            yield gene.place, f"Gene {gene.id} belongs to", each, viruses
    for group in guideline.groups.values():
        for subject in group.calls:
            yield group.place, f"Class {group.id} is made by calls for", subject, subjects
    for table in guideline.variant_tables.values():
        yield table.place, f"Variant table {table.id} is of", table.source, guideline.sources
        for name in table.genes.values():
            yield table.place, f"Variant table {table.id} reads", name, guideline.genes
        for drug in table.drugs.values():
            yield table.place, f"Variant table {table.id} reads", drug, guideline.drugs


def cut_offs(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each table whose two cut-offs are no claims in their order."""
    for table in guideline.variant_tables.values():
        low, high = _cuts(guideline, table)
        if low is None or high is None or not low.low <= high.low:
            yield Fault(
                table.place,
                f"Variant table {table.id} has no two cut-offs, the lower one below the higher.",
                "A fold change could be read both ways.",
                "Name two claims of a cited statement under susceptible and resistant.",
                "cut-offs",
            )


def _cuts(guideline: Guideline, table: VariantTable) -> tuple[Claim | None, Claim | None]:
    try:
        return guideline.claim(table.susceptible), guideline.claim(table.resistant)
    except KeyError:
        return None, None


CHECKS: Final = (unplaced_variant, closed_drug, unknown_paper, genotype_names, cut_offs)
