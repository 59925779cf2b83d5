"""This module lays out a worked case: its patient, what is expected, and the rules that speak.

It refuses to say whether what is expected came about; the tests of the guideline do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.errors import InputError
from whitlow.pages.blocks import Heading, Page, Point, Prose, Run, Sheet, Title, Words, said
from whitlow.pages.case_record import case_json
from whitlow.pages.record_blocks import speaking, speaking_blocks
from whitlow.plan.worked import plan_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Case, Guideline
    from whitlow.pages.blocks import Block
    from whitlow.pages.json_values import Json

__all__ = ["case_document", "case_page"]


def case_page(guideline: Guideline, case: Case) -> Page:
    """Return the page of one case."""
    return Page(tuple(_blocks(guideline, case)))


def _blocks(guideline: Guideline, case: Case) -> Iterator[Block]:
    record = case_json(case)
    yield Title(case.name, "case")
    yield Prose(said(case.says))
    yield Sheet(
        tuple(
            (name, (said(str(record[name])),))
            for name in ("today", "audience", "profile", "place")
            if name in record
        )
    )
    for name in ("facts", "expect"):
        yield Heading("Facts" if name == "facts" else "Expected")
        yield Sheet(tuple(_rows(record[name])))
    try:
        _, plan = plan_of(case, guideline)
    except InputError as error:
        yield Heading("Refused at the door")
        for problem in error.problems:
            yield Point((Run(problem.message),), "barred")
        return
    yield from speaking_blocks(plan)


def _rows(value: Json) -> Iterator[tuple[str, tuple[Words, ...]]]:
    """Yield an entry to a row; one that holds entries of its own has a row for each."""
    for name, each in value.items() if isinstance(value, dict) else ():
        if isinstance(each, dict):
            for index, (inner, text) in enumerate(each.items()):
                words = (Run(f"{inner}: ", "strong"), Run(_text(text)))
                yield (name if index == 0 else ""), (words,)
        else:
            yield name, (said(_text(each)),)


def _text(value: Json) -> str:
    match value:
        case list():
            return "; ".join(_text(each) for each in value) or "none"
        case dict():
            return ", ".join(f"{key} {_text(each)}" for key, each in value.items())
        case _:
            return str(value)


def case_document(guideline: Guideline, case: Case) -> dict[str, Json]:
    """Return a case as JSON, with the rules that speak in it, or why it is refused."""
    found: dict[str, Json] = {"kind": "case", "id": case.name, **case_json(case)}
    try:
        _, plan = plan_of(case, guideline)
    except InputError as error:
        return {**found, "refused": [problem.message for problem in error.problems]}
    rules: dict[str, Json] = {title: [*many] for title, many in speaking(plan).items()}
    return {**found, "bottom_line": plan.bottom_line.says, "speaking": rules}
