"""This module lists the names that an expression reads.

It refuses to look anything up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.language.nodes import Name
from whitlow.language.walk import children

if TYPE_CHECKING:
    from whitlow.language.nodes import Expr

__all__ = ["names_in"]


def names_in(expr: Expr) -> tuple[str, ...]:
    """Return the names that an expression reads, each once, in order of appearance."""
    found: dict[str, None] = {}
    left = [expr]
    while left:
        part = left.pop()
        if isinstance(part, Name):
            found[part.name] = None
        else:
            left.extend(reversed(children(part)))
    return tuple(found)
