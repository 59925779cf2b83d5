"""This module works out what follows from the facts of one patient: each value, each condition.

It refuses to work anything out twice, and to say what becomes of a rule.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.evaluate.meaning import NOBODY, meaning_of
from whitlow.evaluate.readers import direct
from whitlow.guideline import row_at
from whitlow.language import Levels, deciding, doubting, undecided, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from whitlow.guideline import Condition, Grade, Guideline, Row, Rule, Table
    from whitlow.language import Expr, Value

__all__ = ["Worked"]


class Worked(dict[str, "Value"]):
    """Every value that is known or was asked for, by its name; what is missing is worked out.

    A condition is kept under its identity, and beside it, so that no other can take that identity
    meanwhile.
    """

    __slots__ = ("_doubting", "doubted", "guideline", "held", "meaning")

    def __init__(
        self, guideline: Guideline, facts: Mapping[str, Value], doubted: frozenset[str]
    ) -> None:
        """Begin with the facts."""
        super().__init__(facts)
        self.guideline: Final = guideline
        self.doubted: Final = doubted
        self.meaning: Final = meaning_of(guideline)
        self.held: Final[dict[int, tuple[Condition, bool | None]]] = {}
        self._doubting: Final[dict[int, tuple[Condition, Expr]]] = {}

    def take(self, other: Worked, names: Iterable[str], conditions: Iterable[int]) -> None:
        """Take what was worked out of another patient, all but these names and conditions."""
        own = dict(self)
        self.update(other)
        for one in names:
            self.pop(one, None)
        self.update(own)
        self.held.update(other.held)
        for key in conditions:
            self.held.pop(key, None)

    def __missing__(self, name: str) -> Value:
        """Return the value of a formula, grade or table column; of a fact, None."""
        found = self[name] = self._derived(name)
        return found

    def _derived(self, name: str) -> Value:
        guideline = self.guideline
        formula = guideline.formulas.get(name)
        if formula is not None:
            return self.of(formula.condition)
        grade = guideline.grades.get(name)
        if grade is not None:
            return self.levels(grade)
        table, _, column = name.partition(".")
        if column and table in guideline.tables:
            row = self.row(guideline.tables[table])
            cell = None if row is None else row.cells.get(column)
            return None if cell is None else cell.value
        return None

    def of(self, condition: Condition) -> Value:
        """Return the value of a condition, whatever its type."""
        if self._rewrites(condition):
            return value(self.expression(condition), self.__getitem__, self.meaning.members)
        return self.meaning.value(condition, self.__getitem__)

    def _rewrites(self, condition: Condition) -> bool:
        """Whether a condition may be read otherwise for this patient than it is written."""
        return bool(self.doubted) and self.meaning.asks_null(condition)

    def expression(self, condition: Condition) -> Expr:
        """Return a condition as it is to be read for this patient."""
        if not self._rewrites(condition):
            return condition.compiled
        kept = self._doubting.get(id(condition))
        if kept is None:
            kept = (condition, doubting(condition.compiled, self._doubt_behind))
            self._doubting[id(condition)] = kept
        return kept[1]

    def _doubt_behind(self, name: str) -> str:
        """Return a doubted fact that a name could read, however indirectly, or nothing."""
        seen: set[str] = set()
        left = [name]
        while left:
            one = left.pop(0)
            if one in self.doubted:
                return one
            if one not in seen:
                seen.add(one)
                left += direct(self.guideline, one)
        return ""

    def members(self, group: str) -> frozenset[str]:
        """Return what counts as one of a class."""
        return self.guideline.members.get(group, NOBODY)

    def holds(self, condition: Condition) -> bool | None:
        """Return whether a condition of this guideline is true, false or unknown (None)."""
        key = id(condition)
        held = self.held.get(key)
        if held is not None:
            return held[1]
        ready = None if self.doubted else self.meaning.runs.get(key)
        run = None if ready is None else ready[1]
        found = self.of(condition) if run is None else run(self.__getitem__)
        if found is None or found is True or found is False:
            self.held[key] = (condition, found)
            return found
        message = f"{condition.place}: this condition is no truth."
        raise TypeError(message)

    def undecided(self, condition: Condition) -> tuple[str, ...]:
        """Return the names on which an unknown condition hangs, each once."""
        if self._rewrites(condition):
            return undecided(self.expression(condition), self.__getitem__, self.meaning.members)
        return self.meaning.undecided(condition, self.__getitem__)

    def deciding(self, condition: Condition, result: Value) -> tuple[tuple[str, Value], ...]:
        """Return the names that decided a known condition, with their values.

        ``result`` is its value, where it is known and was not asked for before.
        """
        held = self.held.get(id(condition))
        result = result if held is None else held[1]
        if self._rewrites(condition):
            expr = self.expression(condition)
            return deciding(expr, self.__getitem__, self.meaning.members, result)
        return self.meaning.deciding(condition, self.__getitem__, result)

    def overriders(self, rule: Rule) -> tuple[Rule, ...]:
        """Return the rules that override a rule."""
        return self.meaning.overriders(rule) if rule.overriders else ()

    def number(self, name: str) -> Fraction | None:
        """Return a number by name, or None if it is unknown."""
        found = self[name]
        return found if isinstance(found, Fraction) else None

    def row(self, table: Table) -> Row | None:
        """Return the row of a table in which this patient falls, or None if unknown."""
        at = self.number(table.over)
        return None if at is None else row_at(table, at)

    def levels(self, grade: Grade) -> Levels | None:
        """Return the levels still possible: the highest that is certain, and any unknown above.

        Where no level is certain the grade itself is unknown.
        """
        possible: list[str] = []
        for level in reversed(grade.levels):
            holds = self.holds(level.when)
            if holds is not False:
                possible.append(level.name)
            if holds is True:
                return Levels(tuple(reversed(possible)))
        return None
