"""This module says of each variant of a report what is known of it, drug by drug.

It refuses to call a variant susceptible of which nothing is known, and to judge a dispute.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.door.variants import VARIANTS
from whitlow.guideline import read_change, split_id
from whitlow.plan.items import verified
from whitlow.plan.records import Item, Reason
from whitlow.sentence import joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whitlow.evaluate import Reading
    from whitlow.guideline import Call, Gene, Guideline, Variant

__all__ = ["genotype_items", "told_of"]

MOST_PAPERS: Final = 3
TOLD: Final[dict[Call, str]] = {
    "resistant": "resists {}",
    "conflicting": "reports conflict for {}",
    "open": "between the two cut-offs, and left open, for {}",
    "susceptible": "susceptible to {} where that was tested",
}
UNKNOWN: Final = "unknown here, which is not the same as susceptible"


def genotype_items(reading: Reading) -> Iterator[Item]:
    """Yield one item for each variant that was reported, in the order of their names."""
    guideline = reading.guideline
    for fact in guideline.facts.values():
        names = reading.facts.get(fact.name)
        if fact.members != VARIANTS or not isinstance(names, frozenset):
            continue
        told = {name: guideline.variants.get(name) for name in sorted(names)}
        covering = {
            name: _covering(name, told.values()) for name, record in told.items() if record is None
        }
        folded = {record.id for record in covering.values() if record is not None}
        for name, record in told.items():
            if name not in folded:
                yield _item(reading, fact.name, name, record or covering.get(name))


def _covering(name: str, records: Iterable[Variant | None]) -> Variant | None:
    """Return the record among some that covers the kind of a change, or None."""
    gene, text, _ = split_id(name)
    change = read_change(text, of_protein=True)
    for record in records:
        if record is None or change is None or record.gene != gene:
            continue
        if change.kind in record.covers and record.change != change.text:
            return record
    return None


def _item(reading: Reading, fact: str, name: str, record: Variant | None) -> Item:
    guideline = reading.guideline
    gene = guideline.genes.get(split_id(name)[0])
    label = guideline.label(name)
    if record is None:
        says, cites = _unknown(guideline, gene, name), () if gene is None else gene.cites
    else:
        says = _known(guideline, label, gene, name, record)
        of_papers = (cite for paper in record.papers for cite in guideline.papers[paper].cites)
        cites = tuple(dict.fromkeys((*record.cites, *of_papers)))
    return Item(
        rule=f"{fact}:{name}",
        says=says,
        action="assess",
        target=name,
        drug="",
        order=None,
        strength="",
        certainty="",
        off_label=False,
        provisional=(),
        barred_by=(),
        verified=not cites or verified(reading, cites),
        call="",
        due=(),
        because=(Reason(fact, label),),
        decided=(),
        cites=cites,
    )


def _known(guideline: Guideline, label: str, gene: Gene | None, name: str, record: Variant) -> str:
    where = "" if gene is None else f", {gene.label}"
    read_as = "" if record.id == name else f", read as any {record.change} of this gene"
    table = " (from the imported table)" if record.table else ""
    return (
        f"{label}{where}{read_as}{table}: {told_of(guideline, record)}."
        f"{_differing(guideline, record)}{_papers(record)}"
    )


def told_of(guideline: Guideline, record: Variant) -> str:
    """Return what is reported of a variant, drug by drug, in words."""
    return "; ".join(_calls(guideline, guideline.genes.get(record.gene), record))


def _calls(guideline: Guideline, gene: Gene | None, record: Variant) -> Iterator[str]:
    for call, told in TOLD.items():
        drugs = [guideline.label(drug) for drug, found in record.calls.items() if found == call]
        if drugs:
            yield told.format(joined(drugs))
    silent = [drug for drug in (() if gene is None else gene.drugs) if drug not in record.calls]
    if silent:
        yield f"nothing listed for {joined(map(guideline.label, silent), 'or')}"


def _differing(guideline: Guideline, record: Variant) -> str:
    imported = guideline.imported
    told = [
        f"{each.imported} for {guideline.label(each.drug)}"
        for each in (() if imported is None else imported.differences)
        if each.variant == record.id
    ]
    return f" The imported table calls it {joined(told)}; it is not followed." if told else ""


def _papers(record: Variant) -> str:
    if not record.papers:
        return ""
    shown = record.papers[:MOST_PAPERS]
    more = len(record.papers) - len(shown)
    rest = f" and {more} more, all in its record ({record.id})" if more else ""
    return f" Papers, as the table lists them: {', '.join(shown)}{rest}."


def _unknown(guideline: Guideline, gene: Gene | None, name: str) -> str:
    """Say that a variant is unknown, and whether it is known with another type of virus."""
    others = [
        record
        for record in guideline.variants.values()
        if record.virus and split_id(record.id)[:2] == split_id(name)[:2]
    ]
    if gene is None or not others:
        return f"{name}: {UNKNOWN}."
    types = joined(gene.viruses.get(record.virus, record.virus) for record in others)
    return (
        f"{name}: {UNKNOWN}. It is listed for {types}, which is not known to be this virus. "
        f"{gene.numbering}"
    )
