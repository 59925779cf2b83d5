"""This module knows what is reviewed: the exact text of each record, and what it rests on.

It refuses to count where a record stands in its file: moving it changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from whitlow.editorial.canonical import digest
from whitlow.guideline import OnceFor
from whitlow.guideline.plain import plain_record
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Guideline
    from whitlow.guideline.plain import Json

__all__ = ["REVIEWED", "Text", "Texts", "hash_of", "rests_on", "texts_of", "wording_of"]

REVIEWED: Final = {
    "law": "laws",
    "table": "tables",
    "rule": "written",
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


class Texts(Mapping[str, Text]):
    """Every text that is reviewed, by its name at the desk; one is hashed when it is first read.

    A plan rests on a few dozen of a thousand. What the reader of a plan chose to follow changes
    no text: the rules are those that were written, whether or not they stand.
    """

    def __init__(self, guideline: Guideline) -> None:
        """Take a guideline, as it is without what its reader follows."""
        self._guideline: Final = guideline
        self._known: Final[dict[str, Text]] = {}
        self._basis: Final[dict[str, str]] = {}
        self._names: dict[str, None] | None = None

    def __getitem__(self, name: str) -> Text:
        """Return a text; raises ``KeyError``."""
        found = self._known.get(name)
        if found is None:
            kind, _, own = name.partition(":")
            record = self.record(name)
            basis = {each: self._hash(each) for each in rests_on(self._guideline, record)}
            found = Text(kind, own, _hash(kind, record), digest(dict(basis)))
            self._known[name] = found
        return found

    def __contains__(self, name: object) -> bool:
        """Whether a record of this name is reviewed."""
        kind, _, own = str(name).partition(":")
        return kind in REVIEWED and own in _records(self._guideline, kind)

    def __iter__(self) -> Iterator[str]:
        """Yield the names, those of what could do most harm first."""
        if self._names is None:
            self._names = {
                f"{kind}:{own}": None
                for kind in REVIEWED
                for own in _records(self._guideline, kind)
            }
        return iter(self._names)

    def __len__(self) -> int:
        """Return how many there are."""
        return sum(len(_records(self._guideline, kind)) for kind in REVIEWED)

    def record(self, name: str) -> object:
        """Return the record of a text; raises ``KeyError``."""
        kind, _, own = name.partition(":")
        if kind not in REVIEWED:
            raise KeyError(name)
        return _records(self._guideline, kind)[own]

    def wording(self, name: str) -> dict[str, Json]:
        """Return the words that a text is the hash of; raises ``KeyError``."""
        return wording_of(self.record(name))

    def _hash(self, cited: str) -> str:
        """Return the hash of a statement or a source that something rests on."""
        if cited not in self._basis:
            kind, where = (
                ("statement", self._guideline.statements)
                if cited in self._guideline.statements
                else ("source", self._guideline.sources)
            )
            self._basis[cited] = _hash(kind, where[cited])
        return self._basis[cited]


def _records(guideline: Guideline, kind: str) -> Mapping[str, object]:
    found: Mapping[str, object] = getattr(guideline, REVIEWED[kind])
    return found


def _texts(guideline: Guideline) -> Texts:
    base = guideline.ordinary or guideline
    return Texts(base) if base is guideline else texts_of(base)


texts_of: Final = OnceFor(_texts)
"""Every text that is reviewed, by its name at the desk."""


def rests_on(guideline: Guideline, record: object) -> tuple[str, ...]:
    """Return the statements that a record cites, and the sources of these or of itself."""
    cites = tuple(dict.fromkeys(_cites(plain_record(record))))
    sources = [guideline.statements[name].source for name in cites if name in guideline.statements]
    own = getattr(record, "source", "")
    sources += [own] if isinstance(own, str) and own else []
    known = (*cites, *dict.fromkeys(sources))
    return tuple(
        name for name in known if name in guideline.statements or name in guideline.sources
    )


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


def hash_of(kind: str, wording: Mapping[str, Json]) -> str:
    """Return the hash of the words of a record."""
    return digest({"kind": kind, "record": dict(wording)})


def wording_of(record: object) -> dict[str, Json]:
    """Return a record as its author wrote it, without its place."""
    found = _without(plain_record(record))
    return found if isinstance(found, dict) else {}


def _hash(kind: str, record: object) -> str:
    return hash_of(kind, wording_of(record))


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
