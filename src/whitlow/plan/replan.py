"""This module works a plan out again with one fact otherwise, each changed patient once.

It refuses to work out what cannot differ: where no condition that bears on a recommendation comes
out otherwise, and no order reads the fact, the plan is the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.evaluate import readers_of
from whitlow.guideline import OnceFor
from whitlow.language import names_in
from whitlow.plan.candidates import possible
from whitlow.plan.outline import outline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.evaluate import Reading
    from whitlow.guideline import Condition, Guideline, Regimen
    from whitlow.language import Value
    from whitlow.plan.outline import Outline

__all__ = ["Replans"]

WATCHED: Final = ("emergency", "treat", "refer", "test", "assess", "avoid", "hold", "confirm")


class Replans:
    """The plan for one patient in outline, and the plans for patients that differ in one fact."""

    __slots__ = ("_kept", "_profile", "_read_by_orders", "_watched", "before", "reading")

    def __init__(self, reading: Reading, profile: str) -> None:
        """Work out the plan as it is."""
        self.reading: Final = reading
        self.before: Final = outline(reading, profile)
        self._profile: Final = profile
        self._watched: Final = _watched(reading.guideline)
        self._read_by_orders: Final = self._all_read()
        self._kept: Final[dict[tuple[str, Value], Outline | None]] = {}

    def after(self, name: str, found: Value) -> Outline | None:
        """Return the plan with one fact or derived value otherwise; none if that cannot be."""
        key = (name, found)
        if key not in self._kept:
            self._kept[key] = self._worked_out(name, found)
        return self._kept[key]

    def tables(self) -> tuple[str, ...]:
        """Return the tables of the orders, and those whose columns conditions read."""
        guideline = self.reading.guideline
        used = {order.regimen.table for order in self.before.orders.values()}
        columns = {name.partition(".")[0] for name in readers_of(guideline).columns}
        return tuple(name for name in guideline.tables if name in used or name in columns)

    def _worked_out(self, name: str, found: Value) -> Outline | None:
        after = self.reading.changed(name, found)
        if not possible(self.reading, after, name):
            return None
        if self._is_same(name, after):
            return self.before
        return outline(after, self._profile)

    def _is_same(self, name: str, after: Reading) -> bool:
        """Whether nothing that bears on a recommendation could come out otherwise."""
        if name in self._read_by_orders or name in self.reading.doubted:
            return False
        conditions = self._watched.get(name, ())
        return all(after.holds(each) is self.reading.holds(each) for each in conditions)

    def _all_read(self) -> frozenset[str]:
        """Return the names that an order of this plan reads, however indirectly."""
        names = [
            name
            for order in self.before.orders.values()
            for name in _read_by(self.reading.guideline, order.regimen)
        ]
        return readers_of(self.reading.guideline).all_behind(names)


def _read_by(guideline: Guideline, regimen: Regimen) -> Iterator[str]:
    if regimen.table:
        yield guideline.tables[regimen.table].over
    if regimen.weight:
        yield regimen.weight
    if regimen.amount is not None:
        yield from names_in(regimen.amount.compiled)
    yield from regimen.must_know


def _bearing(guideline: Guideline) -> Iterator[Condition]:
    """Yield the conditions that could change a recommendation, an order or a grade."""
    watched = [rule for rule in guideline.rules.values() if rule.action.kind in WATCHED]
    over = dict.fromkeys(name for rule in watched for name in rule.overriders)
    for rule in {rule.id: rule for rule in (*watched, *map(guideline.rules.__getitem__, over))}.values():
        yield rule.when
    for law in guideline.laws.values():
        yield from (each for each in (law.when, law.unless) if each is not None)
    for grade in guideline.grades.values():
        yield from (level.when for level in grade.levels)


def _by_name(guideline: Guideline) -> dict[str, tuple[Condition, ...]]:
    readers = readers_of(guideline)
    found: dict[str, list[Condition]] = {}
    for condition in _bearing(guideline):
        for name in readers.behind(condition):
            found.setdefault(name, []).append(condition)
    return {name: tuple(conditions) for name, conditions in found.items()}


_watched: Final = OnceFor(_by_name)
