"""This module reads a course file through the door: dated facts and events of one patient.

It refuses a row that the door would refuse in a case, and facts that the course itself derives.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.course.drugs import ANTIVIRAL, COMEDICATIONS, option_for, periods_of
from whitlow.course.records import Course, Dispute, Entry, Event, EventKind
from whitlow.course.rows import read_rows
from whitlow.door.amounts import respelled
from whitlow.door.dated import Moment, read_moment
from whitlow.door.flags import read_flags
from whitlow.door.medicines import read_drug, read_medicine
from whitlow.door.options import members_of
from whitlow.door.values import read_answer, read_scalar
from whitlow.door.vocabulary import UNKNOWN_WORDS, Vocabulary, key, shown
from whitlow.errors import InputError, Problem
from whitlow.guideline import Scalar
from whitlow.language import read_quantity

if TYPE_CHECKING:
    from datetime import date

    from whitlow.course.records import Base
    from whitlow.course.rows import Row
    from whitlow.guideline import Drug, Fact, Guideline

__all__ = ["read_course"]

EVENTS: Final[dict[str, EventKind]] = {
    "start": "start",
    "started": "start",
    "begin": "start",
    "stop": "stop",
    "stopped": "stop",
    "end": "stop",
    "given": "given",
    "dose": "given",
}
CONFIRMED: Final = "confirmed"
DOSE: Final = f"{ANTIVIRAL}_dose"
DERIVED: Final = ("_previous", "_previous_hours")
LEAVE_OUT: Final = " Leave it out."
HALF: Final = Fraction(1, 2)
TEN: Final = Fraction(10)


def read_course(data: bytes, name: str, guideline: Guideline, today: date, base: Base) -> Course:
    """Return the course of a file in CSV; raises ``InputError`` with every problem found."""
    rows = read_rows(data, name)
    return _Reader(Vocabulary(guideline), today).course(rows, base)


class _Reader:
    """A course while it is read."""

    def __init__(self, words: Vocabulary, today: date) -> None:
        self.words: Final = words
        self.today: Final = today
        self.entries: Final[list[Entry]] = []
        self.events: Final[list[Event]] = []
        self.confirmed: Final[list[tuple[date, str]]] = []
        self.problems: Final[list[Problem]] = []

    def course(self, rows: tuple[Row, ...], base: Base) -> Course:
        """Return the course, its rows put in the order of time."""
        moments: list[Moment] = []
        for row in rows:
            try:
                moments.append(self._take(row))
            except InputError as error:
                self.problems.extend(_placed(row, problem) for problem in error.problems)
        events = sorted(self.events, key=lambda one: (one.day, one.kind == "start", one.line))
        periods, troubles = periods_of(events, self.words, base)
        if self.problems or troubles:
            where = rows[0].place.file
            raise InputError(*self.problems, *(_in_file(where, one) for one in troubles))
        entries, disputes, notes = _settled(self.entries, self.words)
        if [one.order for one in moments] != sorted(one.order for one in moments):
            notes.insert(0, "The rows are not in the order of their dates; they are read in it.")
        return Course(
            entries=tuple(entries),
            events=tuple(events),
            periods=periods,
            confirmed=tuple(sorted(self.confirmed)),
            disputes=tuple(disputes),
            notes=tuple(notes),
        )

    def _take(self, row: Row) -> Moment:
        at = read_moment("date", row.date, self.today)
        word = key(row.name)
        if word in EVENTS:
            self._event(row, at, EVENTS[word])
        elif word == CONFIRMED:
            self.confirmed.append((at.day, self.words.fact(row.value).name))
        elif (drug := self._dosed(row.name)) is not None:
            mg = self._mg(drug, row)
            self.events.append(Event(row.place.line, at.day, "given", drug.id, "", mg))
        else:
            self._entry(row, at)
        return at

    def _dosed(self, name: str) -> Drug | None:
        """Return the drug whose dose a row of this name is; a fact of the name comes first."""
        drug = self.words.drug(name)
        if drug is not None:
            with suppress(InputError):
                self.words.fact(name)
                return None
        return drug

    def _mg(self, drug: Drug, row: Row) -> Fraction | None:
        """Return how much of a drug was given, written as the dose of the present antiviral is."""
        if not row.value:
            message = f"{drug.id}: No amount was written. Write how much was given, as in mg."
            raise InputError(Problem("field_missing", message, drug.id))
        fact = replace(self.words.guideline.facts[DOSE], name=drug.id, label=f"dose of {drug.name}")
        found = read_scalar(fact, f"{row.value} {row.unit}".strip())
        return found if isinstance(found, Fraction) else None

    def _event(self, row: Row, at: Moment, kind: EventKind) -> None:
        if row.unit:
            message = (
                f"{row.name} takes no unit. Write the drug or regimen alone as its value. A dose "
                "that was given is a row of the drug's own name, with its amount and unit."
            )
            raise InputError(Problem("wrong_type", message, key(row.name), row.unit))
        if not row.value and kind != "stop":
            message = f"{row.name} names nothing. Write a drug or a regimen as its value."
            raise InputError(Problem("field_missing", message, key(row.name)))
        regimens = self.words.guideline.regimens
        named = {key(name): name for name in regimens}.get(key(row.value), "")
        if named:
            drug = regimens[named].drug
        elif row.value:
            found = read_drug(key(row.name), row.value, self.words)
            if isinstance(found, str):
                message = f"{shown(row.value)} is a class. Write the drug itself."
                raise InputError(Problem("unknown_drug", message, key(row.name), row.value))
            if kind != "stop" and not option_for(self.words, found.id):
                read_medicine(self.words.fact(COMEDICATIONS), row.value, self.words, self.today)
            drug = found.id
        else:
            drug = ""
        self.events.append(Event(row.place.line, at.day, kind, drug, named))

    def _fact(self, name: str) -> Fact:
        """Return the fact of a row; what is none could also have been a dose that was given."""
        try:
            return self.words.fact(name)
        except InputError as error:
            (problem,) = error.problems
            if problem.code != "unknown_fact" or not problem.message.endswith(LEAVE_OUT):
                raise
            message = f"{shown(name)} is neither a fact nor a drug that is known here.{LEAVE_OUT}"
            raise InputError(Problem(problem.code, message, problem.field)) from error

    def _entry(self, row: Row, at: Moment) -> None:
        fact = self._fact(row.name)
        if fact.name.endswith(DERIVED):
            message = (
                f"{fact.name} follows from the dates here. Write each value on the day on which "
                "it was measured."
            )
            raise InputError(Problem("refused_fact", message, fact.name))
        if key(row.value) in UNKNOWN_WORDS:
            message = f"{fact.name} has no value. Write what was found, or delete the row."
            raise InputError(Problem("field_missing", message, fact.name))
        text = f"{row.value} {row.unit}".strip()
        node = Scalar(text, row.place)
        if fact.type == "answers":
            read_flags(fact, members_of(fact, (text,)), self.words)
            self.entries.append(Entry(row.place.line, at, fact.name, node, text, None))
            return
        answer, _ = read_answer(fact, node, self.words, self.today)
        if answer is not None:
            entry = Entry(row.place.line, at, fact.name, node, text, answer.value)
            self.entries.append(entry)


def _placed(row: Row, problem: Problem) -> Problem:
    """Return a problem that says in which row it stands."""
    message = f"{row.where}: {problem.message}"
    return Problem(problem.code, message, problem.field, problem.value, problem.accepted)


def _in_file(name: str, problem: Problem) -> Problem:
    """Return a problem of the whole course that says in which file it stands."""
    message = f"{name}, {problem.message}"
    return Problem(problem.code, message, problem.field, problem.value, problem.accepted)


def _settled(
    entries: list[Entry], words: Vocabulary
) -> tuple[list[Entry], list[Dispute], list[str]]:
    """Return the entries in order of time, one for each fact and moment, and the disputes."""
    groups: dict[tuple[str, Moment], list[Entry]] = {}
    for entry in sorted(entries, key=lambda one: (one.at.order, one.line)):
        groups.setdefault((entry.fact, entry.at), []).append(entry)
    kept: list[Entry] = []
    disputes: list[Dispute] = []
    notes: list[str] = []
    for (name, at), many in groups.items():
        fact = words.guideline.facts[name]
        rival = next((one for one in many[1:] if not _agree(fact, many[0], one)), None)
        if rival is not None:
            disputes.append(Dispute(name, at, _disputed(fact, many[0], rival)))
            continue
        kept.append(many[0])
        if len(many) > 1:
            notes.append(f"{fact.label or name} stands {len(many)} times on {at}; it counts once.")
    return kept, disputes, notes


def _disputed(fact: Fact, one: Entry, other: Entry) -> str:
    return (
        f"{fact.name}: Two values are dated {one.at}, {one.text} and {other.text}, and they do not "
        "agree. Which is right? If both were measured, write their times, as in "
        "'2026-01-31 14:30'."
    )


def _agree(fact: Fact, one: Entry, other: Entry) -> bool:
    """Whether two entries say the same, as far as they are written out.

    A laboratory rounds in its own unit, so two numbers in two units agree when the spans overlap
    that their last digits leave open.
    """
    if not isinstance(one.value, Fraction) or not isinstance(other.value, Fraction):
        return (
            (one.value, one.text) == (other.value, other.text)
            if one.value is None
            else (one.value == other.value)
        )
    if fact.words and (not one.text[:1].isdigit() or not other.text[:1].isdigit()):
        return one.value == other.value
    if _unit(one) == _unit(other):
        return one.value == other.value
    return abs(one.value - other.value) <= _slack(one) + _slack(other)


def _unit(entry: Entry) -> str:
    return read_quantity(respelled(entry.text))[1]


def _slack(entry: Entry) -> Fraction:
    """Return half of the last digit that was written, in the canonical unit."""
    number, _ = read_quantity(respelled(entry.text))
    if not number or not isinstance(entry.value, Fraction):
        return Fraction(0)
    digits = entry.text.split()[0].partition(".")[2]
    decimals = len(digits) - len(digits.lstrip("0123456789")) if digits else 0
    return HALF / TEN**decimals * entry.value / number
