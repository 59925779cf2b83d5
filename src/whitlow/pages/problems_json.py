"""This module writes what is wrong with an input as the document of the public interface.

It refuses to add anything: the problem has its words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whitlow.errors import Problem
    from whitlow.pages.json_values import Json

__all__ = ["problems_json"]


def problems_json(problems: Sequence[Problem]) -> dict[str, Json]:
    """Return all problems; the first one stands for all under ``error``."""
    every: list[Json] = [
        {
            "code": problem.code,
            "message": problem.message,
            "field": problem.field,
            "value": problem.value,
            "accepted": problem.accepted,
        }
        for problem in problems
    ]
    return {"error": every[0], "problems": every}
