"""This module compares two values for the solver, and takes one of two.

It refuses two values of different kinds: it returns nothing, and whoever asks says what was wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import z3

from whitlow.prove.logic import (
    FALSE,
    Choice3,
    Encoded,
    Number3,
    Truth3,
    all_of,
    any_of,
    at_most_one,
    no,
)
from whitlow.prove.numbers import ordered

if TYPE_CHECKING:
    from whitlow.language import ComparisonSign

__all__ = ["chosen", "compared"]


def compared(sign: ComparisonSign, left: Encoded, right: Encoded) -> Truth3 | None:
    """Return a comparison of two numbers or two choices, None of anything else."""
    if isinstance(left, Number3) and isinstance(right, Number3):
        holds = ordered(sign, left.value, right.value)
        known = all_of((left.known, right.known))
        return Truth3(all_of((known, holds)), all_of((known, no(holds))))
    if not (isinstance(left, Choice3) and isinstance(right, Choice3)):
        return None
    same = _same(left, right)
    return Truth3(same.false, same.true) if sign == "!=" else same


def _same(left: Choice3, right: Choice3) -> Truth3:
    """Return whether two choices are one: false where they share no option that is possible."""
    known = all_of((left.known, right.known))
    options = dict.fromkeys((*left.possible, *right.possible))
    one = {option: left.possible.get(option, FALSE) for option in options}
    other = {option: right.possible.get(option, FALSE) for option in options}
    shared = any_of([all_of((one[option], other[option])) for option in options])
    either_has = [any_of((one[option], other[option])) for option in options]
    alone = at_most_one(either_has)
    return Truth3(all_of((known, shared, alone)), all_of((known, no(shared))))


def chosen(condition: Truth3, then: Encoded, otherwise: Encoded) -> Encoded | None:
    """Return one of two values of a kind; unknown where the condition is."""
    match then, otherwise:
        case Truth3(), Truth3():
            return Truth3(
                any_of(
                    (all_of((condition.true, then.true)), all_of((condition.false, otherwise.true)))
                ),
                any_of(
                    (
                        all_of((condition.true, then.false)),
                        all_of((condition.false, otherwise.false)),
                    )
                ),
            )
        case Number3(), Number3():
            return Number3(
                _of_branch(condition, then.known, otherwise.known),
                z3.If(condition.true, then.value, otherwise.value),
            )
        case Choice3(), Choice3():
            options = dict.fromkeys((*then.possible, *otherwise.possible))
            return Choice3(
                _of_branch(condition, then.known, otherwise.known),
                {
                    option: _of_branch(
                        condition,
                        then.possible.get(option, FALSE),
                        otherwise.possible.get(option, FALSE),
                    )
                    for option in options
                },
            )
        case _:
            return None


def _of_branch(condition: Truth3, then: z3.BoolRef, otherwise: z3.BoolRef) -> z3.BoolRef:
    return any_of((all_of((condition.true, then)), all_of((condition.false, otherwise))))
