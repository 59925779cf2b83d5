"""This module does arithmetic for the solver, and keeps what is not linear apart.

It refuses to hide a product: a number that stands for one has its definition beside it, and a
proof that needs no definition never asks for it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, assert_never

import z3

from whitlow.prove.facts import exact
from whitlow.prove.logic import FALSE, Number3, all_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whitlow.language import ArithmeticSign, ComparisonSign

__all__ = ["Numbers", "greatest", "least", "ordered"]

ROUNDED: Final = "rounded to"
Key = tuple[str, int, int]


class Numbers:
    """The numbers that stand for products, quotients and roundings, and what they mean."""

    def __init__(self, copy: str) -> None:
        """Take what tells two patients apart."""
        self.copy: Final = copy
        self._defined: Final[
            dict[Key, tuple[z3.ArithRef, z3.BoolRef, tuple[z3.ArithRef, z3.ArithRef]]]
        ] = {}

    @property
    def definitions(self) -> tuple[z3.BoolRef, ...]:
        """What each such number is."""
        return tuple(defined for _, defined, _ in self._defined.values())

    @property
    def roundings(self) -> tuple[z3.BoolRef, ...]:
        """What each rounding is exactly: half away from nought, in steps of its last place."""
        return tuple(
            own == _rounded(inner, int(kind.split()[-1]))
            for kind, own, inner, _ in self.operations
            if kind.startswith(ROUNDED)
        )

    @property
    def operations(self) -> tuple[tuple[str, z3.ArithRef, z3.ArithRef, z3.ArithRef], ...]:
        """Each such number: what was done, the number that stands for it, and to what it was."""
        return tuple(
            (kind, own, left, right)
            for (kind, _, _), (own, _, (left, right)) in self._defined.items()
        )

    def same_as(self, other: Numbers) -> tuple[z3.BoolRef, ...]:
        """Return that equal operands give equal results, here and in another copy made alike."""
        pairs = zip(self._defined.values(), other._defined.values(), strict=True)
        return tuple(
            z3.Implies(z3.And([a == b for a, b in zip(one, two, strict=True)]), own == twin)
            for (own, _, one), (twin, _, two) in pairs
        )

    def computed(self, sign: ArithmeticSign, left: Number3, right: Number3) -> Number3:
        """Return a sum, difference, product or quotient; by zero it is unknown."""
        known = all_of((left.known, right.known))
        match sign:
            case "+":
                return Number3(known, left.value + right.value)
            case "-":
                return Number3(known, left.value - right.value)
            case "*":
                return Number3(known, self._product(left.value, right.value))
            case "/":
                return self._quotient(known, left.value, right.value)
            case _:
                assert_never(sign)

    def _product(self, left: z3.ArithRef, right: z3.ArithRef) -> z3.ArithRef:
        if _literal(left) or _literal(right):
            return left * right
        own, seen = self._own("product", left, right)
        return own if seen else self._keep("product", own, own == left * right, left, right)

    def _quotient(self, known: z3.BoolRef, left: z3.ArithRef, right: z3.ArithRef) -> Number3:
        if _literal(right):
            nought = z3.is_true(z3.simplify(right == 0))
            return Number3(FALSE, left) if nought else Number3(known, left / right)
        own, seen = self._own("quotient", left, right)
        if not seen:
            self._keep("quotient", own, z3.Implies(right != 0, own * right == left), left, right)
        return Number3(all_of((known, right != 0)), own)

    def rounded(self, inner: Number3, places: int) -> Number3:
        """Return a rounding: within half of the last place and of one sign, which mostly does."""
        half = exact(Fraction(1, 2 * 10**places))
        own, seen = self._own(f"{ROUNDED} {places}", inner.value, inner.value)
        if not seen:
            near = z3.And(
                own <= inner.value + half,
                own >= inner.value - half,
                z3.Implies(inner.value >= 0, own >= 0),
                z3.Implies(inner.value <= 0, own <= 0),
            )
            self._keep(f"{ROUNDED} {places}", own, near, inner.value, inner.value)
        return Number3(inner.known, own)

    def _own(self, kind: str, left: z3.ArithRef, right: z3.ArithRef) -> tuple[z3.ArithRef, bool]:
        """Return the number that stands for an operation, and whether it is defined already."""
        key = (kind, left.get_id(), right.get_id())
        if key in self._defined:
            return self._defined[key][0], True
        return z3.Real(f"{kind} {len(self._defined)}{self.copy}"), False

    def _keep(
        self,
        kind: str,
        own: z3.ArithRef,
        defined: z3.BoolRef,
        left: z3.ArithRef,
        right: z3.ArithRef,
    ) -> z3.ArithRef:
        """Keep a definition; its operands are kept too, so that their identity stays theirs."""
        self._defined[kind, left.get_id(), right.get_id()] = (own, defined, (left, right))
        return own


def _rounded(inner: z3.ArithRef, places: int) -> z3.ArithRef:
    size = z3.If(inner >= 0, inner, -inner) * 10**places + exact(Fraction(1, 2))
    steps = z3.ToReal(z3.ToInt(size)) / 10**places
    return z3.If(inner >= 0, steps, -steps)


def ordered(sign: ComparisonSign, left: z3.ArithRef, right: z3.ArithRef) -> z3.BoolRef:
    """Return a comparison of two numbers."""
    match sign:
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case ">=":
            return left >= right
        case "=":
            return left == right
        case "!=":
            return left != right
        case _:
            assert_never(sign)


def least(parts: Iterable[Number3]) -> Number3:
    """Return the least of some numbers; unknown where one of them is."""
    every = tuple(parts)
    found = every[0].value
    for part in every[1:]:
        found = z3.If(part.value < found, part.value, found)
    return Number3(all_of(part.known for part in every), found)


def greatest(parts: Iterable[Number3]) -> Number3:
    """Return the greatest of some numbers; unknown where one of them is."""
    every = tuple(parts)
    found = every[0].value
    for part in every[1:]:
        found = z3.If(part.value > found, part.value, found)
    return Number3(all_of(part.known for part in every), found)


def _literal(number: z3.ArithRef) -> bool:
    return bool(z3.is_rational_value(z3.simplify(number)))
