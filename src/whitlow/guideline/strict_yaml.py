"""This module reads YAML strictly: every scalar is text that knows its line and column.

It refuses duplicate keys, anchors, aliases, tags, several documents, deep nesting and
anything that is not UTF-8 text.
"""

from __future__ import annotations

from dataclasses import field
from itertools import islice
from typing import TYPE_CHECKING, Final

from whitlow.errors import Place, WhitlowError
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Items", "Mapping", "Node", "Scalar", "YamlError", "read_yaml"]

ESCAPES: Final = {"'": "'", '"': "\\"}


class YamlError(WhitlowError):
    """A YAML text that is not accepted: where, what and what to do."""

    def __init__(self, place: Place, what: str, remedy: str, code: str = "syntax") -> None:
        """Keep the place and the two sentences."""
        super().__init__(f"{place}: {what} {remedy}")
        self.place: Final = place
        self.what: Final = what
        self.remedy: Final = remedy
        self.code: Final = code


@dataclass(frozen=True, slots=True)
class Scalar:
    """One text; ``place`` is its first sign, of a block scalar the first one below its header.

    ``lines`` are those of its file.
    """

    value: str
    place: Place
    plain: bool = True
    lines: Sequence[str] = field(default=(), repr=False, compare=False)

    def place_of(self, offset: int) -> Place:
        """Return where a sign of the value stands, however its lines were folded or quoted."""
        before = sum(not sign.isspace() for sign in self.value[:offset])
        places = list(islice(self._signs(), before + 1))
        if self.value[offset : offset + 1].strip() and len(places) > before:
            return places[before]
        if not before or not places:
            return self.place
        last = places[min(before, len(places)) - 1]
        return Place(last.file, last.line, last.column + 1)

    def _signs(self) -> Iterator[Place]:
        """Yield the place of each sign that is no space; an escaped one counts once."""
        line, column = self.place.line, self.place.column
        opening = self.lines[line - 1][column - 2 : column - 1] if self.lines else ""
        escape = "" if self.plain else ESCAPES.get(opening, "")
        for number, text in enumerate(self.lines[line - 1 :], start=line):
            escaped = False
            for at, sign in enumerate(text[column - 1 :], start=column):
                escaped = sign == escape and not escaped
                if not sign.isspace() and not escaped:
                    yield Place(self.place.file, number, at)
            column = 1


@dataclass(frozen=True, slots=True)
class Items:
    """A sequence."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping in the order of the file; its keys are unique."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place


Node = Scalar | Items | Mapping


def read_yaml(text: str, file: str) -> Node | None:
    """Return the tree of one YAML document, or None when it is empty.

    >>> node = read_yaml("weight: 70 kg", "case.yaml")
    >>> node.entries[0][1].value
    '70 kg'

    Raises ``YamlError`` for anything that strict YAML does not allow.
    """
    # The library is not loaded for a guideline that is remembered.
    from whitlow.guideline.yaml_events import read_events  # noqa: PLC0415

    return read_events(text, file)
