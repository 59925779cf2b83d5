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
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from whitlow.evaluate import Reading
    from whitlow.guideline import Condition, Guideline, Law, Regimen, Rule
    from whitlow.language import Value
    from whitlow.order import Order
    from whitlow.plan.outline import Outline

__all__ = ["Replans"]

WATCHED: Final = ("emergency", "treat", "refer", "test", "assess", "avoid", "hold", "confirm")


class Replans:
    """The plan for one patient in outline, and the plans for patients that differ in one fact."""

    __slots__ = ("_active", "_kept", "_known", "_profile", "before", "reading")

    def __init__(self, reading: Reading, profile: str) -> None:
        """Work out the plan as it is."""
        self.reading: Final = reading
        self._profile: Final = profile
        self._known: Final = _bearing(reading.guideline)
        self._active: Final = tuple(
            rule for rule in self._known.rules if reading.holds(rule.when) is not False
        )
        self.before: Final = outline(reading, profile, self._active)
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
        same = self._same_orders(name, after)
        if len(same) == len(self.before.orders) and self._is_same(name, after):
            return self.before
        return outline(after, self._profile, self._active_after(name, after), same)

    def _is_same(self, name: str, after: Reading) -> bool:
        """Whether nothing that bears on a recommendation comes out otherwise."""
        conditions = self._known.conditions.get(name, ())
        return all(after.holds(each) is self.reading.holds(each) for each in conditions)

    def _active_after(self, name: str, after: Reading) -> list[Rule]:
        """Return the rules whose own condition is not false: only those that read it may differ."""
        reads = self._known.by_name.get(name, {})
        kept = [rule for rule in self._active if rule.id not in reads]
        return kept + [rule for rule in reads.values() if after.holds(rule.when) is not False]

    def _same_orders(self, name: str, after: Reading) -> dict[str, Order]:
        """Return the orders that read the fact nowhere, or only where it makes no difference."""
        if name in self.reading.doubted:
            return {}
        found = {}
        for regimen, order in self.before.orders.items():
            amounts, gates = _read_by(self.reading.guideline)[regimen]
            if name not in amounts and all(
                after.holds(each) is self.reading.holds(each) for each in gates.get(name, ())
            ):
                found[regimen] = order
        return found


ByName = dict[str, tuple["Condition", ...]]


@dataclass(frozen=True, slots=True)
class _Bearing:
    """What bears on a recommendation, an order or a grade: rules, and by name all conditions."""

    rules: tuple[Rule, ...]
    by_name: Mapping[str, Mapping[str, Rule]]
    conditions: ByName


def _find_bearing(guideline: Guideline) -> _Bearing:
    readers = readers_of(guideline)
    rules = tuple(rule for rule in guideline.rules.values() if rule.action.kind in WATCHED)
    by_name: dict[str, dict[str, Rule]] = {}
    for rule in rules:
        for name in readers.behind(rule.when):
            by_name.setdefault(name, {})[rule.id] = rule
    over = dict.fromkeys(name for rule in rules for name in rule.overriders)
    every = {rule.id: rule.when for rule in rules}
    every |= {name: guideline.rules[name].when for name in over}
    conditions = [*every.values(), *_of_laws(guideline.laws.values())]
    conditions += [level.when for grade in guideline.grades.values() for level in grade.levels]
    return _Bearing(rules, by_name, _sorted_by_name(guideline, conditions))


def _of_laws(laws: Iterable[Law]) -> Iterator[Condition]:
    for law in laws:
        yield from (each for each in (law.when, law.unless) if each is not None)


def _sorted_by_name(guideline: Guideline, conditions: Iterable[Condition]) -> ByName:
    readers = readers_of(guideline)
    found: dict[str, list[Condition]] = {}
    for condition in conditions:
        for name in readers.behind(condition):
            found.setdefault(name, []).append(condition)
    return {name: tuple(many) for name, many in found.items()}


_bearing: Final = OnceFor(_find_bearing)


# --- what orders read ---------------------------------------------------------------------------


def _all_read(guideline: Guideline) -> dict[str, tuple[frozenset[str], ByName]]:
    """Return, by regimen, the names that its amount reads, and by name what may bar it."""
    return {
        regimen.id: (
            readers_of(guideline).all_behind(_amounts(guideline, regimen)),
            _sorted_by_name(guideline, _gates(guideline, regimen)),
        )
        for regimen in guideline.regimens.values()
    }


def _amounts(guideline: Guideline, regimen: Regimen) -> Iterator[str]:
    """Yield the names that the amount, the band, the day's limit and the needs of an order read."""
    if regimen.table:
        yield guideline.tables[regimen.table].over
    if regimen.amount is not None:
        yield from names_in(regimen.amount.compiled)
    yield regimen.weight or "weight"
    yield from regimen.must_know


def _gates(guideline: Guideline, regimen: Regimen) -> Iterator[Condition]:
    lineage = guideline.lineage(regimen.drug)
    gates = {rule.id for rule in guideline.rules.values() if rule.action.target in lineage}
    gates |= {name for one in gates for name in guideline.rules[one].overriders}
    yield from (rule.when for rule in guideline.rules.values() if rule.id in gates)
    yield from _of_laws(law for law in guideline.laws.values() if law.kind == "plan")


_read_by: Final = OnceFor(_all_read)
