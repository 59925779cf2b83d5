"""This module writes as JSON what the matrix and the picture of the rates show.

It refuses a call for a change that is not listed: it stands under ``unread``.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from whitlow.pages.json_values import about
from whitlow.pictures.isolate import isolate_of, with_one_test
from whitlow.pictures.shares import by_group

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Gene, Guideline
    from whitlow.pages.json_values import Json
    from whitlow.pictures.isolate import Isolate
    from whitlow.plan import Plan

__all__ = ["matrix_json"]


def matrix_json(guideline: Guideline, plan: Plan | None) -> dict[str, Json]:
    """Return each drug against each gene, the isolate of a plan, and the rates."""
    guideline = guideline if plan is None else plan.guideline
    isolate = None if plan is None else isolate_of(plan)
    return {
        "guideline": dict(about(guideline)),
        "today": None if plan is None else plan.today.isoformat(),
        "doubts": [] if plan is None else list(plan.doubts),
        "isolate": None if isolate is None else _isolate(isolate),
        "drugs": list(_drugs(guideline, isolate)),
        "classes": list(_classes(guideline, isolate)),
        "rates": list(_rates(guideline)),
    }


def _isolate(isolate: Isolate) -> Json:
    return {
        "sequenced": isolate.sequenced,
        "changes": [each.id for each in isolate.changes],
        "unread": list(isolate.unread),
        "tested": {drug: words for drug, (_, words) in isolate.tested.items()},
    }


def _drugs(guideline: Guideline, isolate: Isolate | None) -> Iterator[Json]:
    genes = guideline.genes.values()
    for drug in dict.fromkeys(drug for gene in genes for drug in gene.drugs):
        yield {
            "drug": drug,
            "label": guideline.label(drug),
            "tested_with_it": list(with_one_test(guideline, drug)),
            "genes": [_gene(guideline, gene, drug, isolate) for gene in genes],
        }


def _gene(guideline: Guideline, gene: Gene, drug: str, isolate: Isolate | None) -> Json:
    """Return a cell: how many listed changes have which call, and the isolate's own."""
    listed: Counter[str] = Counter(
        variant.calls[drug]
        for variant in guideline.variants.values()
        if variant.gene == gene.id and drug in variant.calls
    )
    speaks = drug in gene.drugs
    own = isolate.calls_of(gene.id, drug) if speaks and isolate is not None else ()
    return {
        "gene": gene.id,
        "speaks": speaks,
        "listed": dict(listed) if speaks else {},
        "here": [{"change": change, "call": call} for change, call in own],
    }


def _classes(guideline: Guideline, isolate: Isolate | None) -> Iterator[Json]:
    for group in guideline.groups.values():
        if group.calls:
            members = guideline.members.get(group.id, frozenset())
            own = () if isolate is None else isolate.changes
            yield {
                "class": group.id,
                "calls": dict(group.calls),
                "listed": sum(variant.id in members for variant in guideline.variants.values()),
                "here": [each.id for each in own if each.id in members],
            }


def _rates(guideline: Guideline) -> Iterator[Json]:
    for group, shares in by_group(guideline):
        for share in shares:
            yield {
                "group": group,
                "who": share.who,
                "but": share.rate.but or None,
                "told": share.told,
                "reach": share.reach,
                "kind": share.kind,
                "statement": share.statement,
            }
