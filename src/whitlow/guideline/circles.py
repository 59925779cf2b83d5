"""This module finds formulas that rest on themselves.

It refuses to break a circle: an editor does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.language import names_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whitlow.errors import Place
    from whitlow.guideline.fields import Faults
    from whitlow.guideline.knowledge import Table
    from whitlow.guideline.records import Formula, Grade

__all__ = ["refuse_circles"]


def refuse_circles(
    formulas: Mapping[str, Formula],
    grades: Mapping[str, Grade],
    tables: Mapping[str, Table],
    faults: Faults,
) -> None:
    """Note a fault for every formula or grade that is reached from itself."""
    reads: dict[str, tuple[str, ...]] = {
        name: names_in(formula.condition.source) for name, formula in formulas.items()
    }
    places: dict[str, Place] = {name: formula.place for name, formula in formulas.items()}
    for grade in grades.values():
        places[grade.name] = grade.place
        reads[grade.name] = tuple(
            name for level in grade.levels for name in names_in(level.when.source)
        )
    for table in tables.values():
        for column in table.columns:
            reads[f"{table.id}.{column}"] = (table.over,)
    for name, place in places.items():
        circle = _circle(name, reads)
        if circle:
            faults.add(
                place,
                f"{name} rests on itself: {' → '.join(circle)}.",
                "A value that needs itself is never known.",
                "Take one of these names out of one of these formulas.",
                "circular-formula",
            )


def _circle(start: str, reads: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the shortest way from a name back to itself, or nothing."""
    ways: list[tuple[str, ...]] = [(start, name) for name in reads.get(start, ())]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        if way[-1] == start:
            return way
        if way[-1] not in seen:
            seen.add(way[-1])
            ways += [(*way, name) for name in reads.get(way[-1], ())]
    return ()
