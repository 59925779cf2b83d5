"""This module reads what it means to follow a position of a disagreement.

It refuses to judge whether a position may be followed; that is for ``checks``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.guideline.disagreement import Follow
from whitlow.guideline.read_patient import read_level

if TYPE_CHECKING:
    from whitlow.guideline.compile import Compiler
    from whitlow.guideline.fields import Fields
    from whitlow.guideline.records import Level
    from whitlow.guideline.strict_yaml import Node

__all__ = ["read_follow"]


def read_follow(position: Fields, compiler: Compiler) -> Follow | None:
    """Return what following a position means, or None where the position does not say."""
    fields = position.group("follow")
    if fields is None:
        return None
    when = fields.scalar("when")
    follow = Follow(
        fields.text("profile"),
        fields.text("drug"),
        None if when is None else compiler.truth(when),
        fields.pairs("answers"),
        fields.texts("without"),
        {grade.value: _levels(node, fields, compiler) for grade, node in fields.entries("levels")},
        fields.pairs("figures"),
        fields.place,
    )
    fields.done()
    return follow


def _levels(node: Node, fields: Fields, compiler: Compiler) -> tuple[Level, ...]:
    entries = getattr(node, "entries", ())
    return tuple(read_level(key.value, inner, fields.faults, compiler) for key, inner in entries)
