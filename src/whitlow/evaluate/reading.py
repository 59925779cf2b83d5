"""This module reads one patient through one guideline, in exact rationals.

It refuses defaults: what nobody told stays unknown, travels as ``None`` and is asked for.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.evaluate.decision import Decision, Outcome, outcome_of
from whitlow.evaluate.meaning import NOBODY, meaning_of
from whitlow.evaluate.readers import direct, readers_of
from whitlow.guideline import row_at
from whitlow.language import Levels, deciding, doubting, names_in, undecided, value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from whitlow.guideline import Condition, Grade, Guideline, Row, Rule, Table
    from whitlow.language import Expr, Value

__all__ = ["Reading"]

Deciders = tuple[tuple[str, "Value"], ...]


def _always(_: Rule) -> bool:
    return True


class Reading:
    """One patient read through one guideline; every derived value is computed once."""

    __slots__ = (
        "_behind",
        "_decided",
        "_doubting",
        "_held",
        "_meaning",
        "_memo",
        "_undecided",
        "doubted",
        "facts",
        "guideline",
        "words",
    )

    def __init__(
        self,
        guideline: Guideline,
        facts: Mapping[str, Value],
        doubted: frozenset[str] = NOBODY,
    ) -> None:
        """Take the known facts in their canonical units; a missing name is unknown.

        ``doubted`` names facts that were given and are not believed yet. They are unknown like
        any other, and so is whether they are: ``is null`` does not answer for them. ``words`` is
        for whoever puts values into words, so that each is done once.
        """
        self.guideline: Final = guideline
        self.facts: Final = facts
        self.doubted: Final = doubted
        self.words: Final[dict[str, str]] = {}
        self._meaning: Final = meaning_of(guideline)
        self._memo: Final[dict[str, Value]] = dict(facts)
        self._held: Final[dict[int, tuple[Condition, bool | None]]] = {}
        self._decided: Final[dict[int, tuple[Condition, Deciders]]] = {}
        self._behind: Final[dict[str, tuple[str, ...]]] = {}
        self._doubting: Final[dict[int, tuple[Condition, Expr]]] = {}
        self._undecided: Final[dict[int, tuple[Condition, tuple[str, ...]]]] = {}

    def changed(self, name: str, found: Value) -> Reading:
        """Return this patient with one fact or one derived value otherwise, no longer doubted.

        What does not read that name is not worked out again.
        """
        names, conditions = readers_of(self.guideline).of(name)
        facts = {**self.facts, name: found}
        other = Reading(self.guideline, facts, self.doubted - {name})
        other._memo.update(self._memo)
        for one in names - facts.keys():
            other._memo.pop(one, None)
        other._memo[name] = found
        other._held.update(self._held)
        for key in conditions:
            other._held.pop(key, None)
        return other

    # --- values -----------------------------------------------------------------------------

    def known(self, name: str) -> Value:
        """Return the value of a fact, formula, grade or table column, or None if unknown."""
        memo = self._memo
        if name in memo:
            return memo[name]
        found = self._derive(name)
        memo[name] = found
        return found

    def _derive(self, name: str) -> Value:
        guideline = self.guideline
        formula = guideline.formulas.get(name)
        if formula is not None:
            return self._value(formula.condition)
        grade = guideline.grades.get(name)
        if grade is not None:
            return self.levels(grade)
        table, _, column = name.partition(".")
        if column and table in guideline.tables:
            row = self.row(guideline.tables[table])
            cell = None if row is None else row.cells.get(column)
            return None if cell is None else cell.value
        return None

    def _value(self, condition: Condition) -> Value:
        if self.doubted:
            return value(self.expression(condition), self.known, self.members)
        return self._meaning.value(condition, self.known)

    def expression(self, condition: Condition) -> Expr:
        """Return a condition as it is to be read for this patient."""
        if not self.doubted:
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
        """Return whether a condition of this guideline is true, false or unknown (None).

        A condition is worked out once. Its identity is the key, and it is kept beside the result
        so that no other can take that identity meanwhile.
        """
        held = self._held.get(id(condition))
        if held is not None:
            return held[1]
        found = self._value(condition)
        if found is None or isinstance(found, bool):
            self._held[id(condition)] = (condition, found)
            return found
        message = f"{condition.place}: this condition is no truth."
        raise TypeError(message)

    def number(self, name: str) -> Fraction | None:
        """Return a number by name, or None if it is unknown."""
        found = self.known(name)
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

    # --- rules ------------------------------------------------------------------------------

    def decide(self, rule: Rule, speaks: Callable[[Rule], bool] = _always) -> Decision:
        """Return the outcome of a rule from its own condition and its raw overriders.

        ``speaks`` tells whether an overrider has a say at all: one that goes with a drug has none
        while nobody considers that drug.
        """
        own = self.holds(rule.when)
        if own is False:
            return Decision(rule, Outcome.SILENT)
        barred: list[str] = []
        open_: list[str] = []
        for name in rule.overriders:
            overrider = self.guideline.rules[name]
            over = self.holds(overrider.when)
            if over is False or not speaks(overrider):
                continue
            (barred if over else open_).append(name)
        return Decision(rule, outcome_of(own, barred, open_), tuple(barred), tuple(open_))

    # --- what is unknown, and what a result rests on -------------------------------------------

    def open_facts(self, condition: Condition) -> tuple[str, ...]:
        """Return the unknown facts on which an unknown condition hangs, in order."""
        return self.open_names(self._hangs_on(condition))

    def _hangs_on(self, condition: Condition) -> tuple[str, ...]:
        """Return the names on which a condition hangs; many rules hang on one formula or grade."""
        kept = self._undecided.get(id(condition))
        if kept is None:
            expr = self.expression(condition)
            kept = (condition, undecided(expr, self.known, self.members))
            self._undecided[id(condition)] = kept
        return kept[1]

    def open_names(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the unknown facts on which unknown facts, formulas or grades hang, in order."""
        found: dict[str, None] = {}
        self._open(names, found, set())
        return tuple(found)

    def _open(self, names: Iterable[str], found: dict[str, None], seen: set[str]) -> None:
        for name in names:
            if name in seen:
                continue
            seen.add(name)
            if name in self.guideline.facts:
                found[name] = None
                continue
            formula = self.guideline.formulas.get(name)
            if formula is not None:
                self._open(self._hangs_on(formula.condition), found, seen)
            elif name in self.guideline.grades:
                self._open(self._undecided_levels(self.guideline.grades[name]), found, seen)
            else:
                table = self.guideline.tables.get(name.partition(".")[0])
                if table is not None and self.number(table.over) is None:
                    self._open((table.over,), found, seen)

    def _undecided_levels(self, grade: Grade) -> tuple[str, ...]:
        return tuple(
            name
            for level in grade.levels
            if self.holds(level.when) is None
            for name in self._hangs_on(level.when)
        )

    def deciders(self, condition: Condition, result: Value = None) -> Deciders:
        """Return the facts, formulas and grades that decided a known condition, with values.

        ``result`` is its value, where that is known already.
        """
        decided = self._decided.get(id(condition))
        if decided is None:
            expr = self.expression(condition)
            held = self._held.get(id(condition))
            result = result if held is None else held[1]
            decided = (condition, deciding(expr, self.known, self.members, result))
            self._decided[id(condition)] = decided
        return decided[1]

    def grounds(self, condition: Condition, result: Value = None) -> tuple[str, ...]:
        """Return the given facts on which a known condition rests, in order."""
        return self._behind_all(name for name, _ in self.deciders(condition, result))

    def behind(self, name: str) -> tuple[str, ...]:
        """Return the given facts on which a known fact, formula, grade or column rests."""
        if name not in self._behind:
            self._behind[name] = self._found_behind(name)
        return self._behind[name]

    def _behind_all(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(fact for name in names for fact in self.behind(name)))

    def _found_behind(self, name: str) -> tuple[str, ...]:
        guideline = self.guideline
        if name in guideline.facts:
            return (name,) if name in self.facts else ()
        if name in guideline.formulas:
            return self.grounds(guideline.formulas[name].condition, self.known(name))
        if name in guideline.grades:
            return self._behind_grade(guideline.grades[name])
        table = guideline.tables.get(name.partition(".")[0])
        return () if table is None else self.behind(table.over)

    def _behind_grade(self, grade: Grade) -> tuple[str, ...]:
        for level in reversed(grade.levels):
            if self.holds(level.when) is True:
                names = tuple(name for name, _ in self.deciders(level.when))
                return self._behind_all(names or names_in(level.when.source))
        return ()
