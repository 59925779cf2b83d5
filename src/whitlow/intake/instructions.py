"""This module finds the sentences of a note that speak to a reader that is a machine.

It refuses to follow one: what stands in it is doubted, and the words that made it so are told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.intake.reach import INSTRUCTING

if TYPE_CHECKING:
    from whitlow.intake.stance import Scope

__all__ = ["instruction"]

MACHINES: Final = INSTRUCTING | {"ai"}


def instruction(scope: Scope, before: str) -> str:
    """Return the words by which a sentence gives an order to a machine, or nothing.

    An order goes on: in the line that it stands in, all of it is one.
    """
    here = scope.tokens[scope.sentence.first : scope.sentence.last]
    if not scope.low.isdisjoint(MACHINES):
        for token in here:
            if token.low in INSTRUCTING or token.text == "AI":
                return token.text
    told = next((scope.text_of(each) for each in scope.found if each.sense == "order"), "")
    return told or ("" if here[0].line else before)
