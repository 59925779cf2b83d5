"""This module checks that everything rests on something that was read.

It refuses a dose or a rule that rests on unread or popular text alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.checks.citing import citing, claim_references
from whitlow.errors import Fault
from whitlow.guideline import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Guideline

__all__ = ["CHECKS"]

NO_EVIDENCE: Final = "popular summary"


def missing_citation(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each record that must cite and does not."""
    for record in citing(guideline):
        if record.must and not record.cites:
            yield Fault(
                record.place,
                f"{record.what} cites nothing.",
                "Advice without a source cannot be checked by its reader.",
                "Cite the statement that carries it, as source#statement.",
                "missing-citation",
            )


def unknown_citation(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each citation that names no statement."""
    for record in citing(guideline):
        for cite in record.cites:
            if cite not in guideline.statements:
                yield Fault(
                    record.place,
                    f"{record.what} cites {cite!r}, which does not exist.",
                    "A reader who follows the citation finds nothing.",
                    nearest(cite, guideline.statements) or "Add the statement, or cite another.",
                    "unknown-citation",
                )


def unverified_alone(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each rule, dose or law that rests only on statements nobody read."""
    for record in citing(guideline):
        known = [
            guideline.statements[cite] for cite in record.cites if cite in guideline.statements
        ]
        if record.decides and known and all(one.read == "unverified" for one in known):
            yield Fault(
                record.place,
                f"{record.what} rests on unverified statements alone: "
                f"{', '.join(one.id for one in known)}.",
                "What nobody has read may be wrong, and a dose or rule would carry it on.",
                "Read the source and say how, or cite one that was read.",
                "unverified-alone",
            )


def popular_as_evidence(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each rule, dose or law that cites a popular summary."""
    for record in citing(guideline):
        for cite in record.cites:
            source = guideline.sources.get(cite.partition("#")[0])
            if record.decides and source is not None and source.kind == NO_EVIDENCE:
                yield Fault(
                    record.place,
                    f"{record.what} cites the popular summary {cite}.",
                    "Popular summaries contradict each other; they are positions, never evidence.",
                    "Cite the label, guideline or study itself.",
                    "popular-as-evidence",
                )


def unknown_claim(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each figure of a regimen that names no claim."""
    for regimen in guideline.regimens.values():
        for reference in claim_references(regimen):
            statement, _, claim = reference.rpartition(".")
            found = guideline.statements.get(statement)
            if reference and (found is None or claim not in found.claims):
                known = [
                    f"{one.id}.{name}"
                    for one in guideline.statements.values()
                    for name in one.claims
                ]
                yield Fault(
                    regimen.place,
                    f"Regimen {regimen.id} takes a figure from {reference!r}, "
                    "which does not exist.",
                    "An order without its figure would be silent about it.",
                    nearest(reference, known) or "Name source#statement.claim.",
                    "unknown-claim",
                )


def dead_statement(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each statement that nothing cites and no topic leads to."""
    cited = {cite for record in citing(guideline) for cite in record.cites}
    cited |= {
        reference.rpartition(".")[0]
        for regimen in guideline.regimens.values()
        for reference in claim_references(regimen)
    }
    for statement in guideline.statements.values():
        if statement.id not in cited and not statement.topic:
            yield Fault(
                statement.place,
                f"Statement {statement.id} is cited by nothing and has no topic.",
                "No reader can ever meet it.",
                "Cite it, give it a topic, or remove it.",
                "dead-statement",
            )


def dead_source(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each source without statements."""
    used = {statement.source for statement in guideline.statements.values()}
    for source in guideline.sources.values():
        if source.id not in used:
            yield Fault(
                source.place,
                f"Source {source.id} has no statement.",
                "A source that says nothing supports nothing.",
                "Add what it says, or remove it.",
                "dead-source",
            )


CHECKS: Final = (
    missing_citation,
    unknown_citation,
    unverified_alone,
    popular_as_evidence,
    unknown_claim,
    dead_statement,
    dead_source,
)
