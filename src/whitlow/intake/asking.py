"""This module tells what a mark of question asks, and what the question takes for granted.

It refuses to take for granted what stands before the patient is named: that is what is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.intake.tokens import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whitlow.intake.stance import Scope
    from whitlow.intake.tokens import Token

__all__ = ["asked_for", "granted"]

FOR: Final = words("for in")
WHOM: Final = words("a an my this our the someone somebody him her")
WHICH: Final = words("what how which when why where who whose")
NEAR: Final = 3
TAKEN: Final = words("on taking takes despite after failing failed receiving")
STARTS: Final = WHICH | words("is are should can could do does did would will may must")


def granted(scope: Scope, first: int, between: Sequence[Token]) -> bool:
    """Whether a question takes a thing for granted: ``what next for a woman on A?``.

    So it is with what stands behind the patient, and with what the question itself stands behind.
    """
    if any(token.low in WHICH for token in between):
        return True
    tokens, start = scope.tokens, scope.sentence.first
    if tokens[start].low not in STARTS and not any(
        tokens[at].low in WHICH for at in range(start, first)
    ):
        return False
    return any(
        tokens[at].low in FOR and (tokens[at + 1].low in WHOM or tokens[at + 1].is_number)
        for at in range(start, first)
    )


def asked_for(scope: Scope, first: int) -> bool:
    """Whether a question asks for a medicine: ``is A 1 g right for a man``, ``which is better, A``.

    One behind a word that it is taken, or behind the patient, is not asked for.
    """
    tokens, sentence = scope.tokens, scope.sentence
    ends = {tokens[at].low for at in (sentence.last - 1, sentence.last) if at < len(tokens)}
    if "?" not in ends or tokens[sentence.first].low not in STARTS:
        return False
    before = tokens[max(first - NEAR, sentence.first) : first]
    return TAKEN.isdisjoint(token.low for token in before) and not granted(scope, first, ())
