"""This module chooses the earlier value against which a new one is read.

It refuses to look at neighbours alone: a value that creeps up day by day has moved, and one that
rose and now stands still has settled only after the span for which the guideline looks back.
It refuses as well to call a value settled because the two that show its rise lie far apart.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal, Protocol, TypeVar

from whitlow.evaluate import Reading
from whitlow.language import Compare, Name, Number, children, names_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whitlow.door.dated import Moment
    from whitlow.guideline import Formula, Guideline
    from whitlow.language import Expr, Value

__all__ = ["HOURS", "PREVIOUS", "Dated", "Standing", "earlier_value", "settling_hours"]

Standing = Literal["moved", "settled", "open"]

PREVIOUS: Final = "_previous"
HOURS: Final = "_previous_hours"


class Dated(Protocol):
    """One value of a fact at one moment."""

    @property
    def fact(self) -> str:
        """The name of the fact."""

    @property
    def at(self) -> Moment:
        """When it was taken."""

    @property
    def value(self) -> Value:
        """What it was, in the canonical unit."""


Found = TypeVar("Found", bound=Dated)


def earlier_value(guideline: Guideline, series: Sequence[Found]) -> tuple[Found, Standing] | None:
    """Return the earlier entry of a series that the last one is to be compared with, and how.

    It is the latest one from which the guideline says that the value has moved, looked for back to
    the first pair that shows it settled; without any, the one just before. A pair shows it settled
    when it lies as far apart as the shortest span for which the guideline looks back, and would not
    have moved even within that span. Where no pair shows either, it stands open.
    """
    if len(series) < 2:  # noqa: PLR2004 - one value has none before it
        return None
    latest, *others = reversed(series)
    moved_by = _formulas(guideline, latest.fact)
    settling = _settling(latest.fact, moved_by)
    for other in others:
        hours = Fraction(other.at.hours_before(latest.at))
        if _moved(guideline, moved_by, latest, other, hours):
            return other, "moved"
        if (
            settling is not None
            and hours >= settling
            and not _moved(guideline, moved_by, latest, other, settling)
        ):
            return others[0], "settled"
    return others[0], "settled" if settling is None else "open"


def settling_hours(guideline: Guideline, fact: str) -> Fraction | None:
    """Return how far apart two values must lie to show that they have settled."""
    return _settling(fact, _formulas(guideline, fact))


def _formulas(guideline: Guideline, fact: str) -> tuple[Formula, ...]:
    """Return the formulas that say, from an earlier value, whether this one has moved."""
    wanted = {fact, f"{fact}{PREVIOUS}", f"{fact}{HOURS}"}
    return tuple(
        formula
        for formula in guideline.formulas.values()
        if wanted <= set(names_in(formula.condition.source))
    )


def _moved(
    guideline: Guideline,
    formulas: tuple[Formula, ...],
    latest: Dated,
    other: Dated,
    hours: Fraction,
) -> bool:
    facts = {
        latest.fact: latest.value,
        f"{latest.fact}{PREVIOUS}": other.value,
        f"{latest.fact}{HOURS}": hours,
    }
    reading = Reading(guideline, facts)
    return any(reading.holds(formula.condition) is True for formula in formulas)


def _settling(fact: str, formulas: tuple[Formula, ...]) -> Fraction | None:
    """Return the shortest span, in hours, for which the guideline looks back."""
    spans = [
        span
        for formula in formulas
        for span in _compared(formula.condition.compiled, f"{fact}{HOURS}")
    ]
    return min(spans, default=None)


def _compared(expr: Expr, name: str) -> Iterator[Fraction]:
    """Yield the numbers with which a name is compared in an expression."""
    match expr:
        case Compare(left=Name(found), right=Number(value)) if found == name:
            yield value
        case _:
            for part in children(expr):
                yield from _compared(part, name)
