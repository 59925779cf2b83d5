"""This module reads the records of a genotype: genes, variants, papers and tables of variants.

It refuses a variant whose name is not the one canonical writing of its change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.guideline.fields import Fields, nearest
from whitlow.guideline.genotype import CALLS, Gene, Paper, Variant, VariantTable, classes_of
from whitlow.guideline.notation import KINDS, OF_TYPE, NotationError, read_change, split_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whitlow.guideline.genotype import Call
    from whitlow.guideline.notation import ChangeKind
    from whitlow.guideline.records import Group

__all__ = ["read_gene", "read_paper", "read_variant", "read_variant_table"]

CALL_OF: Final[dict[str, Call]] = {call: call for call in CALLS}
KIND_OF: Final[dict[str, ChangeKind]] = {kind: kind for kind in KINDS}


def read_gene(name: str, fields: Fields) -> Gene:
    """Return one gene."""
    gene = Gene(
        name,
        fields.required("label").value,
        fields.pairs("viruses"),
        fields.texts("untyped"),
        fields.texts("drugs"),
        fields.required("numbering").value,
        fields.texts("cites"),
        fields.place,
    )
    fields.done()
    return gene


def read_paper(name: str, fields: Fields) -> Paper:
    """Return one paper."""
    title = " ".join(fields.required("title").value.split())
    paper = Paper(name, title, fields.texts("cites"), fields.place)
    fields.done()
    return paper


def read_variant_table(name: str, fields: Fields) -> VariantTable:
    """Return how one table of variants is read."""
    table = VariantTable(
        name,
        fields.required("source").value,
        fields.required("licence").value,
        fields.pairs("columns"),
        fields.texts("active"),
        fields.pairs("viruses"),
        fields.pairs("genes"),
        fields.pairs("drugs"),
        fields.pairs("words"),
        fields.required("resistant").value,
        fields.required("susceptible").value,
        fields.texts("cites"),
        fields.place,
    )
    fields.done()
    return table


def read_variant(
    name: str,
    fields: Fields,
    groups: Mapping[str, Group],
    lineages: Mapping[str, frozenset[str]],
) -> Variant:
    """Return one viral variant."""
    gene, change, virus = _named(name, fields)
    calls = _calls(fields)
    classes, conflicting = classes_of(calls, groups, lineages)
    variant = Variant(
        name,
        gene,
        change,
        virus,
        calls,
        tuple(
            KIND_OF[word]
            for word in fields.texts("covers")
            if _known(fields, word, KIND_OF, "covers")
        ),
        classes,
        conflicting,
        fields.texts("papers"),
        fields.texts("cites"),
        fields.place,
    )
    fields.done()
    return variant


def _calls(fields: Fields) -> dict[str, Call]:
    return {
        drug: CALL_OF[word]
        for drug, word in fields.pairs("calls").items()
        if _known(fields, word, CALL_OF, f"{drug} is")
    }


def _known(fields: Fields, word: str, words: Mapping[str, str], what: str) -> bool:
    if word in words:
        return True
    fields.faults.add(
        fields.place,
        f"{fields.what}: {what} {word!r}.",
        "A word that is not known would leave the variant unread.",
        nearest(word, words) or f"Use one of {', '.join(words)}.",
        "variant-word",
    )
    return False


def _named(name: str, fields: Fields) -> tuple[str, str, str]:
    """Return the gene, change and type of a variant's name; a fault where it is not canonical."""
    gene, written, virus = split_id(name)
    meant = ""
    try:
        change = read_change(written, of_protein=True)
    except NotationError as error:
        meant = f" ({error})"
        change = None
    found = "" if change is None else change.text
    if not gene or found != written:
        better = f"{gene}:{found}{OF_TYPE if virus else ''}{virus}"
        fields.faults.add(
            fields.place,
            f"{fields.what} is not named as variants are{meant}.",
            "A report is found by the one canonical name of its variant.",
            f"Name it {better}." if gene and found else "Write GENE:CHANGE or GENE:CHANGE@TYPE.",
            "variant-name",
        )
    return gene, written, virus
