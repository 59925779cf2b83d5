"""This module builds the strict tree of a YAML text from the events of the library.

It refuses what strict YAML does not allow, at the place where it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from whitlow.errors import Place
from whitlow.guideline.strict_yaml import Items, Mapping, Node, Scalar, YamlError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["read_events"]

DEEPEST: Final = 16
BLOCK_STYLES: Final = ("|", ">")


def read_events(text: str, file: str) -> Node | None:
    """Return the tree of one YAML document, or None when it is empty; raise ``YamlError``."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Reader(iter(yaml.parse(text, Loader=loader)), file, text.splitlines()).document()
    except yaml.YAMLError as error:
        raise _from_library(error, file) from error
    except RecursionError as error:
        raise _too_deep(Place(file)) from error


def _from_library(error: yaml.YAMLError, file: str) -> YamlError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = Place(file) if mark is None else Place(file, mark.line + 1, mark.column + 1)
    problem = getattr(error, "problem", None) or "it is not YAML"
    return YamlError(place, f"This is not valid YAML: {problem}.", "Mend the line.")


def _too_deep(place: Place) -> YamlError:
    return YamlError(
        place,
        f"This is nested more than {DEEPEST} levels deep.",
        "Write it flatter.",
        "too_deep",
    )


class _Reader:
    """The events of one file, taken one after another."""

    __slots__ = ("events", "file", "lines")

    def __init__(self, events: Iterator[Event], file: str, lines: Sequence[str]) -> None:
        self.events: Final = events
        self.file: Final = file
        self.lines: Final = lines

    def document(self) -> Node | None:
        """Return the one document of the file, or None when it is empty."""
        found: Node | None = None
        documents = 0
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise YamlError(
                        self.place(event),
                        "A second document begins here.",
                        "Keep one document in a file.",
                    )
            elif isinstance(event, NodeEvent):
                found = self.node(event, 0)
        return found

    def place(self, event: Event) -> Place:
        """Return where an event begins."""
        mark = event.start_mark
        if mark is None:
            return Place(self.file)
        return Place(self.file, mark.line + 1, mark.column + 1)

    def node(self, event: Event, depth: int) -> Node:
        """Return the tree that an event begins."""
        if depth > DEEPEST:
            raise _too_deep(self.place(event))
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            raise YamlError(
                self.place(event),
                "Anchors and aliases are not accepted.",
                "Write the value out where it is used.",
            )
        if getattr(event, "tag", None):
            raise YamlError(
                self.place(event), "Tags are not accepted.", "Write the value as plain text."
            )
        if isinstance(event, ScalarEvent):
            style = event.style
            place = self.within(event) if style else self.place(event)
            return Scalar(event.value, place, not style, self.lines)
        if isinstance(event, SequenceStartEvent):
            return self.items(event, depth)
        if isinstance(event, MappingStartEvent):
            return self.mapping(event, depth)
        raise YamlError(self.place(event), "This is not a value.", "Mend the line.")

    def within(self, event: ScalarEvent) -> Place:
        """Return where a quoted text begins after its quote, or a block scalar below its header."""
        place = self.place(event)
        if event.style in BLOCK_STYLES:
            return Place(self.file, place.line + 1, self.margin(place.line, event.value) + 1)
        return Place(self.file, place.line, place.column + 1)

    def margin(self, header: int, value: str) -> int:
        """Return how far a block scalar is indented; what its value keeps of it does not count."""
        below = (self.lines[number] for number in range(header, len(self.lines)))
        written = next((line for line in below if line.strip()), "")
        kept = next((line for line in value.splitlines() if line.strip()), "")
        return max(0, _indented(written) - _indented(kept))

    def items(self, event: Event, depth: int) -> Items:
        """Return a sequence."""
        items: list[Node] = []
        for following in self.events:
            if isinstance(following, SequenceEndEvent):
                break
            items.append(self.node(following, depth + 1))
        return Items(tuple(items), self.place(event))

    def mapping(self, event: Event, depth: int) -> Mapping:
        """Return a mapping; no key stands twice."""
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, Place] = {}
        for following in self.events:
            if isinstance(following, MappingEndEvent):
                break
            key = self.node(following, depth + 1)
            if not isinstance(key, Scalar):
                raise YamlError(key.place, "A key must be a word.", "Write a plain key.")
            if key.value in seen:
                raise YamlError(
                    self.place(following),
                    f"The key {key.value!r} stands twice; it stood first on line "
                    f"{seen[key.value].line}.",
                    "Keep one of the two.",
                    "duplicate_key",
                )
            seen[key.value] = key.place
            entries.append((key, self.node(next(self.events), depth + 1)))
        return Mapping(tuple(entries), self.place(event))


def _indented(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
