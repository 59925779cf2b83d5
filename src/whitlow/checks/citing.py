"""This module lists every record that cites, with what it cites.

It refuses to judge the citations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.errors import Place
    from whitlow.guideline import Follow, Guideline, Regimen, Template

__all__ = ["Citing", "Sentence", "citing", "claim_references", "sentences"]


@dataclass(frozen=True, slots=True)
class Citing:
    """A record that cites: what it is called, and whether advice or a dose rests on it."""

    what: str
    cites: tuple[str, ...]
    place: Place
    decides: bool
    must: bool = True


@dataclass(frozen=True, slots=True)
class Sentence:
    """A template of a record, with the citations from which its claims may come."""

    what: str
    template: Template
    cites: tuple[str, ...]
    plain: bool = False


def citing(guideline: Guideline) -> Iterator[Citing]:
    """Yield every record that has citations."""
    for rule in guideline.written.values():
        yield Citing(f"Rule {rule.id}", rule.cites, rule.place, decides=True)
    for table in guideline.tables.values():
        yield Citing(f"Table {table.id}", table.cites, table.place, decides=True)
    for regimen in guideline.regimens.values():
        yield Citing(f"Regimen {regimen.id}", regimen.cites, regimen.place, decides=True)
        notes = tuple(dict.fromkeys(_notes(regimen)))
        yield Citing(
            f"Regimen {regimen.id}, notes", notes, regimen.place, decides=False, must=False
        )
    for formula in guideline.formulas.values():
        yield Citing(f"Formula {formula.name}", formula.cites, formula.place, decides=True)
    for law in guideline.laws.values():
        yield Citing(f"Law {law.id}", law.cites, law.place, decides=law.kind == "plan")
    for grade in guideline.grades.values():
        for level in grade.levels:
            what = f"Level {grade.name}:{level.name}"
            yield Citing(what, level.cites, level.place, decides=True)
    for profile in guideline.profiles.values():
        yield Citing(f"Profile {profile.id}", profile.cites, profile.place, decides=False)
    for record in guideline.disagreements.values():
        for number, position in enumerate(record.positions, start=1):
            what = f"Disagreement {record.id}, position {number}"
            yield Citing(what, position.cites, record.place, decides=False)
            if position.follow is not None:
                yield from _followed(what, position.follow)
    for rate in guideline.rates.values():
        yield Citing(f"Rate {rate.id}", rate.cites, rate.place, decides=False)
    for variant in guideline.variants.values():
        yield Citing(f"Variant {variant.id}", variant.cites, variant.place, decides=False)
    for cutoff in guideline.cutoffs.values():
        yield Citing(f"Cut-off {cutoff.id}", cutoff.cites, cutoff.place, decides=True)
    for drug in guideline.drugs.values():
        for mass in drug.molar_masses.values():
            what = f"Drug {drug.id}, molar mass of {mass.form}"
            yield Citing(what, (mass.mass.rpartition(".")[0],), mass.place, decides=True)
    for gene in guideline.genes.values():
        yield Citing(f"Gene {gene.id}", gene.cites, gene.place, decides=False)
    for paper in guideline.papers.values():
        yield Citing(f"Paper {paper.id}", paper.cites, paper.place, decides=False)
    for each in guideline.variant_tables.values():
        yield Citing(f"Variant table {each.id}", each.cites, each.place, decides=False)
    for group in guideline.groups.values():
        yield Citing(f"Class {group.id}", group.cites, group.place, decides=False, must=False)


def _followed(what: str, follow: Follow) -> Iterator[Citing]:
    """Yield what would decide if a position were followed: its levels and its figures."""
    for grade, levels in follow.levels.items():
        for level in levels:
            yield Citing(f"Level {grade}:{level.name}", level.cites, level.place, decides=True)
    figures = tuple(dict.fromkeys(new.partition(".")[0] for new in follow.figures.values()))
    yield Citing(f"{what}, figures", figures, follow.place, decides=True, must=False)


def _notes(regimen: Regimen) -> Iterator[str]:
    yield from regimen.diluent
    yield from regimen.incompatible
    yield from regimen.monitoring
    yield from regimen.stop
    yield from regimen.notes
    if regimen.course:
        yield regimen.course


def claim_references(regimen: Regimen) -> Iterator[str]:
    """Yield the claims (``source#statement.claim``) from which a regimen takes its figures."""
    yield from (regimen.dose, regimen.every, regimen.times, regimen.number)
    yield regimen.at_most_daily
    infusion, hydration = regimen.infusion, regimen.hydration
    if infusion is not None:
        yield from infusion.concentration.values()
        yield from (infusion.at_least, infusion.at_most, infusion.supplied, infusion.sodium)
        yield from (infusion.container, infusion.strongest)
    if hydration is not None:
        yield from (hydration.before_first, hydration.with_each)


def sentences(guideline: Guideline) -> Iterator[Sentence]:
    """Yield every template but those of statements."""
    for rule in guideline.written.values():
        what = f"Rule {rule.id}"
        yield Sentence(what, rule.says, rule.cites)
        if rule.headline is not None:
            yield Sentence(f"{what}, headline", rule.headline, rule.cites)
        if rule.plain is not None:
            yield Sentence(f"{what}, plain", rule.plain, rule.cites, plain=True)
    for law in guideline.laws.values():
        yield Sentence(f"Law {law.id}", law.says, law.cites)
    for grade in guideline.grades.values():
        for level in grade.levels:
            yield Sentence(f"Level {grade.name}:{level.name}", level.says, level.cites)
    for cutoff in guideline.cutoffs.values():
        yield Sentence(f"Cut-off {cutoff.id}", cutoff.says, cutoff.cites)
    for profile in guideline.profiles.values():
        yield Sentence(f"Profile {profile.id}", profile.says, profile.cites)
    for record in guideline.disagreements.values():
        what = f"Disagreement {record.id}"
        every = tuple(cite for position in record.positions for cite in position.cites)
        yield Sentence(f"{what}, why", record.why, every)
        yield Sentence(f"{what}, do", record.do, every)
        for number, position in enumerate(record.positions, start=1):
            yield Sentence(f"{what}, position {number}", position.says, position.cites)
            changed = {} if position.follow is None else position.follow.levels
            for name, levels in changed.items():
                for level in levels:
                    yield Sentence(f"Level {name}:{level.name}", level.says, level.cites)
