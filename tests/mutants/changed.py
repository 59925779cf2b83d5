"""This module says what a mutant changes: the records, and what reads them however indirectly.

It refuses to go by what the mutant was meant to change: the two guidelines are compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from whitlow.language import names_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from whitlow.guideline import Condition, Guideline, Law, Rule

__all__ = ["Changes", "changes", "conditions_of", "readings"]

One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two guidelines, by name.

    ``own`` holds the formulas, grades and tables that changed, ``names`` those and all that read
    them; the other sets hold the records that read one of them as well.
    """

    own: frozenset[str]
    names: frozenset[str]
    tables: frozenset[str]
    rules: frozenset[str]
    laws: frozenset[str]
    promises: frozenset[str]
    contradictions: frozenset[str]


def changes(old: Guideline, new: Guideline) -> Changes:
    """Return what differs between two guidelines; what only moved in its file does not."""
    tables = _differing(old.tables, new.tables, lambda one: (one.over, one.covers, *_rows(one)))
    own = {
        *tables,
        *_differing(old.formulas, new.formulas, lambda one: (one.condition.text, one.unit)),
        *_differing(
            old.grades, new.grades, lambda one: [(each.name, each.when.text) for each in one.levels]
        ),
    }
    names = frozenset({*_readers(old, own), *_readers(new, own)} if own else own)

    def touched(
        kept: Mapping[str, One], now: Mapping[str, One], told: Callable[[One], object]
    ) -> frozenset[str]:
        own = _differing(kept, now, told)
        if not names:
            return own
        return own.union(
            name
            for each in (kept, now)
            for name, one in each.items()
            if any(names & readings(condition) for condition in conditions_of(one))
        )

    return Changes(
        frozenset(own),
        names,
        tables,
        touched(old.written, new.written, _of_rule),
        touched(old.laws, new.laws, _of_law),
        touched(
            old.promises,
            new.promises,
            lambda one: (_text(one.when), one.known, one.gives, one.outright, one.rules),
        ),
        touched(old.contradictions, new.contradictions, lambda one: (one.when.text, *one.facts)),
    )


def readings(condition: Condition) -> frozenset[str]:
    """Return the facts, formulas, grades and tables that a condition names."""
    return frozenset(
        each for name in names_in(condition.compiled) for each in (name, name.partition(".")[0])
    )


def _differing(
    old: Mapping[str, One], new: Mapping[str, One], told: Callable[[One], object]
) -> frozenset[str]:
    """Return the names under which two guidelines hold something else."""
    return frozenset(
        name
        for name in {**old, **new}
        if old.get(name) is not new.get(name)
        and (name not in old or name not in new or told(old[name]) != told(new[name]))
    )


def _rows(table: object) -> Iterator[object]:
    for row in getattr(table, "rows", ()):
        yield row.band, row.cells, row.refusal, row.once


def conditions_of(record: object) -> Iterator[Condition]:
    """Yield the conditions of a record."""
    for name in ("when", "unless", "condition"):
        condition = getattr(record, name, None)
        if condition is not None:
            yield condition


def _text(condition: Condition | None) -> str | None:
    return None if condition is None else condition.text


def _of_rule(rule: Rule) -> object:
    same = (rule.action, rule.with_drug, rule.question, rule.stands_like, rule.following)
    return (rule.when.text, same, rule.overriders, rule.cites)


def _of_law(law: Law) -> object:
    return (law.kind, _text(law.when), _text(law.unless), law.never, law.stop)


def _readers(guideline: Guideline, own: Iterable[str]) -> frozenset[str]:
    """Return some names with the formulas, grades and tables that read one of them."""
    read = {
        **{name: readings(one.condition) for name, one in guideline.formulas.items()},
        **{
            name: frozenset().union(*(readings(each.when) for each in one.levels))
            for name, one in guideline.grades.items()
        },
        **{name: frozenset((one.over,)) for name, one in guideline.tables.items()},
    }
    found = set(own)
    more = found
    while more:
        more = {name for name, reads in read.items() if reads & more} - found
        found |= more
    return frozenset(found)
