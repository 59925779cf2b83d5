"""This module is ``whitlow show``: any record of the guideline, with the records that use it.

It refuses to guess: a name that is not known is answered with the nearest one.
"""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

import click

from whitlow.cli.asked import asked, shared
from whitlow.cli.failures import MisuseError
from whitlow.cli.opened import on_terminal
from whitlow.door.vocabulary import Vocabulary, cut, shown
from whitlow.errors import Problem
from whitlow.guideline import load_cases, split_id
from whitlow.pages.case_page import case_document, case_page
from whitlow.pages.json_values import to_json
from whitlow.pages.record_page import facts_page, record_page
from whitlow.pages.records_json import KINDS, kinds_of, record_json, records_named, used_by
from whitlow.shelf import open_guideline
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whitlow.guideline import Guideline
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
    case = cases.get(name)
    found = list(records_named(guideline, name))
    if not found and case is None:
        found = list(_by_other_name(guideline, name))
    if not found and case is None:
        raise MisuseError(_unknown(guideline, name, cases))
    if question.form == "json":
        documents = [_record(guideline, kind, record) for kind, record in found]
        documents += [case_document(guideline, case)] if case is not None else []
        return to_json({"records": documents})
    pages = [
        record_page(guideline, kind, _id(record), record, used_by(guideline, _id(record)))
        for kind, record in found
    ]
    pages += [case_page(guideline, case)] if case is not None else []
    return "\n".join(on_terminal(page) for page in pages)


def _facts(guideline: Guideline) -> Iterator[Json]:
    for fact in guideline.facts.values():
        yield record_json(guideline, fact)


def _record(guideline: Guideline, kind: str, record: object) -> Json:
    name = _id(record)
    uses: list[Json] = [{"kind": each, "id": other} for each, other in used_by(guideline, name)]
    return {"kind": kind, "id": name, **record_json(guideline, record), "used_by": uses}


def _id(record: object) -> str:
    found: object = getattr(record, "id", None) or getattr(record, "name", "")
    return str(found)


def _by_other_name(guideline: Guideline, name: str) -> Iterator[tuple[str, object]]:
    """Yield the drug that another name means, or the variants that lack only their type."""
    drug = Vocabulary(guideline).drug(name)
    if drug is not None:
        yield "drug", drug
    for variant in guideline.variants.values():
        if split_id(variant.id)[:2] == split_id(name)[:2]:
            yield "variant", variant


def _if_owed(name: str) -> str:
    """Return where an obligation is shown, if this is the name of one."""
    if name.partition(":")[0] not in OWED:
        return ""
    return f" What is owed to every patient is shown by 'whitlow prove --explain {cut(name)}'."


def _unknown(guideline: Guideline, name: str, cases: Iterable[str]) -> Problem:
    known = [identity for kind in KINDS for identity in kinds_of(guideline, kind)]
    known += cases
    near = get_close_matches(cut(name), known)
    guess = f" Did you mean {' or '.join(near)}?" if near else " Try 'whitlow search'."
    message = f"There is no record {shown(name)}.{guess}{_if_owed(name)}"
    return Problem("unknown_record", message, "ID", cut(name), ", ".join(near))
