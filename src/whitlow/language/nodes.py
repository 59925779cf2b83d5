"""This module holds the nodes of the guideline language, a strict subset of CQL.

It refuses to hold meaning: each reader (text, English, types, value, proof) is a fold over these
nodes that ends in ``assert_never``, so that a new node fails the type check in every fold.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Literal

from whitlow.record import dataclass

if TYPE_CHECKING:
    from fractions import Fraction

__all__ = [
    "And",
    "Arithmetic",
    "ArithmeticSign",
    "Compare",
    "ComparisonSign",
    "Expr",
    "Greatest",
    "If",
    "In",
    "IsNull",
    "Least",
    "Name",
    "Negate",
    "Not",
    "Number",
    "Or",
    "Overlaps",
    "Round",
    "Set",
    "Text",
    "Truth",
]

ComparisonSign = Literal["=", "!=", "<", "<=", ">", ">="]
ArithmeticSign = Literal["+", "-", "*", "/"]


@dataclass(frozen=True, slots=True)
class Number:
    """A literal number, exact; ``unit`` is its UCUM text, empty when it has none."""

    value: Fraction
    unit: str = ""
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Text:
    """A literal choice or class, ``'female'``."""

    value: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Truth:
    """``true`` or ``false``."""

    value: bool
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """A fact, formula, grade, or the column of a table (``row.dose``)."""

    name: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Set:
    """A literal set of choices, ``{'oral', 'genital'}``."""

    items: tuple[Text, ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """Negation; unknown stays unknown."""

    part: Expr
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class And:
    """Conjunction of two or more parts."""

    parts: tuple[Expr, ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Or:
    """Disjunction of two or more parts."""

    parts: tuple[Expr, ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Compare:
    """A comparison; both sides have one unit once elaborated."""

    sign: ComparisonSign
    left: Expr
    right: Expr
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class In:
    """Membership: a choice in a literal set, or a literal choice in a set fact."""

    item: Expr
    of: Expr
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class IsNull:
    """Whether a value is unknown; always known itself."""

    part: Expr
    negated: bool = False
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """A sum, difference, product or quotient; division by zero is unknown."""

    sign: ArithmeticSign
    left: Expr
    right: Expr
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Negate:
    """Minus."""

    part: Expr
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class If:
    """A choice between two values; unknown when its condition is."""

    condition: Expr
    then: Expr
    otherwise: Expr
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Round:
    """A number rounded half away from zero to ``places`` decimals."""

    part: Expr
    places: int
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Least:
    """The least of its parts (CQL ``Min``)."""

    parts: tuple[Expr, ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Greatest:
    """The greatest of its parts (CQL ``Max``)."""

    parts: tuple[Expr, ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Overlaps:
    """Whether a set fact holds a member of a class (Text) or of a literal set (Set)."""

    of: Expr
    group: Text | Set
    at: int = field(default=0, compare=False)


Expr = (
    Number
    | Text
    | Truth
    | Name
    | Set
    | Not
    | And
    | Or
    | Compare
    | In
    | IsNull
    | Arithmetic
    | Negate
    | If
    | Round
    | Least
    | Greatest
    | Overlaps
)
