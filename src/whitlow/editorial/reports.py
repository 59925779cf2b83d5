"""This module lists what readers reported, with the answers, the latest first.

It refuses to hide one: a report that waits for the desk's key is listed too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.editorial.history import title
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whitlow.editorial.events import Payload
    from whitlow.editorial.ledger import Ledger

__all__ = ["Answer", "Report", "reports_of"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the desk answered: who, when, what."""

    by: str
    on: str
    says: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a reader says is wrong: of which record, when, what, and the answers."""

    nonce: str
    record: str
    about: str
    on: str
    says: str
    answers: tuple[Answer, ...]


def reports_of(ledger: Ledger, waiting: Iterable[Payload] = ()) -> tuple[Report, ...]:
    """Return every report, the latest first."""
    answers: dict[str, list[Answer]] = {}
    for done in ledger.of_kind("answer"):
        one = done.payload
        given = Answer(title(ledger, one.actor), one.at[:10], str(one.body.get("says", "")))
        answers.setdefault(str(one.body.get("of", "")), []).append(given)
    known = [done.payload for done in ledger.of_kind("report")]
    late = [one for one in waiting if one.kind == "report"]
    return tuple(
        Report(
            one.nonce,
            one.record,
            str(one.body.get("about", "")),
            one.at[:10],
            str(one.body.get("says", "")),
            tuple(answers.get(one.nonce, ())),
        )
        for one in reversed([*known, *late])
    )
