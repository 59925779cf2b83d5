"""This module sets drugs against the genes whose changes speak for them, with a patient's isolate.

It refuses to read one drug's resistance from another's: a cell tells what is reported of changes in
that gene for that drug, cites it, and says so where a gene can say nothing of a drug.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from whitlow.pictures.isolate import CALL_SIGNS, NO_RESULT, Isolate, isolate_of, with_one_test
from whitlow.pictures.notes import Notes
from whitlow.pictures.svg import evidence, link, safe, tag
from whitlow.sentence import joined, statement_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Call, Gene, Group, Guideline
    from whitlow.pictures.svg import Link
    from whitlow.plan import Plan

__all__ = ["matrix"]

SILENT: Final = "says nothing of this drug"
NOTHING: Final = "nothing listed"
TESTED: Final = "this isolate, as tested"
CROSSING: Final = "cross-resistance"
CAPTION: Final = "What a change in a gene says of a drug"
LEGEND: Final = (
    "A count is of changes listed in this guideline, not of patients: ● resist, ◐ in dispute, "
    "◌ between the cut-offs, ○ susceptible. A change that is not listed is unknown, which is not "
    "the same as susceptible."
)
HERE: Final[dict[Call, str]] = {
    "resistant": "resists",
    "conflicting": "is in dispute",
    "open": "lies between the cut-offs",
    "susceptible": "is susceptible",
}


def matrix(guideline: Guideline, plan: Plan | None, prefix: str, to: Link = evidence) -> str:
    """Return the matrix as HTML: the table, the classes of changes, what sources say, its notes."""
    guideline = guideline if plan is None else plan.guideline
    isolate = None if plan is None else isolate_of(plan)
    notes = Notes(guideline, to)
    named = f"{prefix}-caption"
    table = tag(
        "table",
        tag("caption", safe(CAPTION), id=named),
        tag("thead", tag("tr", *_heads(guideline, isolate, to), role="row"), role="rowgroup"),
        tag("tbody", *_rows(guideline, isolate, notes, to), role="rowgroup"),
        role="table",
        class_="matrix",
    )
    return tag(
        "section",
        tag(
            "div",
            table,
            class_="picture-scroll",
            role="region",
            aria_labelledby=named,
            tabindex=0,
        ),
        *_sequenced(isolate),
        tag("p", safe(LEGEND), class_="picture-caption"),
        _classes(guideline, isolate, notes, to),
        _crossing(guideline, notes),
        notes.listed(),
        class_="matrix-section",
        id=prefix,
    )


def _sequenced(isolate: Isolate | None) -> Iterator[str]:
    """Yield what is known of the patient's genotype beside the cells."""
    if isolate is None:
        return
    words = ""
    if not isolate.sequenced:
        words = "No genotype of this isolate is known."
    elif isolate.unread:
        words = f"Of this isolate, not listed and so unknown: {joined(isolate.unread)}."
    elif not isolate.changes:
        words = "This isolate was sequenced and no change was found."
    if words:
        yield tag("p", safe(words), class_="matrix-own")


def _heads(guideline: Guideline, isolate: Isolate | None, to: Link) -> Iterator[str]:
    column = {"scope": "col", "role": "columnheader"}
    yield tag("th", "Drug", **column)
    if isolate is not None:
        yield tag("th", safe(TESTED), class_="mine", **column)
    for gene in guideline.genes.values():
        yield tag("th", link(to(gene.id), safe(_gene(gene))), **column)


def _gene(gene: Gene) -> str:
    return f"{gene.label} ({gene.id})"


def _rows(guideline: Guideline, isolate: Isolate | None, notes: Notes, to: Link) -> Iterator[str]:
    genes = guideline.genes.values()
    for drug in dict.fromkeys(drug for gene in genes for drug in gene.drugs):
        also = joined(guideline.label(name) for name in with_one_test(guideline, drug))
        name = link(to(drug), safe(guideline.label(drug)))
        told = tag("span", safe(f"and {also}"), class_="also") if also else ""
        cells = [tag("th", name, " ", told, scope="row", role="rowheader")]
        if isolate is not None:
            found = isolate.tested.get(drug, (NO_RESULT, "not known"))
            signed = _signed(*found)
            cells.append(tag("td", signed, role="cell", class_="mine", data_label=TESTED))
        cells += [_cell(guideline, gene, drug, isolate, notes) for gene in genes]
        yield tag("tr", *cells, role="row")


def _signed(sign: str, words: str) -> str:
    """Return words with a sign that is not read aloud, since the words say the same."""
    return tag("span", tag("span", sign, class_="sign", aria_hidden="true"), f" {safe(words)}")


def _cell(
    guideline: Guideline, gene: Gene, drug: str, isolate: Isolate | None, notes: Notes
) -> str:
    cell = {"role": "cell", "data_label": _gene(gene)}
    if drug not in gene.drugs:
        nothing = _signed(NO_RESULT, SILENT)
        return tag("td", nothing, notes.cited(gene.cites), class_="silent", **cell)
    own = () if isolate is None else isolate.calls_of(gene.id, drug)
    listed = [
        variant
        for variant in guideline.variants.values()
        if variant.gene == gene.id and drug in variant.calls
    ]
    calls = Counter(variant.calls[drug] for variant in listed)
    told = [
        _signed(sign, f"{calls[call]} {words}")
        for call, (sign, words) in CALL_SIGNS.items()
        if calls[call]
    ]
    mine = [tag("strong", safe(f"here {name} {HERE[call]}")) for name, call in own]
    cites = [cite for variant in listed for cite in variant.cites] or list(gene.cites)
    parts = (*mine, *(told or [_signed(NO_RESULT, NOTHING)]), notes.cited(cites))
    return tag("td", *parts, class_="speaks mine" if own else "speaks", **cell)


def _classes(guideline: Guideline, isolate: Isolate | None, notes: Notes, to: Link) -> str:
    """Return the classes of changes: which calls make one, how many are listed, the patient's."""
    groups = [group for group in guideline.groups.values() if group.calls]
    items = (_class(guideline, group, isolate, notes, to) for group in groups)
    return tag("h3", "Classes of change") + tag("ul", *items) if groups else ""


def _class(
    guideline: Guideline, group: Group, isolate: Isolate | None, notes: Notes, to: Link
) -> str:
    members = guideline.members.get(group.id, frozenset())
    number = sum(variant.id in members for variant in guideline.variants.values())
    made = joined(f"{guideline.label(drug)} {call}" for drug, call in group.calls.items())
    own = () if isolate is None else tuple(one for one in isolate.changes if one.id in members)
    here = f"; in this isolate {joined(one.change for one in own)}" if own else ""
    words = safe(f": {made}; {number} listed{here} ")
    label = link(to(group.id), safe(group.label))
    return tag("li", label, words, notes.cited(group.cites), class_="mine" if own else None)


def _crossing(guideline: Guideline, notes: Notes) -> str:
    """Return what the statements say of resistance to one drug and another."""
    told = [one.id for one in guideline.statements.values() if CROSSING in one.topics]
    items = (
        tag("li", safe(statement_text(guideline, name)), " ", notes.cited((name,))) for name in told
    )
    return tag("h3", "What was found across drugs") + tag("ul", *items) if told else ""
