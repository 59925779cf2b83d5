"""This module reduces dated laboratory values to the flat facts that they say.

It refuses to choose between two values of one time.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.door.dated import read_moment, stale
from whitlow.door.movement import earlier_value
from whitlow.door.patient import Answer, Doubt, Implied
from whitlow.door.values import read_scalar
from whitlow.errors import InputError, Problem
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from whitlow.door.dated import Moment, Record
    from whitlow.door.vocabulary import Vocabulary
    from whitlow.language import Value

__all__ = ["LABS", "Reduced", "reduce_labs"]

LABS: Final = ("date", "name", "value", "unit")
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
    results, problems = _results(records, words, today)
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
    """Yield the value to compare with and the hours between, where facts are kept for them."""
    latest = found[-1]
    earlier = [other for other in found if other.at.order < latest.at.order]
    name, hours_name = f"{latest.fact}_previous", f"{latest.fact}_previous_hours"
    if not earlier or name not in words.guideline.facts:
        return
    compared = earlier_value(words.guideline, (*earlier, latest))
    before = earlier[-1] if compared is None else compared[0]
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


def _implied(fact: str, value: Value, given: str, source: str) -> Implied:
    return Implied(Answer(fact, value, given), source)


def _same_time(result: _Result) -> Problem:
    message = (
        f"{result.fact}: Two different values are dated {result.at}. "
        "Write the time as well, as in '2026-01-31 14:30'."
    )
    return Problem("same_time", message, result.fact, str(result.at), "YYYY-MM-DD HH:MM")


def _results(
    records: Iterable[Record], words: Vocabulary, today: date | None
) -> tuple[list[_Result], list[Problem]]:
    results: list[_Result] = []
    problems: list[Problem] = []
    for record in records:
        try:
            found = _lab(record, words, today)
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
