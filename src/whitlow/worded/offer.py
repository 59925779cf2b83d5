"""This module chooses what of an answer a language model may see, and what it must keep.

It refuses to show what was worked out for a patient, and the question itself, unless the user said
that the question may be sent. Orders, tables and regimens are never shown.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from whitlow.answer import faults
from whitlow.worded.marks import marked
from whitlow.worded.records import BOTTOM, Offer, OfferedSection, Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whitlow.answer import Answer, Sentence
    from whitlow.guideline import Guideline, Template
    from whitlow.worded.records import Keep, Reach

__all__ = ["offer_of", "part_keys", "sent"]

URGENT: Final = "emergency"
KEPT_WHERE: Final = frozenset({BOTTOM, "avoid", "pitfalls", "help"})
"""The sections of which nothing is left out."""

KEPT_KINDS: Final = frozenset({"negation", "strength"})


def offer_of(answer: Answer, reach: Reach) -> Offer:
    """Return what a model may reword; nothing where the answer does not read its own records."""
    asks = reach == "question"
    covered = answer.covered
    kinds = [covered.kind] if covered is not None else [each.id for each in answer.asked.kinds]
    sections = () if faults(answer) else tuple(_sections(answer, reach))
    return Offer(
        audience=answer.audience,
        kind=", ".join(kinds),
        question=answer.asked.text if asks else "",
        sections=sections,
    )


def _sections(answer: Answer, reach: Reach) -> Iterator[OfferedSection]:
    keys = part_keys(answer)
    named = [
        (BOTTOM, BOTTOM, answer.bottom),
        *((key, part.name, part.sentences) for key, part in zip(keys, answer.parts, strict=True)),
    ]
    for key, name, sentences in named:
        records = tuple(_records(answer, name, _offered(answer, sentences, reach)))
        if records:
            yield OfferedSection(key, records)


def part_keys(answer: Answer) -> tuple[str, ...]:
    """Return a name for each part; one that a plan and the guideline both have is numbered."""
    names = [part.name for part in answer.parts]
    counts = [names[:index].count(name) for index, name in enumerate(names)]
    return tuple(
        f"{name}-{count + 1}" if count else name for name, count in zip(names, counts, strict=True)
    )


def _offered(answer: Answer, sentences: Sequence[Sentence], reach: Reach) -> tuple[Sentence, ...]:
    """Return the sentences that may be shown."""
    return tuple(each for each in sentences if reach == "question" or _of_nobody(answer, each))


def _of_nobody(answer: Answer, sentence: Sentence) -> bool:
    """Whether a sentence holds no value of a patient's: all its slots are claims."""
    guideline = answer.guideline
    if sentence.kind != "item":
        return True
    rule = guideline.rules.get(sentence.record)
    if rule is None or sentence.item is None or sentence.item.order is not None:
        return False
    named = {cite.partition("#")[2] for cite in rule.cites}
    templates = (each for each in (rule.says, rule.headline, rule.plain) if each is not None)
    return all(_is_claim(slot, named) for each in templates for slot in each.slots)


def _is_claim(slot: str, named: set[str]) -> bool:
    statement, _, claim = slot.partition(".")
    return bool(claim) and statement in named


def _is_urgent(answer: Answer, section: str, sentence: Sentence) -> bool:
    """Whether a sentence says what is urgent, and stands as it is."""
    rule = answer.guideline.rules.get(sentence.record)
    if section == URGENT or (rule is not None and rule.action.kind == URGENT):
        return True
    return section == BOTTOM and any(part.name == URGENT for part in answer.parts)


def _records(answer: Answer, section: str, sentences: Sequence[Sentence]) -> Iterator[Record]:
    """Yield each record once, with all that it says in a section."""
    found: dict[str, list[Sentence]] = {}
    for each in sentences:
        found.setdefault(each.record, []).append(each)
    for name, many in found.items():
        says = " ".join(_says(each) for each in many)
        claims = tuple(_claims(answer.guideline, many[0], says))
        yield Record(name, says, claims, _keep(answer, section, many, says), tuple(many))


def _says(sentence: Sentence) -> str:
    """Return a sentence with the drug that it is about, as a page shows it."""
    about = sentence.about
    return f"{about[:1].upper()}{about[1:]}: {sentence.says}" if about else sentence.says


def _keep(answer: Answer, section: str, many: Sequence[Sentence], says: str) -> Keep:
    if any(_is_urgent(answer, section, each) for each in many):
        return "letter for letter"
    warns = any(mark.kind in KEPT_KINDS for mark in marked(answer.guideline, says).marks)
    items = (each.item for each in many)
    if warns or section in KEPT_WHERE or any(item is not None for item in items):
        return "must be cited"
    return "may be left out"


def _claims(guideline: Guideline, sentence: Sentence, says: str) -> Iterator[tuple[str, str]]:
    """Yield the claims that stand in a sentence, by their slots."""
    seen: set[str] = set()
    named = {cite.partition("#")[2]: guideline.statements[cite] for cite in sentence.cites}
    for slot in _slots(guideline, sentence.record):
        statement, _, claim = slot.rpartition(".")
        record = named.get(statement) or guideline.statements.get(sentence.record)
        if slot in seen or record is None or claim not in record.claims:
            continue
        seen.add(slot)
        words = record.claims[claim].words
        if words in says:
            yield slot, words


def _slots(guideline: Guideline, record: str) -> Iterator[str]:
    templates: tuple[Template | None, ...] = ()
    if record in guideline.statements:
        statement = guideline.statements[record]
        templates = (statement.says, statement.plain)
    elif record in guideline.rules:
        rule = guideline.rules[record]
        templates = (rule.says, rule.headline, rule.plain)
    for template in templates:
        yield from () if template is None else template.slots


def sent(offer: Offer) -> str:
    """Return the text that is sent, as JSON."""
    document: dict[str, object] = {
        "audience": offer.audience,
        "kind_of_question": offer.kind,
        "sections": [
            {
                "name": section.name,
                "records": [
                    {
                        "id": each.id,
                        "says": each.says,
                        "claims": dict(each.claims),
                        "keep": each.keep,
                    }
                    for each in section.records
                ],
            }
            for section in offer.sections
        ],
    }
    if offer.question:
        document["question"] = offer.question
    return json.dumps(document, ensure_ascii=False, indent=1)
