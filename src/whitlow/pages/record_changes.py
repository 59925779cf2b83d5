"""This module says which records of two guidelines differ, field by field.

It refuses to tell what merely moved: places in files and what the loader works out are left out.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from whitlow.pages.case_record import case_json
from whitlow.pages.records_json import KINDS, kinds_of, plain_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from whitlow.guideline import Case, Guideline
    from whitlow.pages.json_values import Json

__all__ = ["FieldChange", "Part", "RecordChange", "record_changes", "word_changes"]

WORKED_OUT: Final = ("place", "overriders", "expires", "expires_by")
UNNAMED: Final = ("cells",)
NAMES: Final = ("band", "name", "id")
SUMMARIES: Final = ("says", "question", "title", "label", "indication", "when", "is")
ALIKE: Final = 0.5
WORD: Final = re.compile(r"\s+|[^\s]+")

Sort = Literal["added", "removed", "changed"]
Part = tuple[Literal["same", "removed", "added"], str]
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
    was, now = (_flat(plain_record(each.about)) for each in (old, new))
    yield from _of_kind("guideline", {"guideline": was}, {"guideline": now})
    for kind in KINDS:
        yield from _of_kind(kind, _records(old, kind), _records(new, kind))
    yield from _of_kind("case", _cases(old_cases), _cases(new_cases))


def _records(guideline: Guideline, kind: str) -> dict[str, Fields]:
    found = {
        name: _flat(plain_record(record)) for name, record in kinds_of(guideline, kind).items()
    }
    expiry = guideline.about.expiry
    for fields in found.values():
        if expiry is not None and fields.get("checked") == expiry.checked:
            del fields["checked"]
    return found


def _cases(cases: Mapping[str, Case]) -> dict[str, Fields]:
    return {name: _flat(case_json(case)) for name, case in cases.items()}


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


# ---------------------------------------------------------------------------------------------
# A record as fields with one text each.


def _flat(record: Mapping[str, Json]) -> Fields:
    return {
        field: text
        for name, value in record.items()
        if name not in WORKED_OUT
        for field, text in _texts(name.replace("_", " "), value)
    }


def _texts(name: str, value: Json) -> Iterator[tuple[str, str]]:
    """Yield a field: one text, or one for each entry of a mapping and each record of a list."""
    match value:
        case dict():
            for key, each in value.items():
                if key in UNNAMED:
                    yield from _texts(name, each)
                elif key not in WORKED_OUT:
                    yield from _texts(f"{name}, {key.replace('_', ' ')}", each)
        case list() if any(isinstance(each, dict) for each in value):
            for index, each in enumerate(value, 1):
                yield from _texts(f"{name} {_name(each, index)}", each)
        case list():
            yield name, ", ".join(_plain(each) for each in value)
        case _:
            yield name, _plain(value)


def _name(value: Json, index: int) -> str:
    """Return the name of a record within a list: its own, or else its number."""
    named = [value[key] for key in NAMES if key in value] if isinstance(value, dict) else []
    return str(named[0]) if named else str(index)


def _plain(value: Json) -> str:
    match value:
        case True:
            return "yes"
        case False:
            return "no"
        case list():
            return f"[{', '.join(_plain(each) for each in value)}]"
        case _:
            return " ".join(str(value).split())


# ---------------------------------------------------------------------------------------------
# Two texts, word by word.


def word_changes(was: str, now: str) -> tuple[Part, ...]:
    """Return the words that stayed, went and came; texts that are not alike go and come whole.

    >>> word_changes("It is so.", "It was so.")
    (('same', 'It '), ('removed', 'is'), ('added', 'was'), ('same', ' so.'))
    """
    old, new = WORD.findall(was), WORD.findall(now)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if not was or not now or matcher.ratio() < ALIKE:
        return tuple(part for part in _whole(was, now) if part[1])
    return tuple(part for code in matcher.get_opcodes() for part in _parts(code, old, new))


def _whole(was: str, now: str) -> Iterator[Part]:
    yield "removed", was
    yield "added", now


def _parts(code: tuple[str, int, int, int, int], old: list[str], new: list[str]) -> Iterator[Part]:
    tag, start, end, begin, stop = code
    if tag == "equal":
        yield "same", "".join(old[start:end])
        return
    if start < end:
        yield "removed", "".join(old[start:end])
    if begin < stop:
        yield "added", "".join(new[begin:stop])
