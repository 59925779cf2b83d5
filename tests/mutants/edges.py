"""This module holds the edges: patients on both sides of what a condition asks.

It refuses the door: an edge gives facts as they are, so that a condition is tried on them alone.

An edge is to a condition what the second entry of its figures is to a statement: it says for one
patient what the condition comes to, and does not change when somebody changes the condition. The
files stand in ``guideline/cases/edges``, one for each file of conditions; their keys are records,
then results, then patients.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from tests.cases.test_cases import pairs, texts
from whitlow.evaluate import Reading
from whitlow.guideline import Items, Scalar, read_yaml
from whitlow.language import Levels, Unit, convert, number_text, read_quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from whitlow.guideline import Condition, Fact, Guideline, Node
    from whitlow.language import Value

__all__ = ["FOLDER", "Edge", "condition_of", "edges", "facts_of", "result", "written"]

FOLDER: Final = "cases/edges"
WORDS: Final[dict[bool | None, str]] = {True: "true", False: "false", None: "unknown"}


@dataclass(frozen=True, slots=True)
class Edge:
    """One patient, and what a condition of a record comes to for him."""

    shelf: str
    record: str
    comes_to: str
    facts: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        """Return the edge as a sentence."""
        told = ", ".join(f"{name}: {value}" for name, value in self.facts) or "nothing known"
        return f"{self.record} comes to {self.comes_to} with {told}"


def edges(folder: Path) -> tuple[Edge, ...]:
    """Return the edges of a guideline, in order."""
    found = []
    for path in sorted((folder / FOLDER).glob("*.yaml")):
        shelf = path.stem.partition("-of-")[0]
        for record, results in pairs(read_yaml(path.read_text(encoding="utf-8"), path.name)):
            for comes_to, patients in pairs(results):
                found += [
                    Edge(shelf, record, comes_to, tuple(told(patient)))
                    for patient in (patients.items if isinstance(patients, Items) else ())
                ]
    return tuple(found)


def told(patient: Node) -> Iterator[tuple[str, str]]:
    """Yield the facts of a patient, members of a set between commas."""
    for name, value in pairs(patient):
        yield name, value.value if isinstance(value, Scalar) else ", ".join(texts(value))


def value_of(fact: Fact, text: str) -> Value:
    """Return the value that a text gives to a fact."""
    match fact.type:
        case "number":
            number, unit = read_quantity(text)
            return convert(number, Unit.parse(unit), Unit.parse(fact.unit)) if unit else number
        case "truth":
            return text == "true"
        case "set":
            return frozenset() if text in {"none", ""} else frozenset(text.split(", "))
        case _:
            return text


def facts_of(guideline: Guideline, facts: tuple[tuple[str, str], ...]) -> Mapping[str, Value]:
    """Return the facts of an edge as a reading takes them."""
    return {name: value_of(guideline.facts[name], text) for name, text in facts}


def condition_of(guideline: Guideline, shelf: str, record: str) -> Condition | None:
    """Return the condition of a record; a law's permission is named after a stroke."""
    name, _, part = record.partition(":")
    match shelf:
        case "rules":
            return guideline.written[name].when
        case "laws":
            law = guideline.laws[name]
            return law.unless if part == "unless" else law.when
        case "promises":
            return guideline.promises[name].when
        case "contradictions":
            return guideline.contradictions[name].when
        case "formulas":
            return guideline.formulas[name].condition
        case _:
            levels = guideline.grades[name].levels
            return next(level.when for level in levels if level.name == part)


def result(guideline: Guideline, edge: Edge) -> str:
    """Return what a condition comes to for the patient of an edge."""
    condition = condition_of(guideline, edge.shelf, edge.record)
    if condition is None:
        return "gone"
    reading = Reading(guideline, facts_of(guideline, edge.facts))
    if edge.shelf == "formulas":
        return written(reading.known(edge.record))
    return written(reading.holds(condition))


def written(value: Value) -> str:
    """Return a result as an edge writes it."""
    match value:
        case Fraction():
            return number_text(value)
        case bool() | None:
            return WORDS[value]
        case Levels(possible):
            return " or ".join(possible)
        case frozenset():
            return ", ".join(sorted(value))
        case _:
            return str(value)
