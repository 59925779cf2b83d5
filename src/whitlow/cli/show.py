"""This module is ``whitlow show``: any record of the guideline, with the records that use it.

It refuses to guess: a name that is not known is answered with the nearest one.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import click

from whitlow.cli.asked import asked, day, shared
from whitlow.cli.failures import MisuseError
from whitlow.cli.opened import on_terminal
from whitlow.door.vocabulary import cut, shown
from whitlow.errors import Problem
from whitlow.guideline import load_cases
from whitlow.pages.json_values import to_json
from whitlow.pages.named import document_of, named, near, page_of
from whitlow.pages.record_page import facts_page
from whitlow.pages.records_json import record_json
from whitlow.shelf import open_guideline
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from whitlow.guideline import Case, Guideline
    from whitlow.pages.json_values import Json

__all__ = ["command"]

FACTS: Final = "facts"
OWED: Final = (
    "table-covers",
    "table-once",
    "table-falls",
    "printed-dose",
    "within-limit",
    "there-and-back",
    "law",
    "promise",
    "one-answer",
    "one-dose",
    "in-a-band",
    "no-division-by-nought",
    "nobody",
    "alive",
    "steady",
)
"""What the names of obligations begin with. They are no records: the program makes them."""


@shared
@click.command("show")
@click.argument("name", metavar="ID")
def command(name: str) -> str:
    """Print the record ID and what uses it, or with the word facts every fact of a case.

    A record is a source, statement (source#statement), rule, regimen, table, fact, formula,
    grade, law, promise, disagreement, drug, class, variant, cut-off, profile or worked case.
    """
    question = asked()
    guideline = open_guideline(question.guideline)
    if name == FACTS:
        if question.form == "json":
            return to_json({"facts": [*_facts(guideline)]})
        return on_terminal(facts_page(guideline))
    folder = question.guideline or shipped_guideline()
    cases = load_cases(folder, date.fromisoformat(guideline.about.date))
    found, today = named(guideline, name, cases), day(None)
    if not found:
        raise MisuseError(_unknown(guideline, name, cases))
    if question.form == "json":
        return to_json({"records": [document_of(guideline, each, today) for each in found]})
    return "\n".join(on_terminal(page_of(guideline, each, today)) for each in found)


def _facts(guideline: Guideline) -> Iterator[Json]:
    for fact in guideline.facts.values():
        yield record_json(guideline, fact)


def _if_owed(name: str) -> str:
    """Return where an obligation is shown, if this is the name of one."""
    if name.partition(":")[0] not in OWED:
        return ""
    return f" What is owed to every patient is shown by 'whitlow prove --explain {cut(name)}'."


def _unknown(guideline: Guideline, name: str, cases: Mapping[str, Case]) -> Problem:
    nearest = near(guideline, name, cases)
    guess = f" Did you mean {' or '.join(nearest)}?" if nearest else " Try 'whitlow search'."
    message = f"There is no record {shown(name)}.{guess}{_if_owed(name)}"
    return Problem("unknown_record", message, "ID", cut(name), ", ".join(nearest))
