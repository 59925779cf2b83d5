"""This module owes that no dose goes above what its source and the laws allow, after rounding too.

It refuses to try weights: the weight is any real number that the door accepts.
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Final

import z3

from whitlow.evaluate import Reading
from whitlow.language import Unit, convert, number_text, same_dimension
from whitlow.order.amount import amount as given_amount
from whitlow.prove.broken import of_regimen, of_row
from whitlow.prove.encode import Encoder
from whitlow.prove.facts import exact, fraction
from whitlow.prove.ground import UNCONFIRMED
from whitlow.prove.logic import TRUE, Number3
from whitlow.prove.obligation import Obligation, Proved, Refuted, Unsettled
from whitlow.prove.plain import USUAL
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from whitlow.guideline import Condition, Guideline, Law, Regimen, Row
    from whitlow.order.amount import Amount
    from whitlow.prove.ground import Ground
    from whitlow.prove.logic import Encoded
    from whitlow.prove.obligation import Verdict

__all__ = ["dose_obligations"]

HOURS_A_DAY: Final = Fraction(24)
ONCE: Final = Fraction(1)
MILLIGRAM_A_DAY: Final = Unit.parse("mg/d")
PER_KG_A_DAY: Final = Unit.parse("mg/kg/d")
MILLIGRAM: Final = Unit.parse("mg")
PER_KG: Final = Unit.parse("mg/kg")
WEIGHT: Final = ("The weight is any number above nought.",)
A_WEIGHT: Final = z3.Real("weight")


def dose_obligations(guideline: Guideline) -> Iterator[Obligation]:
    """Yield, for each regimen, that no dose passes what is printed, nor a day's doses a limit."""
    for regimen in guideline.regimens.values():
        if regimen.amount is None:
            continue
        yield Obligation(
            f"printed-dose:{regimen.id}",
            "doses",
            f"At no weight and in no row is a dose of {regimen.id} more than the one printed.",
            "∀ weight > 0, row: given ≤ printed × weight",
            WEIGHT,
            partial(_printed, regimen, regimen.amount),
        )
        for name, reference in limits(guideline, regimen):
            yield Obligation(
                f"within-limit:{regimen.id}" + (f":{name}" if name else ""),
                "doses",
                f"At no weight and in no row do the doses of a day of {regimen.id} pass "
                f"{guideline.claim(reference).words}, after rounding too.",
                "∀ weight > 0, row: times × given ≤ limit × weight",
                WEIGHT,
                partial(_within, regimen, regimen.amount, reference),
            )


def limits(guideline: Guideline, regimen: Regimen) -> Iterator[tuple[str, str]]:
    """Yield what a regimen may not pass in a day: its own limit, and those of laws."""
    if regimen.at_most_daily:
        yield "", regimen.at_most_daily
    for law in guideline.laws.values():
        if "order_over" in law.never and _about(guideline, law, regimen):
            yield law.id, law.never["order_over"]


def _about(guideline: Guideline, law: Law, regimen: Regimen) -> bool:
    drug = law.never.get("treat", regimen.drug)
    return (
        guideline.is_a(regimen.drug, drug)
        and law.never.get("profile", regimen.profile) == regimen.profile
    )


def _giving(guideline: Guideline, regimen: Regimen) -> list[Row | None]:
    table = guideline.tables.get(regimen.table)
    return [None] if table is None else [row for row in table.rows if not row.refusal]


def _exact_mg(ground: Ground, regimen: Regimen, amount: Condition, row: Row | None) -> z3.ArithRef:
    """Return the milligrams of a row before rounding, for any weight."""
    local: dict[str, Encoded] = {}
    if regimen.weight:
        local[regimen.weight] = Number3(TRUE, A_WEIGHT)
    cells = {} if row is None else row.cells
    local |= {f"row.{name}": Number3(TRUE, exact(cell.value)) for name, cell in cells.items()}
    if regimen.dose:
        local["dose"] = Number3(TRUE, exact(ground.guideline.claim(regimen.dose).low))
    return Encoder(ground.person, local).number(amount.compiled).value


def _times(guideline: Guideline, regimen: Regimen, row: Row | None) -> Fraction:
    """Return how often a day a row is given; what says nothing of it is given once."""
    if row is not None and "every" in row.cells:
        cell = row.cells["every"]
        return HOURS_A_DAY / convert(cell.value, Unit.parse(cell.unit), Unit.parse("h"))
    if row is not None and row.once:
        return ONCE
    if regimen.every:
        claim = guideline.claim(regimen.every)
        return HOURS_A_DAY / convert(claim.low, Unit.parse(claim.unit), Unit.parse("h"))
    return guideline.claim(regimen.times).low if regimen.times else ONCE


def _stepped(mg: z3.ArithRef, regimen: Regimen) -> tuple[z3.ArithRef, tuple[z3.BoolRef, ...]]:
    """Return the milligrams rounded down to the step, and what that means."""
    if regimen.step is None:
        return mg, ()
    step, steps = exact(regimen.step.value), z3.ToReal(z3.Int("steps"))
    return steps * step, (steps * step <= mg, mg < (steps + 1) * step)


def _printed(regimen: Regimen, amount: Condition, ground: Ground) -> Verdict:
    for row in _giving(ground.guideline, regimen):
        printed = _printed_mg(ground.guideline, regimen, row)
        if printed is None:
            return Unsettled(f"{regimen.id} prints no dose to compare with.")

        def above(given: Amount, weight: Fraction, printed: Amounts = printed) -> bool:
            return given.mg is not None and given.mg > printed(weight)

        mg, means = _stepped(_exact_mg(ground, regimen, amount, row), regimen)
        wanted = (*means, mg > _symbolic(printed))
        failed = _failed(ground, regimen, row, wanted, above, "is more than the one printed")
        if failed is not None:
            return failed
    return Proved("linear arithmetic with whole steps")


def _printed_mg(guideline: Guideline, regimen: Regimen, row: Row | None) -> Amounts | None:
    """Return the milligrams that a source prints: the row's own, or the regimen's base dose."""
    cell = None if row is None else row.cells.get("dose")
    if cell is not None:
        return _amounts(cell.value, cell.unit, MILLIGRAM, PER_KG)
    if regimen.dose:
        claim = guideline.claim(regimen.dose)
        return _amounts(claim.low, claim.unit, MILLIGRAM, PER_KG)
    return None


def _amounts(value: Fraction, unit: str, flat: Unit, per_kg: Unit) -> Amounts | None:
    """Return what an amount comes to at a weight, the same at each or so much for each kg.

    None where it measures neither.
    """
    own = Unit.parse(unit)
    if same_dimension(own, flat):
        return Amounts(convert(value, own, flat), Fraction(0))
    if same_dimension(own, per_kg):
        return Amounts(Fraction(0), convert(value, own, per_kg))
    return None


@dataclass(frozen=True, slots=True)
class Amounts:
    """Milligrams that a weight comes to."""

    flat: Fraction
    per_kg: Fraction

    def __call__(self, weight: Fraction) -> Fraction:
        """Return the milligrams at a weight."""
        return self.flat + self.per_kg * weight


def _symbolic(amounts: Amounts) -> z3.ArithRef:
    return exact(amounts.flat) + exact(amounts.per_kg) * A_WEIGHT


def _within(regimen: Regimen, amount: Condition, reference: str, ground: Ground) -> Verdict:
    claim = ground.guideline.claim(reference)
    most = _amounts(claim.low, claim.unit, MILLIGRAM_A_DAY, PER_KG_A_DAY)
    if most is None:
        return Unsettled(f"{claim.words} is no amount of a day.")
    for row in _giving(ground.guideline, regimen):
        times = _times(ground.guideline, regimen, row)

        def above(
            given: Amount, weight: Fraction, times: Fraction = times, most: Amounts = most
        ) -> bool:
            return given.mg is not None and given.mg * times > most(weight)

        mg, means = _stepped(_exact_mg(ground, regimen, amount, row), regimen)
        wanted = (*means, mg * exact(times) > _symbolic(most))
        what = f"makes a day's doses pass {claim.words}"
        failed = _failed(ground, regimen, row, wanted, above, what)
        if failed is not None:
            return failed
    return Proved("linear arithmetic with whole steps")


def _failed(  # noqa: PLR0913, PLR0917 - a dose, the question, and the words for it
    ground: Ground,
    regimen: Regimen,
    row: Row | None,
    wanted: tuple[z3.BoolRef, ...],
    above: Callable[[Amount, Fraction], bool],
    what: str,
) -> Verdict | None:
    """Return the weight at which the program itself gives too much, or None where none is."""
    solver = ground.solver((A_WEIGHT > 0, *wanted))
    answer = solver.check()
    if answer == z3.unsat:
        return None
    if answer == z3.unknown:
        return Unsettled(ground.gave_up(solver))
    found = fraction(solver.model().eval(A_WEIGHT, model_completion=True))
    for weight in (*(usual for usual in USUAL if usual > 0), found):
        known = {regimen.weight: weight} if regimen.weight else {}
        given = given_amount(Reading(ground.guideline, known), regimen, row)
        if above(given, weight):
            band = "" if row is None else f" in the row {row.band}"
            rows = () if row is None else (of_row(row),)
            mg = "" if given.mg is None else f", {number_text(given.mg)} mg,"
            story = f"At {number_text(weight)} kg a dose of {regimen.id}{band}{mg} {what}."
            return Refuted(None, story, (of_regimen(regimen), *rows))
    return Unsettled(UNCONFIRMED)
