"""This module reads the text of a case file (YAML, TOML or JSON) into one kind of tree.

It refuses to interpret a value: every scalar stays the text that was written, so that ``1.10``
is not a float and ``no`` is not a truth before the fact it belongs to says so.
"""

from __future__ import annotations

import json
import re
from datetime import date, time
from typing import TYPE_CHECKING, Final, NoReturn

from whitlow.door.letters import hidden
from whitlow.door.limits import DEEPEST, LONGEST_SHOWN
from whitlow.errors import InputError, Place, Problem
from whitlow.guideline import Items, Mapping, Node, Scalar, YamlError, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_tree"]

FORMATS: Final = {".json": "JSON", ".toml": "TOML", ".yaml": "YAML", ".yml": "YAML"}
LOOKS_LIKE_JSON: Final = re.compile(r'\s*(\{\s*["}]|\[\s*[\[\]{"])')
LOOKS_LIKE_TOML: Final = re.compile(r'(?:\s|#[^\n]*\n)*(\[[\w."\' -]+\]|[\w"\'-]+\s*=)')


def read_tree(text: str, name: str) -> Node:
    """Return the tree of a case file, whose format its suffix or its first signs tell.

    >>> read_tree("weight = 70", "case.toml").entries[0][1].value
    '70'

    Raises ``InputError`` with one problem.
    """
    match _format(text, name):
        case "JSON":
            node = _json(text, name)
        case "TOML":
            node = _toml(text, name)
        case _:
            node = _yaml(text, name)
    for scalar in _scalars(node):
        _refuse_hidden(scalar, name)
    return node


def _format(text: str, name: str) -> str:
    for suffix, known in FORMATS.items():
        if name.lower().endswith(suffix):
            return known
    if LOOKS_LIKE_JSON.match(text):
        return "JSON"
    return "TOML" if LOOKS_LIKE_TOML.match(text) else "YAML"


def _yaml(text: str, name: str) -> Node:
    try:
        node = read_yaml(text, name)
    except YamlError as error:
        field = _quoted(error.what) if error.code == "duplicate_key" else ""
        raise InputError(Problem(error.code, str(error), field)) from error
    return Mapping((), Place(name)) if node is None else node


def _json(text: str, name: str) -> Node:
    try:
        found: object = json.loads(
            text,
            object_pairs_hook=_Pairs,
            parse_float=str,
            parse_int=str,
            parse_constant=_not_a_number,
        )
    except json.JSONDecodeError as error:
        place = Place(name, error.lineno, error.colno)
        message = f"{place}: This is not valid JSON: {error.msg}. Mend the line."
        raise InputError(Problem("syntax", message)) from error
    except RecursionError as error:
        raise _too_deep(name) from error
    return _node(found, Place(name), 0)


class _Pairs:
    """The members of a JSON object, doubles included."""

    __slots__ = ("members",)

    def __init__(self, members: list[tuple[str, object]]) -> None:
        self.members: Final = members


def _not_a_number(word: str) -> NoReturn:
    message = f"{word} is not a number. Leave out what is not known."
    raise InputError(Problem("not_a_number", message, value=word, accepted="a number"))


def _toml(text: str, name: str) -> Node:
    import tomllib  # noqa: PLC0415 - few cases are written in it

    try:
        found: object = tomllib.loads(text, parse_float=str)
    except tomllib.TOMLDecodeError as error:
        told = str(error)
        code = "duplicate_key" if "overwrite" in told else "syntax"
        field = _key_of_line(text, told) if code == "duplicate_key" else ""
        message = f"{name}: This is not valid TOML: {told}. Mend the line."
        if field:
            message = f"{name}: {field} is given twice ({told}). Keep one of the two."
        raise InputError(Problem(code, message, field)) from error
    except RecursionError as error:
        raise _too_deep(name) from error
    except ValueError as error:
        message = f"{name}: A number in this TOML is too long to be read. Mend the line."
        raise InputError(Problem("syntax", message)) from error
    return _node(found, Place(name), 0)


def _quoted(sentence: str) -> str:
    """Return the first quoted word of a sentence, or nothing."""
    found = re.search(r"'([^']*)'", sentence)
    return found[1][:LONGEST_SHOWN] if found else ""


def _key_of_line(text: str, told: str) -> str:
    """Return the key of the line that a sentence about TOML names, else of the last one."""
    found = re.search(r"at line (\d+)", told)
    lines = text.rstrip().splitlines()
    number = len(lines) if found is None else int(found[1])
    if not 0 < number <= len(lines):
        return ""
    name, sign, _ = lines[number - 1].partition("=")
    return name.strip().strip("\"'")[:LONGEST_SHOWN] if sign else ""


def _too_deep(name: str) -> InputError:
    message = f"{name}: This is nested more than {DEEPEST} levels deep. Write it flatter."
    return InputError(Problem("too_deep", message))


def _node(found: object, place: Place, depth: int) -> Node:
    if depth > DEEPEST:
        raise _too_deep(place.file)
    match found:
        case None:
            return Scalar("", place)
        case bool():
            return Scalar(str(found).lower(), place)
        case str():
            return Scalar(found, place)
        case int():
            return _integer(found, place)
        case date() | time():
            return Scalar(found.isoformat(), place)
        case list():
            return Items(tuple(_node(item, place, depth + 1) for item in found), place)
        case dict():
            return _mapping([(str(key), value) for key, value in found.items()], place, depth)
        case _Pairs():
            return _mapping(found.members, place, depth)
        case _:
            message = f"{place}: This holds a value of a kind that is not read."
            raise InputError(Problem("wrong_type", message))


def _integer(found: int, place: Place) -> Scalar:
    try:
        return Scalar(str(found), place)
    except ValueError as error:
        message = f"{place}: A number is too long to be read. Mend the line."
        raise InputError(Problem("syntax", message)) from error


def _mapping(members: list[tuple[str, object]], place: Place, depth: int) -> Mapping:
    seen: set[str] = set()
    for key, _ in members:
        if key in seen:
            shown = ascii(key[:LONGEST_SHOWN])
            message = f"{place}: The key {shown} stands twice. Keep one of the two."
            raise InputError(Problem("duplicate_key", message, key[:LONGEST_SHOWN]))
        seen.add(key)
    return Mapping(
        tuple((Scalar(key, place), _node(value, place, depth + 1)) for key, value in members),
        place,
    )


def _scalars(node: Node) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Items(items):
            for item in items:
                yield from _scalars(item)
        case Mapping(entries):
            for key, value in entries:
                yield key
                yield from _scalars(value)


def _refuse_hidden(scalar: Scalar, name: str) -> None:
    """Refuse what an escape brought in after the text itself was found clean."""
    found = hidden(scalar.value)
    if found:
        place = scalar.place if scalar.place.line else Place(name)
        message = f"{place}: This holds a sign that cannot be seen (U+{ord(found):04X}). Remove it."
        raise InputError(Problem("control_character", message, accepted="plain text"))
