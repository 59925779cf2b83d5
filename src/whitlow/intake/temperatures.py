"""This module finds the temperatures of a note that are those of a fever.

It refuses to make a fact of one: whether there is fever is asked, with the number that says so.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.intake.numbers import is_plain
from whitlow.intake.records import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whitlow.guideline import Guideline
    from whitlow.intake.sentences import Sentence
    from whitlow.intake.tokens import Token

__all__ = ["FEVER", "TRUE", "Fevers", "fevers_of", "temperatures"]

TEMPERATURE: Final = "temperature"
FEVER: Final = "fever"
TRUE: Final = "true"
BEYOND: Final = ">"
JOINS: Final = frozenset(":=-")
REACH: Final = 3
FREEZING: Final = 32
OF_FAHRENHEIT: Final = Fraction(5, 9)
BOILING: Final = 60
"""A number beyond this was measured in Fahrenheit: nobody is as hot in Celsius."""

Fevers = dict[str, Fraction]
"""Words behind which a temperature stands, each with that above which there is fever."""


def fevers_of(guideline: Guideline) -> Fevers:
    """Return the words for a temperature, and where the lexicon says that fever begins."""
    term = guideline.lexicon.get(TEMPERATURE)
    if term is None or FEVER not in guideline.facts:
        return {}
    parts = (word.split(f"_{BEYOND}") for line in term.together for word in line.split())
    return {word: Fraction(figure) for word, figure in parts}


def temperatures(tokens: Sequence[Token], sentence: Sentence, fevers: Fevers) -> Iterator[Found]:
    """Yield that there may be fever, for each temperature of one."""
    for at in range(sentence.first, sentence.last - 1):
        most = fevers.get(tokens[at].low)
        if most is None:
            continue
        behind = at + 1
        while behind < min(at + REACH, sentence.last - 1) and tokens[behind].low in JOINS:
            behind += 1
        number = tokens[behind]
        if not (number.is_number and is_plain(number.low)) or number.line:
            continue
        value = Fraction(number.low)
        value = (value - FREEZING) * OF_FAHRENHEIT if value > BOILING else value
        if value > most:
            span = tokens[at].start, number.end
            yield Found(FEVER, TRUE, span, doubt=f"a temperature of {number.low} is named")
