"""This module says when each statement was last checked, and until when that holds.

It refuses to suppose that something was checked: a statement that nobody read has no day, unless
its author wrote one, and neither has one of a topic or class that the guideline has to look up.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from whitlow.language import QuantityError, read_quantity
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from whitlow.errors import Place
    from whitlow.guideline.fields import Fields
    from whitlow.guideline.knowledge import Source, Statement
    from whitlow.guideline.records import Drug

__all__ = ["Expiry", "dated", "is_month_or_day", "read_checked", "read_expiry"]

OTHERWISE: Final = "otherwise"
DAY: Final = "d"
WRITTEN: Final = re.compile(r"\d{4}-\d\d(-\d\d)?", re.ASCII)
MONTH: Final = len("2025-10")


@dataclass(frozen=True, slots=True)
class Expiry:
    """For how many days what was checked holds, by topic, class of drugs or kind of source.

    ``checked`` is the day on which what was read for this version was last read, ``soon`` for how
    many days ahead an editor is warned, and ``why`` says who decided all this.
    """

    checked: str
    why: str
    after: Mapping[str, int]
    soon: int
    place: Place


def read_expiry(fields: Fields | None) -> Expiry | None:
    """Return how long statements hold, or None where the guideline lets them hold for ever."""
    if fields is None:
        return None
    expiry = Expiry(
        read_checked(fields),
        fields.required("why").value,
        dict(_times(fields, fields.pairs("after"))),
        dict(_times(fields, {"soon": fields.required("soon").value})).get("soon", 0),
        fields.place,
    )
    fields.done()
    return expiry


def _times(fields: Fields, texts: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    for name, text in texts.items():
        days = _days(text)
        if days is None:
            fields.faults.add(
                fields.place,
                f"{fields.what}: {name} is {text!r}, which is no number of days.",
                "Nobody could say when a statement expires.",
                "Write whole days, as in '90 d'.",
                "expiry-time",
            )
        else:
            yield name, days


def _days(text: str) -> int | None:
    """Return a whole number of days above nought and within a calendar, or None."""
    try:
        number, unit = read_quantity(text)
    except QuantityError:
        return None
    sound = unit == DAY and number.denominator == 1 and 0 < number < date.max.toordinal()
    return int(number) if sound else None


def read_checked(fields: Fields) -> str:
    """Return the day or month of a record's last check, nothing where it is absent or faulty."""
    text = fields.text("checked")
    if text and not is_month_or_day(text):
        fields.faults.add(
            fields.place,
            f"{fields.what}: checked is {text!r}, which is no day and no month.",
            "Nobody could say when it expires.",
            "Write YYYY-MM-DD, or YYYY-MM where the day is not known.",
            "checked-day",
        )
        return ""
    return text


def is_month_or_day(text: str) -> bool:
    """Whether a text is a day or a month of the calendar.

    >>> is_month_or_day("2025-10"), is_month_or_day("2025-02-30"), is_month_or_day("lately")
    (True, False, False)
    """
    return WRITTEN.fullmatch(text) is not None and _first_day(text) is not None


def _first_day(text: str) -> date | None:
    """Return a day, or the first one of a month: what is known of a month holds no longer."""
    try:
        return date.fromisoformat(f"{text}-01" if len(text) == MONTH else text)
    except ValueError:
        return None


def dated(
    statements: Iterable[Statement],
    sources: Mapping[str, Source],
    expiry: Expiry | None,
    drugs: Mapping[str, Drug],
    lineages: Mapping[str, frozenset[str]],
) -> Iterator[Statement]:
    """Yield the statements with the day of their last check and the day on which it expires."""
    names = _Names(drugs)
    for statement in statements:
        if expiry is None:
            yield statement
            continue
        by = _by(statement, sources[statement.source], expiry, names.named(statement), lineages)
        read = statement.read != "unverified"
        supposed = expiry.checked if by in {sources[statement.source].kind, OTHERWISE} else ""
        of_source = (sources[statement.source].checked or supposed) if read else ""
        checked = statement.checked or of_source
        yield replace(
            statement, checked=checked, expires=_expires(checked, by, expiry), expires_by=by
        )


def _by(
    statement: Statement,
    source: Source,
    expiry: Expiry,
    named: frozenset[str],
    lineages: Mapping[str, frozenset[str]],
) -> str:
    """Return by what a statement expires: its topic, what all its drugs are, or its source."""
    for topic in statement.topics:
        if topic in expiry.after:
            return topic
    for name in expiry.after:
        if named and all(name in lineages[drug] for drug in named):
            return name
    return source.kind if source.kind in expiry.after else OTHERWISE


def _expires(checked: str, by: str, expiry: Expiry) -> str:
    """Return the first day on which a check no longer holds, nothing where there is none."""
    begun = _first_day(checked) if checked else None
    days = expiry.after.get(by)
    if begun is None or days is None or days > (date.max - begun).days:
        return ""
    return (begun + timedelta(days=days)).isoformat()


class _Names:
    """The names of all drugs, to be found in sentences."""

    def __init__(self, drugs: Mapping[str, Drug]) -> None:
        self.drugs: Final = {
            name.casefold(): drug.id for drug in drugs.values() for name in (drug.name, *drug.names)
        }
        every = sorted(map(re.escape, self.drugs), key=len, reverse=True)
        self.pattern: Final = re.compile(rf"\b(?:{'|'.join(every)})\b") if every else None

    def named(self, statement: Statement) -> frozenset[str]:
        """Return the drugs that a statement names in its sentence."""
        if self.pattern is None:
            return frozenset()
        text = " ".join(statement.says.prose).casefold()
        return frozenset(self.drugs[name] for name in self.pattern.findall(text))
