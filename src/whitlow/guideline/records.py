"""This module holds the records of a guideline about the patient: facts, formulas, grades, drugs.

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
    from whitlow.language import Expr, Type

__all__ = [
    "Condition",
    "Contradiction",
    "Cutoff",
    "CutoffOf",
    "Drug",
    "Fact",
    "FactType",
    "Formula",
    "Grade",
    "Group",
    "Level",
    "MolarMass",
    "Quantity",
    "Template",
]

FactType = Literal["number", "truth", "choice", "set", "answers", "refused"]
CutoffOf = Literal["laboratory", "convention"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """An exact number with the text of its UCUM unit (``1`` when it has none)."""

    value: Fraction
    unit: str


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence with slots: its odd parts are names to be filled, its even parts prose."""

    text: str
    parts: tuple[str, ...]
    place: Place

    @property
    def slots(self) -> tuple[str, ...]:
        """The names to be filled, in the order of the sentence."""
        return self.parts[1::2]

    @property
    def prose(self) -> tuple[str, ...]:
        """The text between the slots."""
        return self.parts[0::2]


@dataclass(frozen=True, slots=True)
class Condition:
    """An expression as written and as compiled (exact factors inserted, dimensions checked)."""

    text: str
    source: Expr
    compiled: Expr
    place: Place


@dataclass(frozen=True, slots=True)
class Fact:
    """Something about the patient, typed, with a unit and ranges, possibly unknown.

    ``also`` gives, for a unit that is no pure change of dimension, how much of it one canonical
    unit is. ``options`` maps a choice to its label, ``within`` an option to a wider one.
    ``synonyms`` maps other spellings, of the name or of an option, to the one used here. ``words``
    maps words to quantities. A dated value that is older than ``stale_after`` must be confirmed;
    without it, none is too old. What is ``fixed`` will not be otherwise, and what ``grows`` will
    not be less: once known, neither is named as what would change a plan. What is
    only ``reported`` is otherwise more readily than what was seen or measured.
    """

    name: str
    type: FactType
    place: Place
    unit: str = ""
    also: Mapping[str, Fraction] | None = None
    bare: bool = False
    whole: bool = False
    range: Band | None = None
    plausible: Band | None = None
    options: Mapping[str, str] | None = None
    within: Mapping[str, str] | None = None
    members: str = ""
    synonyms: Mapping[str, str] | None = None
    words: Mapping[str, str] | None = None
    settles: tuple[str, ...] = ()
    label: str = ""
    ask: str = ""
    plain: str = ""
    says: str = ""
    loinc: tuple[str, ...] = ()
    group: str = ""
    stale_after: str = ""
    fixed: bool = False
    grows: bool = False
    reported: bool = False


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Facts that cannot all be true; while its condition holds they count as unknown."""

    id: str
    when: Condition
    facts: tuple[str, ...]
    says: str
    place: Place


@dataclass(frozen=True, slots=True)
class Formula:
    """A fact derived from others, with the sources of its figures; ``grows`` is as for a fact."""

    name: str
    type: Type
    unit: str
    condition: Condition
    label: str
    cites: tuple[str, ...]
    empirical: bool
    grows: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a grade: the condition under which it is reached."""

    name: str
    label: str
    when: Condition
    says: Template
    cites: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Grade:
    """An ordered judgement, lowest level first: the highest level whose condition holds."""

    name: str
    label: str
    levels: tuple[Level, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class MolarMass:
    """What one mole of a form of a substance weighs: ``mass`` names the claim that says so."""

    form: str
    names: tuple[str, ...]
    mass: str
    place: Place


@dataclass(frozen=True, slots=True)
class Drug:
    """A substance, or a product of one (``substance``), with its other names and classes.

    ``molar_masses`` holds its forms (salt, acid, hydrate) by name.
    """

    id: str
    name: str
    names: tuple[str, ...]
    substance: str
    classes: tuple[str, ...]
    route: str
    molar_masses: Mapping[str, MolarMass]
    place: Place


@dataclass(frozen=True, slots=True)
class Cutoff:
    """Where a laboratory, or a convention, parts susceptible isolates from resistant ones.

    Each end names the claim of a statement that prints it, and the unit is the claim's: one that is
    printed without a unit is shown, and reads nothing. ``form`` is the form of the drug weighed.
    """

    id: str
    of: CutoffOf
    laboratory: str
    names: tuple[str, ...]
    assays: tuple[str, ...]
    virus: tuple[str, ...]
    drug: str
    form: str
    susceptible_below: str
    susceptible_up_to: str
    resistant_from: str
    resistant_above: str
    says: Template
    cites: tuple[str, ...]
    place: Place

    @property
    def ends(self) -> tuple[str, ...]:
        """The claims that it names, those of susceptibility first."""
        named = (self.susceptible_below, self.susceptible_up_to)
        return tuple(end for end in (*named, self.resistant_from, self.resistant_above) if end)


@dataclass(frozen=True, slots=True)
class Group:
    """A class of drugs or variants, with what naming it as stopped says about time since.

    ``calls`` says what must be reported of a variant, by drug, to make it a member; ``one_drug``
    that its members act as one drug, as a drug and its prodrug do.
    """

    id: str
    label: str
    cites: tuple[str, ...]
    stopped_sets: str
    one_drug: bool
    calls: Mapping[str, str]
    place: Place
