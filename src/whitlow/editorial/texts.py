"""This module knows what is reviewed: the exact text of each record, and what it rests on.

It refuses to count where a record stands in its file: moving it changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.editorial.canonical import digest
from whitlow.guideline import OnceFor
from whitlow.guideline.plain import plain_record
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from whitlow.guideline import Guideline
    from whitlow.guideline.plain import Json

__all__ = ["REVIEWED", "Text", "rests_on", "texts_of"]

REVIEWED: Final = {
    "law": "laws",
    "table": "tables",
    "rule": "rules",
    "disagreement": "disagreements",
    "statement": "statements",
}
"""The kinds of record that are reviewed, those that could do most harm first."""

NOT_TEXT: Final = frozenset({"place", "expires", "expires_by"})
"""Where a record stands, and what the guideline works out of its other fields."""


@dataclass(frozen=True, slots=True)
class Text:
    """What is reviewed: a record, the hash of its text, and the hash of what that rests on."""

    kind: str
    id: str
    text: str
    basis: str

    @property
    def name(self) -> str:
        """The record's name at the desk, as ``rule:switch``."""
        return f"{self.kind}:{self.id}"


def _texts(guideline: Guideline) -> dict[str, Text]:
    found: dict[str, Text] = {}
    known = {
        **{name: _hash("source", each) for name, each in guideline.sources.items()},
        **{name: _hash("statement", each) for name, each in guideline.statements.items()},
    }
    for kind, where in REVIEWED.items():
        records: Mapping[str, object] = getattr(guideline, where)
        for name, record in records.items():
            basis = {each: known[each] for each in rests_on(guideline, record) if each in known}
            text = Text(kind, name, _hash(kind, record), digest(dict(basis)))
            found[text.name] = text
    return found


texts_of: Final = OnceFor(_texts)
"""Every text that is reviewed, by its name at the desk."""


def rests_on(guideline: Guideline, record: object) -> tuple[str, ...]:
    """Return the statements that a record cites, and the sources of these or of itself."""
    cites = tuple(dict.fromkeys(_cites(plain_record(record))))
    sources = [guideline.statements[name].source for name in cites if name in guideline.statements]
    own = getattr(record, "source", "")
    sources += [own] if isinstance(own, str) and own else []
    return (*cites, *dict.fromkeys(sources))


def _cites(value: object) -> Iterator[str]:
    """Yield every citation of a record, those within its parts included."""
    match value:
        case dict():
            for name, each in value.items():
                if name == "cites" and isinstance(each, list):
                    yield from (str(cite) for cite in each)
                else:
                    yield from _cites(each)
        case list():
            for each in value:
                yield from _cites(each)
        case _:
            return


def _hash(kind: str, record: object) -> str:
    return digest({"kind": kind, "record": _without(plain_record(record))})


def _without(value: object) -> Json:
    match value:
        case dict():
            return {
                str(name): _without(each) for name, each in value.items() if name not in NOT_TEXT
            }
        case list():
            return [_without(each) for each in value]
        case None | bool() | int() | str():
            return value
        case _:
            return str(value)
