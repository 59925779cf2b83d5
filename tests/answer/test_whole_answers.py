"""Each figure of a finished page is its record's: a mutant of any row or sentence is caught."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import pytest

from tests.answer.asked import asked
from tests.answer.test_numbers import mutants
from whitlow.answer import faults
from whitlow.pages.answer_checked import misprints
from whitlow.pages.answer_page import answer_page
from whitlow.pages.blocks import Heading, Page, Point, Prose, Run, Sheet, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.answer import Answer
    from whitlow.pages.blocks import Block, Words

QUESTIONS: Final = (
    "What is the recommended dose of foscarnet for resistant HSV?",
    "How is foscarnet adjusted to kidney function?",
    "How is valacyclovir adjusted to kidney function?",
    "man of 44, 70 kg, creatinine 1.0 mg/dL, HIV, resistant herpes, which dose of foscarnet?",
    "difference between foscarnet and cidofovir",
    "How common is resistance in people with HIV?",
)
END: Final = "References"


def of_words(words: Words) -> Iterator[Words]:
    """Yield words with one run mutated, citations apart."""
    for index, run in enumerate(words):
        if run.tone != "cite" and "[" not in run.text:
            for text in mutants(run.text):
                yield (*words[:index], Run(text, run.tone), *words[index + 1 :])


def of_sheet(sheet: Sheet) -> Iterator[Block]:
    """Yield a sheet with one cell or label mutated, or two rows changed for each other."""
    for place, (label, cells) in enumerate(sheet.rows):
        rest = sheet.rows[:place], sheet.rows[place + 1 :]
        for text in mutants(label):
            yield sheet._replace(rows=(*rest[0], (text, cells), *rest[1]))
        for column, words in enumerate(cells):
            for other in of_words(words):
                changed = (*cells[:column], other, *cells[column + 1 :])
                yield sheet._replace(rows=(*rest[0], (label, changed), *rest[1]))
        if place and sheet.rows[place - 1][1] != cells:
            above, own = sheet.rows[place - 1], sheet.rows[place]
            swapped = ((above[0], own[1]), (own[0], above[1]))
            yield sheet._replace(
                rows=(*sheet.rows[: place - 1], *swapped, *sheet.rows[place + 1 :])
            )


def of_block(block: Block) -> Iterator[Block]:
    """Yield a block with one figure mutated."""
    match block:
        case Sheet():
            yield from of_sheet(block)
        case Prose() | Point():
            for words in of_words(block.words):
                yield block._replace(words=words)
        case _:
            return


def mutated(page: Page) -> Iterator[Page]:
    """Yield a page with one figure mutated, in all that stands before its references."""
    for place, block in enumerate(page.blocks):
        if isinstance(block, Heading) and block.text == END:
            return
        for other in of_block(block):
            yield Page((*page.blocks[:place], other, *page.blocks[place + 1 :]))


def shown(page: Page) -> str:
    return " ".join(plain(block.words) for block in page.blocks if isinstance(block, Prose | Point))


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("audience", ["clinician", "patient"])
def test_a_page_shows_what_its_records_say(question: str, audience: str) -> None:
    found = asked(question, audience="patient" if audience == "patient" else "clinician")

    assert misprints(found, answer_page(found)) == ()


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_mutant_of_a_whole_page_is_caught(question: str) -> None:
    found = asked(question)
    every = list(mutated(answer_page(found)))

    missed = [shown(page) for page in every if not misprints(found, page)]
    assert (True, []) == (len(every) > 5, missed)


def other_answers(found: Answer) -> Iterator[Answer]:
    """Yield an answer of which a table, a regimen or an order is another's."""
    for place, part in enumerate(found.parts):
        for index, table in enumerate(part.tables):
            rows = tuple(reversed(table.rows))
            tables = (
                *part.tables[:index],
                replace(table, rows=rows),
                *part.tables[index + 1 :],
            )
            yield _with(found, place, replace(part, tables=tables))
        for index, regimen in enumerate(part.regimens):
            other = replace(regimen, table="", dose="")
            regimens = (*part.regimens[:index], other, *part.regimens[index + 1 :])
            yield _with(found, place, replace(part, regimens=regimens))
        for index, order in enumerate(part.orders):
            wrong = replace(order, dose_mg=Fraction(7))
            orders = (*part.orders[:index], wrong, *part.orders[index + 1 :])
            yield _with(found, place, replace(part, orders=orders))


def _with(found: Answer, place: int, part: object) -> Answer:
    parts = list(found.parts)
    parts[place] = part  # type: ignore[call-overload]  # a part of the same kind
    return replace(found, parts=tuple(parts))


@pytest.mark.parametrize("question", QUESTIONS[:4])
def test_a_table_regimen_or_order_that_is_not_the_guidelines_is_caught(question: str) -> None:
    every = list(other_answers(asked(question)))

    assert (True, []) == (bool(every), [each for each in every if not faults(each)])


def test_a_side_of_a_disagreement_with_another_figure_is_caught() -> None:
    found = asked("What is the recommended dose of foscarnet for resistant HSV?")
    first = found.disagreements[0]
    says, cites = first.positions[0]
    wrong = replace(first, positions=((f"{says} 7", cites), *first.positions[1:]))

    assert faults(replace(found, disagreements=(wrong,))) == (first.record.id,)
