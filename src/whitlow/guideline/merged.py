"""This module adds the variants of a user's imported table to a guideline.

It refuses to let them change a variant that the guideline itself records.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from whitlow.guideline.genotype import Difference, Imported
from whitlow.guideline.table_calls import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from whitlow.guideline.genotype import Variant
    from whitlow.guideline.model import Guideline

__all__ = ["with_imported"]


def with_imported(guideline: Guideline, data: bytes) -> Guideline:
    """Return a guideline with the variants of a table that it did not have.

    One that reads no tables is returned as it is. Raises ``InputError`` for a table that cannot
    be read.
    """
    if not guideline.variant_tables:
        return guideline
    found = read_table(data, guideline)
    new = {name: each for name, each in found.variants.items() if name not in guideline.variants}
    imported = Imported(
        found.table.id,
        found.table.source,
        found.table.licence,
        sha256(data).hexdigest(),
        len(new),
        len(found.variants) - len(new),
        tuple(_differences(guideline, found.variants)),
    )
    return replace(
        guideline,
        variants={**guideline.variants, **new},
        papers={**found.papers, **guideline.papers},
        members=_joined(guideline.members, new),
        imported=imported,
    )


def _differences(guideline: Guideline, variants: Mapping[str, Variant]) -> Iterator[Difference]:
    """Yield each call of a variant of ours that the table makes otherwise."""
    for name, theirs in variants.items():
        ours = guideline.variants.get(name)
        for drug, call in theirs.calls.items():
            own = None if ours is None else ours.calls.get(drug)
            if own is not None and own != call:
                yield Difference(name, drug, own, call)


def _joined(
    members: Mapping[str, frozenset[str]], new: Mapping[str, Variant]
) -> dict[str, frozenset[str]]:
    added: dict[str, set[str]] = {}
    for variant in new.values():
        for name in variant.classes:
            added.setdefault(name, {name}).add(variant.id)
    return {name: found | added.get(name, set()) for name, found in members.items()}
