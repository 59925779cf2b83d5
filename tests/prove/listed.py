"""Tables, doses and units held against each number that tells them apart: edges and beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from tests.prove.patients import Drawer, Patient, beside
from whitlow.checks.tables import daily_total
from whitlow.door.amounts import read_amount
from whitlow.evaluate import Reading
from whitlow.language import number_text
from whitlow.order.amount import amount
from whitlow.prove.doses import limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Guideline, Regimen, Row, Table

WEIGHTS = [
    Fraction(n) for n in ("0.3", "0.7", "1", "3.3", "10", "33.35", "70", "99.9", "250", "400")
]


@dataclass(frozen=True)
class Tried:
    """An obligation with how many patients were tried, whether these are all, and what broke."""

    obligation: str
    patients: int
    all: bool
    broken: tuple[Patient, ...]
    boxes: int = 0


@dataclass
class Sum:
    """What several searches came to together."""

    patients: int = 0
    boxes: int = 0
    all: bool = True
    broken: tuple[Patient, ...] = ()

    def add(self, other: Sum) -> None:
        """Take in one search more."""
        self.patients += other.patients
        self.boxes += other.boxes
        self.all = self.all and other.all
        self.broken += other.broken

    def tried(self, obligation: str) -> Tried:
        """Return it under the name of an obligation."""
        return Tried(obligation, self.patients, self.all, self.broken, self.boxes)


class Listed:
    """The obligations of one guideline whose patients can all be listed."""

    def __init__(self, guideline: Guideline, jumps: int = 12) -> None:
        """Take the guideline, and at how many jumps of its rounding a dose is read."""
        self.guideline, self.drawer, self.jumps = guideline, Drawer(guideline), jumps

    def table(self, table: Table) -> Iterator[Tried]:
        """Try every edge of a table, and the numbers beside it and between."""
        ends = {row.band.low for row in table.rows}
        ends |= {row.band.high for row in table.rows if row.band.high is not None}
        listed = sorted(ends)
        middles = {(one + other) / 2 for one, other in pairwise(listed)}
        every = {at for end in ends for at in beside(end, whole=False)} | middles
        inside = sorted(at for at in every if at in table.covers)
        rows = [[row for row in table.rows if at in row.band] for at in inside]
        patients = [Patient({table.over: at}) for at in inside]
        pairs = list(zip(patients, rows, strict=True))
        covers = tuple(one for one, found in pairs if not found)
        yield Tried(f"table-covers:{table.id}", len(inside), all=True, broken=covers)
        once = tuple(one for one, found in pairs if len(found) > 1)
        yield Tried(f"table-once:{table.id}", len(inside), all=True, broken=once)
        if table.daily_total:
            totals = [
                (one, total)
                for one, found in pairs
                for row in found[:1]
                for total in (Fraction(0) if row.refusal else daily_total(row),)
                if total is not None
            ]
            rising = tuple(one for (one, total), (_, after) in pairwise(totals) if total > after)
            yield Tried(f"table-falls:{table.id}", len(inside), all=True, broken=rising)

    def doses(self, regimen: Regimen) -> Iterator[Tried]:
        """Try a regimen in each row at many weights, just as it is ordered."""
        if regimen.amount is None:
            return
        table = self.guideline.tables.get(regimen.table)
        rows = [None] if table is None else [row for row in table.rows if not row.refusal]
        usual = [at for one in WEIGHTS for at in beside(one, whole=False)]
        given = [(row, at) for row in rows for at in (*usual, *self._jumps(regimen, row))]
        above: list[Patient] = []
        passing: dict[str, list[Patient]] = {}
        for row, at in given:
            patient = Patient({regimen.weight: at} if regimen.weight else {})
            found = amount(Reading(self.guideline, patient.facts), regimen, row)
            if found.mg is not None and found.mg > self._printed(regimen, row, at):
                above.append(patient)
            for name, reference in limits(self.guideline, regimen):
                over = found.daily_mg is not None and found.daily_mg > self._most(reference, at)
                passing.setdefault(name, []).extend([patient] * over)
        yield Tried(f"printed-dose:{regimen.id}", len(given), all=True, broken=tuple(above))
        for name, broken in passing.items():
            full = f"within-limit:{regimen.id}" + (f":{name}" if name else "")
            yield Tried(full, len(given), all=True, broken=tuple(broken))

    def _jumps(self, regimen: Regimen, row: Row | None) -> list[Fraction]:
        """Return the weights at which the rounded dose jumps, and what is next to each.

        From one jump to the next the dose stays and what is printed grows; each step is like the
        one before it.
        """
        if regimen.step is None or not regimen.weight:
            return []
        reading = Reading(self.guideline, {regimen.weight: Fraction(1)})
        per_kg = amount(reading, replace(regimen, step=None), row).mg
        if not per_kg:
            return []
        jumps = (regimen.step.value * number / per_kg for number in range(1, self.jumps + 1))
        return [at for jump in jumps for at in beside(jump, whole=False)]

    def _printed(self, regimen: Regimen, row: Row | None, weight: Fraction) -> Fraction:
        cell = None if row is None else row.cells.get("dose")
        claim = None if cell is not None else self.guideline.claim(regimen.dose)
        number, unit = (cell.value, cell.unit) if cell else (claim.low, claim.unit)  # type: ignore[union-attr]
        own = {"mg": Fraction(1), "g": Fraction(1000), "mg/kg": weight}[unit]
        return number * own

    def _most(self, reference: str, weight: Fraction) -> Fraction:
        claim = self.guideline.claim(reference)
        own = {"mg/d": Fraction(1), "g/d": Fraction(1000), "mg/kg/d": weight}[claim.unit]
        return claim.low * own

    def units(self) -> Iterator[Tried]:
        """Try each other unit of a fact through the door, there and back."""
        for fact in self.guideline.facts.values():
            if fact.also and fact.range is not None:
                lost, tries = [], 0
                for unit, factor in fact.also.items():
                    for at in self.drawer.values[fact.name]:
                        assert isinstance(at, Fraction)
                        text = number_text(at * factor)
                        if Fraction(text) == at * factor:
                            tries += 1
                            if read_amount(fact, f"{text} {unit}") != at:
                                lost.append(Patient({fact.name: at}))
                yield Tried(f"there-and-back:{fact.name}", tries, all=True, broken=tuple(lost))
