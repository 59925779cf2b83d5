"""This module lists what can be found: each record as its words and the concepts that it names.

It refuses to judge a record: whatever has a sentence of its own is listed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from whitlow.intake.lexicon import lexicon_of
from whitlow.sentence import claim_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whitlow.guideline import Guideline, Statement, Template
    from whitlow.intake.lexicon import Lexicon

__all__ = ["Document", "Wording", "concepts_in", "documents", "statement_says", "wordings"]

NO_SIGN: Final = re.compile(r"[^a-z]+")
SLOT: Final = " "


class Document(NamedTuple):
    """A record as it is searched: its words, and the concepts that they name."""

    id: str
    kind: str
    words: str
    concepts: tuple[str, ...]


class Wording(NamedTuple):
    """One wording of a covered question."""

    question: str
    words: str
    concepts: tuple[str, ...]


def documents(guideline: Guideline) -> Iterator[Document]:
    """Yield every record that has a sentence, in the order of the guideline."""
    lexicon = lexicon_of(guideline)
    for identity, kind, words in _texts(guideline):
        yield Document(identity, kind, words, tuple(sorted(concepts_in(lexicon, words))))


def wordings(guideline: Guideline) -> Iterator[Wording]:
    """Yield each wording of each covered question, with the concepts that the question is about."""
    lexicon = lexicon_of(guideline)
    for question in guideline.questions.values():
        about = {name for each in question.about for name in _with_wider(lexicon, each)}
        for words in (question.asks, question.plain, *question.also):
            if words:
                found = concepts_in(lexicon, words) | about
                yield Wording(question.id, words, tuple(sorted(found)))


def concepts_in(lexicon: Lexicon, text: str) -> set[str]:
    """Return the concepts that a text names, and the wider ones in which they lie."""
    return {name for each in lexicon.concepts(text) for name in _with_wider(lexicon, each.id)}


def _with_wider(lexicon: Lexicon, name: str) -> Iterator[str]:
    """Yield a concept, and what it is: the substance of a product, the wider of a term."""
    waiting, seen = [name], set[str]()
    while waiting:
        each = waiting.pop()
        if each in seen:
            continue
        seen.add(each)
        yield each
        term = lexicon.guideline.lexicon.get(each)
        drug = lexicon.guideline.drugs.get(each)
        waiting += term.parents if term is not None else ()
        waiting += [drug.substance] if drug is not None and drug.substance else []


def statement_says(statement: Statement) -> str:
    """Return a statement in words, its claims filled in."""
    return filled(statement, statement.says)


def filled(statement: Statement, template: Template) -> str:
    """Return a sentence of a statement, in either wording, its claims filled in."""
    parts = list(template.parts)
    parts[1::2] = [claim_text(statement.claims[slot]) for slot in template.slots]
    return "".join(parts)


def _prose(*templates: Template | None) -> str:
    return " ".join(SLOT.join(each.prose) for each in templates if each is not None)


def _texts(guideline: Guideline) -> Iterator[tuple[str, str, str]]:
    """Yield each record: id, kind, and its words."""
    for statement in guideline.statements.values():
        plain = _prose(statement.plain)
        name = statement.name.replace("-", " ")
        yield (
            statement.id,
            "statement",
            f"{name}. {_prose(statement.says)} {plain} {statement.topic}",
        )
    for rule in guideline.rules.values():
        name = f"{rule.id.replace('-', ' ')}. {rule.question} {rule.action.target}"
        yield rule.id, "rule", f"{name}. {_prose(rule.headline, rule.says, rule.plain)}"
    for table in guideline.tables.values():
        cited = _cited(guideline, table.cites)
        yield table.id, "table", f"{table.title} {guideline.label(table.over)} dose {cited}"
    for regimen in guideline.regimens.values():
        drug = guideline.label(regimen.drug)
        words = (
            f"dose of {drug} {regimen.name} {regimen.route} {regimen.indication} {regimen.virus}"
        )
        yield regimen.id, "regimen", f"{words} {_cited(guideline, regimen.cites)}"
    for record in guideline.disagreements.values():
        said = _prose(*(each.says for each in record.positions), record.why, record.do)
        yield record.id, "disagreement", f"{record.question} {said}"


def _cited(guideline: Guideline, cites: Iterable[str]) -> str:
    return " ".join(_prose(guideline.statements[cite].says) for cite in cites)
