"""This module places the variants of a report among the records of the virus that was typed.

It refuses to read a variant by the records of another type, and a report whose residues are not
those that stand at its positions: the two most likely mean another numbering.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from whitlow.door.patient import Doubt
from whitlow.door.variants import VIRUS
from whitlow.door.vocabulary import listed
from whitlow.guideline import OF_TYPE, read_change, split_id
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from whitlow.guideline import Change, Fact, Gene, Guideline, Variant
    from whitlow.language import Value

__all__ = ["placed"]

Residues = dict[tuple[str, str, int], set[str]]


def placed(
    fact: Fact, names: Iterable[str], virus: Value, guideline: Guideline, *, confirmed: bool
) -> tuple[frozenset[str], tuple[Doubt, ...]]:
    """Return variants under the names of the records that apply, and the doubts about them.

    A variant of which nothing is known keeps its own name. What was confirmed is not doubted, but
    no confirmation makes a record of one type apply to another.
    """
    reader = _Reader(fact, virus if isinstance(virus, frozenset) else None, guideline)
    found: set[str] = set()
    doubts: list[Doubt] = []
    for name in sorted(names):
        meant, told = reader.read(name)
        found.update(meant)
        doubts += [Doubt("implausible", (fact.name,), message) for message in told]
    return frozenset(found), () if confirmed else tuple(doubts)


@dataclass(slots=True)
class _Reader:
    """A report read by one guideline, with the residues that its records know."""

    fact: Fact
    virus: Collection[str] | None
    guideline: Guideline
    known: Residues = field(init=False)

    def __post_init__(self) -> None:
        """Gather the residues once."""
        self.known = _residues(self.guideline)

    def read(self, name: str) -> tuple[frozenset[str], tuple[str, ...]]:
        """Return the names of the records that a variant means, and what is doubtful about it."""
        gene_name, text, said = split_id(name)
        gene = self.guideline.genes.get(gene_name)
        change = read_change(text, of_protein=True)
        if gene is None or change is None:
            return frozenset((name,)), ()
        plain = f"{gene.id}:{change.text}"
        types = self._types(gene, said)
        wrong = tuple(self._wrong(gene, change, types, plain))
        readings = {virus: tuple(self._records(gene, change, virus)) for virus in types}
        meanings = {_meaning(records) for records in readings.values()}
        if len(meanings) > 1:
            told = self._by_type(plain, gene, [each for each in types if readings[each]])
            return frozenset((plain,)), (*wrong, told)
        every = tuple(each for many in readings.values() for each in many)
        of_any = tuple(each for each in every if not each.virus)
        if len(types) > 1 and _meaning(of_any) in meanings:
            every = of_any
        return frozenset(_names(plain, every)), wrong

    def _types(self, gene: Gene, said: str) -> tuple[str, ...]:
        """Return the types that this virus may be of; none where it does not carry the gene."""
        every = tuple(gene.viruses)
        if self.virus is None:
            return (said,) if said in every else every
        typed = tuple(virus for virus in every if virus in self.virus)
        if typed:
            return typed
        if not any(virus in self.virus for virus in gene.untyped):
            return ()
        return (said,) if said in every else every

    def _records(self, gene: Gene, change: Change, virus: str) -> Iterator[Variant]:
        """Yield the record of a change in a type, or else those that cover its kind."""
        variants = self.guideline.variants
        plain = f"{gene.id}:{change.text}"
        exact = variants.get(f"{plain}{OF_TYPE}{virus}") or variants.get(plain)
        if exact is not None:
            yield exact
            return
        for each in variants.values():
            if each.gene == gene.id and each.virus in {"", virus} and change.kind in each.covers:
                yield each

    def _wrong(
        self, gene: Gene, change: Change, types: tuple[str, ...], plain: str
    ) -> Iterator[str]:
        """Yield a doubt for each residue that stands at its position in none of the types."""
        for position, letter in change.residues:
            there = {virus: self.known.get((gene.id, virus, position), set()) for virus in types}
            if all(letters and letter not in letters for letters in there.values()) and there:
                yield self._numbered(gene, plain, position, letter, there)

    def _numbered(
        self, gene: Gene, plain: str, position: int, letter: str, there: dict[str, set[str]]
    ) -> str:
        stands = "; ".join(
            f"in {gene.viruses[virus]} it is {listed(sorted(letters))}"
            for virus, letters in there.items()
        )
        other = [
            label
            for virus, label in gene.viruses.items()
            if virus not in there and letter in self.known.get((gene.id, virus, position), set())
        ]
        hint = f" In {listed(other)} it is {letter}." if other else ""
        return (
            f"{self.fact.name}: {plain} says that {letter} stood at position {position}, but in "
            f"the papers known here {stands}.{hint} {gene.numbering} Check the numbering and the "
            f"type of virus, then add 'confirmed: [{self.fact.name}]'."
        )

    def _by_type(self, plain: str, gene: Gene, known: list[str]) -> str:
        labels = listed(gene.viruses[virus] for virus in known)
        only = f"only {labels} is" if len(known) == 1 else "the types are not"
        said = "listed with it here" if len(known) == 1 else "listed alike"
        return (
            f"{self.fact.name}: What {plain} means depends on the type of virus: {only} {said}. "
            f"{gene.numbering} Which type is it? Write it under {VIRUS}."
        )


def _residues(guideline: Guideline) -> Residues:
    """Return the residues that the names of the records say were there, by position."""
    found: Residues = {}
    for variant in guideline.variants.values():
        change = read_change(variant.change, of_protein=True)
        for position, letter in () if change is None else change.residues:
            found.setdefault((variant.gene, variant.virus, position), set()).add(letter)
    return found


def _meaning(records: tuple[Variant, ...]) -> tuple[tuple[str, ...], ...]:
    """Return what rules can see of some records: their classes, settled and not."""
    return tuple(sorted({name for each in records for name in each.classes})), tuple(
        sorted({name for each in records for name in each.conflicting})
    )


def _names(plain: str, records: Iterable[Variant]) -> Iterator[str]:
    """Yield the names of records; one that covers a change leaves the change its own name."""
    found = tuple(dict.fromkeys(each.id for each in records))
    if not any(split_id(name)[:2] == split_id(plain)[:2] for name in found):
        yield plain
    yield from found
