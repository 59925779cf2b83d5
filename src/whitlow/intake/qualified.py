"""This module finds what qualifies a number: it was booked, told, of another day or person.

It refuses to say which of two numbers holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.intake.around import FLAGS
from whitlow.intake.moments import around
from whitlow.intake.tokens import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whitlow.guideline import Fact
    from whitlow.intake.stance import Scope
    from whitlow.intake.tokens import Token

__all__ = ["qualified"]

WEIGHT: Final = "weight"
ANOTHER: Final = "another number stands behind it"
TOLD: Final = "a remark stands behind it"
DATED: Final = "a date or a week stands behind it"
UNITS: Final = words("kg kgs lb lbs st stone stones g measured actual today now cm ft in")
AGAIN: Final = words("pre post today now current actual")
QUALIFIED: Final = words(
    """booking birth est estimated estimate usual reported stated ideal adjusted goal
    guess guessed thinks adm admission abw predicted pre-pregnancy prepregnancy expected aim aiming
    haemolysed hemolysed hemolyzed error replaced repleted before maternal donor fetal foetal efw
    documented lifted bw"""
)
BEFORE: Final = 2
NEAR: Final = 3
REACH: Final = 10


def qualified(scope: Scope, fact: Fact, ends: tuple[int, int]) -> str:
    """Return the word by which a number is not what was measured of this patient today."""
    first, last = ends
    tokens = scope.tokens
    near = [*range(max(first - BEFORE, scope.sentence.first), last)]
    places = list(around(scope, first, last))
    inside = [any(tokens[at].is_number for at in place) for place in places[1:]]
    near += [at for at in places[0] if at >= last]
    near += [at for place in places[1:] if not any(inside) for at in place]
    told = next((at for at in near if tokens[at].low in QUALIFIED), None)
    if told is not None:
        return f"said with {tokens[told].text!r}"
    if any(_is_date(tokens, at) for place in places for at in place if at >= last):
        return DATED
    if fact.name != WEIGHT:
        return ""
    if any(_remarked(tokens, place) for place in places[1:]):
        return TOLD
    return ANOTHER if _weighed_again(scope, last) else ""


def _remarked(tokens: Sequence[Token], place: range) -> bool:
    """Whether a bracket says something of a weight: ``63 kg (clothes on)``."""
    said = [tokens[at] for at in place if tokens[at].is_word]
    return any(token.low not in UNITS and token.low not in FLAGS for token in said)


def _weighed_again(scope: Scope, last: int) -> bool:
    """Whether another number is told without its unit: ``dry 68 kg, pre-HD today 71.5``."""
    tokens, stop = scope.tokens, min(last + REACH, scope.sentence.last)
    return any(
        tokens[at].low in AGAIN and any(t.is_number for t in tokens[at + 1 : at + NEAR])
        for at in range(last, stop)
    )


def _is_date(tokens: Sequence[Token], at: int) -> bool:
    """Whether a date or a week of pregnancy stands at a place: ``82 kg (24/40)``."""
    after = tokens[at + 1 : at + 3]
    fraction = len(after) > 1 and after[0].low == "/" and after[0].glued
    return tokens[at].is_number and fraction and after[1].is_number and after[1].glued
