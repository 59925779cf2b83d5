"""This module finds conditions that no patient can meet, by what each name must be at once.

It refuses to claim more than it sees: a condition that it does not find impossible may still be
so, which only a proof can tell.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from whitlow.language import And, Compare, In, IsNull, Name, Not, Number, Or, Set, Text, Truth
from whitlow.record import dataclass

if TYPE_CHECKING:
    from fractions import Fraction

    from whitlow.language import Expr

__all__ = ["impossible"]

MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


@dataclass(slots=True)
class _Must:
    """What one name must be for a conjunction to hold."""

    allowed: frozenset[str] | None = None
    refused: set[str] = field(default_factory=set)
    truths: set[bool] = field(default_factory=set)
    null: set[bool] = field(default_factory=set)
    low: Fraction | None = None
    low_open: bool = False
    high: Fraction | None = None
    high_open: bool = False

    def contradictory(self) -> bool:
        """Whether nothing can be all of this at once."""
        if len(self.truths) > 1 or len(self.null) > 1:
            return True
        if True in self.null and (self.truths or self.allowed is not None or self.low is not None):
            return True
        if self.allowed is not None and not self.allowed - self.refused:
            return True
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))


def impossible(expr: Expr) -> bool:
    """Whether a compiled condition is false or unknown for every patient, as far as is seen."""
    match expr:
        case Truth(value):
            return not value
        case Or(parts):
            return all(impossible(part) for part in parts)
        case And(parts):
            flat = tuple(_flat(parts))
            return any(impossible(part) for part in flat) or _clash(flat)
        case Not(part):
            return isinstance(part, Truth) and part.value
        case _:
            return _clash((expr,))


def _flat(parts: tuple[Expr, ...]) -> list[Expr]:
    found: list[Expr] = []
    for part in parts:
        found += _flat(part.parts) if isinstance(part, And) else [part]
    return found


def _clash(parts: tuple[Expr, ...]) -> bool:
    musts: dict[str, _Must] = {}
    for part in parts:
        _note(part, musts)
    return any(must.contradictory() for must in musts.values())


def _note(expr: Expr, musts: dict[str, _Must]) -> None:
    match expr:
        case Name(name):
            musts.setdefault(name, _Must()).truths.add(True)
        case Not(Name(name)):
            musts.setdefault(name, _Must()).truths.add(False)
        case IsNull(Name(name), negated):
            musts.setdefault(name, _Must()).null.add(not negated)
        case In(Name(name), Set(items)):
            _allow(musts.setdefault(name, _Must()), frozenset(item.value for item in items))
        case Compare("=", Name(name), Text(word)) | Compare("=", Text(word), Name(name)):
            _allow(musts.setdefault(name, _Must()), frozenset((word,)))
        case Compare("!=", Name(name), Text(word)) | Compare("!=", Text(word), Name(name)):
            musts.setdefault(name, _Must()).refused.add(word)
        case Compare(sign, Name(name), Number(number)):
            _bound(musts.setdefault(name, _Must()), sign, number)
        case Compare(sign, Number(number), Name(name)):
            _bound(musts.setdefault(name, _Must()), MIRRORED[sign], number)
        case _:
            return


def _allow(must: _Must, words: frozenset[str]) -> None:
    must.allowed = words if must.allowed is None else must.allowed & words


def _bound(must: _Must, sign: str, number: Fraction) -> None:
    if sign in {">", ">=", "="}:
        open_ = sign == ">"
        if must.low is None or number > must.low or (number == must.low and open_):
            must.low, must.low_open = number, open_
    if sign in {"<", "<=", "="}:
        open_ = sign == "<"
        if must.high is None or number < must.high or (number == must.high and open_):
            must.high, must.high_open = number, open_
