"""This module reads a form of facts, and the case file that may come with it, into a patient.

It refuses to keep them: what was sent goes back into the page, or into a file that someone saves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import yaml

from whitlow.door import entries_of, read_entries
from whitlow.door.tree import read_tree
from whitlow.door.vocabulary import key, vocabulary_of
from whitlow.errors import InputError, Place, Problem
from whitlow.guideline import Mapping as Tree
from whitlow.guideline import Scalar
from whitlow.web.asked import upload
from whitlow.web.fields import CONFIRMED, given_in, pairs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from starlette.datastructures import FormData

    from whitlow.door import Patient
    from whitlow.guideline import Guideline, Node

__all__ = ["Filled", "case_text", "read_file", "read_form", "read_typed"]

RECORDS: Final = ("antivirals", "isolates", "labs")
CASE: Final = "case"
DATED: Final = "records"


class Filled(NamedTuple):
    """A form as it was sent: answers, dated records, what is confirmed, and what came of it."""

    given: Mapping[str, tuple[str, str]]
    records: str
    confirmed: frozenset[str]
    patient: Patient | None
    problems: tuple[Problem, ...]


async def read_form(guideline: Guideline, form: FormData, today: date) -> Filled:
    """Return what a form holds; a case file that was sent with it stands in for its fields."""
    sent = await upload(form, CASE)
    if sent is not None:
        return read_file(guideline, *sent, today)
    records = form.get(DATED)
    confirmed = frozenset(str(each) for each in form.getlist(CONFIRMED))
    dated = records if isinstance(records, str) else ""
    return read_typed(guideline, given_in(guideline, form), dated, confirmed, today)


def read_file(guideline: Guideline, name: str, data: bytes, today: date) -> Filled:
    """Return the fields of a case file, and its patient or what is wrong with it."""
    try:
        entries = entries_of(data, name)
        patient = read_entries(entries, guideline, today)
    except InputError as error:
        return Filled({}, "", frozenset(), None, error.problems)
    words = vocabulary_of(guideline)
    given: dict[str, tuple[str, str]] = {}
    records: dict[str, object] = {}
    confirmed: list[str] = []
    for written, node in entries:
        word = key(written)
        if word in RECORDS:
            records[word] = _plain(node)
        elif word == CONFIRMED:
            confirmed += [words.fact(one.strip()).name for one in _text(node).split(",") if one]
        elif _text(node):
            given[words.fact(written).name] = (_text(node), "")
    dated = yaml.safe_dump(records, sort_keys=False, allow_unicode=True) if records else ""
    return Filled(given, dated, frozenset(confirmed), patient, ())


def _text(node: Node) -> str:
    """Return a value as it is typed into a field; an empty list is the word none."""
    found = _plain(node)
    return ", ".join(map(str, found)) or "none" if isinstance(found, list) else str(found)


def _plain(node: Node) -> object:
    match node:
        case Tree(entries=entries):
            return {name.value: _plain(value) for name, value in entries}
        case Scalar(value=value):
            return value
        case _:
            return [_plain(each) for each in node.items]


def read_typed(
    guideline: Guideline,
    given: Mapping[str, tuple[str, str]],
    records: str,
    confirmed: frozenset[str],
    today: date,
) -> Filled:
    """Return the patient of typed answers and dated records, or what is wrong with them."""
    place = Place("form")
    entries: list[tuple[str, Node]] = [(name, Scalar(text, place)) for name, text in pairs(given)]
    if confirmed:
        entries.append((CONFIRMED, Scalar(", ".join(sorted(confirmed)), place)))
    try:
        if records.strip():
            entries += _records(records)
        patient = read_entries(entries, guideline, today)
    except InputError as error:
        return Filled(given, records, confirmed, None, error.problems)
    return Filled(given, records, confirmed, patient, ())


def _records(text: str) -> list[tuple[str, Node]]:
    """Return dated records; raises ``InputError`` for anything else among them."""
    tree = read_tree(text, DATED)
    entries = [(name.value, node) for name, node in tree.entries] if isinstance(tree, Tree) else []
    foreign = [name for name, _ in entries if name not in RECORDS]
    if not entries or foreign:
        message = (
            f"records: {', '.join(foreign)[:80] or 'this'} is no dated record. "
            f"Write {', '.join(RECORDS)}, as in a case file."
        )
        raise InputError(Problem("unknown_fact", message, DATED, accepted=", ".join(RECORDS)))
    return entries


def case_text(filled: Filled) -> str:
    """Return the case file of a form, as YAML."""
    facts: dict[str, object] = dict(pairs(filled.given))
    if filled.confirmed:
        facts[CONFIRMED] = sorted(filled.confirmed)
    text = yaml.safe_dump(facts, sort_keys=False, allow_unicode=True) if facts else ""
    return text + filled.records
