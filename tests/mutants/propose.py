"""This module looks for patients who would be treated otherwise if a mutant were the guideline.

It refuses to call a mutant harmless: where no patient is found it says only that none was found.

For a mutant of a condition it tries the patients of the worked cases, and those near them, until
the condition comes to something else. Such a patient, with what the condition comes to as it
stands, is an edge. Each is a proposal: whoever takes it into the guideline answers for it.
"""

from __future__ import annotations

import re
import sys
from fractions import Fraction
from functools import cache
from multiprocessing import Pool
from random import Random
from typing import TYPE_CHECKING, Final

from tests.mutants.edges import FOLDER, Edge, condition_of, edges, facts_of, result, value_of, written
from tests.mutants.conditions import conditions
from tests.mutants.kinds import mutants_of
from tests.mutants.pages import Page, pages
from tests.mutants.remembered import LATEST
from tests.mutants.run import CORES, world
from whitlow.evaluate import Reading
from whitlow.guideline import Mapping, YamlError, read_yaml
from whitlow.language import (
    QuantityError,
    TruthType,
    Unit,
    compiled,
    convert,
    names_in,
    number_text,
    read_quantity,
    same_dimension,
    value,
)
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.mutants.pages import Mutant
    from whitlow.guideline import Condition, Fact, Guideline
    from whitlow.language import Run, Value

__all__ = ["propose"]

TRIES: Final = 3000
NEAR: Final = 12
QUANTITY: Final = re.compile(r"(\d+(?:\.\d+)?)(?: '([^']+)')?")
QUOTED: Final = re.compile(r"'([^']+)'")
SHARES: Final = (Fraction(1), Fraction(1, 2), Fraction(1, 3), Fraction(2), Fraction(50))
SHELVES: Final = ("rules", "laws", "contradictions", "formulas", "grades")

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
        yield from (f"{one}, {two}" for one in words for two in words if {one, two} <= {*fact.options} and one < two)
        return
    for word in words:
        if word in guideline.members:
            yield from sorted(guideline.members[word])[:3]
    yield from words


def amounts(fact: Fact, text: str) -> Iterator[str]:
    """Yield the numbers of a text in the unit of a fact, and those just beside them."""
    for written, unit in QUANTITY.findall(text):
        number = Fraction(written)
        try:
            if unit and same_dimension(Unit.parse(unit), Unit.parse(fact.unit)):
                number = convert(number, Unit.parse(unit), Unit.parse(fact.unit))
        except (QuantityError, ValueError):
            continue
        for share in SHARES:
            here = number * share
            for at in (here, here * Fraction(99, 100), here * Fraction(101, 100)):
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
        """Yield patients: the known ones, then those who differ from one of them in a few facts."""
        yield from self.known
        for patient in self.known[:NEAR]:
            for name in self.facts:
                for text in self.choices[name]:
                    yield {**patient, name: text}
        for _ in range(TRIES):
            patient = dict(chance.choice(self.known)) if self.known else {}
            for name in chance.sample(self.facts, min(len(self.facts), chance.randint(1, 5))):
                patient[name] = chance.choice(self.choices[name])
            yield patient

    def spared(self, patient: Patient, other: Run) -> Patient:
        """Return a patient without the facts that do not matter, as long as something is known."""
        known = self.edge(patient).comes_to
        for name in list(patient):
            fewer = {key: value for key, value in patient.items() if key != name}
            if self.edge(fewer).comes_to == known and self.parts(fewer, other):
                patient = fewer
        return patient


# --- mutants of conditions ----------------------------------------------------------------------


def come_to(guideline: Guideline, other: Condition, edge: Edge) -> str:
    """Return what another condition comes to for the patient of an edge."""
    reading = Reading(guideline, facts_of(guideline, edge.facts))
    return written(value(other.compiled, reading.known, reading.members))


def changed(page: Page, mutant: Mutant) -> tuple[str, Condition] | None:
    """Return the name of the condition that a mutant changes and what it becomes, if it is one."""
    try:
        node = read_yaml(mutant.applied(page.text), page.file)
    except YamlError:
        return None
    assert isinstance(node, Mapping)
    olds = {(one.record, one.field): one.scalar.value for one in conditions(page)}
    for one in conditions(Page(page.file, mutant.applied(page.text), node)):
        if olds.get((one.record, one.field)) not in {None, one.scalar.value}:
            compiler = LATEST[0]
            compiler.faults.found.clear()
            formula = world().guideline.formulas.get(one.record) if page.shelf == "formulas" else None
            wanted = TruthType() if formula is None else formula.type
            try:
                made = compiler.typed(one.scalar, wanted, empirical=bool(formula and formula.empirical))
            except KeyError:
                return None
            name = f"{one.record}:unless" if one.field == "unless" else one.record
            return None if compiler.faults.found else (name, made)
    return None


def shown_by_cases(shelf: str, record: str, other: Condition) -> bool:
    """Whether a worked case that speaks of a record has another result under a mutant of it."""
    name = record.partition(":")[0]
    told = 0
    for one in world().worked:
        now = written(value(other.compiled, one.reading.known, one.reading.members))
        condition = condition_of(world().guideline, shelf, record)
        assert condition is not None
        if one.seen is not None and now != written(one.reading._value(condition)):  # noqa: SLF001
            told += 1
            if name in one.mentioned or (shelf in {"formulas", "grades"} and told > ENOUGH):
                return True
    return False


ENOUGH: Final = 3


def proposals(page: Page, found: list[Mutant], standing: list[Edge]) -> list[tuple[Mutant, Edge | None]]:
    """Return, for each mutant that no case and no edge shows, a new edge, or none if none is found."""
    new: list[tuple[Mutant, Edge | None]] = []
    searches: dict[str, Search] = {}
    for mutant in found:
        named = changed(page, mutant)
        if named is None or shown_by_cases(page.shelf, *named):
            continue
        record, other = named
        known = [one for one in standing if one.record == record]
        if any(come_to(world().guideline, other, one) != one.comes_to for one in known):
            continue
        if record not in searches:
            searches[record] = Search(mutant, record)
        search = searches[record]
        run = compiled(other.compiled, search.members)
        patient = search.found(run, Random(str(mutant)))
        edge = None if patient is None else searches[record].edge(patient)
        standing += [] if edge is None else [edge]
        new.append((mutant, edge))
    return new


# --- writing ----------------------------------------------------------------------------------

HEAD: Final = """\
# Edges of {what}: a patient, and what the condition comes to for him. Nothing else is known of him.
# They were found by search among those whom a slip in the condition would have treated otherwise,
# and the results are those of the conditions as they stood. They hold a condition to what it was;
# whether it was right is for its sources and for the worked cases to say.
"""
ORDER: Final = ("true", "false", "unknown")


def files() -> dict[str, str]:
    """Return the page on which each record of a condition stands."""
    return {
        name: place.file.removesuffix(".yaml").replace("/", "-of-")
        for records in (world().guideline.rules, world().guideline.laws)
        for name, record in records.items()
        for place in [record.place]
    }


def save(found: Iterable[Edge]) -> None:
    """Write all edges, a file for each page of conditions, in the order of their records."""
    page = files()
    by_file: dict[str, dict[str, dict[str, list[Edge]]]] = {}
    for edge in found:
        file = page.get(edge.record.partition(":")[0], edge.shelf)
        results = by_file.setdefault(file, {}).setdefault(edge.record, {})
        patients = results.setdefault(edge.comes_to, [])
        if edge not in patients:
            patients.append(edge)
    folder = shipped_guideline() / FOLDER
    folder.mkdir(exist_ok=True)
    for file, records in by_file.items():
        text = HEAD.format(what=file.replace("-of-", "/"))
        for record in sorted(records):
            text += f"\n{quoted(record)}:\n"
            for comes_to in sorted(records[record], key=lambda one: (ORDER + (one,)).index(one)):
                text += f'  "{comes_to}":\n'
                for edge in records[record][comes_to]:
                    text += f"    - {{{', '.join(map(pair, edge.facts))}}}\n"
        (folder / f"{file}.yaml").write_text(text, encoding="utf-8")


def quoted(text: str) -> str:
    """Return a text as YAML takes it."""
    return f'"{text}"' if re.search(r"[:#{}\[\],&*?|<>=!%@`]", text) else text


def pair(fact: tuple[str, str]) -> str:
    """Return a fact with its value as an edge shows it."""
    name, value = fact
    kind = world().guideline.facts[name].type
    if kind == "set" and value != "none":
        return f"{name}: [{', '.join(map(quoted, value.split(', ')))}]"
    return f"{name}: {quoted(value)}"


def propose(page: Page) -> list[tuple[Mutant, Edge | None]]:
    """Return the proposals for one page."""
    mine = [one for one in edges(shipped_guideline()) if one.shelf == page.shelf]
    every = mutants_of(page)
    return proposals(page, every, mine)


def main(words: list[str]) -> None:
    """Add an edge for every mutant of a condition that is not shown yet and has one."""
    read = [page for page in pages(shipped_guideline()) if page.shelf in SHELVES]
    wanted = [page for page in read if not words or any(word in page.file for word in words)]
    world()
    with Pool(CORES) as pool:
        for found in pool.imap_unordered(propose, wanted):
            save([*edges(shipped_guideline()), *(edge for _, edge in found if edge is not None)])
            none = [mutant for mutant, edge in found if edge is None]
            print(f"{len(found) - len(none)} new edges; none found for {len(none)} mutants")
            print(*none, sep="\n", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
