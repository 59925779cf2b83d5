"""This module holds the pages of the guideline and a mutant of one: one splice into its text.

It refuses to know what a change means: it knows where a sign stands and what a line becomes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from whitlow.guideline import Items, Mapping, Scalar, knowledge_files, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from whitlow.errors import Place
    from whitlow.guideline import Node

__all__ = ["Mutant", "Page", "Record", "entries", "inner", "pages", "scalars"]

ONE_TO_A_FILE: Final = ("sources", "tables", "regimens", "guideline")
GONE: Final = "(gone)"


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one file: what kind of change, of which record, and the lines it touches.

    ``text`` replaces the signs from ``start`` to ``end``. ``before`` and ``after`` are what a
    reader is shown.
    """

    kind: str
    file: str
    line: int
    record: str
    before: str
    after: str
    start: int
    end: int
    text: str

    def __str__(self) -> str:
        """Return the mutant in one line."""
        return f"{self.file}:{self.line} {self.kind} ({self.record}): {self.before} → {self.after}"

    @property
    def shelf(self) -> str:
        """The kind of file that the mutant is made in."""
        return self.file.partition("/")[0].removesuffix(".yaml")

    def applied(self, text: str) -> str:
        """Return the text of the file with the change made."""
        return text[: self.start] + self.text + text[self.end :]


@dataclass(frozen=True, slots=True)
class Record:
    """A record of a page, with the key that names it (none where a file is one record)."""

    name: str
    key: Scalar | None
    node: Mapping


@dataclass(frozen=True)
class Page:
    """One file of the guideline."""

    file: str
    text: str
    node: Mapping

    @property
    def shelf(self) -> str:
        """The kind of file: rules, tables, laws and so on."""
        return self.file.partition("/")[0].removesuffix(".yaml")

    @cached_property
    def starts(self) -> list[int]:
        """Where each line begins, and where the text ends."""
        found = [0]
        for line in self.text.splitlines(keepends=True):
            found.append(found[-1] + len(line))
        return found

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends."""
        return self.text.splitlines()

    def offset(self, place: Place) -> int:
        """Return where in the text a place is."""
        return self.starts[place.line - 1] + place.column - 1

    def line_of(self, offset: int) -> int:
        """Return the number of the line in which a sign stands."""
        return next(n for n, start in enumerate(self.starts[1:], start=1) if offset < start)

    def records(self) -> Iterator[Record]:
        """Yield the records of the page; those of a source are its statements."""
        if self.shelf == "sources":
            source = self.file.removeprefix("sources/").removesuffix(".yaml")
            yield from (
                Record(f"{source}#{name.value}", name, node)
                for name, node in entries(dict_of(self.node).get("statements"))
                if isinstance(node, Mapping)
            )
        elif self.shelf in ONE_TO_A_FILE:
            name = self.file.partition("/")[2].removesuffix(".yaml") or self.shelf
            yield Record(name, None, self.node)
        else:
            yield from (
                Record(key.value, key, node)
                for key, node in self.node.entries
                if isinstance(node, Mapping)
            )

    # --- splices ----------------------------------------------------------------------------

    def spliced(self, kind: str, record: str, start: int, end: int, text: str) -> Mutant:
        """Return the mutant in which a span within a line has another text."""
        line = self.line_of(start)
        first, last = self.starts[line - 1], self.starts[self.line_of(max(start, end - 1))]
        before = self.text[first:last]
        after = before[: start - first] + text + before[end - first :]
        return Mutant(kind, self.file, line, record, short(before), short(after), start, end, text)

    def within(
        self, kind: str, record: str, scalar: Scalar, span: tuple[int, int], text: str
    ) -> Mutant:
        """Return the mutant in which a piece of a scalar, without blanks in it, is another."""
        start = self.offset(scalar.place_of(span[0]))
        end = self.offset(scalar.place_of(span[1] - 1)) + 1
        return self.spliced(kind, record, start, end, text)

    def swapped(self, kind: str, record: str, one: tuple[int, int], two: tuple[int, int]) -> Mutant:
        """Return the mutant in which two pieces of the text have changed places."""
        (a, b), (c, d) = sorted((one, two))
        text = self.text[c:d] + self.text[b:c] + self.text[a:b]
        return self.spliced(kind, record, a, d, text)

    def span(self, scalar: Scalar) -> tuple[int, int]:
        """Return where a scalar of one line stands in the text."""
        start = self.offset(scalar.place)
        return start, start + len(scalar.value)

    def without_entry(self, kind: str, record: str, key: Scalar) -> Mutant:
        """Return the mutant without an entry of a block mapping, all its lines with it."""
        line = key.place.line
        indent = key.place.column - 1 - (1 if not key.plain else 0)
        last = line
        for text in self.lines[line:]:
            if text.strip() and len(text) - len(text.lstrip()) <= indent:
                break
            last += 1
        start, end = self.starts[line - 1], self.starts[last]
        before = short(self.lines[line - 1])
        return Mutant(kind, self.file, line, record, before, GONE, start, end, "")

    def without_line(self, kind: str, record: str, line: int) -> Mutant:
        """Return the mutant without one line."""
        start, end = self.starts[line - 1], self.starts[line]
        return Mutant(
            kind, self.file, line, record, short(self.lines[line - 1]), GONE, start, end, ""
        )

    def without_item(self, kind: str, record: str, items: Items, index: int) -> Mutant:
        """Return the mutant without one item of a list, in a line of its own or between commas."""
        place = items.items[index].place
        head = self.lines[place.line - 1][: place.column - 1]
        if head.strip(" \"'") == "-":
            following = items.items[index + 1].place.line if index + 1 < len(items.items) else None
            end = self.starts[(following or place.line + 1) - 1]
            start = self.starts[place.line - 1]
            before = short(self.lines[place.line - 1])
            return Mutant(kind, self.file, place.line, record, before, GONE, start, end, "")
        if index + 1 < len(items.items):
            end = self.offset(items.items[index + 1].place)
            return self.spliced(kind, record, self.offset(place), end, "")
        end = self._end(items.items[index])
        start = self.offset(place)
        if index:
            start = self._end(items.items[index - 1])
        return self.spliced(kind, record, start, end, "")

    def _end(self, node: Node) -> int:
        """Return the end of a plain item."""
        return self.offset(node.place) + (len(node.value) if isinstance(node, Scalar) else 0)


def short(line: str) -> str:
    """Return a line without the blanks around it and without line ends."""
    return " ".join(line.split())


def dict_of(node: Node | None) -> dict[str, Node]:
    """Return a mapping by its keys; anything else is empty."""
    return {key.value: value for key, value in entries(node)}


def entries(node: Node | None) -> tuple[tuple[Scalar, Node], ...]:
    """Return the entries of a mapping; anything else has none."""
    return node.entries if isinstance(node, Mapping) else ()


def inner(node: Node | None, name: str) -> Node | None:
    """Return what stands under a name."""
    return dict_of(node).get(name)


def scalars(node: Node | None) -> Iterator[Scalar]:
    """Yield every scalar below a node, keys apart."""
    match node:
        case Scalar():
            yield node
        case Items(items):
            for item in items:
                yield from scalars(item)
        case Mapping(found):
            for _, value in found:
                yield from scalars(value)
        case _:
            pass


def pages(folder: Path) -> tuple[Page, ...]:
    """Return the pages of a guideline, in order."""
    found = []
    for path in knowledge_files(folder):
        file = path.relative_to(folder).as_posix()
        text = path.read_text(encoding="utf-8")
        node = read_yaml(text, file)
        if isinstance(node, Mapping):
            found.append(Page(file, text, node))
    return tuple(found)
