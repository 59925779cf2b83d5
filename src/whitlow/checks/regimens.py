"""This module checks regimens: their drug, profile, weight, interval and lines.

It refuses a regimen that would leave a part of its order unsaid.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.checks.tables import gives
from whitlow.errors import Fault
from whitlow.guideline import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Guideline, Row, Table

__all__ = ["CHECKS"]

BY_VEIN: Final = "iv"
LINE: Final = "line"


def regimen_names(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each drug or profile of a regimen that does not exist."""
    for regimen in guideline.regimens.values():
        for what, name, known in (
            ("drug", regimen.drug, guideline.drugs),
            ("profile", regimen.profile, guideline.profiles),
        ):
            if name not in known:
                yield Fault(
                    regimen.place,
                    f"Regimen {regimen.id} names the {what} {name!r}, which does not exist.",
                    "No bar, law or reader could find it.",
                    nearest(name, known) or f"Add the {what}.",
                    "regimen-name",
                )
        if regimen.id != f"{regimen.drug}-{regimen.name}":
            yield Fault(
                regimen.place,
                f"Regimen {regimen.id} is not called {regimen.drug}-{regimen.name}.",
                "A regimen is found by its drug and its name.",
                "Rename the file, or mend drug or name.",
                "regimen-name",
            )


def weight_name(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each regimen whose weight is no number in kilograms."""
    for regimen in guideline.regimens.values():
        if regimen.weight and guideline.unit(regimen.weight) != "kg":
            yield Fault(
                regimen.place,
                f"Regimen {regimen.id} takes its weight from {regimen.weight!r}, "
                "which is no number of kg.",
                "A dose by weight needs a weight.",
                nearest(regimen.weight, guideline.formulas) or "Name a weight.",
                "regimen-weight",
            )


def infusion_bounds(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each intravenous regimen without a shortest time."""
    for regimen in guideline.regimens.values():
        if regimen.route == BY_VEIN and (regimen.infusion is None or not regimen.infusion.at_least):
            yield Fault(
                regimen.place,
                f"Regimen {regimen.id} is given by vein and has no shortest infusion time.",
                "A rapid injection of such a drug can kill.",
                "Add infusion with at_least.",
                "infusion-time",
            )


def step_direction(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each dose by weight without a step to which it is rounded down."""
    for regimen in guideline.regimens.values():
        if regimen.weight and regimen.step is None:
            yield Fault(
                regimen.place,
                f"Regimen {regimen.id} is dosed by weight and has no step.",
                "A dose that cannot be measured is rounded by whoever draws it up.",
                "Add step, in mg.",
                "step",
            )


def no_interval(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each row whose dose comes without a word on how often it is given."""
    for regimen in guideline.regimens.values():
        table = guideline.tables.get(regimen.table)
        told = regimen.every or regimen.times
        silent = [] if told or table is None else [row for row in table.rows if _silent(table, row)]
        for row in silent:
            yield Fault(
                row.place,
                f"Regimen {regimen.id}: the row {row.band} does not say how often it is given.",
                "A dose without its interval is given as its reader guesses.",
                "Fill every, write once, or give the regimen every or times.",
                "no-interval",
            )
        if table is None and regimen.amount is not None and not (told or regimen.number):
            yield Fault(
                regimen.place,
                f"Regimen {regimen.id} does not say how often its dose is given.",
                "A dose without its interval is given as its reader guesses.",
                "Add every, times or number.",
                "no-interval",
            )


def _silent(table: Table, row: Row) -> bool:
    """Whether a row gives a dose and does not say how often."""
    return gives(table, row) and not (row.refusal or row.once or "every" in row.cells)


def line_unknown(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each concentration for a line that no patient can have."""
    lines = _lines(guideline)
    for regimen in guideline.regimens.values():
        named = {} if regimen.infusion is None else regimen.infusion.concentration
        for line in named:
            if lines and line not in lines:
                yield Fault(
                    regimen.place,
                    f"Regimen {regimen.id} has a concentration for the line {line!r}, "
                    "which does not exist.",
                    "No order would ever show it.",
                    nearest(line, lines) or f"Use one of {', '.join(lines)}.",
                    "line-unknown",
                )


def line_uncovered(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each line for which a regimen has no concentration, having others."""
    for regimen in guideline.regimens.values():
        infusion = regimen.infusion
        if infusion is None or infusion.strongest or not infusion.concentration:
            continue
        bare = [line for line in _lines(guideline) if line not in infusion.concentration]
        if bare:
            yield Fault(
                regimen.place,
                f"Regimen {regimen.id} has no concentration for {', '.join(bare)}.",
                "Through that line the order would show no volume and no rate.",
                "Add its concentration, or strongest for every line.",
                "line-uncovered",
            )


def _lines(guideline: Guideline) -> tuple[str, ...]:
    """Return the lines that a patient can have, none where the guideline does not ask."""
    fact = guideline.facts.get(LINE)
    return () if fact is None else tuple(fact.options or ())


CHECKS: Final = (
    regimen_names,
    weight_name,
    infusion_bounds,
    step_direction,
    no_interval,
    line_unknown,
    line_uncovered,
)
