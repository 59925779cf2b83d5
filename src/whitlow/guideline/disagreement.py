"""This module holds a disagreement: its sides, the one followed, and what following another means.

It refuses to say which side is right: it keeps every one of them, with its source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whitlow.errors import Place
    from whitlow.guideline.records import Condition, Level, Template

__all__ = ["Disagreement", "Follow", "Position"]


@dataclass(frozen=True, slots=True)
class Follow:
    """What it means to follow a position, beside the rules that name it.

    ``answers`` hold for the orders of ``drug`` alone, while ``when`` is true. ``without`` names
    rules and regimens that do not stand then, ``levels`` the levels of a grade as they read then,
    ``figures`` the claim (or the statement of a course) that takes another's place in every
    regimen.
    """

    profile: str
    drug: str
    when: Condition | None
    answers: Mapping[str, str]
    without: tuple[str, ...]
    levels: Mapping[str, tuple[Level, ...]]
    figures: Mapping[str, str]
    place: Place


@dataclass(frozen=True, slots=True)
class Position:
    """One side of a disagreement; ``follow`` where a reader may take it."""

    says: Template
    cites: tuple[str, ...]
    follow: Follow | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A question on which statements differ, the position followed, why, and what to do."""

    id: str
    question: str
    positions: tuple[Position, ...]
    followed: str
    why: Template
    do: Template
    about: tuple[str, ...]
    place: Place
