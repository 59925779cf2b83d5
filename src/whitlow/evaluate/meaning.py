"""This module keeps the conditions of a guideline as functions, so that each is made once.

It refuses another answer than the reference meaning of ``language``: it only saves time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.evaluate.readers import conditions_of
from whitlow.guideline import OnceFor
from whitlow.language import IsNull, children, compiled, explained, undecided, value, written
from whitlow.language import deciding as decided

if TYPE_CHECKING:
    from whitlow.guideline import Condition, Guideline, Rule
    from whitlow.language import Expr, Known, Run, Told, Value

__all__ = ["Meaning", "meaning_of", "write_out"]

NOBODY: Final[frozenset[str]] = frozenset()


class Meaning:
    """The conditions of one guideline as functions, made when asked for a second time.

    A command that reads one patient asks most conditions once, and then the reference meaning is
    quicker than making a function.
    """

    __slots__ = ("_asking", "_overriders", "_told", "guideline", "runs")

    def __init__(self, guideline: Guideline) -> None:
        """Take the guideline whose classes the conditions name."""
        self.guideline: Final = guideline
        self.runs: Final[dict[int, tuple[Condition, Run | None]]] = {}
        self._told: Final[dict[int, tuple[Condition, Told | None]]] = {}
        self._asking: Final[dict[int, tuple[Condition, bool]]] = {}
        self._overriders: Final[dict[int, tuple[Rule, tuple[Rule, ...]]]] = {}

    def members(self, group: str) -> frozenset[str]:
        """Return what counts as one of a class."""
        return self.guideline.members.get(group, NOBODY)

    def asks_null(self, condition: Condition) -> bool:
        """Whether a condition asks of anything if it is known; the others read doubt as unknown."""
        kept = self._asking.get(id(condition))
        if kept is None:
            kept = self._asking[id(condition)] = (condition, _asks_null(condition.compiled))
        return kept[1]

    def overriders(self, rule: Rule) -> tuple[Rule, ...]:
        """Return the rules that override a rule; kept beside it, under its identity."""
        kept = self._overriders.get(id(rule))
        if kept is None:
            found = tuple(self.guideline.rules[name] for name in rule.overriders)
            kept = self._overriders[id(rule)] = (rule, found)
        return kept[1]

    def write(self) -> None:
        """Write the guideline's conditions out as Python."""
        for condition in conditions_of(self.guideline):
            self.runs[id(condition)] = (condition, written(condition.compiled, self.members))
            self._told[id(condition)] = (condition, explained(condition.compiled, self._written))

    def _written(self, expr: Expr) -> Run:
        return written(expr, self.members)

    def value(self, condition: Condition, known: Known) -> Value:
        """Return the value of a condition; it is kept beside its function, under its identity."""
        kept = self.runs.get(id(condition))
        if kept is None:
            self.runs[id(condition)] = (condition, None)
            return value(condition.compiled, known, self.members)
        run = kept[1]
        if run is None:
            run = compiled(condition.compiled, self.members)
            self.runs[id(condition)] = (condition, run)
        return run(known)

    def undecided(self, condition: Condition, known: Known) -> tuple[str, ...]:
        """Return the names on which an unknown condition hangs, each once."""
        told = self._explaining(condition)
        if told is None:
            return undecided(condition.compiled, known, self.members)
        found, names = told(known)
        return () if found is not None else tuple(dict.fromkeys(names))

    def deciding(
        self, condition: Condition, known: Known, result: Value
    ) -> tuple[tuple[str, Value], ...]:
        """Return the names that decided a known condition, with their values.

        ``result`` is its value, where that is known already; who asks about a value that was put
        in place of its own is told of that one.
        """
        told = self._explaining(condition)
        found, names = (None, ()) if told is None else told(known)
        if told is None or result not in {None, found}:
            return decided(condition.compiled, known, self.members, result)
        return () if found is None else tuple((name, known(name)) for name in dict.fromkeys(names))

    def _explaining(self, condition: Condition) -> Told | None:
        kept = self._told.get(id(condition))
        return None if kept is None else kept[1]


meaning_of: Final = OnceFor(Meaning)


def _asks_null(expr: Expr) -> bool:
    return isinstance(expr, IsNull) or any(map(_asks_null, children(expr)))


def write_out(guideline: Guideline) -> None:
    """Write the conditions of a guideline out as Python, which pays where many patients follow."""
    meaning_of(guideline).write()
