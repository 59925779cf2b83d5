"""This module holds a dose as an order: what is given, how, and what stands in the way.

It refuses to hold prose that no source or rule carries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from whitlow.record import dataclass

if TYPE_CHECKING:
    from fractions import Fraction

    from whitlow.guideline import Regimen, Row

__all__ = ["Administration", "Alternative", "Note", "Order", "Status"]

Status = Literal[
    "dose", "confirm", "hold", "not_recommended", "contraindicated", "needs", "refused"
]


@dataclass(frozen=True, slots=True)
class Note:
    """A cited sentence of an order; ``confirm`` when the order waits for it."""

    rule: str
    says: str
    cites: tuple[str, ...]
    confirm: bool


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another reading of the same order (another weight, the other printed row)."""

    what: str
    weight_kg: Fraction | None
    dose_mg: Fraction | None
    interval_h: Fraction | None
    band: str


@dataclass(frozen=True, slots=True)
class Administration:
    """How one dose is given: millilitres, minutes, millilitres per hour, containers, fluid a day.

    Every figure is exact; volumes are rounded down to 0.1 mL, minutes and sodium up.
    ``volume_ml`` is the most concentrated volume where the source gives only a highest
    concentration (``at_least_volume``).
    """

    line: str
    concentration_mg_per_ml: Fraction | None
    volume_ml: Fraction | None
    at_least_volume: bool
    minutes: Fraction | None
    max_rate_mg_per_kg_per_min: Fraction | None
    ml_per_h: Fraction | None
    container: str
    containers: int | None
    daily_sodium_mg: Fraction | None
    daily_fluid_ml: tuple[Fraction, Fraction] | None
    before_first_ml: tuple[Fraction, Fraction] | None
    with_each_ml: tuple[Fraction, Fraction] | None


@dataclass(frozen=True, slots=True)
class Order:
    """One regimen worked out for one patient, or the reason why it is not."""

    regimen: Regimen
    status: Status
    row: Row | None
    over: tuple[tuple[str, Fraction], ...]
    arithmetic: str
    weight_kg: Fraction | None
    per_kg: Fraction | None
    dose_mg: Fraction | None
    interval_h: Fraction | None
    times_a_day: Fraction | None
    daily_mg: Fraction | None
    daily_per_kg: Fraction | None
    administration: Administration | None
    alternatives: tuple[Alternative, ...]
    warnings: tuple[Note, ...]
    needs: tuple[str, ...]
    unchecked: tuple[str, ...]
    cites: tuple[str, ...]
