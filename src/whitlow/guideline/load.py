"""This module loads a guideline folder into records, with every fault in file order.

It refuses to return a guideline of which any condition could not be compiled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.errors import Fault, GuidelineError, Place
from whitlow.guideline.circles import refuse_circles
from whitlow.guideline.compile import Compiler
from whitlow.guideline.covered import read_covered
from whitlow.guideline.expiry import dated
from whitlow.guideline.fields import Faults, Fields
from whitlow.guideline.files import Folder
from whitlow.guideline.following import standing
from whitlow.guideline.model import Guideline
from whitlow.guideline.policy import read_policy
from whitlow.guideline.promise import read_promise
from whitlow.guideline.rate import read_rate
from whitlow.guideline.read_doses import read_regimen
from whitlow.guideline.read_genotype import (
    read_gene,
    read_paper,
    read_variant,
    read_variant_table,
)
from whitlow.guideline.read_laboratory import read_cutoff
from whitlow.guideline.read_patient import (
    declared_type,
    fact_type,
    grade_type,
    read_contradiction,
    read_drug,
    read_fact,
    read_formula,
    read_grade,
    read_group,
)
from whitlow.guideline.read_rules import compile_overrides, read_law, read_rule
from whitlow.guideline.read_sources import read_about, read_disagreement, read_profile, read_source
from whitlow.guideline.read_tables import COUNTED, read_table
from whitlow.guideline.term import read_term
from whitlow.language import NumberType, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from whitlow.guideline.genotype import Variant
    from whitlow.guideline.knowledge import Source, Statement, Table
    from whitlow.guideline.model import About
    from whitlow.guideline.policy import Policy
    from whitlow.guideline.records import Drug, Fact, Group
    from whitlow.language import Type

__all__ = ["load_guideline"]

ABOUT: Final = "guideline.yaml"
POLICY: Final = "policy.yaml"
NO_GUIDELINE: Final = Fault(
    Place(ABOUT),
    "There is no readable guideline.yaml in this folder.",
    "Without it the folder is no guideline.",
    "Name the folder that holds guideline.yaml.",
    "no-guideline",
)


def load_guideline(path: Path) -> Guideline:
    """Return the guideline of a folder; raises ``GuidelineError`` with all faults."""
    if not (path / ABOUT).is_file():
        raise GuidelineError((NO_GUIDELINE,))
    faults = Faults()
    folder = Folder(path, faults)
    if faults.found:
        raise GuidelineError(tuple(faults.found))
    guideline = _assemble(folder, _about(folder))
    if faults.found:
        raise GuidelineError(tuple(faults.found))
    return guideline


def _about(folder: Folder) -> About:
    node = folder.nodes.get(ABOUT)
    if node is None:
        raise GuidelineError((NO_GUIDELINE,))
    return read_about(Fields(node, "The guideline", folder.faults))


def _assemble(folder: Folder, about: About) -> Guideline:
    faults = folder.faults
    facts = {name: read_fact(name, at) for name, at in folder.records("facts", "Fact")}
    drugs = {name: read_drug(name, at) for name, at in folder.records("drugs", "Drug")}
    groups = _groups(folder)
    lineages = {drug: _lineage(drug, drugs) for drug in drugs}
    variants = {
        name: read_variant(name, at, groups, lineages)
        for name, at in folder.records("variants", "Variant")
    }
    members = _members(groups, drugs, variants, lineages)
    sources, undated = _sources(folder, about)
    statements = {one.id: one for one in dated(undated, sources, about.expiry, drugs, lineages)}
    tables = {
        name: read_table(name, at, about.counts) for name, at in folder.files("tables", "Table")
    }
    shapes = {name: declared_type(at) for name, at in folder.records("formulas", "Formula")}
    env = _env(facts, {name: kind for name, (kind, _) in shapes.items()}, tables, folder)
    compiler = Compiler(env, members, faults)
    formulas = {
        name: read_formula(name, at, shapes[name], compiler)
        for name, at in folder.records("formulas", "Formula")
    }
    grades = {
        name: read_grade(name, at, compiler) for name, at in folder.records("grades", "Grade")
    }
    refuse_circles(formulas, grades, tables, faults)
    rules = {name: read_rule(name, at, compiler) for name, at in folder.records("rules", "Rule")}
    written = compile_overrides(
        rules, lambda drug, target: target in lineages.get(drug, {drug}), members, faults
    )
    return Guideline(
        about=about,
        hash=folder.hash,
        facts=facts,
        formulas=formulas,
        grades=grades,
        drugs=drugs,
        groups=groups,
        genes={name: read_gene(name, at) for name, at in folder.records("genes", "Gene")},
        variants=variants,
        cutoffs={name: read_cutoff(name, at) for name, at in folder.records("cutoffs", "Cut-off")},
        papers={name: read_paper(name, at) for name, at in folder.records("papers", "Paper")},
        variant_tables={
            name: read_variant_table(name, at)
            for name, at in folder.records("variant-tables", "Variant table")
        },
        contradictions={
            name: read_contradiction(name, at, compiler)
            for name, at in folder.records("contradictions", "Contradiction")
        },
        sources=sources,
        statements=statements,
        tables=tables,
        regimens={
            name: read_regimen(name, at, tables, statements, compiler)
            for name, at in folder.files("regimens", "Regimen")
        },
        rules=standing(written, (), ()),
        laws={name: read_law(name, at, compiler) for name, at in folder.records("laws", "Law")},
        disagreements={
            name: read_disagreement(name, at, compiler)
            for name, at in folder.records("disagreements", "Disagreement")
        },
        rates={name: read_rate(name, at) for name, at in folder.records("rates", "Rate")},
        profiles={
            name: read_profile(name, at) for name, at in folder.records("profiles", "Profile")
        },
        promises={
            name: read_promise(name, at, compiler)
            for name, at in folder.records("promises", "Promise")
        },
        lexicon={name: read_term(name, at) for name, at in folder.records("lexicon", "Term")},
        questions={
            name: read_covered(name, at) for name, at in folder.records("questions", "Question")
        },
        members=members,
        lineages=lineages,
        written=written,
        policy=_policy(folder),
    )


def _policy(folder: Folder) -> Policy | None:
    node = folder.nodes.get(POLICY)
    return None if node is None else read_policy(Fields(node, "The policy", folder.faults))


def _groups(folder: Folder) -> dict[str, Group]:
    """Return the classes of drugs and those of variants, which share their names."""
    groups: dict[str, Group] = {}
    for file in ("classes", "variant-classes"):
        for name, fields in folder.records(file, "Class"):
            if name in groups:
                folder.duplicate(fields.place, "Class", name, groups[name].place)
            groups[name] = read_group(name, fields)
    return groups


def _lineage(drug: str, drugs: Mapping[str, Drug]) -> frozenset[str]:
    """Return a drug, the substances it is made of, and the classes of all of them."""
    found: set[str] = set()
    current = drug
    while current in drugs and current not in found:
        found.add(current)
        found.update(drugs[current].classes)
        current = drugs[current].substance
    return frozenset(found)


def _members(
    groups: Mapping[str, Group],
    drugs: Mapping[str, Drug],
    variants: Mapping[str, Variant],
    lineages: Mapping[str, frozenset[str]],
) -> dict[str, frozenset[str]]:
    """Return, for each class and each drug, what counts as one of it (itself included)."""
    members: dict[str, set[str]] = {name: {name} for name in (*groups, *drugs)}
    for drug, lineage in lineages.items():
        for name in lineage:
            members.setdefault(name, {name}).add(drug)
    for variant in variants.values():
        for name in variant.classes:
            members.setdefault(name, {name}).add(variant.id)
    return {name: frozenset(found) for name, found in members.items()}


def _sources(folder: Folder, about: About) -> tuple[dict[str, Source], tuple[Statement, ...]]:
    sources: dict[str, Source] = {}
    statements: dict[str, Statement] = {}
    for name, fields in folder.files("sources", "Source"):
        source, found = read_source(name, fields, about.counts)
        sources[name] = source
        statements |= {statement.id: statement for statement in found}
    return sources, tuple(statements.values())


def _env(
    facts: Mapping[str, Fact],
    formulas: Mapping[str, Type],
    tables: Mapping[str, Table],
    folder: Folder,
) -> dict[str, Type]:
    """Return the type of every name that a condition may read."""
    env: dict[str, Type] = {}
    for name, fact in facts.items():
        kind = fact_type(fact)
        if kind is not None:
            env[name] = kind
    env |= formulas
    env |= {name: grade_type(node) for name, node in folder.entries("grades", "Grade").items()}
    for table in tables.values():
        for column, unit in table.columns.items():
            if column != COUNTED:
                env[f"{table.id}.{column}"] = NumberType(Unit.parse(unit))
    return env
