"""This module reduces the list of antivirals to the flat facts on the one that is taken now.

It refuses to choose between two that are both taken now as treatment.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.door.medicines import Medicine, read_date, read_drug
from whitlow.door.options import option_of
from whitlow.door.patient import Answer, Implied
from whitlow.door.values import read_scalar, stops
from whitlow.door.vocabulary import shown
from whitlow.errors import InputError, Problem
from whitlow.language import QuantityError, Unit, read_quantity, same_dimension
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from whitlow.door.dated import Record
    from whitlow.door.histories import Reduced
    from whitlow.door.vocabulary import Vocabulary
    from whitlow.language import Value

__all__ = ["ANTIVIRALS", "reduce_antivirals"]

ANTIVIRALS: Final = ("drug", "purpose", "route", "dose", "interval", "start", "stop", "response")
ANTIVIRAL: Final = "antiviral"
NOBODY: Final = "none"
TREATMENT: Final = "treatment"


@dataclass(frozen=True, slots=True)
class _Course:
    """One antiviral as it is or was taken, with the facts it would make."""

    record: Record
    drug: str
    stopped: Medicine | None
    facts: dict[str, tuple[Value, str]]

    @property
    def treats(self) -> bool:
        """Whether it is taken as treatment."""
        return self.facts.get(f"{ANTIVIRAL}_purpose", ("", ""))[0] == TREATMENT


def reduce_antivirals(records: Iterable[Record], words: Vocabulary, today: date | None) -> Reduced:
    """Return the facts on the antiviral taken now, and the days since those that were stopped."""
    courses: list[_Course] = []
    problems: list[Problem] = []
    for record in records:
        try:
            courses.append(_course(record, words, today))
        except InputError as error:
            problems.extend(record.located(problem) for problem in error.problems)
    implied = [
        each
        for course in courses
        if course.stopped is not None
        for each in stops(course.stopped, course.record.name, words)
    ]
    if problems:
        return (), (), tuple(problems)
    try:
        implied.extend(_present([course for course in courses if course.stopped is None]))
    except InputError as error:
        problems.extend(error.problems)
    return tuple(implied), (), tuple(problems)


def _present(courses: list[_Course]) -> Iterator[Implied]:
    if not courses:
        yield Implied(Answer(ANTIVIRAL, NOBODY, "antivirals (none now)"), "antivirals")
        return
    treating = [course for course in courses if course.treats]
    chosen = treating if len(treating) == 1 else courses
    if len(chosen) > 1:
        names = ", ".join(course.drug for course in chosen)
        message = (
            f"antivirals: {names} are all taken now. Write when one was stopped, "
            "or which of them is the treatment."
        )
        raise InputError(Problem("several_values", message, "antivirals", names))
    for fact, (value, text) in chosen[0].facts.items():
        yield Implied(Answer(fact, value, f"{text} ({chosen[0].record.name})"), "antivirals")


def _course(record: Record, words: Vocabulary, today: date | None) -> _Course:
    drug = read_drug(record.name, record.required("drug", "its name"), words)
    name = drug if isinstance(drug, str) else drug.id
    stopped = _stopped(record, name, today)
    facts: dict[str, tuple[Value, str]] = {}
    option = name if isinstance(drug, str) else words.substance(drug)
    known = words.guideline.facts.get(ANTIVIRAL)
    if known is not None:
        if stopped is None and not option_of(known, option):
            raise InputError(_other_drug(record, option, words))
        facts[ANTIVIRAL] = (option_of(known, option), record.text("drug"))
    written = dict(record.fields)
    if not isinstance(drug, str) and drug.substance and drug.route:
        written["route"] = record.text("route") or drug.route
    facts |= _details(written, words)
    if record.text("start"):
        facts[f"days_on_{ANTIVIRAL}"] = _days_on(record, today)
    return _Course(record, option, stopped, facts)


def _other_drug(record: Record, drug: str, words: Vocabulary) -> Problem:
    homes = [
        fact.name
        for fact in words.guideline.facts.values()
        if fact.type == "choice" and drug in (fact.options or {})
    ]
    where = f"Write it as {homes[0]}." if homes else "Write it under comedications."
    message = f"{record.name}: {shown(drug)} is not an antiviral that is judged here. {where}"
    return Problem("unknown_option", message, record.name, drug)


def _details(written: dict[str, str], words: Vocabulary) -> dict[str, tuple[Value, str]]:
    facts: dict[str, tuple[Value, str]] = {}
    for field, text in written.items():
        name = "response" if field == "response" else f"{ANTIVIRAL}_{field}"
        if field == "dose":
            name = _dose_name(text, words)
        fact = words.guideline.facts.get(name)
        if fact is not None and text:
            facts[name] = (read_scalar(fact, text), text)
    return facts


def _dose_name(text: str, words: Vocabulary) -> str:
    """Return the fact whose unit a dose is written in."""
    per_kg = words.guideline.facts.get(f"{ANTIVIRAL}_dose_per_kg")
    try:
        unit = Unit.parse(read_quantity(text)[1])
    except QuantityError:
        return f"{ANTIVIRAL}_dose"
    if per_kg is not None and same_dimension(unit, Unit.parse(per_kg.unit)):
        return per_kg.name
    return f"{ANTIVIRAL}_dose"


def _days_on(record: Record, today: date | None) -> tuple[Value, str]:
    start = read_date(record.name, record.text("start"), today)
    return Fraction(0 if today is None else (today - start).days), f"since {start}"


def _stopped(record: Record, drug: str, today: date | None) -> Medicine | None:
    if not record.text("stop"):
        return None
    stop = read_date(record.name, record.text("stop"), today)
    if record.text("start") and read_date(record.name, record.text("start"), today) > stop:
        message = f"{record.name}: It was stopped ({stop}) before it was begun. Check the dates."
        raise InputError(Problem("contradictory", message, record.name, str(stop)))
    return Medicine(drug, stopped=True, days=Fraction(0 if today is None else (today - stop).days))
