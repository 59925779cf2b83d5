"""This module holds a patient as the door lets one in.

It refuses to hold a doubtful value among the facts: a doubt stands beside them and is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whitlow.language import Value

__all__ = ["Answer", "Doubt", "DoubtKind", "Implied", "Isolate", "Patient"]

DoubtKind = Literal["implausible", "contradictory", "outdated", "unread", "elsewhere"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Facts that were given but do not count until someone settles them, and why.

    An implausible value counts once it is confirmed, contradictory ones once one of them is
    changed, an outdated one once it is given again or confirmed. An unread one is a value that
    nothing here may read, and one from elsewhere a result of another place or virus: both count
    once the fact itself is given. One without facts sets none aside:
    it tells that two answers differ and that the graver one counts.
    """

    kind: DoubtKind
    facts: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Isolate:
    """One isolate as its laboratory reported it, and how it was read; all of it to be shown.

    ``drug``, ``site``, ``virus``, ``result`` and ``reading`` are names of the guideline: ``result``
    is what the laboratory called it, ``reading`` what it counts as, empty while it is not read.
    ``by`` says what read it, ``unread`` why its value was not, ``aside`` why it does not count.
    """

    date: str
    drug: str
    site: tuple[str, ...]
    virus: tuple[str, ...]
    laboratory: str
    assay: str
    value: str
    converted: tuple[str, ...]
    result: str
    reading: str
    by: str
    unread: str
    aside: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Patient:
    """What is known of one patient.

    ``facts`` holds the known facts in their canonical units, in the order of the guideline;
    ``given`` says how each fact was written, the doubted ones included.
    """

    facts: Mapping[str, Value]
    given: Mapping[str, str]
    doubts: tuple[Doubt, ...] = ()
    isolates: tuple[Isolate, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One fact as it was read: its value in the canonical unit, and how it was written."""

    fact: str
    value: Value
    given: str


@dataclass(frozen=True, slots=True)
class Implied:
    """A fact that follows from something else in the case, which ``source`` names.

    ``at_most`` says that a smaller number may be true as well: three days since one drug leaves
    room for a day since another.
    """

    answer: Answer
    source: str
    at_most: bool = False
