"""This module turns starts and stops into the periods in which each drug was given.

It refuses two antivirals at once, and a stop of what was not given: which one the dose and the
days belong to would be a guess.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.course.records import Period
from whitlow.door.options import option_of
from whitlow.errors import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whitlow.course.records import Base, Event
    from whitlow.door.vocabulary import Vocabulary

__all__ = ["ANTIVIRAL", "COMEDICATIONS", "NOBODY", "option_for", "periods_of"]

ANTIVIRAL: Final = "antiviral"
COMEDICATIONS: Final = "comedications"
NOBODY: Final = "none"


def option_for(words: Vocabulary, drug: str) -> str:
    """Return the option of the present antiviral that a drug is, or nothing."""
    fact = words.guideline.facts.get(ANTIVIRAL)
    known = words.guideline.drugs.get(drug)
    if fact is None or known is None:
        return ""
    option = option_of(fact, words.substance(known))
    return "" if option == NOBODY else option


def periods_of(
    events: Sequence[Event], words: Vocabulary, base: Base
) -> tuple[tuple[Period, ...], tuple[Problem, ...]]:
    """Return the periods in order of their first days, and what is wrong with the events."""
    found = _Periods(words, base)
    problems: list[Problem] = []
    for event in events:
        try:
            found.take(event)
        except InputError as error:
            problems.extend(error.problems)
    every = [*found.ended, *found.open.values()]
    every.sort(key=lambda one: (one.start, one.drug))
    return tuple(every), tuple(problems)


class _Periods:
    """The periods while they are put together."""

    def __init__(self, words: Vocabulary, base: Base) -> None:
        self.words: Final = words
        self.base: Final = base
        self.open: Final[dict[str, Period]] = {}
        self.ended: Final[list[Period]] = []
        self.begun = False

    def take(self, event: Event) -> None:
        """Read one event."""
        match event.kind:
            case "start":
                self._start(event)
            case "stop":
                self._stop(event)
            case "given":
                self._known(event)

    def _start(self, event: Event) -> None:
        treats = self._known(event)
        same = self.open.get(event.drug)
        if same is not None:
            self._other_regimen(event, same)
            return
        rival = next((one for one in self.open.values() if one.treats and treats), None)
        if rival is not None:
            raise _refusal(
                event,
                "several_values",
                f"{self._name(event.drug)} is begun while {self._name(rival.drug)} is given. "
                "Write the day on which that was stopped.",
            )
        self.begun = self.begun or treats
        named = ((event.day, event.regimen),) if event.regimen else ()
        self.open[event.drug] = Period(event.drug, event.day, None, named, treats)

    def _other_regimen(self, event: Event, same: Period) -> None:
        if not event.regimen or event.regimen == same.regimen(event.day):
            raise _refusal(
                event,
                "duplicate_key",
                f"{self._name(event.drug)} is begun twice without a stop between. Delete one row, "
                "or write its stop.",
            )
        if same.regimens and same.regimens[-1][0] == event.day:
            raise _refusal(
                event,
                "several_values",
                f"{self._name(event.drug)} is begun by two schedules on one day. Keep one of them.",
            )
        named = (*same.regimens, (event.day, event.regimen))
        self.open[event.drug] = Period(same.drug, same.start, None, named, same.treats)

    def _stop(self, event: Event) -> None:
        drug = event.drug or self._only(event)
        period = self.open.pop(drug, None) or self._of_substance(drug)
        if period is not None:
            self.ended.append(
                Period(period.drug, period.start, event.day, period.regimens, period.treats)
            )
            return
        option = option_for(self.words, drug)
        if not option or self.begun or self.base.values.get(ANTIVIRAL) != option:
            raise _refusal(
                event,
                "contradictory",
                f"{self._name(drug)} is stopped and was not begun. Write the day on which it was.",
            )
        self.begun = True
        self.ended.append(Period(drug, event.day, event.day, (), treats=True))

    def _of_substance(self, drug: str) -> Period | None:
        """Return the one product of a substance that is given, when its stop names either."""
        lineage = self.words.guideline.lineage
        near = [one for one in self.open if drug in lineage(one) or one in lineage(drug)]
        return self.open.pop(near[0]) if len(near) == 1 else None

    def _only(self, event: Event) -> str:
        treating = [one.drug for one in self.open.values() if one.treats]
        if len(treating) != 1:
            raise _refusal(
                event, "field_missing", "It is not said what is stopped. Write its name."
            )
        return treating[0]

    def _known(self, event: Event) -> bool:
        """Whether a drug is an antiviral that is judged here; a comedication needs its list."""
        if option_for(self.words, event.drug):
            return True
        if COMEDICATIONS not in self.base.nodes:
            raise _refusal(
                event,
                "field_missing",
                f"{self._name(event.drug)} is begun, but the other medicines are not known. "
                f"Write {COMEDICATIONS} in the case, none if there are none.",
            )
        return False

    def _name(self, drug: str) -> str:
        return self.words.guideline.label(drug)


def _refusal(event: Event, code: str, message: str) -> InputError:
    where = f"line {event.line} ({event.day})"
    return InputError(Problem(code, f"{where}: {message}", event.kind, event.drug))
