"""This module looks for patients who would be treated otherwise if a mutant were the guideline.

It refuses to call a mutant harmless: where no patient is found it says only that none was found.

For a mutant of a condition it tries the patients of the worked cases, and those near them, until
the condition comes to something else. Such a patient, with what the condition comes to as it
stands, is an edge. Each is a proposal: whoever takes it into the guideline answers for it.
"""

from __future__ import annotations

import re
import sys
from multiprocessing import Pool
from random import Random
from typing import TYPE_CHECKING, Final

from tests.mutants.conditions import conditions
from tests.mutants.edges import (
    FOLDER,
    Edge,
    condition_of,
    edges,
    facts_of,
    result,
    written,
)
from tests.mutants.kinds import mutants_of
from tests.mutants.pages import Page, pages
from tests.mutants.remembered import LATEST
from tests.mutants.run import world
from tests.mutants.search import Search
from whitlow.evaluate import Reading
from whitlow.guideline import Mapping, YamlError, read_yaml
from whitlow.language import (
    QuantityError,
    TruthType,
    compiled,
    value,
)
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.mutants.pages import Mutant
    from whitlow.guideline import Condition, Guideline

__all__ = ["propose"]

CORES: Final = 2
SHELVES: Final = ("rules", "laws", "contradictions", "formulas", "grades", "promises")


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
    if not isinstance(node, Mapping):
        return None
    olds = {(one.record, one.field): one.scalar.value for one in conditions(page)}
    for one in conditions(Page(page.file, mutant.applied(page.text), node)):
        if olds.get((one.record, one.field)) not in {None, one.scalar.value}:
            compiler = LATEST[0]
            compiler.faults.found.clear()
            formula = (
                world().guideline.formulas.get(one.record) if page.shelf == "formulas" else None
            )
            wanted = TruthType() if formula is None else formula.type
            try:
                made = compiler.typed(
                    one.scalar, wanted, empirical=bool(formula and formula.empirical)
                )
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
        if one.seen is not None and now != written(one.reading.value(condition)):
            told += 1
            if name in one.mentioned or (shelf in {"formulas", "grades"} and told > ENOUGH):
                return True
    return False


ENOUGH: Final = 3


def proposals(
    page: Page, found: list[Mutant], standing: list[Edge]
) -> list[tuple[Mutant, Edge | None]]:
    """Return, for each mutant that no case and no edge shows, a new edge, or none."""
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
        patient = search.found(run, Random(str(mutant)))  # noqa: S311 -- the same patients in every run
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
        for records in (world().guideline.written, world().guideline.laws)
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
            for comes_to in sorted(records[record], key=lambda one: (*ORDER, one).index(one)):
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


def holds(edge: Edge) -> bool:
    """Whether an edge still comes to what it says, and its record still exists."""
    try:
        return result(world().guideline, edge) == edge.comes_to
    except (KeyError, QuantityError, StopIteration):
        return False


def main(words: list[str]) -> None:
    """Drop the edges that no longer hold, and add one for every mutant that is not shown yet."""
    read = [page for page in pages(shipped_guideline()) if page.shelf in SHELVES]
    wanted = [page for page in read if not words or any(word in page.file for word in words)]
    wanted.sort(key=lambda page: -len(page.text))
    stale = [edge for edge in edges(shipped_guideline()) if not holds(edge)]
    save(edge for edge in edges(shipped_guideline()) if edge not in stale)
    print(*(f"no longer so: {edge}" for edge in stale), sep="\n")  # noqa: T201 -- it tells it
    with Pool(CORES) as pool:
        for found in pool.imap_unordered(propose, wanted):
            save([*edges(shipped_guideline()), *(edge for _, edge in found if edge is not None)])
            none = [mutant for mutant, edge in found if edge is None]
            print(f"{len(found) - len(none)} new edges; none found for {len(none)} mutants")  # noqa: T201 -- it tells what it found
            print(*none, sep="\n", flush=True)  # noqa: T201 -- it tells what it found


if __name__ == "__main__":
    main(sys.argv[1:])
