"""This module lays out one record of a guideline, with the records that speak of it.

It refuses to shorten a record: every field that holds something is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.guideline import Source, Table
from whitlow.language import quantity_text
from whitlow.pages.blocks import Heading, Page, Point, Prose, Run, Sheet, Title, Words, said
from whitlow.pages.case_file import takes
from whitlow.pages.record_blocks import OWN_BLOCKS, own_blocks
from whitlow.pages.records_json import kinds_of, record_json
from whitlow.pages.words import statement_text
from whitlow.sentence import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whitlow.guideline import Guideline
    from whitlow.pages.blocks import Block
    from whitlow.pages.json_values import Json

__all__ = ["facts_page", "record_page"]

UNSHOWN: Final = ("id", "rows")
LAST: Final = ("place",)
LABELS: Final = {
    "when": "as written",
    "when_in_words": "when",
    "unless": "as written",
    "unless_in_words": "unless",
    "overriders": "barred by",
}
IN_WORDS: Final = "_in_words"


def record_page(
    guideline: Guideline, kind: str, name: str, record: object, uses: Sequence[tuple[str, str]]
) -> Page:
    """Return the page of one record."""
    return Page(tuple(_blocks(guideline, kind, name, record, uses)))


def _blocks(
    guideline: Guideline, kind: str, name: str, record: object, uses: Sequence[tuple[str, str]]
) -> Iterator[Block]:
    yield Title(name, kind)
    found = dict(_in_order(guideline, record_json(guideline, record)))
    own = (*UNSHOWN, *OWN_BLOCKS.get(type(record), ()))
    rows = [
        row
        for field, value in found.items()
        if field not in own and (field, value) != ("name", name)
        for row in _rows(guideline, field, value)
    ]
    yield Sheet(tuple(rows))
    yield from own_blocks(guideline, record)
    if isinstance(record, Table):
        yield _table(record)
    if isinstance(record, Source):
        yield from _statements(guideline, record)
    uses = [use for use in uses if not use[1].startswith(f"{name}#")]
    if uses:
        yield Heading("Used by")
        kinds = dict.fromkeys(kind for kind, _ in uses)
        yield Sheet(
            tuple(
                (kind, (said(", ".join(identity for each, identity in uses if each == kind)),))
                for kind in kinds
            )
        )


def _in_order(guideline: Guideline, found: dict[str, Json]) -> Iterator[tuple[str, Json]]:
    """Yield the fields as a reader wants them: a condition first in words, its place last."""
    for field, value in found.items():
        if field == "source":
            source = guideline.sources[str(value)]
            yield field, f"{source.id}: {source.title} ({source.kind}, {source.year})"
        elif f"{field}{IN_WORDS}" in found:
            yield f"{field}{IN_WORDS}", found[f"{field}{IN_WORDS}"]
            yield field, value
        elif not field.endswith(IN_WORDS) and field not in LAST:
            yield field, value
    yield from ((field, found[field]) for field in LAST if field in found)


def _rows(guideline: Guideline, field: str, value: Json) -> Iterator[tuple[str, tuple[Words, ...]]]:
    """Yield a field: one row for a text, one for each entry of a list or mapping."""
    label = LABELS.get(field, field.replace("_", " "))
    match value:
        case list():
            for index, each in enumerate(value):
                yield (label if index == 0 else ""), (said(_claimed(guideline, each)),)
        case dict():
            for index, (key, each) in enumerate(_flat(value)):
                words = (Run(f"{key}: "), *said(_claimed(guideline, each), "strong"))
                yield (label if index == 0 else ""), (words,)
        case _:
            for index, line in enumerate(_claimed(guideline, value).splitlines()):
                yield (label if index == 0 else ""), (said(line),)


def _flat(value: dict[str, Json]) -> Iterator[tuple[str, Json]]:
    """Yield the entries of a mapping, those of a mapping within it by both names."""
    for key, each in value.items():
        if isinstance(each, dict):
            yield from ((f"{key}, {inner}", text) for inner, text in each.items())
        else:
            yield key.replace("_", " "), each


def _claimed(guideline: Guideline, value: Json) -> str:
    """Return a text; the name of a claim after the number that it is."""
    text = _text(value)
    statement, _, name = text.rpartition(".")
    known = guideline.statements.get(statement)
    if known is None or name not in known.claims:
        return text
    return f"{known.claims[name].words} ({text})"


def _text(value: Json) -> str:
    match value:
        case True:
            return "yes"
        case False:
            return "no"
        case list():
            return ", ".join(_text(each) for each in value)
        case dict():
            return "; ".join(f"{key}: {_text(each)}" for key, each in value.items())
        case _:
            return str(value)


def _table(table: Table) -> Sheet:
    """Return the rows of a dose table as it is printed."""
    columns = tuple(table.columns)
    rows = []
    for row in table.rows:
        cells = [
            said(quantity_text(row.cells[name].value, row.cells[name].unit))
            if name in row.cells
            else ()
            for name in columns
        ]
        if row.refusal:
            cells = [said(row.refusal, "alarm"), *cells[1:]]
        rows.append((str(row.band), tuple(cells)))
    return Sheet(tuple(rows), columns)


def _statements(guideline: Guideline, source: Source) -> Iterator[Block]:
    yield Heading("Statements")
    for statement in guideline.statements.values():
        if statement.source == source.id:
            words = (
                Run(f"{statement.id}: ", "strong"),
                Run(statement_text(guideline, statement.id)),
            )
            yield Point(words, notes=(said(f"{statement.locator}; {statement.read}", "quiet"),))


def facts_page(guideline: Guideline) -> Page:
    """Return the page of all facts, by group, each with what it takes."""
    return Page(tuple(_facts(guideline)))


def _facts(guideline: Guideline) -> Iterator[Block]:
    yield Title("Facts that a case may give", f"guideline {guideline.about.version}")
    groups: dict[str, list[tuple[str, tuple[Words, ...]]]] = {}
    for name in kinds_of(guideline, "fact"):
        fact = guideline.facts[name]
        if fact.type != "refused":
            groups.setdefault(fact.group, []).append((name, (said(fact.label), said(takes(fact)))))
    for group, rows in groups.items():
        yield Heading(group or "other")
        yield Sheet(tuple(rows))
    refused = [fact.name for fact in guideline.facts.values() if fact.type == "refused"]
    if refused:
        yield Prose(said(f"Not accepted, each with a sentence why: {joined(refused)}.", "quiet"))
