"""This module says whether somebody is in danger whose words are those of a covered emergency.

It refuses to call danger what is asked of people in general, or what is denied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.answer.spoken_of import is_personal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whitlow.answer.matching import Match
    from whitlow.answer.question import Asked
    from whitlow.guideline import Guideline

__all__ = ["asks_in_danger"]

IN_DANGER: Final = 1.2
"""So alike a question of danger is one, where somebody is told of."""

WHAT_NEXT: Final = "what-next"
DENIED: Final = "false"


def asks_in_danger(guideline: Guideline, asked: Asked, alike: Sequence[Match]) -> bool:
    """Whether somebody is told of whom a covered question answers with an emergency.

    Who asks for a dose, a test or a time knows of the danger, and who denies a sign is in none.
    """
    if not alike or alike[0].share < IN_DANGER or not is_personal(asked.text):
        return False
    if any(kind.id != WHAT_NEXT for kind in asked.kinds) or asked.of_kind("outside"):
        return False
    if any(fact.value == DENIED for fact in asked.reading.facts):
        return False
    bottom = guideline.questions[alike[0].question].bottom
    rules = (guideline.rules.get(name) for name in bottom[:1])
    return any(rule is not None and rule.action.kind == "emergency" for rule in rules)
