"""This module writes an expression as an English sentence without its full stop.

It refuses to invent words: what a name or an option is called comes from labels.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, assert_never

from whitlow.language.nodes import (
    And,
    Arithmetic,
    Compare,
    Expr,
    Greatest,
    If,
    In,
    IsNull,
    Least,
    Name,
    Negate,
    Not,
    Number,
    Or,
    Overlaps,
    Round,
    Set,
    Text,
    Truth,
)
from whitlow.language.quantity import quantity_text

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["to_english"]

COMPARED: Final = {
    "=": "is",
    "!=": "is not",
    "<": "is below",
    "<=": "is at most",
    ">": "is above",
    ">=": "is at least",
}
OPPOSITE: Final = {
    "=": "is not",
    "!=": "is",
    "<": "is not below",
    "<=": "is above",
    ">": "is not above",
    ">=": "is below",
}
JOINT: Final = re.compile(r" (?:of|in|on|for|with|from|at|by) ")
COMPUTED: Final = {"+": "plus", "-": "minus", "*": "times", "/": "divided by"}


def to_english(expr: Expr, labels: Mapping[str, str]) -> str:
    """Return an expression in words.

    ``labels`` gives the words of a name, of ``name=option``, of a class, and where a truth reads
    badly as its bare label, of ``name=true`` and ``name=false``.

    >>> from whitlow.language.parse import parse
    >>> to_english(parse("age >= 65 'a' and not mobile"), {"mobile": "able to walk"})
    'age is at least 65 years and not able to walk'
    """
    return _Writer(labels).clause(expr)


class _Writer:
    """The labels while one expression is written."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        self.labels: Final = labels

    def clause(self, expr: Expr) -> str:
        match expr:
            case Number(value, unit):
                return quantity_text(value, unit)
            case Text(value):
                return self.labels.get(value, _plain(value))
            case Truth(value):
                return "always" if value else "never"
            case Name(name):
                return self.labels.get(f"{name}=true", self.name(name))
            case Set(items):
                return _series([self.clause(item) for item in items], "or")
            case Not(part):
                return self.negated(part)
            case And(parts):
                return self.junction(parts, "and")
            case Or(parts):
                return self.junction(parts, "or")
            case Compare(sign, left, right):
                return self.compared(left, COMPARED[sign], right)
            case In(item, of):
                return self.membership(item, of, "is", "include")
            case IsNull(part, negated):
                return f"{self.term(part)} is {'known' if negated else 'not known'}"
            case Arithmetic(sign, left, right):
                return f"{self.term(left)} {COMPUTED[sign]} {self.term(right)}"
            case Negate(part):
                return f"minus {self.term(part)}"
            case If(condition, then, otherwise):
                before = f"{self.term(then)} if {self.clause(condition)}"
                return f"{before}, otherwise {self.term(otherwise)}"
            case Round(part, places):
                decimals = "decimal" if places == 1 else "decimals"
                return f"{self.term(part)} rounded to {places} {decimals}"
            case Least(parts):
                return f"the lowest of {_series([self.term(part) for part in parts], 'and')}"
            case Greatest(parts):
                return f"the highest of {_series([self.term(part) for part in parts], 'and')}"
            case Overlaps(of, group):
                return self.overlap(of, group, "include")
            case _:
                assert_never(expr)

    def negated(self, part: Expr) -> str:
        """Return the opposite of a clause in its plainest words."""
        match part:
            case Name(name):
                return self.labels.get(f"{name}=false", f"not {self.name(name)}")
            case Compare(sign, left, right):
                return self.compared(left, OPPOSITE[sign], right)
            case In(item, of):
                return self.membership(item, of, "is not", "do not include")
            case Overlaps(of, group):
                return self.overlap(of, group, "do not include")
            case Or(parts) if all(isinstance(inner, (Name, Overlaps, In)) for inner in parts):
                return self.junction(tuple(Not(inner) for inner in parts), "and")
            case Not(inner):
                return self.clause(inner)
            case _:
                return f"it is not so that {self.clause(part)}"

    def junction(self, parts: tuple[Expr, ...], word: str) -> str:
        """Return clauses joined so that no reader groups them otherwise."""
        joined = f", {word} " if any(_is_joined(part) for part in parts) else f" {word} "
        return joined.join(self.part(part) for part in parts)

    def part(self, part: Expr) -> str:
        """Return a part of a junction: two levels read well, deeper ones stand in parentheses."""
        match part:
            case And(inner) | Or(inner) if any(_is_joined(deeper) for deeper in inner):
                return f"({self.clause(part)})"
            case Or():
                return f"either {self.clause(part)}"
            case If():
                return f"({self.clause(part)})"
            case _:
                return self.clause(part)

    def compared(self, left: Expr, verb: str, right: Expr) -> str:
        match left, right:
            case Name(name), Text(value):
                return f"{self.name(name)} {verb} {self.option(name, value)}"
            case Text(value), Name(name):
                return f"{self.name(name)} {verb} {self.option(name, value)}"
            case _:
                return f"{self.side(left)} {verb} {self.side(right)}"

    def membership(self, item: Expr, of: Expr, verb: str, held: str) -> str:
        match item, of:
            case Name(name), Set(items):
                options = _series([self.option(name, text.value) for text in items], "or")
                return f"{self.name(name)} {verb} {options}"
            case Text(value), Name(name):
                return self.holds(name, held, self.option(name, value))
            case _:
                return f"{self.term(item)} {verb} {self.term(of)}"

    def overlap(self, of: Expr, group: Text | Set, held: str) -> str:
        if not isinstance(of, Name):
            return f"{self.term(of)} {held} {self.clause(group)}"
        if isinstance(group, Text):
            return self.holds(of.name, held, self.option(of.name, group.value))
        options = [self.option(of.name, item.value) for item in group.items]
        return self.holds(of.name, held, _series(options, "or"))

    def holds(self, name: str, held: str, what: str) -> str:
        """Return what a set holds; its label decides between one and many."""
        label = self.name(name)
        head = JOINT.split(label)[0]
        many = head.endswith("s") and not head.endswith(("ss", "us", "is"))
        if not many:
            held = held.replace("do not", "does not") if "not" in held else f"{held}s"
        return f"{label} {held} {what}"

    def name(self, name: str) -> str:
        return self.labels.get(name, _plain(name))

    def option(self, name: str, value: str) -> str:
        return self.labels.get(f"{name}={value}", self.labels.get(value, _plain(value)))

    def term(self, expr: Expr) -> str:
        """Return an operand, in parentheses where it has operands itself."""
        match expr:
            case Name(name):
                return self.name(name)
            case Number() | Text() | Truth() | Set():
                return self.clause(expr)
            case _:
                return f"({self.clause(expr)})"

    def side(self, expr: Expr) -> str:
        """Return one side of a comparison; a sum or a product needs no parentheses there."""
        match expr:
            case Arithmetic() | Negate() | Round() | Least() | Greatest():
                return self.clause(expr)
            case _:
                return self.term(expr)


def _is_joined(expr: Expr) -> bool:
    return isinstance(expr, (And, Or))


def _plain(name: str) -> str:
    return name.replace("_", " ").replace(".", " ")


def _series(words: list[str], last: str) -> str:
    if len(words) < 2:  # noqa: PLR2004 - one word needs no joining
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
