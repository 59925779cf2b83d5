"""This module holds what the door does with a value: it lets it in, asks, or refuses.

It refuses to derive that from the ranges of a fact: the values stand in a file of their own,
``guideline/cases/door/facts.yaml``, so that a range that is changed disagrees with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from tests.cases.test_cases import pairs, texts
from whitlow.door import read_entries
from whitlow.errors import InputError
from whitlow.guideline import read_yaml
from whitlow.language import Unit, convert, number_text, read_quantity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from whitlow.guideline import Fact, Guideline

__all__ = ["Knock", "answer", "knocks", "proposed"]

FILE: Final = "cases/door/facts.yaml"
TODAY: Final = date(2026, 11, 20)
OLD: Final = "days old"
BESIDE: Final = Fraction(1, 10)


@dataclass(frozen=True, slots=True)
class Knock:
    """A value of a fact at the door, or a value so many days old, and what the door does."""

    fact: str
    does: str
    value: str

    def __str__(self) -> str:
        """Return the knock as a sentence."""
        return f"{self.fact} of {self.value} is {self.does}"


def knocks(folder: Path) -> tuple[Knock, ...]:
    """Return what the door does, in the order of the file."""
    path = folder / FILE
    if not path.is_file():
        return ()
    return tuple(
        Knock(fact, does, value)
        for fact, results in pairs(read_yaml(path.read_text(encoding="utf-8"), path.name))
        for does, values in pairs(results)
        for value in texts(values)
    )


def answer(guideline: Guideline, fact: str, value: str) -> str:
    """Return what the door does with a value: accepted, doubted or refused."""
    text = f"{fact}: {value}"
    if value.endswith(OLD):
        day = TODAY - timedelta(days=int(value.split(maxsplit=1)[0]))
        low, unit = middle(guideline.facts[fact]), guideline.facts[fact].unit
        text = f"labs: [{{date: {day}, name: {fact}, value: {number_text(low)} {unit}}}]"
    try:
        patient = read_entries(pairs(read_yaml(text, "door")), guideline, TODAY)
    except InputError:
        return "refused"
    return "doubted" if patient.doubts else "accepted"


def middle(fact: Fact) -> Fraction:
    """Return a plausible value of a fact."""
    band = fact.plausible or fact.range
    if band is None or band.high is None:
        return Fraction(1)
    here = (band.low + band.high) / 2
    return Fraction(int(here)) if fact.whole or here > 1 else here


def proposed(guideline: Guideline) -> Iterator[Knock]:
    """Yield what the door does at the ends of each range as it stands, and just beyond them."""
    for fact in guideline.facts.values():
        values: list[Fraction] = []
        for band in (fact.range, fact.plausible):
            if fact.type == "number" and band is not None and band.high is not None:
                for end in (band.low, band.high):
                    step = Fraction(1) if fact.whole else BESIDE / max(1, end.denominator)
                    values += [end - step, end, end + step]
        for value in sorted({Fraction(number_text(one)) for one in values if one >= 0}):
            text = f"{number_text(value)} {fact.unit}".strip()
            yield Knock(fact.name, answer(guideline, fact.name, text), text)
        if fact.stale_after:
            number, unit = read_quantity(fact.stale_after)
            days = int(convert(number, Unit.parse(unit), Unit.parse("d")))
            for old in (days, days + 1):
                text = f"{old} {OLD}"
                yield Knock(fact.name, answer(guideline, fact.name, text), text)
