"""This module writes a worked case as a record: its patient and what is expected, as written.

It refuses to read a value: a case shows what its author wrote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.guideline import Items, Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whitlow.guideline import Case, Node
    from whitlow.pages.json_values import Json

__all__ = ["case_json"]


def case_json(case: Case) -> dict[str, Json]:
    """Return a case as JSON, its values as texts."""
    return {
        "says": case.says,
        "today": case.today.isoformat(),
        "audience": case.audience,
        **({"profile": case.profile} if case.profile else {}),
        "facts": _pairs(case.facts),
        "expect": _pairs(case.expect),
        "place": str(case.place),
    }


def _pairs(pairs: Iterable[tuple[str, Node]]) -> dict[str, Json]:
    return {name: _node(node) for name, node in pairs}


def _node(node: Node) -> Json:
    match node:
        case Scalar(value):
            return value
        case Items(items):
            return [_node(item) for item in items]
        case Mapping(entries):
            return _pairs((key.value, value) for key, value in entries)
