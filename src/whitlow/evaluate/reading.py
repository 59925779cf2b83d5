"""This module reads one patient through one guideline, in exact rationals.

It refuses defaults: what nobody told stays unknown, travels as ``None`` and is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.evaluate.decision import Decision, Outcome, outcome_of
from whitlow.evaluate.meaning import NOBODY
from whitlow.evaluate.readers import readers_of
from whitlow.evaluate.worked import Worked
from whitlow.language import names_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from whitlow.guideline import Condition, Grade, Guideline, Rule
    from whitlow.language import Known, Value

__all__ = ["Reading"]

Deciders = tuple[tuple[str, "Value"], ...]


def _always(_: Rule) -> bool:
    return True


class Reading:
    """One patient read through one guideline; every derived value is computed once.

    ``known`` gives the value of a fact, formula, grade or table column, or None if unknown;
    ``holds`` whether a condition of this guideline is true, false or unknown, ``value`` the value
    of one of whatever type; ``number``, ``row`` and ``levels`` are what their names say. What each
    means stands in ``Worked``.
    """

    __slots__ = (
        "_behind",
        "_decided",
        "_open",
        "_undecided",
        "_worked",
        "doubted",
        "expression",
        "facts",
        "guideline",
        "holds",
        "known",
        "levels",
        "members",
        "number",
        "row",
        "value",
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
        worked = Worked(guideline, facts, doubted)
        self._worked: Final = worked
        self.known: Final[Known] = worked.__getitem__
        self.holds: Final = worked.holds
        self.number: Final = worked.number
        self.row: Final = worked.row
        self.levels: Final = worked.levels
        self.members: Final = worked.members
        self.value: Final = worked.of
        self.expression: Final = worked.expression
        self._decided: Final[dict[int, tuple[Condition, Deciders]]] = {}
        self._behind: Final[dict[str, tuple[str, ...]]] = {}
        self._open: Final[dict[str, tuple[str, ...]]] = {}
        self._undecided: Final[dict[int, tuple[Condition, tuple[str, ...]]]] = {}

    def changed(self, name: str, found: Value) -> Reading:
        """Return this patient with one fact or one derived value otherwise, no longer doubted.

        What does not read that name is not worked out again.
        """
        names, conditions = readers_of(self.guideline).of(name)
        other = Reading(self.guideline, {**self.facts, name: found}, self.doubted - {name})
        other._worked.take(self._worked, names, conditions)
        return other

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
        for overrider in self._worked.overriders(rule):
            over = self.holds(overrider.when)
            if over is False or not speaks(overrider):
                continue
            (barred if over else open_).append(overrider.id)
        return Decision(rule, outcome_of(own, barred, open_), tuple(barred), tuple(open_))

    # --- what is unknown, and what a result rests on -------------------------------------------

    def open_facts(self, condition: Condition) -> tuple[str, ...]:
        """Return the unknown facts on which an unknown condition hangs, in order."""
        return self.open_names(self._hangs_on(condition))

    def _hangs_on(self, condition: Condition) -> tuple[str, ...]:
        """Return the names on which a condition hangs; many rules hang on one formula or grade."""
        kept = self._undecided.get(id(condition))
        if kept is None:
            kept = (condition, self._worked.undecided(condition))
            self._undecided[id(condition)] = kept
        return kept[1]

    def open_names(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the unknown facts on which unknown facts, formulas or grades hang, in order."""
        return tuple(dict.fromkeys(fact for name in names for fact in self._open_behind(name)))

    def _open_behind(self, name: str) -> tuple[str, ...]:
        """Return the unknown facts on which one unknown name hangs; no name hangs on itself."""
        found = self._open.get(name)
        if found is None:
            found = self._open[name] = self._found_open(name)
        return found

    def _found_open(self, name: str) -> tuple[str, ...]:
        guideline = self.guideline
        if name in guideline.facts:
            return (name,)
        formula = guideline.formulas.get(name)
        if formula is not None:
            return self.open_facts(formula.condition)
        if name in guideline.grades:
            return self.open_names(self._undecided_levels(guideline.grades[name]))
        table = guideline.tables.get(name.partition(".")[0])
        if table is None or self.number(table.over) is not None:
            return ()
        return self._open_behind(table.over)

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
            decided = (condition, self._worked.deciding(condition, result))
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
