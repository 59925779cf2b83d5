"""This module holds a whole guideline and answers what its records refer to.

It refuses to change after loading: every lookup is a pure reading of frozen records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from fractions import Fraction

    from whitlow.errors import Place
    from whitlow.guideline.covered import CoveredQuestion
    from whitlow.guideline.disagreement import Disagreement
    from whitlow.guideline.expiry import Expiry
    from whitlow.guideline.genotype import Gene, Imported, Paper, Variant, VariantTable
    from whitlow.guideline.knowledge import (
        Claim,
        Law,
        Profile,
        Regimen,
        Row,
        Rule,
        Source,
        Statement,
        Table,
    )
    from whitlow.guideline.policy import Policy
    from whitlow.guideline.promise import Promise
    from whitlow.guideline.published import Reviews
    from whitlow.guideline.rate import Rate
    from whitlow.guideline.records import (
        Contradiction,
        Cutoff,
        Drug,
        Fact,
        Formula,
        Grade,
        Group,
    )
    from whitlow.guideline.term import Term

__all__ = ["About", "Guideline", "row_at"]


@dataclass(frozen=True, slots=True)
class About:
    """What the guideline says of itself; ``examples`` are covered questions shown to who asks."""

    title: str
    version: str
    date: str
    licence: str
    disclaimer: str
    plain_disclaimer: str
    names: tuple[str, ...]
    words: tuple[str, ...]
    counts: tuple[str, ...]
    omissions: Mapping[str, str]
    default_profile: str
    place: Place
    expiry: Expiry | None = None
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guideline:
    """All records, by id, in file order, with the content hash of the files read.

    ``imported`` tells what a table of the user's own added; the hash does not cover it.

    ``written`` holds every rule, those too that stand only while the reader follows a position;
    ``choices`` the positions followed, by disagreement and number, and ``ordinary`` what the
    guideline is without them. ``reviews`` are what stands beside it; the hash does not cover them.
    """

    about: About
    hash: str
    facts: Mapping[str, Fact]
    formulas: Mapping[str, Formula]
    grades: Mapping[str, Grade]
    drugs: Mapping[str, Drug]
    groups: Mapping[str, Group]
    genes: Mapping[str, Gene]
    variants: Mapping[str, Variant]
    cutoffs: Mapping[str, Cutoff]
    papers: Mapping[str, Paper]
    variant_tables: Mapping[str, VariantTable]
    contradictions: Mapping[str, Contradiction]
    sources: Mapping[str, Source]
    statements: Mapping[str, Statement]
    tables: Mapping[str, Table]
    regimens: Mapping[str, Regimen]
    rules: Mapping[str, Rule]
    laws: Mapping[str, Law]
    disagreements: Mapping[str, Disagreement]
    rates: Mapping[str, Rate]
    profiles: Mapping[str, Profile]
    promises: Mapping[str, Promise]
    lexicon: Mapping[str, Term]
    questions: Mapping[str, CoveredQuestion]
    members: Mapping[str, frozenset[str]]
    lineages: Mapping[str, frozenset[str]]
    written: Mapping[str, Rule]
    imported: Imported | None = None
    choices: tuple[tuple[str, int], ...] = ()
    ordinary: Guideline | None = None
    policy: Policy | None = None
    reviews: Reviews | None = None

    @property
    def dormant(self) -> dict[str, Rule]:
        """The rules that do not stand while the reader follows what they now follow."""
        return {name: rule for name, rule in self.written.items() if name not in self.rules}

    def chosen(self, disagreement: str) -> int | None:
        """Return the number of the position that the reader follows, None where none is chosen."""
        return dict(self.choices).get(disagreement)

    def lineage(self, drug: str) -> frozenset[str]:
        """Return a drug with its substance and all their classes."""
        return self.lineages.get(drug, frozenset((drug,)))

    def is_a(self, drug: str, target: str) -> bool:
        """Whether a drug is the target, a product of it, or in its class."""
        return target in self.lineage(drug)

    def claim(self, reference: str) -> Claim:
        """Return the claim that ``source#statement.claim`` names; raises ``KeyError``."""
        statement, _, claim = reference.rpartition(".")
        return self.statements[statement].claims[claim]

    def expired(self, cites: Iterable[str], today: date) -> tuple[str, ...]:
        """Return the statements that are to be checked again, from the day on which they expire."""
        day = today.isoformat()
        return tuple(
            name for name in dict.fromkeys(cites) if "" < self.statements[name].expires <= day
        )

    def label(self, name: str) -> str:
        """Return the words for a fact, formula, grade or drug."""
        if name in self.facts:
            return self.facts[name].label or name
        if name in self.formulas:
            return self.formulas[name].label or name
        if name in self.grades:
            return self.grades[name].label or name
        if name in self.drugs:
            return self.drugs[name].name
        if name in self.groups:
            return self.groups[name].label
        if name in self.variants:
            return self.variant_label(self.variants[name])
        return name

    def variant_label(self, variant: Variant) -> str:
        """Return a variant as a report writes it, with the type whose numbering it has."""
        gene = self.genes.get(variant.gene)
        virus = "" if gene is None else gene.viruses.get(variant.virus, "")
        return f"{variant.gene}:{variant.change}" + (f" ({virus})" if virus else "")

    def option_label(self, name: str, option: str) -> str:
        """Return the words for one option of a choice, set or grade."""
        if name in self.grades:
            for level in self.grades[name].levels:
                if level.name == option:
                    return level.label
        fact = self.facts.get(name)
        if fact is not None and fact.options and option in fact.options:
            return fact.options[option]
        return self.label(option).replace("_", " ")

    def unit(self, name: str) -> str:
        """Return the unit of a number fact or formula, empty for anything else."""
        if name in self.facts:
            return self.facts[name].unit
        if name in self.formulas:
            return self.formulas[name].unit
        return ""


def row_at(table: Table, at: Fraction) -> Row | None:
    """Return the row whose band holds a value, or None beyond the table's ends."""
    for row in table.rows:
        if at in row.band:
            return row
    return None
