"""This module reads the text of an expression, by precedence climbing (Pratt).

It refuses what CQL leaves to surprise: chained comparison, ``not`` before a comparison, ``case``,
comparison with ``null``, an ``if`` without ``else``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.language.leaves import Leaves
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
    Negate,
    Not,
    Or,
    Overlaps,
    Round,
    Truth,
)
from whitlow.language.tokens import Token, shown, tokens
from whitlow.language.trouble import LanguageError
from whitlow.language.walk import height

if TYPE_CHECKING:
    from collections.abc import Collection

    from whitlow.errors import Place
    from whitlow.language.nodes import ArithmeticSign, ComparisonSign

__all__ = ["parse"]

DEEPEST: Final = 48
PLACES: Final = frozenset("012345678")

COMPARISONS: Final[dict[str, ComparisonSign]] = {
    "=": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">=",
}  # fmt: skip
ARITHMETIC: Final[dict[str, ArithmeticSign]] = {"+": "+", "-": "-", "*": "*", "/": "/"}

OR, AND, NOT, COMPARISON, SUM, PRODUCT, MINUS = range(1, 8)
BINDING: Final[dict[str, int]] = {
    "or": OR, "and": AND, "in": COMPARISON, "is": COMPARISON, "+": SUM, "-": SUM,
    "*": PRODUCT, "/": PRODUCT, **dict.fromkeys(COMPARISONS, COMPARISON),
}  # fmt: skip


def parse(source: str, place: Place | None = None, names: Collection[str] = ()) -> Expr:
    """Return the tree of an expression; raise ``LanguageError`` with line, column and caret.

    ``place`` is where the first character stands in its file.  When ``names`` are given, a name
    that is not among them is refused here, with the nearest one.

    >>> parse("weight > 5 'kg'").sign
    '>'
    """
    try:
        return _Parser(tokens(source), names).whole()
    except LanguageError as error:
        raise error.within(source, place) from None


class _Parser(Leaves):
    """The grammar, loosest first."""

    def __init__(self, pieces: tuple[Token, ...], names: Collection[str]) -> None:
        super().__init__(pieces, names)
        self.depth = 0

    def whole(self) -> Expr:
        if self.ended():
            raise self.refused("This expression is empty.", "Write a condition or a formula.")
        expr = self.expression()
        if not self.ended():
            raise self.stray()
        if height(expr) > DEEPEST:
            raise self.refused("This expression is too deep.", "Give its parts names of their own.")
        return expr

    def expression(self) -> Expr:
        self.deeper()
        expr = self.conditional() if self.at("if") else self.climb(OR)
        self.depth -= 1
        return expr

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.refused("This expression is too deep.", "Give its parts names of their own.")

    def conditional(self) -> Expr:
        start = self.take()
        condition = self.expression()
        self.expect("then", "Write 'if … then … else …'.")
        then = self.expression()
        if not self.at("else"):
            raise self.refused("This 'if' has no 'else'.", "Say what holds otherwise.", start)
        self.take()
        return If(condition, then, self.expression(), start.at)

    def climb(self, least: int) -> Expr:
        left = self.prefix(least)
        while self.token.kind in {"word", "sign"}:
            power = BINDING.get(self.token.text, 0)
            if power < least or power == 0:
                break
            left = self.infix(left, power)
        return left

    def infix(self, left: Expr, power: int) -> Expr:
        sign = self.token.text
        if sign in {"and", "or"}:
            return self.junction(left, sign, power)
        token = self.take()
        if power != COMPARISON:
            return Arithmetic(ARITHMETIC[sign], left, self.climb(power + 1), token.at)
        found = self.comparison(left, token)
        if self.at(*COMPARISONS, "in", "is"):
            raise self.refused("Comparisons are not chained.", "Join two of them with 'and'.")
        return found

    def junction(self, left: Expr, word: str, power: int) -> Expr:
        parts = [left]
        at = self.token.at
        while self.at(word):
            self.take()
            parts.append(self.climb(power + 1))
        return And(tuple(parts), at) if word == "and" else Or(tuple(parts), at)

    def comparison(self, left: Expr, token: Token) -> Expr:
        match token.text:
            case "in":
                return In(left, self.set() if self.at("{") else self.name(), token.at)
            case "is":
                negated = self.at("not")
                if negated:
                    self.take()
                self.expect("null", "Only 'is null' and 'is not null' are used.")
                return IsNull(left, negated, token.at)
            case sign:
                if self.at("null"):
                    raise self.refused("Nothing is compared with null.", "Write 'is null'.", token)
                return Compare(COMPARISONS[sign], left, self.climb(SUM), token.at)

    def prefix(self, least: int) -> Expr:
        if self.at("not"):
            if least > NOT:
                raise self.refused(
                    "A 'not' inside a comparison needs parentheses.", "Write (not …)."
                )
            return self.negation()
        if self.at("-"):
            start = self.take()
            self.deeper()
            part = self.prefix(MINUS) if self.at("-") else self.atom()
            self.depth -= 1
            return Negate(part, start.at)
        return self.atom()

    def negation(self) -> Expr:
        start = self.take()
        if not self.at("(", "overlaps", "true", "false") and self.token.kind != "name":
            raise self.refused("'not' stands before a name or a parenthesis.", "Write 'not (…)'.")
        part = self.atom()
        if self.at(*COMPARISONS, "in", "is", "+", "-", "*", "/"):
            raise self.refused(
                "'not' before a comparison needs parentheses.", "Write 'not (…)'.", start
            )
        return Not(part, start.at)

    def atom(self) -> Expr:
        token = self.token
        match token.kind:
            case "number":
                return self.number()
            case "text":
                return self.text()
            case "name":
                return self.name()
            case "word":
                return self.word()
            case "sign" if token.text == "(":
                self.take()
                inner = self.expression()
                self.close(token)
                return inner
            case "sign" if token.text == "{":
                raise self.refused(
                    "A set stands after 'in' or in overlaps(…).", "Write 'x in {…}'."
                )
            case _:
                raise self.refused(f"Here a value is wanted, not {shown(token)}.", "Write a value.")

    def word(self) -> Expr:
        token = self.token
        match token.text:
            case "true" | "false":
                self.take()
                return Truth(token.text == "true", token.at)
            case "Round":
                return self.round()
            case "Min" | "Max":
                return self.extreme()
            case "overlaps":
                return self.overlap()
            case "if":
                raise self.refused(
                    "An 'if' inside an expression needs parentheses.", "Write (if …)."
                )
            case "null":
                raise self.refused("'null' is not a value.", "Write 'x is null'.")
            case _:
                raise self.refused(
                    f"{token.text!r} does not stand here.", "Write a value before it."
                )

    def round(self) -> Round:
        start = self.take()
        self.expect("(", "Write Round(x, 8).")
        part = self.expression()
        self.expect(",", "Say how many decimals: Round(x, 8).")
        places = self.token
        if places.kind != "number" or places.text not in PLACES:
            raise self.refused("Decimals are a whole number from 0 to 8.", "Write Round(x, 8).")
        self.take()
        self.expect(")", "Write Round(x, 8).")
        return Round(part, int(places.text), start.at)

    def extreme(self) -> Least | Greatest:
        start = self.take()
        form = f"Write {start.text}({{a, b}})."
        self.expect("(", form)
        self.expect("{", form)
        parts = [self.expression()]
        while self.at(","):
            self.take()
            parts.append(self.expression())
        self.expect("}", form)
        self.expect(")", form)
        return (Least if start.text == "Min" else Greatest)(tuple(parts), start.at)

    def overlap(self) -> Overlaps:
        start = self.take()
        form = "Write overlaps(name, 'class') or overlaps(name, {'one', 'other'})."
        self.expect("(", form)
        of = self.name()
        self.expect(",", form)
        group = self.set() if self.at("{") else self.text()
        self.expect(")", form)
        return Overlaps(of, group, start.at)
