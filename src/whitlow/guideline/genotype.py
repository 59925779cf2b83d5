"""This module holds what a genotype is read by: genes, variants, their papers, imported tables.

It refuses to let a call reach a class by itself: a class says which calls make a member of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whitlow.errors import Place
    from whitlow.guideline.notation import ChangeKind
    from whitlow.guideline.records import Group

__all__ = [
    "CALLS",
    "Call",
    "Difference",
    "Gene",
    "Imported",
    "Paper",
    "Variant",
    "VariantTable",
    "classes_of",
]

Call = Literal["resistant", "susceptible", "conflicting", "open"]
"""What is reported of a variant and a drug; open lies between the cut-offs."""

CALLS: Final[tuple[Call, ...]] = get_args(Call)
UNSETTLED: Final[tuple[Call, ...]] = ("conflicting", "open")


@dataclass(frozen=True, slots=True)
class Gene:
    """A gene of a virus: the types that carry it, and the drugs that a change in it speaks for.

    ``untyped`` are the viruses of which the type is not known.
    """

    id: str
    label: str
    viruses: Mapping[str, str]
    untyped: tuple[str, ...]
    drugs: tuple[str, ...]
    numbering: str
    cites: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Paper:
    """A publication on which a variant rests, by its DOI, as a table lists it."""

    id: str
    title: str
    cites: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Variant:
    """A viral variant and what is reported of it for each drug.

    ``virus`` is the type whose numbering it has, empty where it holds for every type of the gene.
    ``covers`` names the kinds of change that count as this variant wherever they lie. ``classes``
    and ``conflicting`` follow from the calls. ``table`` names the imported table of which it is,
    empty for our own.
    """

    id: str
    gene: str
    change: str
    virus: str
    calls: Mapping[str, Call]
    covers: tuple[ChangeKind, ...]
    classes: tuple[str, ...]
    conflicting: tuple[str, ...]
    papers: tuple[str, ...]
    cites: tuple[str, ...]
    place: Place
    table: str = ""


@dataclass(frozen=True, slots=True)
class VariantTable:
    """How a published table of variants is read: its columns, its words, and the cut-offs.

    ``resistant`` and ``susceptible`` are claims: from the one upwards a fold change resists, below
    the other it does not.
    """

    id: str
    source: str
    licence: str
    columns: Mapping[str, str]
    active: tuple[str, ...]
    viruses: Mapping[str, str]
    genes: Mapping[str, str]
    drugs: Mapping[str, str]
    words: Mapping[str, str]
    resistant: str
    susceptible: str
    cites: tuple[str, ...]
    place: Place


class Difference(NamedTuple):
    """A call of an imported table that is not the guideline's own, which is followed."""

    variant: str
    drug: str
    own: Call
    imported: Call


class Imported(NamedTuple):
    """The user's own table, as far as this guideline reads it: which it is and what it added."""

    table: str
    source: str
    licence: str
    hash: str
    variants: int
    known: int
    differences: tuple[Difference, ...]


def classes_of(
    calls: Mapping[str, Call],
    groups: Mapping[str, Group],
    lineages: Mapping[str, frozenset[str]],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the classes that calls make, and those that they leave open."""
    member: list[str] = []
    unsettled: list[str] = []
    for name, group in groups.items():
        found = [
            (_call_of(subject, calls, lineages), wanted) for subject, wanted in group.calls.items()
        ]
        if not found or any(call is None for call, _ in found):
            continue
        if all(call == wanted for call, wanted in found):
            member.append(name)
        elif all(call == wanted or call in UNSETTLED for call, wanted in found):
            unsettled.append(name)
    return tuple(member), tuple(unsettled)


def _call_of(
    subject: str, calls: Mapping[str, Call], lineages: Mapping[str, frozenset[str]]
) -> Call | None:
    """Return the call for a drug, or for a class of drugs: conflicting where its drugs differ."""
    told = {call for drug, call in calls.items() if subject in lineages.get(drug, {drug})}
    if len(told) > 1:
        return "conflicting"
    return next(iter(told), None)
