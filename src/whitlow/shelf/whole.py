"""This module takes all parts of a remembered guideline off the shelf, for a program that stays.

It refuses to change a record: only where the records are looked up is otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from whitlow.guideline import Guideline

__all__ = ["whole"]


def whole(guideline: Guideline) -> Guideline:
    """Return a guideline every part of which has been thawed."""
    every = {field.name: getattr(guideline, field.name) for field in fields(guideline)}
    thawed: dict[str, Any] = {
        name: dict(records.items())
        for name, records in every.items()
        if isinstance(records, Mapping)
    }
    return replace(guideline, **thawed)
