"""This module loads a guideline again and again, remembering what has not changed.

It refuses to skip a step of the loader: the same functions run, and what they made of the same
text at the same place in the same surroundings is kept.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from whitlow.guideline import compile as compiling
from whitlow.guideline import files, load, read_sources

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from whitlow.guideline import Condition, Guideline, Scalar
    from whitlow.guideline.fields import Faults
    from whitlow.language import Type

__all__ = ["remembering"]

Key = tuple[object, ...]
KEPT: Final[dict[Key, Condition]] = {}


class Remembering(compiling.Compiler):
    """A compiler that keeps the conditions in which it found no fault."""

    def __init__(self, env: Mapping[str, Type], classes: Collection[str], faults: Faults) -> None:
        """Keep what names mean, and a number for all of it together."""
        super().__init__(env, classes, faults)
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
            KEPT[key] = made
        return KEPT[key]


def remembering(folder: Path) -> Guideline:
    """Return the guideline of a folder; from the first call on the process remembers."""
    if load.Compiler is not Remembering:
        load.Compiler = Remembering  # type: ignore[misc]
        files.read_yaml = cache(files.read_yaml)
        read_sources.read_claim = cache(read_sources.read_claim)
    return load.load_guideline(folder)
