"""This module says which records of two guidelines differ, field by field.

It refuses to tell what merely moved: places in files and what the loader works out are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from whitlow.editorial.wording import Part, field_texts, word_changes
from whitlow.pages.case_record import case_json
from whitlow.pages.records_json import KINDS, kinds_of, plain_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from whitlow.guideline import Case, Guideline

__all__ = ["FieldChange", "Part", "RecordChange", "record_changes", "word_changes"]

SUMMARIES: Final = ("says", "question", "title", "label", "indication", "when", "is")

Sort = Literal["added", "removed", "changed"]
Fields = dict[str, str]


class FieldChange(NamedTuple):
    """A field that differs, with both texts; one is empty where that record lacks the field."""

    field: str
    was: str
    now: str


class RecordChange(NamedTuple):
    """A record that only one guideline has, with what it says, or one whose fields differ."""

    kind: str
    id: str
    sort: Sort
    says: str
    fields: tuple[FieldChange, ...]


def record_changes(
    old: Guideline,
    new: Guideline,
    old_cases: Mapping[str, Case],
    new_cases: Mapping[str, Case],
) -> tuple[RecordChange, ...]:
    """Return what differs, kind by kind: first what is new, then what is gone, then changed."""
    return tuple(_changes(old, new, old_cases, new_cases))


def _changes(
    old: Guideline,
    new: Guideline,
    old_cases: Mapping[str, Case],
    new_cases: Mapping[str, Case],
) -> Iterator[RecordChange]:
    was, now = (field_texts(plain_record(each.about)) for each in (old, new))
    yield from _of_kind("guideline", {"guideline": was}, {"guideline": now})
    for kind in KINDS:
        yield from _of_kind(kind, _records(old, kind), _records(new, kind))
    yield from _of_kind("case", _cases(old_cases), _cases(new_cases))


def _records(guideline: Guideline, kind: str) -> dict[str, Fields]:
    found = {
        name: field_texts(plain_record(record))
        for name, record in kinds_of(guideline, kind).items()
    }
    expiry = guideline.about.expiry
    for fields in found.values():
        if expiry is not None and fields.get("checked") == expiry.checked:
            del fields["checked"]
    return found


def _cases(cases: Mapping[str, Case]) -> dict[str, Fields]:
    return {name: field_texts(case_json(case)) for name, case in cases.items()}


def _of_kind(
    kind: str, was: Mapping[str, Fields], now: Mapping[str, Fields]
) -> Iterator[RecordChange]:
    for name, fields in now.items():
        if name not in was:
            yield RecordChange(kind, name, "added", _summary(fields), ())
    for name, fields in was.items():
        if name not in now:
            yield RecordChange(kind, name, "removed", _summary(fields), ())
    for name, fields in now.items():
        if name in was and was[name] != fields:
            yield RecordChange(kind, name, "changed", "", tuple(_differing(was[name], fields)))


def _differing(was: Fields, now: Fields) -> Iterator[FieldChange]:
    for field in dict.fromkeys((*now, *was)):
        before, after = was.get(field, ""), now.get(field, "")
        if before != after:
            yield FieldChange(field, before, after)


def _summary(fields: Fields) -> str:
    return next((fields[name] for name in SUMMARIES if name in fields), "")
