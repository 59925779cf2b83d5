"""This module lays two wordings of a record side by side, field by field and word by word.

It refuses to tell what merely moved: places in files and what the loader works out are left out.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from whitlow.guideline.plain import Json

__all__ = ["Part", "field_texts", "word_changes"]

WORKED_OUT: Final = ("place", "overriders", "expires", "expires_by")
UNNAMED: Final = ("cells",)
NAMES: Final = ("band", "name", "id")
ALIKE: Final = 0.5
WORD: Final = re.compile(r"\s+|[^\s]+")

Part = tuple[Literal["same", "removed", "added"], str]


# ---------------------------------------------------------------------------------------------
# A record as fields with one text each.


def field_texts(record: Mapping[str, Json]) -> dict[str, str]:
    """Return a record as fields with one text each, without what the loader works out."""
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
