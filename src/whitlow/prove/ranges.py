"""This module owes that what the door accepts, what formulas make of it and what tables cover fit.

It refuses a patient whom the door lets in and no band holds, and a division by nought.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import z3

from whitlow.prove.facts import exact, within
from whitlow.prove.ground import Found, Impossible, Undecided
from whitlow.prove.logic import Number3, all_of, no
from whitlow.prove.obligation import Obligation, Proved, Refuted, Unsettled
from whitlow.prove.plain import plainest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Fact, Guideline, Table
    from whitlow.prove.ground import Ground
from whitlow.prove.obligation import Verdict

__all__ = ["range_obligations", "unit_obligations"]

ACCEPTED = ("Every number lies in the range that the door accepts for it.",)


def range_obligations(guideline: Guideline) -> Iterator[Obligation]:
    """Yield that every accepted patient falls in a band, and that nothing divides by nought."""
    for table in guideline.tables.values():
        yield Obligation(
            f"in-a-band:{table.id}",
            "ranges",
            f"Every {guideline.label(table.over)} of an accepted patient lies in {table.covers}, "
            f"which the table {table.id} covers.",
            "∀ accepted patient: over known → over ∈ covers",
            ACCEPTED,
            partial(_in_a_band, table),
        )
    yield Obligation(
        "no-division-by-nought",
        "ranges",
        "No formula of an accepted patient divides by nought.",
        "∀ accepted patient, quotient a / b with a and b known: b ≠ 0",
        ACCEPTED,
        _no_division_by_nought,
    )


def _in_a_band(table: Table, ground: Ground) -> Verdict:
    over = ground.encoder.named(table.over)
    if not isinstance(over, Number3):
        return Unsettled(f"{table.over} is no number.")

    def outside(found: Found) -> bool:
        at = ground.reading(found).number(table.over)
        return at is not None and at not in table.covers

    match ground.settle(all_of((over.known, no(within(over.value, table.covers)))), outside):
        case Impossible(linear):
            return Proved("linear arithmetic" if linear else "arithmetic of real numbers")
        case Undecided(why):
            return Unsettled(why)
        case Found() as found:
            plain = plainest(ground.guideline, found, outside)
            at = ground.reading(plain).number(table.over)
            story = f"{table.over} = {at} lies in no band of the table {table.id}."
            return Refuted(plain, story, (table.place,))


def _no_division_by_nought(ground: Ground) -> Verdict:
    linear = True
    for known, below in ground.encoder.numbers.divisors:
        match ground.settle(all_of((known, below == 0))):
            case Impossible() as proved:
                linear = linear and proved.linear
            case Undecided(why):
                return Unsettled(why)
            case Found() as found:
                return Refuted(found, f"{below} is nought.", ())
    count = len(ground.encoder.numbers.divisors)
    return Proved(f"{count} quotients, {'linear arithmetic' if linear else 'real numbers'}")


def unit_obligations(guideline: Guideline) -> Iterator[Obligation]:
    """Yield that every other unit of a fact goes there and back without loss."""
    for fact in guideline.facts.values():
        if fact.also:
            yield Obligation(
                f"there-and-back:{fact.name}",
                "units",
                f"A value of {fact.label} in {' or '.join(fact.also)} comes back the same "
                f"from {fact.unit}.",
                "∀x: (x / factor) × factor = x, factor > 0",
                (),
                partial(_there_and_back, fact),
            )


def _there_and_back(fact: Fact, ground: Ground) -> Verdict:
    value = z3.Real("value")
    for unit, factor in (fact.also or {}).items():
        solver = z3.Solver()
        solver.set("timeout", ground.patience_ms)
        solver.add(value / exact(factor) * exact(factor) != value)
        if factor <= 0 or solver.check() != z3.unsat:
            return Refuted(None, f"{fact.name}: {unit} does not come back.", (fact.place,))
    return Proved(f"{len(fact.also or {})} units, exact rationals")
