"""This module lays out one record of a guideline, with the records that speak of it.

It refuses to shorten a record: every field that holds something is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.guideline import Source, Table
from whitlow.language import quantity_text
from whitlow.pages.blocks import Heading, Page, Point, Prose, Run, Sheet, Title, Words, said
from whitlow.pages.case_file import takes
from whitlow.pages.records_json import kinds_of, record_json
from whitlow.pages.words import statement_text
from whitlow.sentence import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whitlow.guideline import Guideline
    from whitlow.pages.blocks import Block
    from whitlow.pages.json_values import Json

__all__ = ["facts_page", "record_page"]

UNSHOWN: Final = ("id", "name", "rows")


def record_page(
    guideline: Guideline, kind: str, name: str, record: object, uses: Sequence[tuple[str, str]]
) -> Page:
    """Return the page of one record."""
    return Page(tuple(_blocks(guideline, kind, name, record, uses)))


def _blocks(
    guideline: Guideline, kind: str, name: str, record: object, uses: Sequence[tuple[str, str]]
) -> Iterator[Block]:
    yield Title(name, kind)
    found = record_json(guideline, record)
    rows = [
        row for field, value in found.items() if field not in UNSHOWN for row in _rows(field, value)
    ]
    yield Sheet(tuple(rows))
    if isinstance(record, Table):
        yield _table(record)
    if isinstance(record, Source):
        yield from _statements(guideline, record)
    if uses:
        yield Heading("Used by")
        kinds = dict.fromkeys(kind for kind, _ in uses)
        yield Sheet(
            tuple(
                (kind, (said(", ".join(identity for each, identity in uses if each == kind)),))
                for kind in kinds
            )
        )


def _rows(field: str, value: Json) -> Iterator[tuple[str, tuple[Words, ...]]]:
    """Yield a field: one row for a text, one for each entry of a list or mapping."""
    label = field.replace("_", " ")
    match value:
        case list():
            for index, each in enumerate(value):
                yield (label if index == 0 else ""), (said(_text(each)),)
        case dict():
            for index, (key, each) in enumerate(value.items()):
                words = (Run(f"{key}: "), *said(_text(each), "strong"))
                yield (label if index == 0 else ""), (words,)
        case _:
            for index, line in enumerate(_text(value).splitlines()):
                yield (label if index == 0 else ""), (said(line),)


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
