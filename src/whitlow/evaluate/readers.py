"""This module knows what of a guideline reads a name, however indirectly.

It refuses to look at a patient: which conditions could come out otherwise is a matter of the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.guideline import OnceFor
from whitlow.language import names_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from whitlow.guideline import Condition, Guideline

__all__ = ["Readers", "conditions_of", "direct", "readers_of"]

NO_NAMES: Final[frozenset[str]] = frozenset()
NO_CONDITIONS: Final[frozenset[int]] = frozenset()


class Readers:
    """The names and the conditions of one guideline that hang on each name.

    ``reads`` gives all that a formula, grade or column reads, ``names`` all of these that read a
    name, ``conditions`` the identities of the conditions that read it: of rules, laws, levels,
    contradictions and formulas.
    """

    __slots__ = ("_behind", "_guideline", "conditions", "names", "reads")

    def __init__(self, guideline: Guideline) -> None:
        """Follow every condition to the facts behind it."""
        self._guideline: Final = guideline
        self._behind: Final[dict[int, tuple[Condition, frozenset[str]]]] = {}
        self.reads: Final[dict[str, frozenset[str]]] = {}
        names: dict[str, set[str]] = {}
        conditions: dict[str, set[int]] = {}
        for condition in conditions_of(guideline):
            for read in self.behind(condition):
                conditions.setdefault(read, set()).add(id(condition))
        for name in (*guideline.formulas, *guideline.grades, *_columns(guideline)):
            self._all(name)
        for name, read_by_it in self.reads.items():
            for read in read_by_it:
                names.setdefault(read, set()).add(name)
        self.names: Final[Mapping[str, frozenset[str]]] = {
            name: frozenset(found) for name, found in names.items()
        }
        self.conditions: Final[Mapping[str, frozenset[int]]] = {
            name: frozenset(found) for name, found in conditions.items()
        }

    def behind(self, condition: Condition) -> frozenset[str]:
        """Return every name that a condition reads, and every name that those read.

        It is kept under the identity of the condition, and the condition with it.
        """
        kept = self._behind.get(id(condition))
        if kept is None:
            kept = (condition, self.all_behind(names_in(condition.compiled)))
            self._behind[id(condition)] = kept
        return kept[1]

    def all_behind(self, names: Iterable[str]) -> frozenset[str]:
        """Return these names and every name that they read."""
        return frozenset(read for name in names for read in (name, *self._all(name)))

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns of tables that conditions read."""
        return tuple(name for name in self.conditions if "." in name)

    def of(self, name: str) -> tuple[frozenset[str], frozenset[int]]:
        """Return the names and the conditions that read a name."""
        return self.names.get(name, NO_NAMES), self.conditions.get(name, NO_CONDITIONS)

    def _all(self, name: str) -> frozenset[str]:
        """Return every name that a name reads; the guideline was refused if it read itself."""
        found = self.reads.get(name)
        if found is None:
            reads = tuple(direct(self._guideline, name))
            found = frozenset(read for one in reads for read in (one, *self._all(one)))
            if reads:
                self.reads[name] = found
        return found


def conditions_of(guideline: Guideline) -> Iterator[Condition]:
    """Yield every condition of a guideline: of rules, laws, levels, contradictions, formulas."""
    for rule in guideline.rules.values():
        yield rule.when
    for law in guideline.laws.values():
        yield from (each for each in (law.when, law.unless) if each is not None)
    for grade in guideline.grades.values():
        yield from (level.when for level in grade.levels)
    for contradiction in guideline.contradictions.values():
        yield contradiction.when
    for formula in guideline.formulas.values():
        yield formula.condition


def _columns(guideline: Guideline) -> Iterator[str]:
    for table in guideline.tables.values():
        yield from (f"{table.id}.{column}" for row in table.rows for column in row.cells)


def direct(guideline: Guideline, name: str) -> Iterator[str]:
    """Yield the names that a formula, grade or column reads itself."""
    if name in guideline.formulas:
        yield from names_in(guideline.formulas[name].condition.compiled)
    elif name in guideline.grades:
        for level in guideline.grades[name].levels:
            yield from names_in(level.when.compiled)
    else:
        table = guideline.tables.get(name.partition(".")[0])
        if table is not None:
            yield table.over


readers_of: Final = OnceFor(Readers)
