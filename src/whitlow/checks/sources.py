"""This module checks sources, disagreements and profiles.

It refuses a source whose kind nobody knows and a disagreement with one side.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from whitlow.errors import Fault
from whitlow.guideline import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Guideline

__all__ = ["CHECKS", "KINDS"]

KINDS: Final = (
    "label",
    "guideline",
    "trial",
    "cohort",
    "review",
    "case series",
    "database",
    "registry",
    "compendium",
    "popular summary",
)
YEAR: Final = re.compile(r"[0-9]{4}|unknown")
ADDRESS: Final = re.compile(r"https?://\S+")
FEWEST_POSITIONS: Final = 2


def source_kind(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each source of an unknown kind."""
    for source in guideline.sources.values():
        if source.kind not in KINDS:
            yield Fault(
                source.place,
                f"Source {source.id} is of the kind {source.kind!r}.",
                "The kind tells a reader how much a source can carry.",
                nearest(source.kind, KINDS) or f"Use one of {', '.join(KINDS)}.",
                "source-kind",
            )


def source_year(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each source whose year is neither a year nor 'unknown'."""
    for source in guideline.sources.values():
        if YEAR.fullmatch(source.year) is None:
            yield Fault(
                source.place,
                f"Source {source.id} has the year {source.year!r}.",
                "Old advice must be told from new.",
                "Write four digits, or unknown.",
                "source-year",
            )


def source_address(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each source that was read and has no address that a reader can open."""
    read = {one.source for one in guideline.statements.values() if one.read != "unverified"}
    for source in guideline.sources.values():
        known = source.url or source.id in read
        if known and ADDRESS.fullmatch(source.url) is None:
            yield Fault(
                source.place,
                f"Source {source.id} has the address {source.url!r}.",
                "A citation that cannot be followed cannot be checked.",
                "Write the address of the page that was read.",
                "source-address",
            )


def one_sided(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each disagreement with fewer than two positions."""
    for record in guideline.disagreements.values():
        if len(record.positions) < FEWEST_POSITIONS:
            yield Fault(
                record.place,
                f"Disagreement {record.id} has {len(record.positions)} position.",
                "A disagreement has two sides at least.",
                "Add the other position with its citation.",
                "one-sided",
            )


def about_nothing(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each name in ``about`` of a disagreement that names no record."""
    known = (
        guideline.written.keys()
        | guideline.regimens.keys()
        | guideline.tables.keys()
        | guideline.statements.keys()
        | guideline.formulas.keys()
        | guideline.drugs.keys()
        | guideline.laws.keys()
        | {
            f"{grade.name}:{level.name}"
            for grade in guideline.grades.values()
            for level in grade.levels
        }
    )
    for record in guideline.disagreements.values():
        for name in record.about:
            if name not in known:
                yield Fault(
                    record.place,
                    f"Disagreement {record.id} is about {name!r}, which does not exist.",
                    "A plan that touches the disagreement would not show it.",
                    nearest(name, known) or "Name a rule, regimen, table or statement.",
                    "about-nothing",
                )


def default_profile(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault where the profile of a plan that names none does not exist."""
    name = guideline.about.default_profile
    if name not in guideline.profiles:
        yield Fault(
            guideline.about.place,
            f"The default profile {name!r} does not exist.",
            "No plan could be made unless its reader names another.",
            nearest(name, guideline.profiles) or "Name one of the profiles.",
            "default-profile",
        )


def same_words(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each statement that repeats another's sentence."""
    first: dict[str, str] = {}
    for statement in guideline.statements.values():
        text = statement.says.text
        if text in first:
            yield Fault(
                statement.place,
                f"Statement {statement.id} says the same words as {first[text]}.",
                "Two copies of one sentence drift apart.",
                "Cite the first, or say what is different.",
                "same-words",
            )
        first.setdefault(text, statement.id)


CHECKS: Final = (
    source_kind,
    source_year,
    source_address,
    one_sided,
    about_nothing,
    default_profile,
    same_words,
)
