"""This module says how long ago each drug was given: in a period, or dose by dose.

It refuses to count a dose of the day against itself: what a day is planned on was given before it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.evaluate import Reading
from whitlow.order import claim_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from whitlow.course.records import Base, Course, Period
    from whitlow.door.vocabulary import Vocabulary

__all__ = ["Givings"]

HOURS: Final = "h"
DAY_IN_HOURS: Final = 24


class Givings:
    """What was given up to a day of a course; ``periods`` are those that had begun by then."""

    def __init__(
        self, words: Vocabulary, base: Base, course: Course, periods: Sequence[Period], day: date
    ) -> None:
        """Take what was written down."""
        self.words: Final = words
        self.base: Final = base
        self.course: Final = course
        self.periods: Final = periods
        self.day: Final = day
        self.open: Final = tuple(one.drug for one in periods if one.runs(day))

    def days_since(self) -> Iterator[tuple[str, Fraction]]:
        """Yield how long ago drugs of certain classes were last given, where facts are kept."""
        last_given: dict[str, date] = {}
        for fact, day in self._givings():
            last_given[fact] = max(last_given.get(fact, day), day)
        for fact, last in last_given.items():
            days = Fraction((self.day - last).days)
            given = self.base.values.get(fact)
            if isinstance(given, Fraction):
                days = min(days, given + (self.day - self.course.first).days)
            yield fact, days

    def first_doses(self) -> Iterator[str]:
        """Yield the facts on drugs given dose by dose of which no dose lies behind this day.

        That such a drug was given never, or long ago, was said before it was begun.
        """
        told = {fact for fact, _ in self._givings()}
        for drug in self.open:
            if self._singly(drug):
                yield from (one for one in self._told_by(drug, alone=True) if one not in told)

    def running(self) -> tuple[str, ...]:
        """Return the facts on drugs that are given all the time now, and so were given today."""
        drugs = [drug for drug in self.open if not self._singly(drug)]
        return tuple(fact for drug in drugs for fact in self._told_by(drug, alone=True))

    def _givings(self) -> Iterator[tuple[str, date]]:
        for period in self.periods:
            if period.stop is not None and period.stop <= self.day:
                for fact in self._told_by(period.drug, alone=False):
                    yield fact, period.stop
        for fact in self.running():
            yield fact, self.day
        for event in self.course.events:
            known = event.day < self.day or (event.day == self.day and event.drug not in self.open)
            if event.kind == "given" and known:
                for fact in self._told_by(event.drug, alone=event.drug in self.open):
                    yield fact, event.day

    def _singly(self, drug: str) -> bool:
        """Whether a drug is given dose by dose, more than a day apart, and its doses are told."""
        if not any(one.kind == "given" and one.drug == drug for one in self.course.events):
            return False
        reading = Reading(self.words.guideline, {})
        spans = (
            claim_in(reading, one.every, HOURS)
            for one in self.words.guideline.regimens.values()
            if one.drug == drug
        )
        return any(span is not None and span[0] > DAY_IN_HOURS for span in spans)

    def _told_by(self, drug: str, *, alone: bool) -> Iterator[str]:
        """Yield the facts that a dose of a drug tells; ``alone`` only those about it alone."""
        guideline = self.words.guideline
        substance = self.words.substance(guideline.drugs[drug])
        for name in sorted(guideline.lineage(drug)):
            group = guideline.groups.get(name)
            if group is None or not group.stopped_sets:
                continue
            members = guideline.members.get(name, frozenset()) & guideline.drugs.keys()
            if alone and not all(substance in guideline.lineage(one) for one in members):
                continue
            yield group.stopped_sets
