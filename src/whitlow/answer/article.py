"""This module lays out what the guideline says of a question, about no patient.

It refuses to be long: each section holds what was asked first, and a dozen sentences are a page.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from whitlow.answer.documents import concepts_in
from whitlow.answer.records import Part
from whitlow.answer.verdict import rule_headline, sentence_of
from whitlow.guideline import ANSWER_SECTIONS
from whitlow.plan import all_disagreements

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whitlow.answer.index import Found
    from whitlow.answer.matching import Match
    from whitlow.answer.question import Asked
    from whitlow.answer.records import Audience, Sentence
    from whitlow.guideline import CoveredQuestion, Guideline, Regimen, Table
    from whitlow.plan import Shown

__all__ = [
    "beside",
    "bottom_of",
    "covered_parts",
    "found_parts",
    "help_part",
    "named_disagreements",
    "ordered",
    "unique",
]

MOST_IN_FIRST: Final = 5
MOST_IN_A_PART: Final = 3
FIRST: Final = 2
MOST_IN_ALL: Final = 13
MOST_FOUND: Final = 5
MOST_BESIDE: Final = 2
MOST_RELATED: Final = 4
MOST_DISAGREEMENTS: Final = 4
MOST_PRINTED: Final = 2
MOST_AT_THE_BOTTOM: Final = 2
BESIDE: Final = "found"
"""The section of what was found by words alone, beside the covered question that is meant."""

FAIR: Final = 0.5
"""A record whose weight is less than this share of the best one's says something else."""

ONLY_FOR_SOMEBODY: Final = ("emergency", "treat", "hold", "confirm", "caution")
ALWAYS_FIRST: Final = "emergency"
ANSWER: Final = "answer"
WHEN: Final = "help"
"""A section that only an answer to a patient has."""


def bottom_of(
    guideline: Guideline, question: CoveredQuestion, audience: Audience
) -> tuple[Sentence, ...]:
    """Return the sentences that answer a covered question first."""
    found = []
    for name in question.bottom:
        rule = guideline.rules.get(name)
        sentence = (
            sentence_of(guideline, name, audience)
            if rule is None
            else rule_headline(guideline, rule, audience)
        )
        if sentence is not None and sentence.says:
            found.append(sentence)
    return tuple(found[:MOST_AT_THE_BOTTOM])


def covered_parts(
    guideline: Guideline, question: CoveredQuestion, audience: Audience
) -> tuple[Part, ...]:
    """Return the sections of a covered question, with their tables and regimens."""
    parts = [
        Part(
            name,
            tuple(
                each
                for record in records
                if (each := sentence_of(guideline, record, audience)) is not None
            ),
            *_printed(guideline, records, audience),
        )
        for name, records in question.sections.items()
    ]
    return tuple(part for part in parts if part.sentences or part.tables or part.regimens)


def _printed(
    guideline: Guideline, records: Iterable[str], audience: Audience
) -> tuple[tuple[Table, ...], tuple[Regimen, ...]]:
    """Return the tables and regimens among some records; a patient is shown none."""
    names = tuple(records) if audience == "clinician" else ()
    regimens = tuple(guideline.regimens[name] for name in names if name in guideline.regimens)
    of_regimens = {each.table for each in regimens}
    tables = (guideline.tables[name] for name in names if name in guideline.tables)
    return tuple(each for each in tables if each.id not in of_regimens), regimens


def help_part(guideline: Guideline, said: Iterable[Sentence]) -> tuple[Part, ...]:
    """Return when a patient is to get help, of which no answer to a patient says nothing.

    It is the covered question about the fact that answers all alarms at once.
    """
    settling = {fact.name for fact in guideline.facts.values() if fact.settles}
    seen = {each.record for each in said}
    for question in guideline.questions.values():
        if settling.intersection(question.about):
            sentences = bottom_of(guideline, question, "patient")
            left = tuple(each for each in sentences if each.record not in seen)
            return (Part(WHEN, left),) if left else ()
    return ()


def found_parts(
    guideline: Guideline, found: Sequence[Found], asked: Asked, audience: Audience
) -> tuple[Part, ...]:
    """Return the records that were found, by the section that each belongs to."""
    top = found[0].weight if found else 0.0
    kept: dict[str, list[Sentence]] = defaultdict(list)
    for each in found:
        sentence = sentence_of(guideline, each.id, audience)
        if sentence is None or each.weight < FAIR * top or _is_conditional(guideline, each.id):
            continue
        kept[_section(guideline, each.id)].append(sentence)
        if sum(map(len, kept.values())) >= MOST_FOUND:
            break
    names = [name for name in (*ANSWER_SECTIONS,) if name in kept]
    regimens = _regimens(guideline, found, asked) if audience == "clinician" else ()
    parts = [Part(name, tuple(kept[name])) for name in names]
    return (*parts, Part("dose", regimens=regimens)) if regimens else tuple(parts)


def beside(
    guideline: Guideline,
    found: Sequence[Found],
    asked: Asked,
    audience: Audience,
    said: Iterable[Sentence],
) -> tuple[Part, ...]:
    """Return the few records whose words are the nearest and that were not said, as a section.

    What speaks of other drugs than those that were asked for is left out.
    """
    seen = {each.record for each in said}
    texts = {each.says for each in said}
    drugs = {each.id for each in asked.concepts if each.kind == "drug"}
    lineage = {name for drug in drugs for name in guideline.lineage(drug)}
    kept: list[Sentence] = []
    for each in found[: MOST_BESIDE + MOST_FOUND]:
        if each.id in seen or _is_conditional(guideline, each.id) or len(kept) >= MOST_BESIDE:
            continue
        sentence = sentence_of(guideline, each.id, audience)
        if sentence is None or not sentence.says or sentence.says in texts:
            continue
        named = concepts_in(guideline, sentence.says) & guideline.drugs.keys()
        if drugs and named and not named & lineage:
            continue
        kept.append(sentence)
    return (Part(BESIDE, tuple(kept)),) if kept else ()


def _is_conditional(guideline: Guideline, name: str) -> bool:
    """Whether a record speaks of a patient as if they were there: it is for a plan alone."""
    rule = guideline.rules.get(name)
    return rule is not None and rule.action.kind in ONLY_FOR_SOMEBODY


def _section(guideline: Guideline, name: str) -> str:
    rule = guideline.rules.get(name)
    if rule is None:
        return ANSWER
    kind = rule.action.kind
    match kind:
        case "exclude":
            return "assess"
        case "hold" | "confirm" | "caution":
            return "avoid"
        case "pitfall":
            return "pitfalls"
        case _:
            return kind


def _regimens(guideline: Guideline, found: Sequence[Found], asked: Asked) -> tuple[Regimen, ...]:
    """Return the regimens that were found, where a dose was asked."""
    if not any("dose" in kind.asks for kind in asked.kinds):
        return ()
    names = [each.id for each in found if each.kind == "regimen"]
    drugs = {each.id for each in asked.concepts if each.kind == "drug"}
    chosen = (guideline.regimens[name] for name in names)
    fitting = [each for each in chosen if drugs & guideline.lineage(each.drug)]
    return tuple(fitting[:MOST_PRINTED])


def ordered(parts: Iterable[Part], asked: Asked, wants: Sequence[str] = ()) -> tuple[Part, ...]:
    """Return sections in the order in which they were asked for, no more than a page of them."""
    first = [ALWAYS_FIRST, ANSWER, *(name for kind in asked.kinds for name in kind.asks), *wants]
    ranks = {name: rank for rank, name in reversed(list(enumerate(first)))}
    ranked = sorted(parts, key=lambda part: ranks.get(part.name, len(first)))
    kept: list[Part] = []
    left = MOST_IN_ALL
    for part in ranked:
        most = MOST_IN_FIRST if len(kept) < FIRST else MOST_IN_A_PART
        sentences = part.sentences[: min(most, left)]
        left -= len(sentences)
        if sentences or part.tables or part.regimens or part.orders:
            kept.append(_with(part, sentences))
    return tuple(kept)


def _with(part: Part, sentences: tuple[Sentence, ...]) -> Part:
    return Part(part.name, sentences, part.tables, part.regimens, part.orders, part.of_plan)


def unique(parts: Iterable[Part], said: Iterable[Sentence]) -> tuple[Part, ...]:
    """Return sections without what was said before, each record once."""
    seen = {each.record for each in said}
    texts = {each.says for each in said}
    kept = []
    for part in parts:
        sentences = []
        if part.name == ALWAYS_FIRST:
            kept.append(part)
            continue
        for each in part.sentences:
            if each.record not in seen and each.says not in texts:
                sentences.append(each)
            seen.add(each.record)
            texts.add(each.says)
        if sentences or part.tables or part.regimens or part.orders:
            kept.append(_with(part, tuple(sentences)))
    return tuple(kept)


def related(
    guideline: Guideline, covered: CoveredQuestion | None, alike: Sequence[Match]
) -> tuple[CoveredQuestion, ...]:
    """Return the questions with an answer here that may come next, the named ones first."""
    names = [*(() if covered is None else covered.related), *(each.question for each in alike)]
    own = "" if covered is None else covered.id
    chosen = [name for name in dict.fromkeys(names) if name != own][:MOST_RELATED]
    return tuple(guideline.questions[name] for name in chosen)


def named_disagreements(
    guideline: Guideline, names: Iterable[str], sentences: Iterable[Sentence]
) -> tuple[Shown, ...]:
    """Return the disagreements in which what is said takes part, those that are named first."""
    counts: dict[str, int] = defaultdict(int)
    for each in sentences:
        for name in each.disputed_in:
            counts[name] += 1
    named = frozenset(names)
    most = sorted(counts, key=lambda name: (name not in named, -counts[name], name))
    every = {shown.record.id: shown for shown in all_disagreements(guideline)}
    return tuple(every[name] for name in most if name in every)[:MOST_DISAGREEMENTS]
