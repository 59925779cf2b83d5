"""This module holds what was read from a text, and what is to be asked about it.

It refuses a fact without its place: every one says where it stands and which words decided.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from whitlow.errors import Place
from whitlow.guideline import Scalar
from whitlow.intake.meant import Stance
from whitlow.record import dataclass

if TYPE_CHECKING:
    from whitlow.guideline import Node

__all__ = ["Aside", "Confirm", "Found", "ReadFact", "Reading", "Span"]

Span = tuple[int, int]
PLACE: Final = Place("note")


class Found(NamedTuple):
    """One thing that a text says of a fact, before anyone asks what else it says.

    ``doubt`` says why it is not to be taken as it stands. An ``excluded`` value is one of a set
    that the text says is not there. A ``weak`` one asks nothing by itself: it makes a question of
    a set of which other members are said. What is ``lasting`` holds whenever it was said. An
    age of a ``person`` stands with what says that it is one's. A result is ``of`` what was sought.
    """

    fact: str
    value: str
    span: Span
    stance: Stance = Stance()
    doubt: str = ""
    negated: bool = False
    excluded: bool = False
    trigger: str = ""
    weak: bool = False
    lasting: bool = False
    person: bool = False
    of: str = ""


@dataclass(frozen=True, slots=True)
class ReadFact:
    """A fact as it was read: its value as a case file writes it, and the words it stands in.

    ``trigger`` holds the words that decided how it was meant, empty where none were needed.
    ``span`` is the first place that says so, ``spans`` are all of them: each member of a set has
    its own.
    """

    fact: str
    value: str
    span: Span
    text: str
    negated: bool = False
    certain: bool = True
    trigger: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Confirm:
    """A fact that is to be asked for, what the text offers for it, and why it is not taken."""

    fact: str
    candidates: tuple[str, ...]
    why: str
    spans: tuple[Span, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Aside:
    """Words that say nothing of this patient, or nothing of now, and why."""

    text: str
    why: str
    span: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, the facts read from it without doubt, and everything else that it says."""

    text: str
    facts: tuple[ReadFact, ...]
    confirm: tuple[Confirm, ...]
    not_this_patient: tuple[Aside, ...]
    not_now: tuple[Aside, ...]
    red_flags: tuple[str, ...]

    def entries(self) -> list[tuple[str, Node]]:
        """Return the facts as the entries of a case file; what is to be confirmed is not there."""
        return [(fact.fact, Scalar(fact.value, PLACE)) for fact in self.facts]

    @property
    def named(self) -> frozenset[str]:
        """The facts of which the text says anything, with doubt or without."""
        read = {fact.fact for fact in self.facts}
        return frozenset(read | {doubt.fact for doubt in self.confirm})
