"""This module holds the records of a guideline about what is known and advised.

It refuses to read or judge them: ``load`` reads, ``checks`` judges.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from whitlow.errors import Place
    from whitlow.guideline.band import Band
    from whitlow.guideline.records import Condition, Quantity, Template

__all__ = [
    "Action",
    "ActionKind",
    "Claim",
    "Hydration",
    "Infusion",
    "Law",
    "Profile",
    "Reading",
    "Regimen",
    "Row",
    "Rule",
    "Source",
    "Statement",
    "Table",
]

Reading = Literal["primary", "mirror", "unverified"]
ActionKind = Literal[
    "emergency",
    "assess",
    "exclude",
    "test",
    "treat",
    "avoid",
    "hold",
    "confirm",
    "caution",
    "monitor",
    "refer",
    "follow_up",
    "counsel",
    "pitfall",
]


@dataclass(frozen=True, slots=True)
class Claim:
    """A typed number of a statement: one value, a range to ``high``, or a count ``of`` some.

    ``text`` is as written, ``words`` as a sentence shows it.
    """

    name: str
    low: Fraction
    high: Fraction | None
    of: Fraction | None
    unit: str
    text: str
    words: str
    place: Place


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source says, in our words, with where it says so and its typed numbers.

    ``checked`` is the day or month of its last check, ``expires`` the day on which that no longer
    holds, and ``expires_by`` the topic, class or kind that decides it; each may be empty.
    """

    id: str
    source: str
    read: Reading
    locator: str
    says: Template
    plain: Template | None
    claims: Mapping[str, Claim]
    figures: tuple[str, ...]
    url: str
    topic: str
    place: Place
    checked: str = ""
    expires: str = ""
    expires_by: str = ""

    @property
    def name(self) -> str:
        """The statement's name within its source."""
        return self.id.partition("#")[2]

    @property
    def topics(self) -> tuple[str, ...]:
        """What the statement is about, each topic by itself."""
        return tuple(topic.strip() for topic in self.topic.split(",") if topic.strip())


@dataclass(frozen=True, slots=True)
class Source:
    """A document with its publisher, year and kind."""

    id: str
    title: str
    publisher: str
    year: str
    kind: str
    url: str
    place: Place
    checked: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One band of a table.

    ``refusal`` holds the printed words where no dose is given; ``once`` marks a single dose.
    """

    band: Band
    cells: Mapping[str, Quantity]
    refusal: str
    once: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Table:
    """Dose bands over one fact or formula."""

    id: str
    title: str
    over: str
    covers: Band
    rows: tuple[Row, ...]
    columns: Mapping[str, str]
    cites: tuple[str, ...]
    daily_total: str
    printed_overlap: tuple[Fraction, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Infusion:
    """How a dose is infused; every figure is the claim of a statement (``source#name.claim``)."""

    concentration: Mapping[str, str]
    at_least: str
    at_most: str
    supplied: str
    sodium: str
    container: str
    container_name: str
    strongest: str


@dataclass(frozen=True, slots=True)
class Hydration:
    """Fluid to give with an infusion, and the doses for which the source prints it."""

    before_first: str
    with_each: str
    with_each_for: Band | None


@dataclass(frozen=True, slots=True)
class Regimen:
    """What is given: drug, route, indication, profile, amount, interval, infusion, course."""

    id: str
    drug: str
    name: str
    route: str
    virus: str
    indication: str
    profile: str
    off_label: bool
    table: str
    dose: str
    every: str
    times: str
    number: str
    weight: str
    amount: Condition | None
    step: Quantity | None
    at_most_daily: str
    infusion: Infusion | None
    hydration: Hydration | None
    diluent: tuple[str, ...]
    incompatible: tuple[str, ...]
    monitoring: tuple[str, ...]
    stop: tuple[str, ...]
    notes: tuple[str, ...]
    must_know: tuple[str, ...]
    course: str
    cites: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Action:
    """What a rule says to do: a kind, its target, and what belongs to it; ``due`` in days.

    ``beside`` marks a treatment that goes beside another or bridges to it, and replaces none.
    """

    kind: ActionKind
    target: str
    regimens: tuple[str, ...]
    call: str
    status: str
    due: tuple[Fraction, ...]
    weights: tuple[str, ...]
    beside: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """When → then, cited.

    ``plain_omits`` names the claims that the patient is not told, each with its reason;
    ``overriders`` holds the ids of the rules that bar this one, compiled once from every
    ``instead_of`` when the guideline loads. A rule with ``following`` stands only while the reader
    follows one of those positions, and is barred by whatever bars the rule that it ``stands_like``.
    """

    id: str
    question: str
    when: Condition
    with_drug: str
    action: Action
    headline: Template | None
    says: Template
    plain: Template | None
    plain_omits: Mapping[str, str]
    cites: tuple[str, ...]
    strength: str
    certainty: str
    off_label: bool
    instead_of: tuple[str, ...]
    overriders: tuple[str, ...]
    following: tuple[str, ...]
    stands_like: str
    place: Place


@dataclass(frozen=True, slots=True)
class Law:
    """What must never be in a plan: ``kind`` tells whether plan, text or type enforces it."""

    id: str
    says: Template
    kind: Literal["plan", "text", "type"]
    when: Condition | None
    unless: Condition | None
    never: Mapping[str, str]
    cites: tuple[str, ...]
    stop: str
    place: Place


@dataclass(frozen=True, slots=True)
class Profile:
    """A jurisdiction's labelled set of doses."""

    id: str
    title: str
    says: Template
    cites: tuple[str, ...]
    place: Place
