"""This module holds what an expression becomes for the solver: a value, and whether it is known.

It refuses to let unknown be a value among others: each kind carries its own sign of being known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import z3

from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

__all__ = [
    "FALSE",
    "TRUE",
    "UNKNOWN",
    "Choice3",
    "Encoded",
    "Number3",
    "Set3",
    "Truth3",
    "all_of",
    "any_of",
    "at_most_one",
    "both",
    "either",
    "no",
]

TRUE: Final = z3.BoolVal(True)
FALSE: Final = z3.BoolVal(False)
_TRUE_ID: Final = TRUE.get_id()
_FALSE_ID: Final = FALSE.get_id()


@dataclass(frozen=True, slots=True)
class Truth3:
    """A truth of three values: ``true`` and ``false`` never hold together, neither is unknown."""

    true: z3.BoolRef
    false: z3.BoolRef

    @property
    def known(self) -> z3.BoolRef:
        """Whether it is true or false."""
        return any_of((self.true, self.false))


UNKNOWN: Final = Truth3(FALSE, FALSE)


@dataclass(frozen=True, slots=True)
class Number3:
    """A number; its value means nothing while it is not known."""

    known: z3.BoolRef
    value: z3.ArithRef


@dataclass(frozen=True, slots=True)
class Choice3:
    """A choice: which options are possible. A fact leaves one, a grade known in part several."""

    known: z3.BoolRef
    possible: Mapping[str, z3.BoolRef]


@dataclass(frozen=True, slots=True)
class Set3:
    """A set: for each collection of words that anything asks of it, whether it holds one."""

    known: z3.BoolRef
    holds: Mapping[frozenset[str], z3.BoolRef]


Encoded = Truth3 | Number3 | Choice3 | Set3


def all_of(parts: Iterable[z3.BoolRef]) -> z3.BoolRef:
    """Return the conjunction, folded where a part is settled."""
    kept = []
    for part in parts:
        if part.get_id() == _FALSE_ID:
            return FALSE
        if part.get_id() != _TRUE_ID:
            kept.append(part)
    if not kept:
        return TRUE
    return kept[0] if len(kept) == 1 else _joined(z3.Z3_mk_and, kept)


def any_of(parts: Iterable[z3.BoolRef]) -> z3.BoolRef:
    """Return the disjunction, folded where a part is settled."""
    kept = []
    for part in parts:
        if part.get_id() == _TRUE_ID:
            return TRUE
        if part.get_id() != _FALSE_ID:
            kept.append(part)
    if not kept:
        return FALSE
    return kept[0] if len(kept) == 1 else _joined(z3.Z3_mk_or, kept)


def _joined(make: Callable[..., z3.Ast], parts: Sequence[z3.BoolRef]) -> z3.BoolRef:
    """Return a junction of truths that are truths already, which ``z3.And`` would look at again."""
    context = parts[0].ctx
    every = (z3.Ast * len(parts))(*(part.ast for part in parts))
    return z3.BoolRef(make(context.ref(), len(parts), every), context)


def at_most_one(parts: Iterable[z3.BoolRef]) -> z3.BoolRef:
    """Return that no two of some truths hold."""
    kept = [part for part in parts if part.get_id() != _FALSE_ID]
    return TRUE if len(kept) < 2 else z3.AtMost(*kept, 1)  # noqa: PLR2004 - one alone is alone


def no(part: z3.BoolRef) -> z3.BoolRef:
    """Return the negation, folded where the part is settled."""
    if part.get_id() == _TRUE_ID:
        return FALSE
    return TRUE if part.get_id() == _FALSE_ID else z3.Not(part)


def both(parts: Iterable[Truth3]) -> Truth3:
    """Return Kleene's conjunction: true where all are true, false where any is false."""
    every = tuple(parts)
    return Truth3(all_of(part.true for part in every), any_of(part.false for part in every))


def either(parts: Iterable[Truth3]) -> Truth3:
    """Return Kleene's disjunction: true where any is true, false where all are false."""
    every = tuple(parts)
    return Truth3(any_of(part.true for part in every), all_of(part.false for part in every))
