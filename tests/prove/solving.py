"""A fact solved for a number that is worked out from it, so that a patient lies on its edge."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.prove.flat import Flat
    from whitlow.language import Value


def solved(flat: Flat, name: str, wanted: Fraction, facts: Mapping[str, Value]) -> Fraction | None:
    """Return what a fact must be for a number to come out as wanted, where that is told at once."""
    match flat.sign, flat.parts:
        case "fact", _:
            return wanted if flat.name == name else None
        case "minus", (part,):
            return solved(part, name, -wanted, facts)
        case "round", (part,):
            return solved(part, name, wanted, facts)
        case sign, (left, right) if name in left.facts:
            other = worth(right, facts)
            deeper = None if other is None else _left(sign, other, wanted)
            return None if deeper is None else solved(left, name, deeper, facts)
        case sign, (left, right):
            other = worth(left, facts)
            deeper = None if other is None else _right(sign, other, wanted)
            return None if deeper is None else solved(right, name, deeper, facts)
        case _:
            return None


def _left(sign: str, other: Fraction, wanted: Fraction) -> Fraction | None:
    match sign:
        case "+":
            return wanted - other
        case "-":
            return wanted + other
        case "*" if other:
            return wanted / other
        case "/":
            return wanted * other
        case _:
            return None


def _right(sign: str, other: Fraction, wanted: Fraction) -> Fraction | None:
    match sign:
        case "+":
            return wanted - other
        case "-":
            return other - wanted
        case "*" if other:
            return wanted / other
        case "/" if wanted:
            return other / wanted
        case _:
            return None


def worth(flat: Flat, facts: Mapping[str, Value]) -> Fraction | None:
    """Return a number of plain sums and quotients, None where it is no such number."""
    if flat.sign == "literal":
        return flat.number
    if flat.sign == "fact":
        value = facts.get(flat.name)
        return value if isinstance(value, Fraction) else None
    known = [one for part in flat.parts if (one := worth(part, facts)) is not None]
    match flat.sign, known:
        case "minus", [one]:
            return -one
        case "+", [one, other]:
            return one + other
        case "-", [one, other]:
            return one - other
        case "*", [one, other]:
            return one * other
        case "/", [one, other] if other:
            return one / other
        case _:
            return None
