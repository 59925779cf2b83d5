"""This module holds an answer: sentences of records in sections, and how far they cover a question.

It refuses to hold a sentence without the record that says it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from whitlow.plan import Audience
from whitlow.record import dataclass

if TYPE_CHECKING:
    from datetime import date

    from whitlow.answer.question import Asked
    from whitlow.guideline import CoveredQuestion, Guideline, Regimen, Table
    from whitlow.order import Order
    from whitlow.plan import Item, Plan, Shown

__all__ = [
    "VERDICTS",
    "Answer",
    "Audience",
    "Comparison",
    "Coverage",
    "Extent",
    "Part",
    "Reply",
    "Sentence",
    "SentenceKind",
    "Told",
    "Verdict",
]

Extent = Literal["full", "partial", "none", "emergency"]
Verdict = Literal["supported", "disputed", "expert opinion", "unverified"]
SentenceKind = Literal["statement", "rule", "item"]
Reply = Literal["", "Yes.", "No.", "It depends."]
VERDICTS: Final[tuple[Verdict, ...]] = ("supported", "disputed", "expert opinion", "unverified")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer: the reading of a statement, of a rule, or of a plan's item.

    ``disputed_in`` names the disagreements that it takes part in, ``about`` the drug it speaks of
    where its own words do not, ``where`` the condition under which it holds, where it is not told.
    """

    record: str
    kind: SentenceKind
    says: str
    cites: tuple[str, ...]
    verdict: Verdict
    disputed_in: tuple[str, ...] = ()
    item: Item | None = None
    about: str = ""
    where: str = ""

    @property
    def told(self) -> str:
        """The sentence behind the condition under which it holds, where it has one."""
        return f"{self.where} {self.says}" if self.where else self.says


@dataclass(frozen=True, slots=True)
class Part:
    """A section: sentences, the printed tables and regimens that belong to it, and orders.

    A part ``of_plan`` is about the patient who was described.
    """

    name: str
    sentences: tuple[Sentence, ...] = ()
    tables: tuple[Table, ...] = ()
    regimens: tuple[Regimen, ...] = ()
    orders: tuple[Order, ...] = ()
    of_plan: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What is said to who asks for something that is refused, outside, or for a person to help."""

    term: str
    kind: Literal["help", "refused", "outside", "language"]
    says: str
    words: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a question is covered: the words that are not, and what was told instead."""

    extent: Extent
    not_covered: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Things beside each other: a row for each topic, with a sentence of each or none."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Sentence | None, ...]], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer.

    ``covered`` is the covered question that it answers, if there is one; ``depends`` the facts on
    which a reply depends; ``needs`` those without which no dose is worked out; ``assumed`` what the
    plan takes for granted until it is confirmed; ``related`` are questions with an answer here.
    """

    guideline: Guideline
    asked: Asked
    today: date
    audience: Audience
    coverage: Coverage
    covered: CoveredQuestion | None
    reply: Reply
    depends: tuple[str, ...]
    bottom: tuple[Sentence, ...]
    parts: tuple[Part, ...]
    comparison: Comparison | None
    needs: tuple[str, ...]
    assumed: tuple[tuple[str, str], ...]
    disagreements: tuple[Shown, ...]
    related: tuple[CoveredQuestion, ...]
    plan: Plan | None

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence, the bottom line's first."""
        later = (each for part in self.parts for each in part.sentences)
        rows = () if self.comparison is None else self.comparison.rows
        beside = (each for _, cells in rows for each in cells if each is not None)
        return (*self.bottom, *later, *beside)
