"""This module reads numbers that their unit alone explains: how large, how heavy, how tall.

It refuses one that belongs to a measure with a name, and a change of one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.intake.numbers import amount_at, dimensions, unit_dimension
from whitlow.intake.records import Found
from whitlow.intake.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Fact
    from whitlow.intake.stance import Scope

__all__ = ["bodies", "fallen", "masses", "sizes"]

WHOLE: Final = words("kg kgs kilo kilos lb lbs pounds cm m ft in st")
GRAMS: Final = "g"
OF_NEWBORN: Final = 4
"""Digits of a weight in grams: no dose has as many."""

SMALL: Final = frozenset({"mm", "cm"})
UNITS: Final = (
    WHOLE
    | SMALL
    | words("g ' ft foot feet in inch inches stone stones pound kilo metre metres meter")
)
"""With one of these begins every unit that is read here."""

OTHER: Final = words(
    "lost gained loss gain by of per + - / x × up down from was to over weighs dose"
)
PLAIN: Final = words(
    ", ; . ( | : = a an for this is and with now today current currently [ i'm at -"
)
"""Before a mass of its own that is the weight; any other word may say what it is of."""

FALLEN: Final = words("down lost loss lighter by")
LIGHTER: Final = "the weight is said to have changed"
NEAR: Final = 3


def sizes(text: str, scope: Scope, fact: Fact, barred: frozenset[int]) -> Iterator[Found]:
    """Yield the sizes in a sentence about a lesion; two of them, or two sides, are a question."""
    for found, at in _amounts(text, scope, fact, barred):
        unit = found.value.split()[-1]
        if unit not in SMALL:
            continue
        sides = {token.low for token in scope.tokens[max(at - NEAR, 0) : at]} & {"x", "×", "by"}
        yield found._replace(doubt="more than one side" if sides else "")


def bodies(text: str, scope: Scope, fact: Fact, barred: frozenset[int]) -> Iterator[Found]:
    """Yield a weight or height that stands without its name in a line that tells the age."""
    for found, at in _amounts(text, scope, fact, barred):
        before = scope.tokens[at - 1].low if at else ""
        number, unit = found.value.lower().split()[0], found.value.lower().split()[-1]
        newborn = unit == GRAMS and len(number) == OF_NEWBORN and number.isdecimal()
        if before not in OTHER and (unit in WHOLE or newborn):
            yield found


def masses(text: str, scope: Scope, fact: Fact, barred: frozenset[int]) -> Iterator[Found]:
    """Yield a mass that stands without its name in any line: it is a weight where no other is."""
    for found in bodies(text, scope, fact, barred):
        at = next(
            n for n in range(scope.sentence.first, scope.sentence.last) if _starts(scope, n, found)
        )
        before = scope.tokens[at - 1].low if at else ""
        plain = before in PLAIN or scope.tokens[at].line
        yield found if plain else found._replace(doubt=f"said with {before!r}")


def _starts(scope: Scope, at: int, found: Found) -> bool:
    return scope.tokens[at].start == found.span[0]


def fallen(text: str, scope: Scope, fact: Fact, name: str) -> Iterator[Found]:
    """Yield that a weight is said to have fallen, ``down 12 lb``: a question, never a fact."""
    tokens, wanted = scope.tokens, dimensions(fact)
    for at in range(scope.sentence.first, scope.sentence.last - 1):
        if tokens[at].low in FALLEN and tokens[at + 1].is_number:
            amount = amount_at(text, tokens, at + 1, wanted)
            if amount is not None and amount.unit.lower() in WHOLE:
                span = tokens[at].start, tokens[amount.last - 1].end
                yield Found(name, "true", span, doubt=LIGHTER)


def _amounts(
    text: str, scope: Scope, fact: Fact, barred: frozenset[int]
) -> Iterator[tuple[Found, int]]:
    tokens, sentence = scope.tokens, scope.sentence
    wanted = dimensions(fact)
    for at in range(sentence.first, sentence.last):
        if (
            not tokens[at].is_number
            or tokens[at + 1 if at + 1 < len(tokens) else at].low not in UNITS
        ):
            continue
        if barred.intersection(range(at - NEAR, at)):
            continue
        amount = amount_at(text, tokens, at, wanted)
        if amount is None or not amount.unit or unit_dimension(amount.unit) not in wanted:
            continue
        stance = scope.of(at, at + 1)
        if stance.other or stance.planned or stance.past:
            continue
        span = tokens[at].start, tokens[amount.last - 1].end
        yield Found(fact.name, amount.value, span, stance), at
