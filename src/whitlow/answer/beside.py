"""This module sets beside each other what a question compares: medicines, or classes of them.

It refuses to compare what it has no sentences on: a row stands where two of them, or more, say
something.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from whitlow.answer.records import Comparison
from whitlow.answer.verdict import NO_EVIDENCE, statement_sentence
from whitlow.guideline import OnceFor

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from whitlow.answer.index import Found
    from whitlow.answer.question import Asked
    from whitlow.answer.records import Audience, Sentence
    from whitlow.guideline import Guideline, Statement

__all__ = ["comparison"]

_LETTERS: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
COMPARES: Final = "compare"
APART: Final = re.compile(r"\b(?:unlike|other than|rather than|in contrast to|not as)\b")
BETWEEN: Final = re.compile(r"\b(?:vs?\.?|versus)(?!\w)", re.IGNORECASE)
AROUND: Final = 3
COMPARED: Final = ("drug", "class")
FEWEST: Final = 2
MOST_COLUMNS: Final = 4
MOST_ROWS: Final = 4


def comparison(
    guideline: Guideline, asked: Asked, found: Sequence[Found], audience: Audience
) -> Comparison | None:
    """Return what a question compares, topic by topic, or None."""
    if not any(kind.id == COMPARES for kind in asked.kinds):
        return None
    things = tuple(dict.fromkeys(_compared(guideline, asked)))[:MOST_COLUMNS]
    if len(things) < FEWEST:
        return None
    if not _sets_beside(asked):
        return None
    rank = {each.id: place for place, each in enumerate(found)}
    columns = [_by_topic(guideline, thing, things, rank, audience) for thing in things]
    topics = _topics(guideline, columns)
    rows: list[tuple[str, tuple[Sentence | None, ...]]] = []
    told: set[str] = set()
    for topic in topics:
        cells = tuple(column.get(topic) for column in columns)
        if len(rows) < MOST_ROWS and not told & {each.record for each in cells if each}:
            rows.append((topic, cells))
            told |= {each.record for each in cells if each}
    if not rows:
        return None
    return Comparison(tuple(guideline.label(thing) for thing in things), tuple(rows))


def _sets_beside(asked: Asked) -> bool:
    """Whether what stands around ``versus`` is what can be compared, where that word is used."""
    found = BETWEEN.search(asked.text)
    if found is None:
        return True
    ours = [each.span for each in asked.concepts if each.kind in COMPARED]
    before = asked.text[: found.start()].split()[-AROUND:]
    first = found.start() - len(" ".join(before)) - 1
    behind = asked.text[found.end() :].split()[:AROUND]
    last = found.end() + len(" ".join(behind)) + 1
    return any(first <= span[1] <= found.start() for span in ours) and any(
        found.end() <= span[0] <= last for span in ours
    )


def _topics(guideline: Guideline, columns: Sequence[Mapping[str, Sentence]]) -> list[str]:
    """Return the topics on which two columns or more say something, the fullest ones first.

    Of those that are as full comes first what most is said of; what is one sentence of all tells
    nothing apart.
    """
    counts = Counter(topic for each in guideline.statements.values() for topic in each.topics)
    held: dict[str, list[str]] = {}
    for column in columns:
        for topic, sentence in column.items():
            held.setdefault(topic, []).append(sentence.record)
    shared = [topic for topic, records in held.items() if len(set(records)) >= FEWEST]
    return sorted(shared, key=lambda topic: (-len(held[topic]), -counts[topic], topic))


def _compared(guideline: Guideline, asked: Asked) -> list[str]:
    """Return the medicines and classes that a question names, products as their substances."""
    named = [each.id for each in asked.concepts if each.kind in COMPARED]
    return [
        guideline.drugs[name].substance or name if name in guideline.drugs else name
        for name in named
    ]


def _by_topic(
    guideline: Guideline,
    thing: str,
    things: Sequence[str],
    rank: Mapping[str, int],
    audience: Audience,
) -> dict[str, Sentence]:
    """Return the statement that was found best on each topic of one thing.

    What names it and not the others comes first; where there is none, what names others too.
    """
    others = frozenset(things) - {thing}
    about = [
        (bool(names & others), rank.get(statement.id, len(rank)), statement)
        for statement in guideline.statements.values()
        if thing in (names := _named(guideline, statement))
        and guideline.sources[statement.source].kind != NO_EVIDENCE
    ]
    alone = [each for each in about if not each[0]]
    chosen: dict[str, Sentence] = {}
    for _, _, statement in sorted(alone or about, key=lambda each: (*each[:2], each[2].id)):
        sentence = statement_sentence(guideline, statement, audience)
        for topic in statement.topics:
            if sentence.says and topic not in chosen:
                chosen[topic] = sentence
    return chosen


def _named(guideline: Guideline, statement: Statement) -> frozenset[str]:
    """Return the medicines that a statement or its source names, and the classes they are in.

    Of what it only sets itself apart from it does not speak.
    """
    title = guideline.sources[statement.source].title
    found = _known(guideline, f"{APART.split(statement.says.text)[0]} {title}")
    return found | {each for name in found for each in guideline.lineage(name)}


def _known(guideline: Guideline, text: str) -> frozenset[str]:
    names = set(_LETTERS.findall(text.casefold()))
    found = set()
    for thing, label in _labels(guideline).items():
        if label in names or (" " in label and label in text.casefold()):
            found.add(thing)
    return frozenset(found)


def _labelled(guideline: Guideline) -> dict[str, str]:
    """Return the name of each substance and class, as it stands in sentences."""
    substances = {name for name, drug in guideline.drugs.items() if not drug.substance}
    return {each: guideline.label(each).casefold() for each in (*substances, *guideline.groups)}


_labels: Final = OnceFor(_labelled)
