"""This module holds a plan: what survives of a guideline for one patient, with reasons.

It refuses to hold a sentence without the rule or statement that it reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from whitlow.reasons import reasons, reasons_once
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from whitlow.door import Isolate
    from whitlow.evaluate import Reading
    from whitlow.guideline import Condition, Disagreement, Guideline
    from whitlow.language import Value
    from whitlow.order import Order, Side

__all__ = [
    "SECTIONS",
    "Audience",
    "BottomLine",
    "Change",
    "Conflict",
    "Item",
    "Plan",
    "Question",
    "Reason",
    "Section",
    "Shown",
]

Audience = Literal["clinician", "patient"]
SECTIONS: Final = (
    "emergency",
    "ask",
    "assess",
    "test",
    "treat",
    "dose",
    "avoid",
    "monitor",
    "refer",
    "follow_up",
    "counsel",
    "pitfalls",
)


@dataclass(frozen=True, slots=True)
class Reason:
    """A fact on which an item rests, in words."""

    fact: str
    value: str


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence of a plan: the reading of a rule, a grade or an order, for this patient.

    ``decided`` holds the condition behind it, so that the reasons can be told in words, and
    ``expired`` the statements that it rests on and that are to be checked again.
    """

    rule: str
    says: str
    action: str
    target: str
    drug: str
    order: Order | None
    strength: str
    certainty: str
    off_label: bool
    provisional: tuple[str, ...]
    barred_by: tuple[str, ...]
    verified: bool
    call: str
    due: tuple[date, ...]
    because: tuple[Reason, ...]
    decided: tuple[Condition, ...]
    cites: tuple[str, ...]
    expired: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """The items of one kind."""

    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A fact to ask for, and the rules that it settles."""

    fact: str
    question: str
    settles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BottomLine:
    """At most two sentences, and what they rest on."""

    says: str
    cites: tuple[str, ...]
    provisional: bool


@dataclass(frozen=True, slots=True)
class Change:
    """The nearest change of one fact that changes recommendations.

    ``to`` says the change alone, ``says`` with the name of the fact; ``of`` holds what changes: the
    bottom line, rules, regimens and grades. ``found`` is the value with which that was worked out:
    for a number the first one beyond the edge, and ``last`` the one just before it, with which the
    plan is as it was. ``derived`` when the fact is one that is worked out from others, which stay
    as they are.
    """

    fact: str
    now: str
    to: str
    says: str
    then: tuple[str, ...]
    of: tuple[str, ...]
    derived: bool
    found: Value
    last: Value


@dataclass(frozen=True, slots=True)
class Conflict:
    """A question that surviving treatments answer with different drugs."""

    question: str
    rules: tuple[str, ...]
    drugs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A disagreement that this plan touches, its sentences filled.

    ``near`` when it is about a rule, order, table, formula or drug of this plan; otherwise only a
    source that the plan cites takes part in it.
    """

    record: Disagreement
    near: bool
    positions: tuple[tuple[str, tuple[str, ...]], ...]
    why: str
    do: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole plan for one patient, and the reading of the patient from which it was made.

    ``given`` says how facts were written. ``following`` are the sides that the reader chose; what
    they changed is for ``changed`` to say.
    """

    guideline: Guideline
    reading: Reading
    profile: str
    audience: Audience
    today: date
    facts: tuple[Reason, ...]
    derived: tuple[tuple[str, str, str, tuple[str, ...]], ...]
    bottom_line: BottomLine
    sections: tuple[Section, ...]
    conflicts: tuple[Conflict, ...]
    ask: tuple[Question, ...]
    doubts: tuple[str, ...]
    isolates: tuple[Isolate, ...]
    disagreements: tuple[Shown, ...]
    references: tuple[str, ...]
    following: tuple[Side, ...]
    given: Mapping[str, str]

    def why(self, item: Item) -> tuple[str, ...]:
        """Return the reasons for an item in clinical words, one phrase for each."""
        return tuple(phrase for one in item.decided for phrase in reasons(self.reading, one))

    def why_once(self, item: Item, told: dict[str, str]) -> tuple[str, ...]:
        """Return the same; what stands behind a name that is ``told`` already is not told again."""
        return tuple(
            phrase for one in item.decided for phrase in reasons_once(self.reading, one, told)
        )

    def expired(self) -> tuple[str, ...]:
        """Return the statements of all items that are to be checked again, each once."""
        items = (item for section in self.sections for item in section.items)
        return tuple(dict.fromkeys(name for item in items for name in item.expired))

    def section(self, name: str) -> tuple[Item, ...]:
        """Return the items of a section, none when it is absent."""
        return next((section.items for section in self.sections if section.name == name), ())
