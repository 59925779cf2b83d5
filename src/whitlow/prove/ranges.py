"""This module owes that what the door accepts, what formulas make of it and what tables cover fit.

It refuses a patient whom the door lets in and no band holds, and a division by nought.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import z3

from whitlow.language import Arithmetic, If, children, quantity_text, to_text, value
from whitlow.prove.asked import conditions
from whitlow.prove.broken import Broken, of_table
from whitlow.prove.facts import exact, within
from whitlow.prove.ground import Found, Impossible, Undecided
from whitlow.prove.logic import Number3, all_of, no
from whitlow.prove.obligation import LET_IN, Obligation, Proved, Refuted, Unsettled
from whitlow.prove.usual import usual_patient

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.evaluate import Reading
    from whitlow.guideline import Fact, Guideline, Table
    from whitlow.language import Expr, Value
    from whitlow.prove.ground import Ground
    from whitlow.prove.obligation import Verdict

__all__ = ["range_obligations", "unit_obligations"]

Guards = tuple[tuple["Expr", bool], ...]


def range_obligations(guideline: Guideline) -> Iterator[Obligation]:
    """Yield that every accepted patient falls in a band, and that nothing divides by nought."""
    for table in guideline.tables.values():
        yield Obligation(
            f"in-a-band:{table.id}",
            "ranges",
            f"Every {guideline.label(table.over)} of an accepted patient lies in {table.covers}, "
            f"which the table {table.id} covers.",
            "∀ accepted patient: over known → over ∈ covers",
            (LET_IN,),
            partial(_in_a_band, table),
        )
    yield Obligation(
        "no-division-by-nought",
        "ranges",
        "No formula or condition of an accepted patient divides by nought.",
        "∀ accepted patient, quotient a / b that is reached, a and b known: b ≠ 0",
        (LET_IN,),
        _no_division_by_nought,
    )


def _in_a_band(table: Table, ground: Ground) -> Verdict:
    over = ground.encoder.named(table.over)
    if not isinstance(over, Number3):
        return Unsettled(f"{table.over} is no number.")

    def outside(found: Found) -> bool:
        at = ground.reading(found).number(table.over)
        return at is not None and at not in table.covers

    wanted = all_of((over.known, no(within(over.value, table.covers))))
    match ground.settle(wanted, outside):
        case Impossible(linear):
            return Proved("linear arithmetic" if linear else "arithmetic of real numbers")
        case Undecided(why):
            return Unsettled(why)
        case Found() as found:
            plain = usual_patient(ground, wanted, found, outside)
            at = ground.reading(plain).number(table.over)
            unit = ground.guideline.unit(table.over)
            here = "" if at is None else quantity_text(at, unit)
            label = ground.guideline.label(table.over)
            story = f"No band of the table {table.id} holds the patient whose {label} is {here}."
            return Refuted(plain, story, (of_table(table),))


def _no_division_by_nought(ground: Ground) -> Verdict:
    linear, count = True, 0
    for condition in conditions(ground.guideline):
        for quotient, guards in _quotients(condition.compiled, ()):

            def divides(
                found: Found, quotient: Arithmetic = quotient, guards: Guards = guards
            ) -> bool:
                return _divides(ground.reading(found), quotient, guards)

            count += 1
            wanted = _by_nought(ground, quotient, guards)
            match ground.settle(wanted, divides):
                case Impossible() as proved:
                    linear = linear and proved.linear
                case Undecided(why):
                    return Unsettled(why)
                case Found() as found:
                    plain = usual_patient(ground, wanted, found, divides)
                    story = f"{to_text(quotient)} divides by nought."
                    return Refuted(plain, story, (Broken("condition", "", condition.place),))
    return Proved(f"{count} quotients, {'linear arithmetic' if linear else 'real numbers'}")


def _quotients(expr: Expr, guards: Guards) -> Iterator[tuple[Arithmetic, Guards]]:
    """Yield each quotient in an expression, and what must be so or not for it to be reached."""
    if isinstance(expr, Arithmetic) and expr.sign == "/":
        yield expr, guards
    if isinstance(expr, If):
        yield from _quotients(expr.condition, guards)
        yield from _quotients(expr.then, (*guards, (expr.condition, True)))
        yield from _quotients(expr.otherwise, (*guards, (expr.condition, False)))
        return
    for part in children(expr):
        yield from _quotients(part, guards)


def _by_nought(ground: Ground, quotient: Arithmetic, guards: Guards) -> z3.BoolRef:
    above, below = map(ground.encoder.number, (quotient.left, quotient.right))
    truths = [(ground.encoder.truth(guard), wanted) for guard, wanted in guards]
    reached = [truth.true if wanted else truth.false for truth, wanted in truths]
    return all_of((*reached, above.known, below.known, below.value == 0))


def _divides(reading: Reading, quotient: Arithmetic, guards: Guards) -> bool:
    """Whether the ordinary evaluator comes to a quotient and divides by nought there."""

    def found(expr: Expr) -> Value:
        return value(expr, reading.known, reading.members)

    reached = all(found(guard) is wanted for guard, wanted in guards)
    return reached and found(quotient.left) is not None and found(quotient.right) == 0


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
    number = z3.Real("value")
    for unit, factor in (fact.also or {}).items():
        if factor <= 0:
            return Refuted(
                None,
                f"{fact.name}: {unit} does not come back.",
                (Broken("fact", fact.name, fact.place),),
            )
        solver = ground.solver([number / exact(factor) * exact(factor) != number])
        answer = solver.check()
        if answer == z3.unknown:
            return Unsettled(ground.gave_up(solver))
        if answer == z3.sat:
            return Refuted(
                None,
                f"{fact.name}: {unit} does not come back.",
                (Broken("fact", fact.name, fact.place),),
            )
    return Proved("exact rationals")


def _lost(fact: Fact, unit: str) -> Refuted:
    own = Broken("fact", fact.name, fact.place)
    return Refuted(None, f"{fact.name}: {unit} does not come back.", (own,))
