"""This module checks an answer against its records: each number in the place of its own claim.

It refuses to trust how a sentence came to be: it takes the text apart by the record's prose, and
compares what stands between with the claims, slot by slot.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from whitlow.answer.printed import misprinted
from whitlow.sentence import fact_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whitlow.answer.records import Answer, Sentence
    from whitlow.guideline import Guideline, Template
    from whitlow.plan import Plan

__all__ = ["faults"]

END: Final = re.compile(r"(?<=[.?!]) ")
MARK: Final = "\N{SYMBOL FOR UNIT SEPARATOR}"


def faults(answer: Answer) -> tuple[str, ...]:
    """Return the ids of what says or shows what its record does not, nothing where none do."""
    wrong = [each.record for each in answer.sentences if not _is_read(answer, each)]
    cited = [
        each.record
        for each in answer.sentences
        if any(cite not in answer.guideline.statements for cite in each.cites)
    ]
    return tuple(dict.fromkeys((*wrong, *cited, *misprinted(answer))))


def _is_read(answer: Answer, sentence: Sentence) -> bool:
    """Whether a sentence is the reading of its record, in either wording."""
    guideline, plan = answer.guideline, answer.plan
    if plan is not None and sentence.kind == "item":
        if sentence.item is None:
            return sentence.says == plan.bottom_line.says
        if sentence.record not in guideline.rules:
            return sentence.says == _item_says(plan, sentence.record, sentence.item.target)
    return sentence.says in _readings(guideline, sentence.record) or any(
        _fits(sentence.says, template, guideline, cites, plan)
        for template, cites in _wordings(guideline, sentence.record)
    )


def _item_says(plan: Plan, record: str, target: str) -> str:
    """Return what the item of a grade or a law says in the plan."""
    return next(
        (
            item.says
            for section in plan.sections
            for item in section.items
            if item.rule == record and item.target == target
        ),
        "",
    )


def _readings(guideline: Guideline, record: str) -> tuple[str, ...]:
    """Return what a statement says, in either wording, its claims put in one by one."""
    statement = guideline.statements.get(record)
    if statement is None:
        return ()
    found = []
    for template in (statement.says, statement.plain):
        if template is None:
            continue
        pieces = zip(template.prose, (*template.slots, ""), strict=True)
        words = {name: claim.words for name, claim in statement.claims.items()} | {"": ""}
        found.append("".join(f"{prose}{words[slot]}" for prose, slot in pieces))
    return tuple(found)


def _wordings(guideline: Guideline, record: str) -> Iterator[tuple[Template, tuple[str, ...]]]:
    if record in guideline.rules:
        rule = guideline.rules[record]
        for template in (rule.says, rule.headline, rule.plain):
            if template is not None:
                yield template, rule.cites


def _fits(
    text: str,
    template: Template,
    guideline: Guideline,
    cites: tuple[str, ...],
    plan: Plan | None,
) -> bool:
    """Whether a text is a wording, or some whole sentences of it, with its own values."""
    parts = list(template.parts)
    values = [_values(slot, guideline, cites, plan) for slot in template.slots]
    parts[1::2] = [f"{MARK}{index}{MARK}" for index in range(len(values))]
    rest = text
    for sentence in END.split("".join(parts)):
        found = re.match(_pattern(sentence, values), rest)
        if found is not None:
            rest = rest[found.end() :].lstrip()
    return not rest


def _pattern(sentence: str, values: Sequence[frozenset[str]]) -> str:
    """Return the pattern of a sentence: its prose, and in each slot what may stand there."""
    pieces = sentence.split(MARK)
    pieces[0::2] = [re.escape(piece) for piece in pieces[0::2]]
    pieces[1::2] = [
        f"(?:{'|'.join(re.escape(value) for value in sorted(values[int(index)]))})"
        for index in pieces[1::2]
    ]
    return "".join(pieces) + r"(?=$|\s)"


def _values(
    slot: str, guideline: Guideline, cites: tuple[str, ...], plan: Plan | None
) -> frozenset[str]:
    """Return what may stand in a slot: the words of its claim, or of the patient's value."""
    statement, _, claim = slot.partition(".")
    named = {cite.partition("#")[2]: guideline.statements[cite] for cite in cites}
    if claim and statement in named:
        return frozenset((named[statement].claims[claim].words,))
    found = {f"({guideline.label(slot)})"}
    if plan is not None:
        known = plan.reading.words.get(slot)
        found.add(fact_text(guideline, slot, plan.reading.known(slot)) if known is None else known)
    return frozenset(found)
