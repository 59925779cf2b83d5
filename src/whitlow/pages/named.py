"""This module finds the records and the worked case of a name, or the names that are near it.

It refuses to guess: what is only near is told, and never shown in place of what was asked for.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from whitlow.door.vocabulary import Vocabulary, cut
from whitlow.guideline import Case, split_id
from whitlow.pages.blocks import Page
from whitlow.pages.case_page import case_document, case_page
from whitlow.pages.record_page import record_page
from whitlow.pages.record_review import desk_name, review_blocks
from whitlow.pages.records_json import KINDS, kinds_of, record_json, records_named, used_by
from whitlow.pages.standing import record_json as review_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from whitlow.guideline import Guideline
    from whitlow.pages.json_values import Json

__all__ = ["Named", "document_of", "named", "near", "page_of"]


class Named(NamedTuple):
    """A record that was found: its kind, its name, and itself."""

    kind: str
    id: str
    record: object


def named(guideline: Guideline, name: str, cases: Mapping[str, Case]) -> tuple[Named, ...]:
    """Return every record of a name and the worked case; else what it means by another name."""
    found = [Named(kind, name, record) for kind, record in records_named(guideline, name)]
    if name in cases:
        found.append(Named("case", name, cases[name]))
    return tuple(found or _by_other_name(guideline, name))


def _by_other_name(guideline: Guideline, name: str) -> Iterator[Named]:
    """Yield the drug that another name means, or the variants that lack only their type."""
    drug = Vocabulary(guideline).drug(name)
    if drug is not None:
        yield Named("drug", drug.id, drug)
    for variant in guideline.variants.values():
        if split_id(variant.id)[:2] == split_id(name)[:2]:
            yield Named("variant", variant.id, variant)


def page_of(guideline: Guideline, found: Named, today: date) -> Page:
    """Return the page of a record, with what uses it, and how it stands with what it cites."""
    if isinstance(found.record, Case):
        return case_page(guideline, found.record)
    page = record_page(guideline, found.kind, found.id, found.record, used_by(guideline, found.id))
    return Page((*page.blocks, *review_blocks(guideline, found.kind, found.id, today)))


def document_of(guideline: Guideline, found: Named, today: date) -> dict[str, Json]:
    """Return a record as JSON, with what uses it."""
    if isinstance(found.record, Case):
        return case_document(guideline, found.record)
    uses: list[Json] = [{"kind": kind, "id": other} for kind, other in used_by(guideline, found.id)]
    own = record_json(guideline, found.record)
    document = {"kind": found.kind, "id": found.id, **own, "used_by": uses}
    name = desk_name(found.kind, found.id)
    return {**document, "review": review_of(guideline, name, today)} if name else document


def near(guideline: Guideline, name: str, cases: Mapping[str, Case]) -> list[str]:
    """Return the names that are nearest to one that there is not."""
    known = [identity for kind in KINDS for identity in kinds_of(guideline, kind)]
    return get_close_matches(cut(name), dict.fromkeys([*known, *cases]))
