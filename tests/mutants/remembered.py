"""This module loads a guideline again and again, remembering what has not changed.

It refuses to skip a step of the loader: the same functions run, and what they made of the same
text at the same place in the same surroundings is kept.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, TypeVar

from whitlow.door import case
from whitlow.door.vocabulary import Vocabulary
from whitlow.guideline import compile as compiling
from whitlow.guideline import expiry, files, load, read_sources, read_yaml
from whitlow.guideline.fields import Fields

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path
    from types import ModuleType

    from whitlow.guideline import Condition, Drug, Guideline, Node, Scalar, Statement
    from whitlow.guideline.fields import Faults
    from whitlow.language import Type

__all__ = ["LATEST", "remembering"]

Made = TypeVar("Made")
Key = tuple[object, ...]
KEPT: Final[dict[Key, Condition]] = {}
SPOTTED: Final[dict[Key, frozenset[str]]] = {}
VOCABULARY: Final[list[Vocabulary]] = []
LEARNT: Final[list[Guideline]] = []
"""The guideline of the first load. Nothing more is kept after it: of thousands of mutants what each
alone holds would fill the memory, and is never asked for again."""
LATEST: Final[list[compiling.Compiler]] = []
"""The compiler of the last guideline that was loaded."""


class Remembering(compiling.Compiler):
    """A compiler that keeps the conditions in which it found no fault."""

    def __init__(self, env: Mapping[str, Type], classes: Collection[str], faults: Faults) -> None:
        """Keep what names mean, and a number for all of it together."""
        super().__init__(env, classes, faults)
        LATEST[:] = [self]
        self.surroundings: Final = hash((frozenset(env.items()), frozenset(classes)))

    def typed(
        self,
        scalar: Scalar,
        wanted: Type,
        *,
        empirical: bool = False,
        local: Mapping[str, Type] | None = None,
    ) -> Condition:
        """Return a condition, the one that was made before where nothing differs."""
        around = (self.surroundings, tuple((local or {}).items()))
        key = (scalar.value, scalar.place, wanted, empirical, around)
        if key not in KEPT:
            before = len(self.faults.found)
            made = super().typed(scalar, wanted, empirical=empirical, local=local)
            if len(self.faults.found) > before:
                return made
            if LEARNT:
                return made
            KEPT[key] = made
        return KEPT[key]


class Spotting(expiry._Names):  # noqa: SLF001 -- the search is the loader's own
    """The names of all drugs, looked for in each sentence once."""

    def __init__(self, drugs: Mapping[str, Drug]) -> None:
        """Keep the names, and a number for all of them together."""
        super().__init__(drugs)
        self.surroundings: Final = hash(tuple(self.drugs.items()))

    def named(self, statement: Statement) -> frozenset[str]:
        """Return the drugs that a statement names, as they were found before."""
        key = (self.surroundings, statement.says.prose)
        if key not in SPOTTED:
            found = super().named(statement)
            if LEARNT:
                return found
            SPOTTED[key] = found
        return SPOTTED[key]


class Entered(Fields):
    """The fields of a record, with the node that they are the fields of."""

    def __init__(self, node: Node, what: str, faults: Faults) -> None:
        """Keep the node."""
        super().__init__(node, what, faults)
        self.entered: Final = node


def vocabulary(guideline: Guideline) -> Vocabulary:
    """Return the vocabulary of a guideline, the one that was made last where it is the same one."""
    if not VOCABULARY or VOCABULARY[0].guideline is not guideline:
        VOCABULARY[:] = [Vocabulary(guideline)]
    return VOCABULARY[0]


def once(read: Callable[..., Made]) -> Callable[..., Made]:
    """Return a reader of records that reads each node once, as long as it finds no fault in it."""
    made: dict[Key, tuple[object, Made]] = {}

    def reading(name: str, fields: Entered, *rest: object) -> Made:
        around = tuple(getattr(one, "surroundings", one) for one in rest)
        key = (name, id(fields.entered), around)
        if key not in made:
            before = len(fields.faults.found)
            found = read(name, fields, *rest)
            if LEARNT or len(fields.faults.found) > before:
                return found
            made[key] = (fields.entered, found)
        return made[key][1]

    return reading


def read(text: str, file: str) -> Node | None:
    """Return what a file holds, read once where it is a file of the first load."""
    key = (text, file)
    if key not in READ:
        node = read_yaml(text, file)
        if LEARNT:
            return node
        READ[key] = node
    return READ[key]


READ: Final[dict[tuple[str, str], Node | None]] = {}
REPLACED: Final[list[tuple[ModuleType, str, object]]] = []
READERS: Final = (
    "read_source",
    "read_rule",
    "read_fact",
    "read_drug",
    "read_disagreement",
    "read_contradiction",
    "read_table",
    "read_law",
)


def remembering(folder: Path) -> Guideline:
    """Return the guideline of a folder; from the first call on the process remembers."""
    if not REPLACED:
        REPLACED[:] = [
            (load, "Compiler", Remembering),
            (expiry, "_Names", Spotting),
            (case, "Vocabulary", vocabulary),
            (files, "Fields", Entered),
            (files, "read_yaml", read),
            (read_sources, "read_claim", cache(compiling.read_claim)),
            *((load, name, once(getattr(load, name))) for name in READERS),
        ]
        for module, name, made in REPLACED:
            setattr(module, name, made)
    found = load.load_guideline(folder)
    LEARNT[:] = LEARNT or [found]
    return found
