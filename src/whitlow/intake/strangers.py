"""This module finds what stands in a list of medicines and is none that is known here.

It refuses to let such a list count as whole: what nobody here knows may harm as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.intake.records import Found
from whitlow.intake.taken import COMEDICATIONS
from whitlow.intake.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.intake.stance import Scope

__all__ = ["strangers"]

SHORTEST: Final = 4
AMOUNTS: Final = words("mg g mcg microgram micrograms units iu ug ml")
LISTS: Final = "medicines"
TOLD: Final = "a medicine that is not known here"


def strangers(scope: Scope) -> Iterator[Found]:
    """Yield the words of a list of medicines that have a dose and no name that is known."""
    tokens, sentence = scope.tokens, scope.sentence
    for at in range(sentence.first, sentence.last - 2 if sentence.section == LISTS else 0):
        word, number, unit = tokens[at : at + 3]
        strange = word.is_word and len(word.low) >= SHORTEST and at not in scope.taken
        if strange and number.is_number and unit.low in AMOUNTS:
            yield Found(
                COMEDICATIONS, "other", (word.start, unit.end), doubt=f"{TOLD}: {word.text}"
            )
