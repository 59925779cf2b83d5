"""This module writes an expression out as Python, for a server that reads thousands of patients.

Its meaning is that of ``value``, which is the reference: whatever is not of the plainest kind is
handed back to it, and a test holds the two together. It refuses to write any text of a guideline
into the program: names, words and numbers are handed in beside it.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import count
from typing import TYPE_CHECKING, Final, assert_never, cast

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
from whitlow.language.value import Known, Members, compared, value, within

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whitlow.language.compiled import Run
    from whitlow.language.nodes import ComparisonSign
    from whitlow.language.values import Value

__all__ = ["written"]

SIGNS: Final[dict[ComparisonSign, str]] = {
    "=": "==",
    "!=": "!=",
    "<": "<",
    "<=": "<=",
    ">": ">",
    ">=": ">=",
}
DEEPEST: Final = 40
"""Brackets that Python's own reader takes with room to spare; what is deeper is not written out."""


def written(expr: Expr, members: Members) -> Run:
    """Return a function of what is known that gives the value of an elaborated expression.

    The members of a class are looked up once, here.
    """
    writer = _Writer(members)
    text = writer.write(expr, 0)
    code = compile(f"def run(known):\n    return {text}\n", "<condition>", "exec")
    exec(code, writer.beside)  # noqa: S102 - a program that holds nothing but its own few words
    return cast("Run", writer.beside["run"])


class _Writer:
    """One expression while it is written: its text, and beside it what the text names."""

    def __init__(self, members: Members) -> None:
        self.members: Final = members
        self.fresh_words: Final = (f"v{number}" for number in count())
        self.beside: Final[dict[str, object]] = {
            "Fraction": Fraction,
            "compared": compared,
            "within": within,
        }

    def put(self, thing: object) -> str:
        """Return the word that stands for a thing in the text."""
        word = f"x{len(self.beside)}"
        self.beside[word] = thing
        return word

    def fresh(self) -> str:
        """Return a word for a value that the text works out."""
        return next(self.fresh_words)

    def write(self, expr: Expr, depth: int) -> str:
        """Return the text of an expression."""
        deeper = depth + 1
        if deeper > DEEPEST:
            return self.reference(expr)
        match expr:
            case Name(name):
                return f"known({self.put(name)})"
            case Number(found) | Text(found) | Truth(found):
                return self.put(found)
            case And(parts):
                return self.all_of([self.write(part, deeper) for part in parts])
            case Or(parts):
                return self.any_of([self.write(part, deeper) for part in parts])
            case Not(part):
                word = self.fresh()
                told = self.write(part, deeper)
                return f"(None if ({word} := {told}) is None else {word} is False)"
            case IsNull(part, negated):
                sign = "is not" if negated else "is"
                return f"({self.write(part, deeper)} {sign} None)"
            case If(condition, then, otherwise):
                return self.choice(
                    *(self.write(part, deeper) for part in (condition, then, otherwise))
                )
            case Compare(sign, Name(name), Number(number)):
                return self.measured(sign, name, number)
            case Compare(sign, Name(name), Text(word)):
                return self.named(sign, name, word)
            case In(Name(name), Set(items)):
                return self.among(name, frozenset(item.value for item in items))
            case In(Text(word), Name(name)):
                return self.holds(name, word)
            case Overlaps(Name(name), Set(items)):
                return self.meets(expr, name, frozenset(item.value for item in items))
            case Overlaps(Name(name), Text(group)):
                return self.meets(expr, name, self.members(group))
            case (
                Compare()
                | Set()
                | In()
                | Overlaps()
                | Arithmetic()
                | Negate()
                | Round()
                | Least()
                | Greatest()
            ):
                return self.reference(expr)
            case _:
                assert_never(expr)

    def reference(self, expr: Expr) -> str:
        """Return the text that asks the reference meaning."""
        members = self.members

        def run(known: Known) -> Value:
            return value(expr, known, members)

        return f"{self.put(run)}(known)"

    def all_of(self, parts: Iterable[str]) -> str:
        """Return false if any part is false, else true if all are true, else unknown."""
        told = {self.fresh(): part for part in parts}
        false = " or ".join(f"({word} := {part}) is False" for word, part in told.items())
        return f"(False if {false} else ({' and '.join(told)}))"

    def any_of(self, parts: Iterable[str]) -> str:
        """Return true if any part is true, else unknown if any is unknown, else false."""
        told = {self.fresh(): part for part in parts}
        true = " or ".join(f"({word} := {part}) is True" for word, part in told.items())
        unknown = " or ".join(f"{word} is None" for word in told)
        return f"(True if {true} else None if {unknown} else False)"

    def choice(self, condition: str, then: str, otherwise: str) -> str:
        """Return one of two values, or unknown with the condition."""
        word = self.fresh()
        return f"(None if ({word} := {condition}) is None else {then} if {word} else {otherwise})"

    def measured(self, sign: ComparisonSign, name: str, limit: Fraction) -> str:
        """Return a comparison with a fixed number, in whole numbers, as exact as with fractions."""
        word, top, bottom = self.fresh(), self.put(limit.numerator), self.put(limit.denominator)
        other = f"compared({self.put(sign)}, {word}, {self.put(limit)})"
        return (
            f"({word}.numerator * {bottom} {SIGNS[sign]} {top} * {word}.denominator "
            f"if ({word} := known({self.put(name)})).__class__ is Fraction else {other})"
        )

    def named(self, sign: ComparisonSign, name: str, option: str) -> str:
        """Return whether a choice is, or is not, one option."""
        word, one = self.fresh(), self.put(option)
        equal = "==" if sign == "=" else "!="
        other = f"compared({self.put(sign)}, {word}, {one})"
        if sign not in {"=", "!="}:
            return f"compared({self.put(sign)}, known({self.put(name)}), {one})"
        return (
            f"({word} {equal} {one} if ({word} := known({self.put(name)})).__class__ is str "
            f"else {other})"
        )

    def among(self, name: str, options: frozenset[str]) -> str:
        """Return whether a choice is one of some options."""
        word, some = self.fresh(), self.put(options)
        return (
            f"({word} in {some} if ({word} := known({self.put(name)})).__class__ is str "
            f"else within({word}, {some}))"
        )

    def holds(self, name: str, option: str) -> str:
        """Return whether a set has a member."""
        word, one = self.fresh(), self.put(option)
        return (
            f"({one} in {word} if ({word} := known({self.put(name)})).__class__ is frozenset "
            f"else within({one}, {word}))"
        )

    def meets(self, expr: Expr, name: str, group: frozenset[str]) -> str:
        """Return whether a set has any member of a group."""
        word, some = self.fresh(), self.put(group)
        return (
            f"(not {some}.isdisjoint({word}) "
            f"if ({word} := known({self.put(name)})).__class__ is frozenset "
            f"else None if {word} is None else {self.reference(expr)})"
        )
