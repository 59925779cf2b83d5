"""This module lists the records of a kind, each with a line that says what it is, in groups.

It refuses to show a record: a line leads to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from whitlow.guideline import (
    Contradiction,
    Cutoff,
    Disagreement,
    Drug,
    Fact,
    Formula,
    Gene,
    Grade,
    Group,
    Law,
    Paper,
    Profile,
    Promise,
    Regimen,
    Rule,
    Source,
    Statement,
    Table,
    Variant,
    VariantTable,
)
from whitlow.pages.english import in_words
from whitlow.pages.json_values import about
from whitlow.pages.records_json import KINDS, kinds_of
from whitlow.pages.words import SECTIONS, some, statement_text, template_text
from whitlow.plan.ask import SECTION_OF

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from whitlow.guideline import Case, Guideline
    from whitlow.pages.json_values import Json

__all__ = ["PLURALS", "Line", "lines_of", "lines_of_cases", "lists_json", "sources_by_kind"]

PLURALS: Final = {
    "source": "Sources",
    "statement": "Statements",
    "rule": "Rules",
    "rule of another side": "Rules of another side",
    "table": "Dose tables",
    "regimen": "Regimens",
    "law": "Laws",
    "promise": "Promises",
    "disagreement": "Disagreements",
    "fact": "Facts",
    "formula": "Formulas",
    "grade": "Grades",
    "contradiction": "Contradictions",
    "drug": "Drugs",
    "class": "Classes of drugs",
    "gene": "Genes",
    "variant": "Variants",
    "cutoff": "Cut-offs",
    "paper": "Papers",
    "rate": "Rates of resistance",
    "variant table": "Variant tables",
    "profile": "Profiles",
}
"""The kinds in the order in which a reader looks for them."""


class Line(NamedTuple):
    """A record as a list shows it: its group, its name, what it is, and what stands beside it."""

    group: str
    id: str
    says: str
    aside: str = ""


def lines_of(guideline: Guideline, kind: str) -> tuple[Line, ...]:
    """Return the records of a kind, those of a group together, in the order of the guideline."""
    every = [_line(guideline, name, one) for name, one in kinds_of(guideline, kind).items()]
    groups = _in_order(kind, dict.fromkeys(line.group for line in every))
    return tuple(line for group in groups for line in every if line.group == group)


def _in_order(kind: str, groups: Iterable[str]) -> list[str]:
    """Return the groups as they are read: rules as a plan has its sections, sources by name."""
    match kind:
        case "rule" | "rule of another side":
            order = [*SECTIONS.values()]
            return sorted(groups, key=order.index)
        case "source":
            return sorted(groups)
        case _:
            return list(groups)


def sources_by_kind(guideline: Guideline) -> dict[str, list[Line]]:
    """Return the sources by kind, the latest first; each says how many statements it makes."""
    found: dict[str, list[Line]] = {}
    made: dict[str, int] = {}
    for statement in guideline.statements.values():
        made[statement.source] = made.get(statement.source, 0) + 1
    for source in sorted(guideline.sources.values(), key=_latest):
        says = some(made[source.id], "statement") if source.id in made else "no statement"
        year = "undated" if source.year == "unknown" else source.year
        line = Line(source.kind, source.id, source.title, f"{year}, {says}")
        found.setdefault(source.kind, []).append(line)
    return {kind: found[kind] for kind in sorted(found)}


def _latest(source: Source) -> tuple[int, str]:
    """Return where a source stands among others: one without a year after all with one."""
    year = source.year[: len("2026")]
    return (-int(year) if year.isdigit() else 1), source.title


def _line(guideline: Guideline, name: str, record: object) -> Line:
    match record:
        case Source():
            return Line(record.kind, name, record.title, record.year)
        case Statement():
            return Line(record.source, name, statement_text(guideline, name), record.locator)
        case Rule():
            section = SECTIONS[SECTION_OF[record.action.kind]]
            return Line(section, name, template_text(guideline, record.says, record.cites))
        case Law():
            return Line("", name, template_text(guideline, record.says, record.cites))
        case Cutoff():
            says = template_text(guideline, record.says, record.cites)
            return Line(record.laboratory, name, says)
        case Profile():
            says = template_text(guideline, record.says, record.cites)
            return Line("", name, says, record.title)
        case Promise() | Contradiction():
            return Line("", name, record.says)
        case Disagreement():
            return Line("", name, record.question)
        case Regimen():
            return Line(guideline.label(record.drug), name, record.indication, record.profile)
        case Table() | Paper():
            return Line("", name, record.title)
        case Variant():
            return Line(record.gene, name, guideline.variant_label(record), _called(record))
        case Formula():
            return Line("", name, record.label, in_words(guideline, record.condition))
        case _:
            return _named(guideline, name, record)


def _named(guideline: Guideline, name: str, record: object) -> Line:
    match record:
        case Fact():
            return Line(record.group, name, record.label, record.ask)
        case Drug():
            return Line("", name, record.name, ", ".join(record.names))
        case Group() | Gene() | Grade():
            return Line("", name, record.label)
        case VariantTable():
            return Line("", name, guideline.sources[record.source].title, record.licence)
        case _:
            return Line("", name, guideline.label(name))


def _called(variant: Variant) -> str:
    return ", ".join(f"{drug}: {call}" for drug, call in variant.calls.items())


def lines_of_cases(cases: Mapping[str, Case]) -> tuple[Line, ...]:
    """Return the worked cases, those of a file together."""
    return tuple(
        Line(case.place.file.rpartition("/")[2].partition(".")[0], name, case.says)
        for name, case in cases.items()
    )


def lists_json(guideline: Guideline, kind: str, lines: Sequence[Line]) -> dict[str, Json]:
    """Return how many records there are of each kind, and the lines of one kind."""
    counts: dict[str, Json] = {each: len(kinds_of(guideline, each)) for each in KINDS}
    found: dict[str, Json] = {"guideline": dict(about(guideline)), "kinds": counts}
    if kind:
        found["records"] = [
            {"kind": kind, "id": line.id, "group": line.group, "says": line.says} for line in lines
        ]
    return found
