"""This module reads the fields of dated records, and their dates.

It refuses a record without the fields it needs, a field it does not know, and a future date.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from datetime import time as clock
from typing import TYPE_CHECKING, Final

from whitlow.door.limits import LONGEST_WORD, MOST_ITEMS
from whitlow.door.medicines import read_date
from whitlow.door.patient import Doubt
from whitlow.door.vocabulary import UNKNOWN_WORDS, key, listed, nearest, shown
from whitlow.errors import InputError, Problem
from whitlow.guideline import Items, Mapping, Node, Scalar
from whitlow.language import Unit, convert, quantity_text, read_quantity
from whitlow.record import dataclass

if TYPE_CHECKING:
    from datetime import date

    from whitlow.guideline import Fact

__all__ = ["Moment", "Record", "read_moment", "read_records", "stale"]

_TIME: Final = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})[T ](?P<time>\d{2}:\d{2}(?::\d{2})?)Z?")


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and the time of it when it is told."""

    day: date
    time: clock | None = None

    def hours_before(self, later: Moment) -> int:
        """Return whole hours up to a later moment; by days where either has no time."""
        if self.time is None or later.time is None:
            return (later.day - self.day).days * 24
        start = datetime.combine(self.day, self.time)
        return (datetime.combine(later.day, later.time) - start) // timedelta(hours=1)

    @property
    def order(self) -> tuple[date, clock]:
        """The key by which moments are put in order; a day without a time begins it."""
        return self.day, self.time or clock()

    def __str__(self) -> str:
        """Return the moment as it is written."""
        return str(self.day) if self.time is None else f"{self.day} {self.time:%H:%M}"


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a list: its name for messages, and the text of each field that is told."""

    name: str
    fields: dict[str, str]

    def text(self, field: str) -> str:
        """Return a field, empty when it is not told."""
        return self.fields.get(field, "")

    def located(self, problem: Problem) -> Problem:
        """Return a problem that names this record."""
        if problem.message.startswith(f"{self.name}:"):
            return problem
        return replace(problem, message=f"{self.name}: {problem.message}")

    def required(self, field: str, such: str) -> str:
        """Return a field that must be told; ``such`` shows how."""
        found = self.text(field)
        if not found:
            message = f"{self.name}: There is no {field}. Write it, as in '{field}: {such}'."
            raise InputError(Problem("field_missing", message, self.name, accepted=such))
        return found


def read_records(
    name: str, node: Node, known: tuple[str, ...]
) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
    """Return the records of a list, and what is wrong with those that are not returned."""
    nodes = _items(name, node)
    if len(nodes) > MOST_ITEMS:
        message = f"{name}: {len(nodes)} records are more than {MOST_ITEMS}. Give the latest."
        return (), (Problem("too_large", message, name),)
    records: list[Record] = []
    problems: list[Problem] = []
    for number, item in enumerate(nodes, start=1):
        try:
            records.append(_record(f"{name} {number}", item, known))
        except InputError as error:
            problems.extend(error.problems)
    return tuple(records), tuple(problems)


def _items(name: str, node: Node) -> tuple[Node, ...]:
    match node:
        case Items(items):
            return items
        case Mapping():
            return (node,)
        case Scalar(value) if key(value) in UNKNOWN_WORDS | {"none"}:
            return ()
        case _:
            message = f"{name}: This is no list of records. Write one record a line."
            raise InputError(Problem("wrong_type", message, name))


def _record(name: str, node: Node, known: tuple[str, ...]) -> Record:
    if not isinstance(node, Mapping):
        message = f"{name}: This is no record. Write fields such as {listed(known[:3])}."
        raise InputError(Problem("wrong_type", message, name, accepted=listed(known)))
    fields: dict[str, str] = {}
    for written, value in node.entries:
        field = key(written.value)
        if field not in known:
            message = (
                f"{name}: {shown(written.value)} is no field of it.{nearest(field, known)} "
                f"Its fields are {listed(known)}."
            )
            raise InputError(Problem("unknown_field", message, name, accepted=listed(known)))
        if field in fields:
            message = f"{name}: {field} stands twice. Keep one of the two."
            raise InputError(Problem("duplicate_key", message, name))
        if not isinstance(value, Scalar):
            message = f"{name}: {field} is not one text. Write one value."
            raise InputError(Problem("wrong_type", message, name))
        text = " ".join(value.value.split())
        if len(text) > LONGEST_WORD:
            message = f"{name}: {field} is longer than {LONGEST_WORD} signs. Write it shorter."
            raise InputError(Problem("too_large", message, name))
        fields[field] = "" if key(text) in UNKNOWN_WORDS else text
    return Record(name, fields)


def read_moment(name: str, text: str, today: date | None) -> Moment:
    """Return a day, with its time when one is written; raises ``InputError``."""
    match = _TIME.fullmatch(text)
    if match is None:
        return Moment(read_date(name, text, today))
    day = read_date(name, match["day"], today)
    try:
        return Moment(day, clock.fromisoformat(match["time"]))
    except ValueError as error:
        message = f"{name}: {shown(text)} is not a time. Write it as in '2026-01-31 14:30'."
        problem = Problem("not_a_date", message, name, text, "YYYY-MM-DD HH:MM")
        raise InputError(problem) from error


def stale(fact: Fact, text: str, at: Moment, today: date | None) -> Doubt | None:
    """Return the doubt about a value that is older than its fact allows, or None.

    Without a day of today nothing is known of its age.
    """
    if today is None or not fact.stale_after:
        return None
    number, unit = read_quantity(fact.stale_after)
    limit = convert(number, Unit.parse(unit), Unit.parse("d"))
    age = (today - at.day).days
    if age <= limit:
        return None
    message = (
        f"{fact.name}: {shown(text)} is of {at.day}, {age} days ago, and counts for "
        f"{quantity_text(limit, 'd')}. Measure it again, or if it still holds, "
        f"add 'confirmed: [{fact.name}]'."
    )
    return Doubt("outdated", (fact.name,), message)
