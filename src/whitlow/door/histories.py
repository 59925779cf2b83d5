"""This module reduces dated laboratory values and isolates to the flat facts that they say.

It refuses to choose between two results of one time, and to take an isolate from before these
lesions for one of this episode.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.door.dated import read_moment, stale
from whitlow.door.medicines import read_drug
from whitlow.door.options import option_of, read_options
from whitlow.door.patient import Answer, Doubt, Implied
from whitlow.door.values import read_scalar
from whitlow.errors import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import date

    from whitlow.door.dated import Moment, Record
    from whitlow.door.vocabulary import Vocabulary
    from whitlow.guideline import Fact
    from whitlow.language import Value

    _Reader = Callable[[Record, Vocabulary, date | None], "_Result | None"]

__all__ = ["ISOLATES", "LABS", "Reduced", "reduce_isolates", "reduce_labs"]

LABS: Final = ("date", "name", "value", "unit")
ISOLATES: Final = (
    "date",
    "site",
    "virus",
    "drug",
    "result",
    "value",
    "unit",
    "laboratory",
    "assay",
)
DESCRIBING: Final = ("site", "virus")

Reduced = tuple[tuple[Implied, ...], tuple[Doubt, ...], tuple[Problem, ...]]


@dataclass(frozen=True, slots=True)
class _Result:
    """What was found for one fact at one moment."""

    fact: str
    at: Moment
    value: Value
    text: str

    @property
    def given(self) -> str:
        """The result as it was written, with its date."""
        return f"{self.text} ({self.at})"


def reduce_labs(
    records: Iterable[Record],
    words: Vocabulary,
    today: date | None,
    confirmed: Collection[str] = (),
) -> Reduced:
    """Return the latest value of each fact, with the one before it where a fact is kept for it.

    A latest value that is too old for its fact leaves a doubt instead, until it is confirmed.
    """
    results, problems = _results(records, words, today, _lab)
    implied: list[Implied] = []
    doubts: list[Doubt] = []
    for found in _by_fact(results):
        latest = found[-1]
        rivals = {other.value for other in found if other.at.order == latest.at.order}
        if len(rivals) > 1:
            problems.append(_same_time(latest))
            continue
        doubt = stale(words.guideline.facts[latest.fact], latest.text, latest.at, today)
        if doubt is not None and latest.fact not in confirmed:
            doubts.append(doubt)
            continue
        implied.append(_implied(latest.fact, latest.value, latest.given, "labs"))
        implied.extend(_previous(found, words))
    return tuple(implied), tuple(doubts), tuple(problems)


def _previous(found: list[_Result], words: Vocabulary) -> Iterable[Implied]:
    """Yield the value before the latest and the hours between, where facts are kept for them."""
    latest = found[-1]
    earlier = [other for other in found if other.at.order < latest.at.order]
    name, hours_name = f"{latest.fact}_previous", f"{latest.fact}_previous_hours"
    if not earlier or name not in words.guideline.facts:
        return
    before = earlier[-1]
    yield _implied(name, before.value, before.given, "labs")
    if hours_name in words.guideline.facts:
        hours = before.at.hours_before(latest.at)
        yield _implied(hours_name, Fraction(hours), f"{hours} h (labs)", "labs")


def _lab(record: Record, words: Vocabulary, today: date | None) -> _Result | None:
    fact = words.fact(record.required("name", "weight"))
    at = read_moment(record.name, record.required("date", "2026-01-31"), today)
    text = f"{record.text('value')} {record.text('unit')}".strip()
    if not record.text("value"):
        return None
    return _Result(fact.name, at, read_scalar(fact, text), text)


def reduce_isolates(
    records: Iterable[Record], words: Vocabulary, today: date | None, onset: Fraction | None
) -> Reduced:
    """Return the latest result of this episode for each drug.

    ``onset`` is how many days ago the lesions began; an isolate from before that belongs to
    another episode, and leaves a doubt instead of a result.
    """
    results, problems = _results(records, words, today, _isolate)
    implied: list[Implied] = []
    doubts: list[Doubt] = []
    for found in _by_fact(results):
        latest = found[-1]
        rivals = {other.value for other in found if other.at.order == latest.at.order}
        if _outdated(latest.at, today, onset):
            doubts.append(_old_isolate(latest))
        elif len(rivals) > 1:
            message = f"{latest.fact}: The isolates of {latest.at} differ. Which one counts?"
            doubts.append(Doubt("contradictory", (latest.fact,), message))
        else:
            implied.append(_implied(latest.fact, latest.value, latest.given, "isolates"))
    return tuple(implied), tuple(doubts), tuple(problems)


def _isolate(record: Record, words: Vocabulary, today: date | None) -> _Result | None:
    at = read_moment(record.name, record.required("date", "2026-01-31"), today)
    for name in DESCRIBING:
        fact = words.guideline.facts.get(name)
        if fact is not None and record.text(name):
            read_options(fact, (record.text(name),))
    drug = read_drug(record.name, record.required("drug", "its name"), words)
    name = drug if isinstance(drug, str) else words.substance(drug)
    fact = words.fact(f"{name}_susceptibility")
    if not record.text("result") and record.text("value"):
        raise InputError(_bare_result(record))
    result = record.required("result", "S, I or R")
    return _Result(fact.name, at, read_scalar(fact, result), _option_text(fact, result))


def _option_text(fact: Fact, text: str) -> str:
    return option_of(fact, text).replace("_", " ") or text


def _bare_result(record: Record) -> Problem:
    message = (
        f"{record.name}: A value without the laboratory's own reading is not read here. "
        "Write result: S, I or R."
    )
    return Problem("field_missing", message, record.name, record.text("value"), "S, I or R")


def _outdated(at: Moment, today: date | None, onset: Fraction | None) -> bool:
    if today is None or onset is None:
        return False
    return at.day < today - timedelta(days=math.ceil(onset))


def _old_isolate(result: _Result) -> Doubt:
    message = (
        f"{result.fact}: The latest isolate ({result.given}) is older than these lesions. "
        "Was this episode's virus tested?"
    )
    return Doubt("outdated", (result.fact,), message)


def _implied(fact: str, value: Value, given: str, source: str) -> Implied:
    return Implied(Answer(fact, value, given), source)


def _same_time(result: _Result) -> Problem:
    message = (
        f"{result.fact}: Two different values are dated {result.at}. "
        "Write the time as well, as in '2026-01-31 14:30'."
    )
    return Problem("same_time", message, result.fact, str(result.at), "YYYY-MM-DD HH:MM")


def _results(
    records: Iterable[Record], words: Vocabulary, today: date | None, read: _Reader
) -> tuple[list[_Result], list[Problem]]:
    results: list[_Result] = []
    problems: list[Problem] = []
    for record in records:
        try:
            found = read(record, words, today)
        except InputError as error:
            problems.extend(record.located(problem) for problem in error.problems)
            continue
        if found is not None:
            results.append(found)
    return results, problems


def _by_fact(results: Iterable[_Result]) -> Iterable[list[_Result]]:
    groups: dict[str, list[_Result]] = {}
    for result in sorted(results, key=lambda each: each.at.order):
        groups.setdefault(result.fact, []).append(result)
    return groups.values()
