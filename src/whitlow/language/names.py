"""This module lists the names that an expression reads.

It refuses to look anything up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.language.nodes import Name
from whitlow.language.walk import children

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.language.nodes import Expr

__all__ = ["names_in"]


def names_in(expr: Expr) -> tuple[str, ...]:
    """Return the names that an expression reads, each once, in order of appearance."""
    return tuple(dict.fromkeys(_names(expr), None))


def _names(expr: Expr) -> Iterator[str]:
    if isinstance(expr, Name):
        yield expr.name
    for part in children(expr):
        yield from _names(part)
