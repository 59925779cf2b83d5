"""This module searches for a patient for whom a condition and a mutant of it differ.

It refuses to call a mutant harmless: where no patient is found it says only that none was found.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Final

from tests.mutants.edges import Edge, condition_of, result, value_of
from tests.mutants.run import world
from whitlow.evaluate import Reading
from whitlow.language import (
    QuantityError,
    Unit,
    compiled,
    convert,
    names_in,
    number_text,
    same_dimension,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from random import Random

    from tests.mutants.pages import Mutant
    from whitlow.guideline import Condition, Fact, Guideline
    from whitlow.language import Run, Value

__all__ = ["Search"]

TRIES: Final = 9000
NEAR: Final = 12
LESS: Final = Fraction(99, 100)
MORE: Final = Fraction(101, 100)
QUANTITY: Final = re.compile(r"(\d+(?:\.\d+)?)(?: '([^']+)')?")
QUOTED: Final = re.compile(r"'([^']+)'")
SHARES: Final = (Fraction(1), Fraction(1, 2), Fraction(1, 3), Fraction(2), Fraction(50))

Patient = dict[str, str]


# --- what a condition reads -------------------------------------------------------------------


def behind(guideline: Guideline, condition: Condition) -> tuple[list[str], list[str]]:
    """Return the facts that a condition reads, however indirectly, and the texts it is made of."""
    facts: dict[str, None] = {}
    said = [condition.text]
    left = list(names_in(condition.compiled))
    seen: set[str] = set()
    while left:
        name = left.pop()
        if name in seen:
            continue
        seen.add(name)
        table = guideline.tables.get(name.partition(".")[0])
        if name in guideline.facts:
            facts[name] = None
        elif name in guideline.formulas:
            said.append(guideline.formulas[name].condition.text)
            left += names_in(guideline.formulas[name].condition.compiled)
        elif name in guideline.grades:
            for level in guideline.grades[name].levels:
                said.append(level.when.text)
                left += names_in(level.when.compiled)
        elif table is not None:
            left.append(table.over)
    return sorted(facts), said


def choices(guideline: Guideline, fact: Fact, said: Iterable[str]) -> list[str]:
    """Return the values of a fact at which a condition of these texts may turn; nothing is one."""
    text = " ".join(said)
    words = QUOTED.findall(text)
    match fact.type:
        case "truth":
            return ["", "true", "false"]
        case "choice":
            named = [word for word in words if word in (fact.options or {})]
            return ["", *dict.fromkeys([*named, *(fact.options or {})])]
        case "set":
            return ["", "none", *dict.fromkeys(sets(guideline, fact, words))]
        case _:
            return ["", *dict.fromkeys(amounts(fact, text))]


def sets(guideline: Guideline, fact: Fact, words: list[str]) -> Iterator[str]:
    """Yield one-member sets: each option or drug named, one member of each class named, another."""
    if fact.options:
        yield from [word for word in words if word in fact.options]
        yield from fact.options
        yield from (
            f"{one}, {two}"
            for one in words
            for two in words
            if {one, two} <= {*fact.options} and one < two
        )
        return
    for word in words:
        if word in guideline.members:
            yield from sorted(guideline.members[word])[:3]
    yield from words


def amounts(fact: Fact, text: str) -> Iterator[str]:
    """Yield the numbers of a text in the unit of a fact, and those just beside them."""
    for digits, unit in QUANTITY.findall(text):
        number = Fraction(digits)
        try:
            if unit and same_dimension(Unit.parse(unit), Unit.parse(fact.unit)):
                number = convert(number, Unit.parse(unit), Unit.parse(fact.unit))
        except (QuantityError, ValueError):
            continue
        for share in SHARES:
            here = number * share
            last = Fraction(1, 10 ** len(digits.partition(".")[2])) * share
            step = max(last, Fraction(1)) if fact.whole else last / 2
            for at in (here, here - step, here + step, here * LESS, here * MORE):
                sound = at.denominator == 1 if fact.whole else at.denominator in DECIMAL
                if sound and (not fact.range or at in fact.range):
                    yield f"{number_text(at)} {fact.unit}".strip()


DECIMAL: Final = {2**a * 5**b for a in range(7) for b in range(7)}


# --- patients ---------------------------------------------------------------------------------


def text_of(fact: Fact, known: Value) -> str:
    """Return a value as an edge writes it."""
    match known:
        case bool():
            return "true" if known else "false"
        case Fraction():
            return f"{number_text(known)} {fact.unit}".strip()
        case frozenset():
            return ", ".join(sorted(known)) or "none"
        case _:
            return str(known)


def known_patients(guideline: Guideline, facts: list[str]) -> list[Patient]:
    """Return the patients of the worked cases, of each only these facts, no two alike."""
    found: dict[str, Patient] = {}
    for one in world().worked:
        if one.seen is not None:
            patient = {
                name: text_of(guideline.facts[name], one.seen.patient.facts[name])
                for name in facts
                if one.seen.patient.facts.get(name) is not None
            }
            found.setdefault(str(patient), patient)
    return list(found.values())


@cache
def parsed(name: str, text: str) -> Value:
    """Return the value of a fact that a text gives, each once."""
    return value_of(world().guideline.facts[name], text)


def valued(fact: Fact, text: str) -> Value:
    """Return the value of a text."""
    return parsed(fact.name, text)


class Search:
    """The search for the edges of one condition."""

    def __init__(self, mutant: Mutant, record: str) -> None:
        """Take the guideline as it stands and what the condition of a record reads."""
        self.shelf: Final = mutant.shelf
        self.record: Final = record
        self.guideline: Final = world().guideline
        condition = condition_of(self.guideline, self.shelf, record)
        assert condition is not None
        self.facts, said = behind(self.guideline, condition)
        said = [*said, mutant.after]
        self.choices: Final = {
            name: choices(self.guideline, self.guideline.facts[name], said) for name in self.facts
        }
        self.known: Final = known_patients(self.guideline, self.facts)
        self.own: Final = compiled(condition.compiled, self.members)

    def members(self, group: str) -> frozenset[str]:
        """Return what counts as one of a class."""
        return self.guideline.members.get(group, frozenset())

    def edge(self, patient: Patient) -> Edge:
        """Return the edge that a patient makes, with what the condition comes to as it stands."""
        facts = tuple((name, value) for name, value in patient.items() if value)
        blank = Edge(self.shelf, self.record, "", facts)
        return Edge(self.shelf, self.record, result(self.guideline, blank), facts)

    def parts(self, patient: Patient, other: Run) -> bool:
        """Whether a condition and a mutant of it come to different results for a patient."""
        facts = {
            name: valued(self.guideline.facts[name], text) for name, text in patient.items() if text
        }
        reading = Reading(self.guideline, facts)
        return self.own(reading.known) != other(reading.known)

    def found(self, other: Run, chance: Random) -> Patient | None:
        """Return a patient who tells a mutant from the guideline, none of his facts to spare."""
        for patient in self.tried(chance):
            if self.parts(patient, other):
                return self.spared(patient, other)
        return None

    def tried(self, chance: Random) -> Iterator[Patient]:
        """Yield patients: the known ones, then those who differ from one of them in a few facts.

        Those for whom the condition holds come first: one step away from them it may not.
        """
        held = [one for one in self.known if self.comes_true(one)] or self.known or [{}]
        yield from self.known
        for patient in held[:NEAR]:
            for name in self.facts:
                for text in self.choices[name]:
                    yield {**patient, name: text}
        for _ in range(TRIES):
            patient = dict(chance.choice(held))
            for name in chance.sample(self.facts, min(len(self.facts), chance.randint(1, 4))):
                patient[name] = chance.choice(self.choices[name])
            yield patient

    def comes_true(self, patient: Patient) -> bool:
        """Whether the condition holds for a patient."""
        facts = {
            name: valued(self.guideline.facts[name], text) for name, text in patient.items() if text
        }
        return self.own(Reading(self.guideline, facts).known) is True

    def spared(self, patient: Patient, other: Run) -> Patient:
        """Return a patient without the facts that do not matter, as long as something is known."""
        known = self.edge(patient).comes_to
        for name in list(patient):
            fewer = {key: value for key, value in patient.items() if key != name}
            if self.edge(fewer).comes_to == known and self.parts(fewer, other):
                patient = fewer
        return patient
