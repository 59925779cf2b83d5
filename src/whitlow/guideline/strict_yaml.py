"""This module reads YAML strictly: every scalar is text that knows its line and column.

It refuses duplicate keys, anchors, aliases, tags, several documents, deep nesting and
anything that is not UTF-8 text.
"""

from __future__ import annotations

from dataclasses import dataclass
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

from whitlow.errors import Place, WhitlowError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Items", "Mapping", "Node", "Scalar", "YamlError", "read_yaml"]

DEEPEST: Final = 16
BLOCK_STYLES: Final = ("|", ">")


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
    """One text; ``place`` is its first character, of a block scalar its first line."""

    value: str
    place: Place
    plain: bool = True


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
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _document(iter(yaml.parse(text, Loader=loader)), file)
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


def _document(events: Iterator[Event], file: str) -> Node | None:
    found: Node | None = None
    documents = 0
    for event in events:
        if isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise YamlError(
                    _place(event, file),
                    "A second document begins here.",
                    "Keep one document in a file.",
                )
        elif isinstance(event, NodeEvent):
            found = _node(event, events, file, 0)
    return found


def _place(event: Event, file: str) -> Place:
    mark = event.start_mark
    return Place(file) if mark is None else Place(file, mark.line + 1, mark.column + 1)


def _node(event: Event, events: Iterator[Event], file: str, depth: int) -> Node:
    if depth > DEEPEST:
        raise _too_deep(_place(event, file))
    if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
        raise YamlError(
            _place(event, file),
            "Anchors and aliases are not accepted.",
            "Write the value out where it is used.",
        )
    if getattr(event, "tag", None):
        raise YamlError(
            _place(event, file), "Tags are not accepted.", "Write the value as plain text."
        )
    if isinstance(event, ScalarEvent):
        return _scalar(event, file)
    if isinstance(event, SequenceStartEvent):
        return _items(event, events, file, depth)
    if isinstance(event, MappingStartEvent):
        return _mapping(event, events, file, depth)
    raise YamlError(_place(event, file), "This is not a value.", "Mend the line.")


def _scalar(event: ScalarEvent, file: str) -> Scalar:
    place = _place(event, file)
    if event.style in BLOCK_STYLES:
        place = Place(file, place.line + 1, 1)
    return Scalar(event.value, place, event.style is None)


def _items(event: Event, events: Iterator[Event], file: str, depth: int) -> Items:
    items: list[Node] = []
    for following in events:
        if isinstance(following, SequenceEndEvent):
            break
        items.append(_node(following, events, file, depth + 1))
    return Items(tuple(items), _place(event, file))


def _mapping(event: Event, events: Iterator[Event], file: str, depth: int) -> Mapping:
    entries: list[tuple[Scalar, Node]] = []
    seen: dict[str, Place] = {}
    for following in events:
        if isinstance(following, MappingEndEvent):
            break
        key = _node(following, events, file, depth + 1)
        if not isinstance(key, Scalar):
            raise YamlError(key.place, "A key must be a word.", "Write a plain key.")
        if key.value in seen:
            raise YamlError(
                key.place,
                f"The key {key.value!r} stands twice; it stood first on line "
                f"{seen[key.value].line}.",
                "Keep one of the two.",
                "duplicate_key",
            )
        seen[key.value] = key.place
        entries.append((key, _node(next(events), events, file, depth + 1)))
    return Mapping(tuple(entries), _place(event, file))
