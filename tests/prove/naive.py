"""A second evaluator, written apart from the first and as plainly as could be.

A truth is the set of what it could be: unknown is both. A choice is the set of options that it
could be, or nothing at all where it is unknown. Nothing is remembered and nothing is folded.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import floor
from typing import TYPE_CHECKING

from whitlow.language import (
    And,
    Arithmetic,
    Compare,
    Greatest,
    If,
    In,
    IsNull,
    Least,
    Levels,
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
    names_in,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from whitlow.guideline import Guideline, Rule
    from whitlow.language import Expr, Value

Could = frozenset[bool]
YES, NO, BOTH = frozenset({True}), frozenset({False}), frozenset({True, False})
SIGNS: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: not b < a,
    ">": lambda a, b: b < a,
    ">=": lambda a, b: not a < b,
}


class Naive:
    """One patient."""

    def __init__(
        self, guideline: Guideline, facts: Mapping[str, Value], doubted: frozenset[str]
    ) -> None:
        """Take what is known of the patient, and what was given and is not believed."""
        self.guideline, self.facts, self.doubted = guideline, facts, doubted

    # --- truths -----------------------------------------------------------------------------

    def truth(self, expr: Expr) -> Could:
        """Return what a truth could be."""
        if isinstance(expr, Truth):
            return YES if expr.value else NO
        if isinstance(expr, Name):
            return self.named_truth(expr.name)
        if isinstance(expr, Not):
            return frozenset(not could for could in self.truth(expr.part))
        if isinstance(expr, And):
            return frozenset(all(way) for way in product(*map(self.truth, expr.parts)))
        if isinstance(expr, Or):
            return frozenset(any(way) for way in product(*map(self.truth, expr.parts)))
        if isinstance(expr, IsNull):
            return self.absent(expr)
        if isinstance(expr, If):
            way = self.truth(expr.condition)
            return BOTH if way == BOTH else self.truth(expr.then if way == YES else expr.otherwise)
        if isinstance(expr, Compare):
            return self.compared(expr)
        if isinstance(expr, In) and isinstance(expr.of, Set):
            words = {item.value for item in expr.of.items}
            options = self.choice(expr.item)
            return BOTH if options is None else frozenset(one in words for one in options)
        if isinstance(expr, In):
            assert isinstance(expr.item, Text)
            return self.holds(expr.of, {expr.item.value})
        if isinstance(expr, Overlaps):
            group = expr.group
            words = (
                {item.value for item in group.items}
                if isinstance(group, Set)
                else set(self.guideline.members[group.value])
            )
            return self.holds(expr.of, words)
        raise AssertionError(expr)

    def named_truth(self, name: str) -> Could:
        """Return what a fact or formula that is a truth could be."""
        if name in self.guideline.formulas:
            return self.truth(self.guideline.formulas[name].condition.compiled)
        known = self.facts.get(name)
        return BOTH if known is None else frozenset({bool(known)})

    def absent(self, expr: IsNull) -> Could:
        """Return whether a value is unknown, which nobody knows while a fact behind is doubted."""
        if any(fact in self.doubted for name in names_in(expr.part) for fact in self.reads(name)):
            return BOTH
        return frozenset({self.unknown(expr.part) != expr.negated})

    def reads(self, name: str) -> set[str]:
        """Return the facts that a name could read."""
        guideline = self.guideline
        found = {name}
        inner: list[Expr] = []
        if name in guideline.formulas:
            inner = [guideline.formulas[name].condition.compiled]
        if name in guideline.grades:
            inner = [level.when.compiled for level in guideline.grades[name].levels]
        for expr in inner:
            for other in names_in(expr):
                found |= self.reads(other)
        if "." in name:
            found |= self.reads(guideline.tables[name.split(".", maxsplit=1)[0]].over)
        return found

    def kind(self, expr: Expr) -> str:
        """Return what an expression is: a truth, number, choice or set."""
        if isinstance(expr, If):
            return self.kind(expr.then)
        if isinstance(expr, Text):
            return "choice"
        if isinstance(expr, (Number, Negate, Round, Least, Greatest, Arithmetic)):
            return "number"
        if not isinstance(expr, Name):
            return "truth"
        if expr.name in self.guideline.formulas:
            return self.kind(self.guideline.formulas[expr.name].condition.compiled)
        if expr.name in self.guideline.grades:
            return "choice"
        return "number" if "." in expr.name else self.guideline.facts[expr.name].type

    def unknown(self, expr: Expr) -> bool:
        """Whether the value of anything is unknown."""
        kind = self.kind(expr)
        if kind == "number":
            return self.number(expr) is None
        if kind == "choice":
            return self.choice(expr) is None
        if kind == "truth":
            return self.truth(expr) == BOTH
        assert isinstance(expr, Name)
        return self.facts.get(expr.name) is None

    def compared(self, expr: Compare) -> Could:
        """Return what a comparison could be."""
        if self.kind(expr.left) == "choice":
            return self.same(expr)
        left, right = self.number(expr.left), self.number(expr.right)
        if left is None or right is None:
            return BOTH
        return frozenset({SIGNS[expr.sign](left, right)})

    def same(self, expr: Compare) -> Could:
        """Return whether two choices could be one, and could be two."""
        left, right = self.choice(expr.left), self.choice(expr.right)
        if left is None or right is None:
            return BOTH
        equal = frozenset(one == other for one in left for other in right)
        return equal if expr.sign == "=" else frozenset(not one for one in equal)

    def holds(self, of: Expr, words: set[str]) -> Could:
        """Return whether a set could hold one of some words."""
        assert isinstance(of, Name)
        found = self.facts.get(of.name)
        if found is None:
            return BOTH
        assert isinstance(found, frozenset)
        return frozenset({any(word in words for word in found)})

    # --- choices ----------------------------------------------------------------------------

    def choice(self, expr: Expr) -> tuple[str, ...] | None:
        """Return the options that a choice could be, None where it is unknown."""
        if isinstance(expr, Text):
            return (expr.value,)
        if isinstance(expr, If):
            way = self.truth(expr.condition)
            return None if way == BOTH else self.choice(expr.then if way == YES else expr.otherwise)
        assert isinstance(expr, Name)
        if expr.name in self.guideline.grades:
            return self.levels(expr.name)
        if expr.name in self.guideline.formulas:
            return self.choice(self.guideline.formulas[expr.name].condition.compiled)
        found = self.facts.get(expr.name)
        assert not isinstance(found, Levels)
        return None if found is None else (str(found),)

    def levels(self, name: str) -> tuple[str, ...] | None:
        """Return the levels that could be the highest one."""
        levels = self.guideline.grades[name].levels
        could = [self.truth(level.when.compiled) for level in levels]
        certain = [index for index, way in enumerate(could) if way == YES]
        if not certain:
            return None
        return tuple(
            level.name
            for index, level in enumerate(levels)
            if index >= certain[-1] and could[index] != NO
        )

    # --- numbers ----------------------------------------------------------------------------

    def number(self, expr: Expr) -> Fraction | None:
        """Return a number, None where it is unknown."""
        if isinstance(expr, Number):
            return expr.value
        if isinstance(expr, Name):
            return self.named_number(expr.name)
        if isinstance(expr, Negate):
            part = self.number(expr.part)
            return None if part is None else 0 - part
        if isinstance(expr, If):
            way = self.truth(expr.condition)
            return None if way == BOTH else self.number(expr.then if way == YES else expr.otherwise)
        if isinstance(expr, Round):
            part = self.number(expr.part)
            if part is None:
                return None
            size = Fraction(floor(abs(part) * 10**expr.places + Fraction(1, 2)), 10**expr.places)
            return size if part > 0 else -size
        if isinstance(expr, (Least, Greatest)):
            parts = sorted([part for part in map(self.number, expr.parts) if part is not None])
            if len(parts) < len(expr.parts):
                return None
            return parts[0] if isinstance(expr, Least) else parts[-1]
        if isinstance(expr, Arithmetic):
            return self.computed(expr)
        raise AssertionError(expr)

    def named_number(self, name: str) -> Fraction | None:
        """Return a fact, formula or column that is a number."""
        if name in self.guideline.formulas:
            return self.number(self.guideline.formulas[name].condition.compiled)
        if "." in name:
            return self.cell(*name.split("."))
        found = self.facts.get(name)
        assert found is None or isinstance(found, Fraction)
        return found

    def cell(self, table: str, column: str) -> Fraction | None:
        """Return what a table holds for this patient."""
        at = self.named_number(self.guideline.tables[table].over)
        for row in self.guideline.tables[table].rows:
            if at is not None and at in row.band and column in row.cells:
                return row.cells[column].value
        return None

    def computed(self, expr: Arithmetic) -> Fraction | None:
        """Return a sum, difference, product or quotient."""
        left, right = self.number(expr.left), self.number(expr.right)
        if left is None or right is None or (expr.sign == "/" and right == 0):
            return None
        if expr.sign in "+-":
            return left + right if expr.sign == "+" else left - right
        return left * right if expr.sign == "*" else left / right

    # --- rules ------------------------------------------------------------------------------

    def outcome(self, rule: Rule) -> str:
        """Return what becomes of a rule, all its overriders having a say."""
        own = self.truth(rule.when.compiled)
        over = [self.truth(self.guideline.rules[name].when.compiled) for name in rule.overriders]
        if own == NO:
            return "silent"
        if YES in over:
            return "barred" if own == YES else "silent"
        if own == BOTH:
            return "ask"
        return "provisional" if BOTH in over else "stands"
