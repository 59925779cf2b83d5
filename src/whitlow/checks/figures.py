"""This module checks the figures of regimens: each of the right kind, one number, above nought.

It refuses to leave such a slip to the day on which an order is computed from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.checks.citing import claim_references
from whitlow.errors import Fault
from whitlow.guideline import measures
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Claim, Guideline, Hydration, Infusion, Regimen

__all__ = ["CHECKS", "sound_claim"]

AMOUNT: Final = ("mg", "mg/kg")
A_DAY: Final = ("mg/d", "mg/kg/d")
STRENGTH: Final = ("mg/mL",)
TIME: Final = ("min",)
COUNTED: Final = ()
"""A count has no unit; its noun is one of those that the guideline counts."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a regimen: its field, its claim, what it measures, and whether it may range."""

    field: str
    reference: str
    kinds: tuple[str, ...]
    ranges: bool = False

    def fits(self, claim: Claim, guideline: Guideline) -> bool:
        """Whether a claim measures what the figure must measure."""
        if self.kinds == COUNTED:
            return claim.unit in guideline.about.counts and claim.of is None
        return measures(claim.unit, *self.kinds)


def figures(regimen: Regimen) -> Iterator[Figure]:
    """Yield the figures that a regimen takes from statements."""
    found = [
        Figure("dose", regimen.dose, AMOUNT),
        Figure("every", regimen.every, ("h",)),
        Figure("times", regimen.times, COUNTED),
        Figure("number", regimen.number, COUNTED),
        Figure("at_most_daily", regimen.at_most_daily, A_DAY),
    ]
    if regimen.infusion is not None:
        found += _of_infusion(regimen.infusion)
    if regimen.hydration is not None:
        found += _of_hydration(regimen.hydration)
    yield from (figure for figure in found if figure.reference)


def _of_infusion(infusion: Infusion) -> list[Figure]:
    return [
        *(
            Figure(f"concentration for {line}", reference, STRENGTH)
            for line, reference in infusion.concentration.items()
        ),
        Figure("at_least", infusion.at_least, TIME),
        Figure("at_most", infusion.at_most, ("mg/kg/min",)),
        Figure("supplied", infusion.supplied, STRENGTH),
        Figure("sodium", infusion.sodium, STRENGTH),
        Figure("container", infusion.container, ("mg",)),
        Figure("strongest", infusion.strongest, STRENGTH),
    ]


def _of_hydration(hydration: Hydration) -> list[Figure]:
    return [
        Figure("before_first", hydration.before_first, ("mL",), ranges=True),
        Figure("with_each", hydration.with_each, ("mL",), ranges=True),
    ]


def _known(guideline: Guideline) -> Iterator[tuple[Regimen, Figure, Claim]]:
    """Yield every figure whose claim exists; what names none is for another check."""
    for regimen in guideline.regimens.values():
        for figure in figures(regimen):
            statement, _, name = figure.reference.rpartition(".")
            found = guideline.statements.get(statement)
            if found is not None and name in found.claims:
                yield regimen, figure, found.claims[name]


def sound_claim(guideline: Guideline, regimen: Regimen, field: str) -> Claim | None:
    """Return the claim behind a field of a regimen, or None where it names none that fits."""
    for figure in figures(regimen):
        statement, _, name = figure.reference.rpartition(".")
        found = guideline.statements.get(statement)
        claim = None if found is None else found.claims.get(name)
        if figure.field == field and claim is not None and figure.fits(claim, guideline):
            return claim if claim.low > 0 else None
    return None


def figure_unit(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each figure that measures something else, or is nought."""
    for regimen, figure, claim in _known(guideline):
        if not figure.fits(claim, guideline) or claim.low <= 0:
            wanted = " or ".join(figure.kinds) or "a counted noun"
            yield Fault(
                regimen.place,
                f"Regimen {regimen.id} takes {figure.field} from {figure.reference}, "
                f"which is {claim.text}.",
                "What is computed from the wrong kind of number is a wrong dose, or none.",
                f"Name a claim in {wanted}, above nought.",
                "figure-unit",
            )


def figure_range(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each range that would decide how much is given, or how fast."""
    for regimen, figure, claim in _known(guideline):
        if claim.high is not None and not figure.ranges:
            yield Fault(
                regimen.place,
                f"Regimen {regimen.id} takes {figure.field} from {figure.reference}, "
                f"which is the range {claim.text}.",
                "One end of it would be taken without a word to the reader.",
                "Name a claim of one value.",
                "figure-range",
            )


def figure_once(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each statement that gives an order or a law a figure and has it once.

    A number that stands alone has no neighbour with which a check could see it exchanged.
    """
    taken = [each for one in guideline.regimens.values() for each in claim_references(one)]
    taken += [
        law.never["order_over"] for law in guideline.laws.values() if "order_over" in law.never
    ]
    for name in dict.fromkeys(reference.rpartition(".")[0] for reference in taken):
        statement = guideline.statements.get(name)
        if statement is not None and statement.claims and not statement.figures:
            yield Fault(
                statement.place,
                f"Statement {statement.id} gives a figure to an order or a law and has it once.",
                "A slip of one digit there is a wrong dose, and no other check would see it.",
                "Add figures: read the numbers in the source again, in the order of the sentence.",
                "figures-missing",
            )


CHECKS: Final = (figure_unit, figure_range, figure_once)
