"""This module holds what is offered to a language model, what it proposes, and why it is refused.

It refuses to hold a sentence of an answer that the model may not see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from whitlow.record import dataclass

if TYPE_CHECKING:
    from whitlow.answer import Sentence
    from whitlow.plan import Audience

__all__ = [
    "BOTTOM",
    "LETTER",
    "Keep",
    "Offer",
    "OfferedSection",
    "Proposal",
    "ProposedSection",
    "Reach",
    "Record",
    "Refusal",
    "RefusalKind",
    "Rewording",
]

BOTTOM: Final = "bottom"
"""The section of the bottom line."""

LETTER: Final = "letter for letter"
"""How a record is kept that is urgent."""

Keep = Literal["letter for letter", "must be cited", "may be left out"]
Reach = Literal["records", "question"]
"""How far the model may see: records alone, or also the question and what it told of a patient."""

RefusalKind = Literal[
    "citation",
    "number",
    "drug",
    "negation",
    "strength",
    "meaning",
    "emergency",
    "left out",
    "markup",
    "length",
    "person",
    "dose",
    "order",
]


@dataclass(frozen=True, slots=True)
class Record:
    """A sentence of an answer as it is offered: its id, its words, its claims, and what is kept."""

    id: str
    says: str
    claims: tuple[tuple[str, str], ...]
    keep: Keep
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class OfferedSection:
    """The records of one section that may be reworded."""

    name: str
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """All that a model is shown: the audience, the kind of question, and records by section.

    ``question`` is empty unless the user said that it may be sent.
    """

    audience: Audience
    kind: str
    question: str
    sections: tuple[OfferedSection, ...]


@dataclass(frozen=True, slots=True)
class Rewording:
    """A sentence or more as a model words it, and the records that it cites."""

    text: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProposedSection:
    """The sentences that a model proposes for a section."""

    name: str
    sentences: tuple[Rewording, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a model proposes, section by section."""

    sections: tuple[ProposedSection, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a proposal is refused, in a sentence."""

    kind: RefusalKind
    says: str
