"""This module is the fold of the language to the solver, in exact three-valued logic.

It refuses to be cleverer than the reference: each node has the meaning that ``language.value``
gives it. A product or quotient of two unknowns, and a rounding, become a number of their own with
a definition beside it, so that a proof may do without the definition where it can.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, assert_never

import z3

from whitlow.language import (
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
    names_in,
)
from whitlow.prove.asked import words_of
from whitlow.prove.branches import chosen, compared
from whitlow.prove.facts import exact, within
from whitlow.prove.logic import (
    FALSE,
    TRUE,
    Choice3,
    Encoded,
    Number3,
    Set3,
    Truth3,
    all_of,
    any_of,
    both,
    either,
    no,
)
from whitlow.prove.numbers import Numbers, greatest, least

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whitlow.guideline import Condition, Grade, Guideline, Table
    from whitlow.prove.facts import Person

__all__ = ["Encoder"]


class Encoder:
    """The conditions of a guideline over one patient."""

    def __init__(self, person: Person, local: Mapping[str, Encoded] | None = None) -> None:
        """Take the patient whose facts the names are, and what some names mean here instead."""
        self.person: Final = person
        self.guideline: Final[Guideline] = person.guideline
        self.numbers: Final = Numbers(person.copy)
        self._named: Final[dict[str, Encoded]] = dict(local or {})
        self._behind: Final[dict[str, frozenset[str]]] = {}
        self._conditions: Final[dict[int, tuple[Condition, Truth3]]] = {}

    def condition(self, condition: Condition) -> Truth3:
        """Return a condition; the same object each time."""
        kept = self._conditions.get(id(condition))
        if kept is None:
            kept = (condition, self.truth(condition.compiled))
            self._conditions[id(condition)] = kept
        return kept[1]

    def truth(self, expr: Expr) -> Truth3:
        """Return an expression that is a truth."""
        found = self.encoded(expr)
        if not isinstance(found, Truth3):
            raise _untyped(expr)
        return found

    def number(self, expr: Expr) -> Number3:
        """Return an expression that is a number."""
        found = self.encoded(expr)
        if not isinstance(found, Number3):
            raise _untyped(expr)
        return found

    def encoded(self, expr: Expr) -> Encoded:
        """Return an expression; one branch a node, as in the reference."""
        match expr:
            case Name(name):
                return self.named(name)
            case Number(value):
                return Number3(TRUE, exact(value))
            case Text(value):
                return Choice3(TRUE, {value: TRUE})
            case Truth(value):
                return Truth3(TRUE, FALSE) if value else Truth3(FALSE, TRUE)
            case And(parts):
                return both([self.truth(part) for part in parts])
            case Or(parts):
                return either([self.truth(part) for part in parts])
            case Not(part):
                inner = self.truth(part)
                return Truth3(inner.false, inner.true)
            case Compare(sign, left, right):
                return _typed(compared(sign, self.encoded(left), self.encoded(right)), expr)
            case In(item, of):
                return self._within(expr, item, of)
            case Overlaps():
                return self._asked(expr)
            case Set():
                raise _untyped(expr)
            case IsNull(part, negated):
                return self._is_null(part, negated)
            case Arithmetic(sign, left, right):
                return self.numbers.computed(sign, self.number(left), self.number(right))
            case Negate(part):
                number = self.number(part)
                return Number3(number.known, -number.value)
            case If(condition, then, otherwise):
                found = chosen(self.truth(condition), self.encoded(then), self.encoded(otherwise))
                return _typed(found, expr)
            case Round(part, places):
                return self.numbers.rounded(self.number(part), places)
            case Least(parts):
                return least([self.number(part) for part in parts])
            case Greatest(parts):
                return greatest([self.number(part) for part in parts])
            case _:
                assert_never(expr)

    # --- names ------------------------------------------------------------------------------

    def named(self, name: str) -> Encoded:
        """Return a fact, formula, grade or column of a table."""
        if name not in self._named:
            self._named[name] = self._looked_up(name)
        return self._named[name]

    def _looked_up(self, name: str) -> Encoded:
        guideline = self.guideline
        if name in guideline.facts:
            return self.person.fact(name)
        if name in guideline.formulas:
            return self.encoded(guideline.formulas[name].condition.compiled)
        if name in guideline.grades:
            return self._grade(guideline.grades[name])
        table, _, column = name.partition(".")
        return self._column(guideline.tables[table], column)

    def _grade(self, grade: Grade) -> Choice3:
        """Return a grade: the levels from the highest that is certain up, where not false."""
        possible: dict[str, z3.BoolRef] = {}
        above: list[z3.BoolRef] = []
        for level in reversed(grade.levels):
            held = self.condition(level.when)
            possible[level.name] = all_of((no(held.false), *map(no, above)))
            above.append(held.true)
        return Choice3(any_of(above), possible)

    def _column(self, table: Table, column: str) -> Number3:
        over = self.named(table.over)
        if not isinstance(over, Number3):
            message = f"{table.place}: {table.over} is no number."
            raise TypeError(message)
        known, value = FALSE, exact(Fraction(0))
        for row in reversed(table.rows):
            here, cell = within(over.value, row.band), row.cells.get(column)
            known = z3.If(here, FALSE if cell is None else TRUE, known)
            value = value if cell is None else z3.If(here, exact(cell.value), value)
        return Number3(all_of((over.known, known)), value)

    def behind(self, name: str) -> frozenset[str]:
        """Return the facts that a name could read, however indirectly."""
        if name not in self._behind:
            self._behind[name] = frozenset()
            self._behind[name] = self._found_behind(name)
        return self._behind[name]

    def _found_behind(self, name: str) -> frozenset[str]:
        guideline = self.guideline
        if name in guideline.facts:
            return frozenset((name,))
        if name in guideline.formulas:
            reads = names_in(guideline.formulas[name].condition.compiled)
        elif name in guideline.grades:
            reads = tuple(
                read
                for level in guideline.grades[name].levels
                for read in names_in(level.when.compiled)
            )
        else:
            reads = (guideline.tables[name.partition(".")[0]].over,)
        return frozenset().union(*(self.behind(read) for read in reads))

    # --- nodes ------------------------------------------------------------------------------

    def _is_null(self, part: Expr, negated: bool) -> Truth3:
        """Return whether a value is unknown; unknown itself while a fact behind it is doubted."""
        facts = sorted(frozenset().union(*(self.behind(name) for name in names_in(part))))
        believed = no(any_of([self.person.doubted(fact) for fact in facts]))
        known = self.encoded(part).known
        null, given = all_of((believed, no(known))), all_of((believed, known))
        return Truth3(given, null) if negated else Truth3(null, given)

    def _within(self, whole: Expr, item: Expr, of: Expr) -> Truth3:
        if not isinstance(of, Set):
            return self._asked(whole)
        found = self.encoded(item)
        if not isinstance(found, Choice3):
            raise _untyped(whole)
        words = {text.value for text in of.items}
        inside = any_of(part for option, part in found.possible.items() if option in words)
        outside = any_of(part for option, part in found.possible.items() if option not in words)
        return Truth3(all_of((found.known, no(outside))), all_of((found.known, no(inside))))

    def _asked(self, expr: Expr) -> Truth3:
        asked = words_of(expr, self.guideline.members)
        if asked is None:
            raise _untyped(expr)
        name, words = asked
        found = self.named(name)
        if not isinstance(found, Set3):
            raise _untyped(expr)
        holds = found.holds[words]
        return Truth3(all_of((found.known, holds)), all_of((found.known, no(holds))))


def _typed(found: Encoded | None, expr: Expr) -> Encoded:
    if found is None:
        raise _untyped(expr)
    return found


def _untyped(expr: Expr) -> TypeError:
    return TypeError(f"{expr!r} is not of the type that elaboration promised")
