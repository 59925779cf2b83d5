"""This module finds the conditions of a page, and the pieces of them that a mutant changes.

It refuses to parse: a condition is text here, so that a mutant is a change that an editor can make.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tests.mutants.pages import entries, inner
from whitlow.guideline import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.mutants.pages import Page
    from whitlow.guideline import Mapping, Node

__all__ = ["Written", "conditions"]

FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "rules": ("when",),
    "laws": ("when", "unless"),
    "contradictions": ("when",),
    "formulas": ("is",),
    "regimens": ("amount",),
    "grades": ("when",),
    "promises": ("when",),
}
TOKEN: Final = re.compile(
    r"(?P<text>'[^']*')|(?P<name>[A-Za-z_][\w.-]*)|(?P<number>\d+(?:\.\d+)?)|(?P<sign>[<>!]?=|[<>])"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A token of a condition: its kind, its text and where it stands in the scalar."""

    kind: str
    text: str
    start: int

    @property
    def span(self) -> tuple[int, int]:
        """Where the token begins and ends."""
        return self.start, self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Written:
    """A condition as written: its page, its record and its field."""

    page: Page
    record: str
    field: str
    scalar: Scalar

    def pieces(self) -> list[Piece]:
        """Return the tokens."""
        return [
            Piece(match.lastgroup or "", match.group(), match.start())
            for match in TOKEN.finditer(self.scalar.value)
        ]


def conditions(page: Page) -> Iterator[Written]:
    """Yield every condition of a page."""
    for record in page.records():
        for field in FIELDS.get(page.shelf, ()):
            for name, node in holders(page, record.name, record.node):
                for key, value in entries(node):
                    if key.value == field and isinstance(value, Scalar):
                        yield Written(page, name, field, value)


def holders(page: Page, name: str, node: Mapping) -> Iterator[tuple[str, Node]]:
    """Yield the mappings that hold the conditions of a record: its levels, or itself."""
    if page.shelf != "grades":
        yield name, node
    for key, value in entries(inner(node, "levels")) if page.shelf == "grades" else ():
        yield f"{name}:{key.value}", value
