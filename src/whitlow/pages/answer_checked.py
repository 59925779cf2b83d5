"""This module reads a finished page of an answer back, and compares every figure with its record.

It refuses to trust how the page came to be: a figure that no checked sentence, row or order
explains is named, and so is a sheet that is none of the answer's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from whitlow.answer import faults
from whitlow.guideline.band import Band
from whitlow.language import quantity_text
from whitlow.language.quantity import read_quantity
from whitlow.pages.blocks import Heading, Point, Prose, Sheet, plain
from whitlow.pages.citations import year_of
from whitlow.pages.figures import figures
from whitlow.pages.order_page import side_by_side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whitlow.answer import Answer, Sentence
    from whitlow.guideline import Row, Table
    from whitlow.guideline.records import Quantity
    from whitlow.pages.blocks import Page, Words

__all__ = ["misprints"]

ENDS: Final = ("References", "Questions that follow", "Standing of this answer")
"""From such a heading on stands what a page says of itself: titles, years, a hash."""

CITED: Final = re.compile(r"\s*\[\d+(?:, \d+)*\]")
BEFORE: Final = re.compile(r"\b\d+ facts? told before\b")

NOTHING: Final = "–"
FIGURE: Final = re.compile(r"\d")


def misprints(answer: Answer, page: Page) -> tuple[str, ...]:
    """Return what a page shows and its records do not say; nothing where all of it is theirs."""
    return tuple(dict.fromkeys((*faults(answer), *_of_sheets(answer, page), *_of(answer, page))))


def _of_sheets(answer: Answer, page: Page) -> Iterator[str]:
    """Yield a word for each sheet that is no table, order or comparison of the answer."""
    tables = list(_tables(answer))
    orders = [
        (tuple(figures(answer.guideline, group)))
        for part in answer.parts
        for group in side_by_side(part.orders)
    ]
    rows = () if answer.comparison is None else answer.comparison.rows
    for block in page.blocks:
        if not isinstance(block, Sheet):
            continue
        printed = any(_is_printed(answer, block, table) for table in tables)
        if not printed and block.rows not in orders and not _compares(block, rows):
            yield f"sheet {block.rows[0][0] if block.rows else ''}".strip()


def _tables(answer: Answer) -> Iterator[Table]:
    guideline = answer.guideline
    for part in answer.parts:
        yield from part.tables
        for regimen in part.regimens:
            if regimen.table in guideline.tables:
                yield guideline.tables[regimen.table]


def _is_printed(answer: Answer, sheet: Sheet, table: Table) -> bool:
    """Whether a sheet shows the rows of a table: each band, and each figure with its unit."""
    if sheet.head != tuple(table.columns) or len(sheet.rows) != len(table.rows):
        return False
    label = f"{answer.guideline.label(table.over)} "
    return all(
        name.startswith(label)
        and name.removeprefix(label) == str(row.band)
        and _ends(Band.parse(str(row.band))) == _ends(row.band)
        and _cells(cells, row, sheet.head)
        for (name, cells), row in zip(sheet.rows, table.rows, strict=True)
    )


def _ends(band: Band) -> tuple[object, ...]:
    return band.low, band.low_closed, band.high, band.high_closed


def _cells(cells: tuple[Words, ...], row: Row, columns: tuple[str, ...]) -> bool:
    """Whether each cell holds its own figure with its own unit, or the refusal of the row."""
    texts = [plain(words) for words in cells]
    if row.refusal:
        return texts[0] == row.refusal and not any(texts[1:])
    return all(_is(text, row.cells.get(name)) for text, name in zip(texts, columns, strict=True))


def _is(text: str, wanted: Quantity | None) -> bool:
    if wanted is None:
        return not text
    same = text == quantity_text(wanted.value, wanted.unit)
    return same and read_quantity(text)[0] == wanted.value


def _compares(sheet: Sheet, rows: Iterable[tuple[str, tuple[Sentence | None, ...]]]) -> bool:
    """Whether a sheet is the comparison, each cell a sentence that was checked."""
    said = [
        (topic, tuple(NOTHING if each is None else each.says for each in cells))
        for topic, cells in rows
    ]
    shown = [
        (label, tuple(CITED.sub("", plain(words)).strip() for words in cells))
        for label, cells in sheet.rows
    ]
    return bool(said) and said == shown


# ---------------------------------------------------------------------------------------------
# What stands in words.


def _of(answer: Answer, page: Page) -> Iterator[str]:
    """Yield each paragraph or point with a figure that nothing explains."""
    known = sorted({each for each in _known(answer) if FIGURE.search(each)}, key=len, reverse=True)
    for block in page.blocks[1:]:
        if isinstance(block, Heading) and block.text in ENDS:
            return
        words = _words(block)
        left = BEFORE.sub("", CITED.sub("", words))
        for each in known:
            left = re.sub(rf"(?<!\d){re.escape(each)}(?!\d)", "", left)
        if FIGURE.search(left):
            yield words


def _words(block: object) -> str:
    match block:
        case Prose():
            return plain(block.words)
        case Point():
            return " ".join((plain(block.words), *(plain(note) for note in block.notes)))
        case Heading():
            return f"{block.text} {block.aside}"
        case _:
            return ""


def _known(answer: Answer) -> Iterator[str]:
    """Yield every text that was checked, or that is nothing but what was told or named."""
    guideline, plan = answer.guideline, answer.plan
    yield answer.asked.text
    yield from (each.says for each in answer.sentences)
    yield from (each.says for each in answer.coverage.told)
    yield from answer.coverage.not_covered
    for each in answer.sentences:
        yield "" if each.item is None else each.item.call
    for shown in answer.disagreements:
        yield from (shown.record.question, shown.record.id, shown.why, shown.do)
        yield from (says for says, _ in shown.positions)
        sources = {cite.partition("#")[0] for _, cites in shown.positions for cite in cites}
        for source in (guideline.sources[name] for name in sources):
            yield f"{source.kind}, {year_of(source)}"
    for question in (*answer.related, *(() if answer.covered is None else (answer.covered,))):
        yield from (question.asks, question.plain)
    yield from (fact.label for fact in guideline.facts.values())
    for part in answer.parts:
        for order in part.orders:
            yield from (note.says for note in order.warnings)
        for regimen in (*part.regimens, *(order.regimen for order in part.orders)):
            yield from (regimen.name, regimen.indication)
            yield from _dose(answer, regimen.dose, regimen.every, regimen.times)
        yield from (table.title for table in part.tables)
    for doubt in answer.asked.reading.confirm:
        yield from (*doubt.candidates, doubt.why)
    for _, value in answer.assumed:
        yield value
    if plan is not None:
        yield from (reason.value for reason in plan.facts)
        yield from plan.doubts
        yield from (each.question for each in plan.ask)


def _dose(answer: Answer, *references: str) -> Iterator[str]:
    for reference in references:
        if reference:
            yield answer.guideline.claim(reference).words
