"""This module says why a proposed rewording is refused; whatever it does not refuse may be shown.

It refuses a sentence without a citation, a record that was not offered, and a proposal that leaves
out or moves what must be kept. What a sentence says is compared with its records elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.worded.compared import refusals_of_text
from whitlow.worded.records import BOTTOM, LETTER, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whitlow.guideline import Guideline
    from whitlow.worded.records import (
        Offer,
        OfferedSection,
        Proposal,
        ProposedSection,
        Record,
        Rewording,
    )

__all__ = ["refusals"]

MANY_TIMES: Final = 10
LONGEST: Final = 100
"""So much is shown of a name that a model made up."""

OPTIONAL: Final = "may be left out"


def refusals(guideline: Guideline, offer: Offer, proposal: Proposal) -> tuple[Refusal, ...]:
    """Return every reason to refuse a proposal, in its order; nothing where there is none."""
    flood = tuple(_of_size(offer, proposal))
    if flood:
        return flood
    known = {each.name: each for each in offer.sections}
    found = list(_of_order(offer, proposal))
    seen = {each.name: each for each in reversed(proposal.sections)}
    for each in proposal.sections:
        if each.name in known:
            found += _of_section(guideline, offer, known[each.name], each)
    for section in offer.sections:
        found += _left_out(section, seen.get(section.name))
    return tuple(dict.fromkeys(found))


def _of_size(offer: Offer, proposal: Proposal) -> Iterator[Refusal]:
    """Yield a refusal where there is so much that nobody need read it."""
    records = sum(len(each.records) for each in offer.sections)
    said = [len(one.cites) for each in proposal.sections for one in each.sentences]
    many = len(proposal.sections) + len(said) + sum(said)
    if many > MANY_TIMES * (records + len(offer.sections)):
        yield Refusal("length", f"There is far more than {records} records could say.")


def _of_order(offer: Offer, proposal: Proposal) -> Iterator[Refusal]:
    """Yield what is wrong with the sections themselves."""
    names = [each.name for each in offer.sections]
    given = [each.name for each in proposal.sections]
    for name in dict.fromkeys(given):
        if name not in names:
            yield Refusal("order", f"There is no section {name[:LONGEST]!r} in the answer.")
        if given.count(name) > 1:
            yield Refusal(
                "order", f"The section {name[:LONGEST]!r} stands {given.count(name)} times."
            )
    kept = [name for name in given if name in names]
    if kept != sorted(kept, key=names.index):
        yield Refusal("order", f"The sections are moved: the order is {', '.join(names)}.")


def _of_section(
    guideline: Guideline, offer: Offer, section: OfferedSection, proposed: ProposedSection
) -> Iterator[Refusal]:
    records = {each.id: each for each in section.records}
    for number, each in enumerate(proposed.sentences, 1):
        place = f"{_title(section.name)}, sentence {number}"
        cited = [records[cite] for cite in each.cites if cite in records]
        yield from _of_citation(place, each, records)
        if cited:
            yield from _of_words(guideline, offer, place, each, cited)
    yield from _of_urgent(section, proposed)
    said = [cite for each in proposed.sentences for cite in each.cites]
    for cite in dict.fromkeys(said):
        if cite in records and said.count(cite) > 1:
            place = _title(section.name)
            yield Refusal("citation", f"{place}: {cite} is cited {said.count(cite)} times.")


def _title(name: str) -> str:
    return "Bottom line" if name == BOTTOM else f"Section {name}"


def _of_citation(place: str, given: Rewording, records: dict[str, Record]) -> Iterator[Refusal]:
    if not given.cites:
        yield Refusal("citation", f"{place} cites nothing.")
    for cite in given.cites:
        if cite not in records:
            yield Refusal(
                "citation", f"{place} cites {cite[:LONGEST]!r}, which is not offered there."
            )


def _of_words(
    guideline: Guideline, offer: Offer, place: str, given: Rewording, cited: Sequence[Record]
) -> Iterator[Refusal]:
    alone = any(sentence.item is not None for each in cited for sentence in each.sentences)
    if len(cited) > 1 and alone:
        yield Refusal("citation", f"{place} joins what the plan says in sentences of their own.")
    urgent = [each for each in cited if each.keep == LETTER]
    if urgent:
        if given.text.split() != urgent[0].says.split() or len(cited) > 1:
            says = f"{place} changes {urgent[0].id}, which is urgent and stays letter for letter."
            yield Refusal("emergency", says)
        return
    text = " ".join(each.says for each in cited)
    yield from refusals_of_text(guideline, offer.audience, place, given.text, text)


def _of_urgent(section: OfferedSection, proposed: ProposedSection) -> Iterator[Refusal]:
    """Yield a refusal where something stands before what is urgent that stood behind it."""
    order = [each.id for each in section.records]
    urgent = [each.id for each in section.records if each.keep == LETTER]
    given = [cite for each in proposed.sentences for cite in each.cites if cite in order]
    for name in urgent:
        before = given[: given.index(name)] if name in given else []
        if any(order.index(each) > order.index(name) for each in before):
            says = f"{_title(section.name)} puts something before {name}, which is urgent."
            yield Refusal("emergency", says)


def _left_out(section: OfferedSection, proposed: ProposedSection | None) -> Iterator[Refusal]:
    sentences = () if proposed is None else proposed.sentences
    said = {cite for each in sentences for cite in each.cites}
    for record in section.records:
        if record.keep == OPTIONAL or record.id in said:
            continue
        kind, why = ("emergency", "urgent") if record.keep == LETTER else ("left out", "a warning")
        says = f"{_title(section.name)} leaves out {record.id}, which is {why}."
        yield Refusal("emergency" if kind == "emergency" else "left out", says)
