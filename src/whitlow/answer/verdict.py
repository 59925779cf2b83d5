"""This module says how well each sentence of an answer is founded, and makes sentences of records.

It refuses to call a sentence supported that only an unread source or an opinion stands behind.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from whitlow.answer.records import Sentence
from whitlow.guideline import OnceFor
from whitlow.intake.lexicon import lexicon_of
from whitlow.sentence import claimed, template_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from whitlow.answer.records import Verdict
    from whitlow.guideline import Guideline, Rule, Statement, Template
    from whitlow.plan import Audience, Item

__all__ = [
    "NO_EVIDENCE",
    "disputes",
    "general",
    "item_sentence",
    "rule_headline",
    "rule_sentence",
    "sentence_of",
    "statement_sentence",
    "unnamed_drug",
]

NO_EVIDENCE: Final = "popular summary"
"""What such a source says is shown among the sides of a disagreement, and answers nothing."""

OPINION: Final = "expert opinion"
UNREAD: Final = "unverified"
END: Final = ". "
ON_ANOTHER: Final = re.compile(r"(?:It|They|This|That|These|Those|Both|Then|So)\b")
"""A sentence that begins so speaks of what the one before it names."""


def _disputes(guideline: Guideline) -> dict[str, tuple[str, ...]]:
    """Return the disagreements in which each record takes part; popular advice makes none."""
    found: dict[str, dict[str, None]] = {}
    for record in guideline.disagreements.values():
        real = [
            cite
            for position in record.positions
            for cite in position.cites
            if _kind(guideline, cite) != NO_EVIDENCE
        ]
        for name in (*record.about, *real):
            found.setdefault(name, {})[record.id] = None
    return {name: tuple(many) for name, many in found.items()}


def _kind(guideline: Guideline, cite: str) -> str:
    """Return the kind of a statement's source, which its id names: it need not be read for it."""
    return guideline.sources[cite.partition("#")[0]].kind


_every: Final = OnceFor(_disputes)


def disputes(guideline: Guideline) -> Mapping[str, tuple[str, ...]]:
    """Return, by record, the disagreements in which it takes part."""
    return _every(guideline)


def _verdict(
    guideline: Guideline, names: Iterable[str], cites: Iterable[str], strength: str
) -> tuple[Verdict, tuple[str, ...]]:
    known = disputes(guideline)
    found = tuple(dict.fromkeys(each for name in names for each in known.get(name, ())))
    read = any(guideline.statements[cite].read != UNREAD for cite in cites)
    if not read:
        return "unverified", found
    if found:
        return "disputed", found
    return ("expert opinion" if strength == OPINION else "supported"), found


def statement_sentence(guideline: Guideline, statement: Statement, audience: Audience) -> Sentence:
    """Return a statement as a sentence; it says nothing to a patient for whom it has no words."""
    wording = statement.plain if audience == "patient" else statement.says
    says = "" if wording is None else claimed(statement, wording)
    cites = (statement.id,)
    verdict, found = _verdict(guideline, cites, cites, "")
    return Sentence(statement.id, "statement", says, cites, verdict, found)


def rule_sentence(guideline: Guideline, rule: Rule, audience: Audience) -> Sentence:
    """Return a rule as a sentence about no patient."""
    wording = rule.plain if audience == "patient" else rule.says
    return _of_rule(guideline, rule, wording)


def rule_headline(guideline: Guideline, rule: Rule, audience: Audience) -> Sentence:
    """Return the headline of a rule, or its sentence where it has none for this audience."""
    if audience == "patient" or rule.headline is None:
        return rule_sentence(guideline, rule, audience)
    return _of_rule(guideline, rule, rule.headline)


def _of_rule(guideline: Guideline, rule: Rule, wording: Template | None) -> Sentence:
    says = "" if wording is None else general(guideline, wording, rule.cites)
    verdict, found = _verdict(guideline, (rule.id,), rule.cites, rule.strength)
    return Sentence(rule.id, "rule", says, rule.cites, verdict, found)


def general(guideline: Guideline, wording: Template, cites: tuple[str, ...]) -> str:
    """Return what a wording says of everybody: sentences with a patient's value are left out.

    Where every sentence has one, or what is left speaks of one that is gone, they stand with the
    names of the values.
    """
    whole = template_text(guideline, wording, cites)
    personal = [f"({guideline.label(slot)})" for slot in wording.slots]
    parts = whole.split(END)
    kept = [part for part in parts if not any(label in part for label in personal)]
    if not kept or len(kept) == len(parts) or ON_ANOTHER.match(kept[0]):
        return whole
    text = END.join(kept)
    return text if text.endswith((".", "?", "!")) else f"{text}."


def item_sentence(guideline: Guideline, item: Item) -> Sentence:
    """Return an item of a plan as a sentence."""
    verdict, found = _verdict(guideline, (item.rule,), item.cites, item.strength)
    return Sentence(item.rule, "item", item.says, item.cites, verdict, found, item)


def sentence_of(guideline: Guideline, name: str, audience: Audience) -> Sentence | None:
    """Return a statement or rule as a sentence, None where it has no words for this audience."""
    if name in guideline.statements:
        statement = guideline.statements[name]
        if _kind(guideline, name) == NO_EVIDENCE:
            return None
        found = statement_sentence(guideline, statement, audience)
    elif name in guideline.rules:
        found = rule_sentence(guideline, guideline.rules[name], audience)
    else:
        return None
    if not found.says:
        return None
    return replace(found, about=unnamed_drug(guideline, found)) if audience == "patient" else found


def unnamed_drug(guideline: Guideline, sentence: Sentence) -> str:
    """Return the drug of a sentence in plain words that names none, nothing where it names one.

    It is the one drug that the clinical wording or the title of its source names.
    """
    if _drugs_in(guideline, sentence.says):
        return ""
    statement = guideline.statements.get(sentence.record)
    if statement is None:
        target = guideline.rules[sentence.record].action.target
        return guideline.label(target) if target in guideline.drugs else ""
    title = guideline.sources[statement.source].title
    named = _drugs_in(guideline, statement.says.text) or _drugs_in(guideline, title)
    return guideline.label(named.pop()) if len(named) == 1 else ""


def _drugs_in(guideline: Guideline, text: str) -> set[str]:
    """Return the substances that a text names."""
    found = (each.id for each in lexicon_of(guideline).concepts(text) if each.kind == "drug")
    return {guideline.drugs[name].substance or name for name in found}
