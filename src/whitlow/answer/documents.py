"""This module lists what can be found: each record as its words and the concepts that it names.

It refuses to judge a record: whatever has a sentence of its own is listed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from whitlow.guideline import OnceFor
from whitlow.intake.lexicon import Lexicon, lexicon_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whitlow.guideline import Guideline, Template
    from whitlow.intake import Concept

__all__ = [
    "Document",
    "Wording",
    "concepts_in",
    "concepts_of",
    "documents",
    "subjects_of",
    "with_wider",
    "wordings",
]

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
    about: tuple[str, ...]


def documents(guideline: Guideline) -> Iterator[Document]:
    """Yield every record that has a sentence, in the order of the guideline."""
    for identity, kind, words in _texts(guideline):
        yield Document(identity, kind, words, tuple(sorted(concepts_in(guideline, words))))


def wordings(guideline: Guideline) -> Iterator[Wording]:
    """Yield each wording of each covered question, with what the question is about."""
    for question in guideline.questions.values():
        about = {name for each in question.about for name in with_wider(guideline, each)}
        for words in (question.asks, question.plain, *question.also):
            if words:
                found = tuple(sorted(concepts_in(guideline, words)))
                yield Wording(question.id, words, found, tuple(sorted(about)))


def subjects_of(guideline: Guideline, name: str) -> frozenset[str]:
    """Return the drugs that a covered question is about, or names in its first wording."""
    question = guideline.questions[name]
    names = {each for one in question.about for each in with_wider(guideline, one)}
    names |= concepts_in(guideline, question.asks)
    return frozenset(each for each in names if each in guideline.drugs)


def concepts_of(guideline: Guideline, text: str) -> tuple[Concept, ...]:
    """Return what a text names, and with which words it asks, in the order of the text."""
    read = lexicon_of(guideline).concepts(text)
    asked = _asking(guideline).concepts(text)
    return tuple(sorted((*read, *asked), key=lambda each: (each.span, each.id)))


def _asking_lexicon(guideline: Guideline) -> Lexicon:
    return Lexicon(guideline, asking=True)


_asking: Final = OnceFor(_asking_lexicon)


def concepts_in(guideline: Guideline, text: str) -> set[str]:
    """Return the concepts that a text names, and the wider ones in which they lie."""
    found = (each for each in concepts_of(guideline, text) if not _asks(each))
    return {name for each in found for name in with_wider(guideline, each.id)}


def _asks(concept: Concept) -> bool:
    return concept.term is not None and concept.term.kind == "question"


def with_wider(guideline: Guideline, name: str) -> Iterator[str]:
    """Yield a concept, and what it is: the substance of a product, the wider of a term."""
    waiting, seen = [name], set[str]()
    while waiting:
        each = waiting.pop()
        if each in seen:
            continue
        seen.add(each)
        yield each
        term = guideline.lexicon.get(each)
        drug = guideline.drugs.get(each)
        waiting += term.parents if term is not None else ()
        waiting += [drug.substance] if drug is not None and drug.substance else []


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
