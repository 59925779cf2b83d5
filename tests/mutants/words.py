"""This module makes mutants of what stands between the numbers: records, conditions and actions.

It refuses to change what is a judgement: the strength and the certainty of a rule are left alone.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from tests.mutants.conditions import conditions
from tests.mutants.figures import unit_of
from tests.mutants.pages import dict_of, entries, inner, scalars
from whitlow.guideline import Items, Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.mutants.pages import Mutant, Page, Record

__all__ = ["Siblings", "words"]

DROPPED: Final = {
    "rules": "rule",
    "laws": "law",
    "contradictions": "contradiction",
    "disagreements": "disagreement",
    "sources": "statement",
}
CITING: Final = ("cites", "notes", "monitoring", "stop", "diluent", "incompatible")
OTHER_ACTION: Final = {
    "treat": "assess",
    "avoid": "caution",
    "hold": "caution",
    "confirm": "caution",
    "caution": "counsel",
    "emergency": "counsel",
}
SLOT: Final = re.compile(r"\{([^{}]+)\}")


class Siblings:
    """What can stand where a word stands: the next option of a fact, the next class or drug."""

    def __init__(self, pages: tuple[Page, ...]) -> None:
        """Read the lists of options and names once."""
        by_shelf = {page.file: page for page in pages}
        facts = by_shelf["facts.yaml"].node
        self.lists: Final = [
            [key.value for key, _ in entries(inner(fact, "options"))] for _, fact in entries(facts)
        ]
        self.lists += [
            [key.value for key, _ in entries(inner(grade, "levels"))]
            for _, grade in entries(by_shelf["grades.yaml"].node)
        ]
        self.units: Final = units(pages)
        self.classes: Final = [key.value for key, _ in entries(by_shelf["classes.yaml"].node)]
        self.drugs: Final = [key.value for key, _ in entries(by_shelf["drugs.yaml"].node)]
        self.regimens: Final = {
            page.file.removeprefix("regimens/").removesuffix(".yaml"): texts(page.node, "drug")
            for page in pages
            if page.shelf == "regimens"
        }

    def of(self, word: str) -> str:
        """Return the next word of the first list that has it, or nothing."""
        for each in (*self.lists, self.classes, self.drugs):
            if word in each and len(each) > 1:
                return each[(each.index(word) + 1) % len(each)]
        return ""

    def drug(self, name: str) -> str:
        """Return the next drug that can be treated with: one that has a regimen."""
        given = sorted(set(self.regimens.values()))
        return next((one for one in given if one.split("-")[0] != name.split("-")[0]), "")

    def regimen(self, name: str) -> str:
        """Return another regimen, of the same drug where there is one."""
        same = [one for one, drug in self.regimens.items() if drug == self.regimens.get(name)]
        others = [one for one in (*same, *self.regimens) if one != name]
        return others[0] if others else ""


def units(pages: tuple[Page, ...]) -> dict[str, str]:
    """Return the unit of every claim, fact and formula that a sentence can show."""
    found: dict[str, str] = {}
    for page in pages:
        for record in page.records() if page.shelf in {"sources", "facts", "formulas"} else ():
            found[record.name] = texts(record.node, "unit")
            for name, claim in entries(inner(record.node, "claims")):
                if isinstance(claim, Scalar):
                    found[f"{record.name}.{name.value}"] = unit_of(claim.value)
    return found


def texts(node: Mapping, name: str) -> str:
    """Return the text under a name, or nothing."""
    found = inner(node, name)
    return found.value if isinstance(found, Scalar) else ""


# --- dropped ----------------------------------------------------------------------------------


def records_dropped(page: Page) -> Iterator[Mutant]:
    """Yield the mutants without one record, and without one row of a table."""
    for record in page.records():
        if page.shelf in DROPPED and record.key is not None:
            yield page.without_entry(f"{DROPPED[page.shelf]} dropped", record.name, record.key)
    rows = inner(page.node, "rows")
    if page.shelf == "tables" and isinstance(rows, Scalar):
        name = page.file.partition("/")[2].removesuffix(".yaml")
        first = rows.place.line + 1
        for line in range(first, first + len(rows.value.splitlines()) - 1):
            yield page.without_line("row dropped", name, line)


def lists_of(page: Page, *names: str) -> Iterator[tuple[Record, Scalar, Items]]:
    """Yield the lists under some names of the records of a page, those of positions too."""
    for record in page.records():
        nodes: list[Mapping] = [record.node]
        positions = inner(record.node, "positions")
        if isinstance(positions, Items):
            nodes += [one for one in positions.items if isinstance(one, Mapping)]
        nodes += [one for _, one in entries(inner(record.node, "levels")) if isinstance(one, Mapping)]
        for node in nodes:
            for key, value in entries(node):
                if key.value in names and isinstance(value, Items):
                    yield record, key, value


def citations_dropped(page: Page) -> Iterator[Mutant]:
    """Yield the mutants without one citation of a record, and without all of them."""
    for record, key, items in lists_of(page, *CITING):
        for index in range(len(items.items)):
            yield page.without_item("citation dropped", record.name, items, index)
        if len(items.items) > 1 and key.value == "cites":
            yield page.without_entry("all citations dropped", record.name, key)


def overriders_dropped(page: Page) -> Iterator[Mutant]:
    """Yield the mutants in which a rule no longer stands instead of another."""
    for record, _, items in lists_of(page, "instead_of"):
        for index in range(len(items.items)):
            yield page.without_item("overrider dropped", record.name, items, index)


def fields_dropped(page: Page) -> Iterator[Mutant]:
    """Yield the mutants without the drug that a rule goes with, and without a law's exception."""
    wanted = {"rules": ("with",), "laws": ("unless", "when"), "regimens": ("at_most_daily", "step")}
    for record in page.records():
        for key, _ in entries(record.node):
            if key.value in wanted.get(page.shelf, ()):
                yield page.without_entry(f"{key.value} dropped", record.name, key)


# --- conditions -------------------------------------------------------------------------------


def junctions(page: Page) -> Iterator[Mutant]:
    """Yield the mutants in which an ``and`` is an ``or``, or the other way round, or no ``not``."""
    other = {"and": "or", "or": "and"}
    for written in conditions(page):
        for piece in written.pieces():
            if piece.text in other:
                kind = f"{piece.text} for {other[piece.text]} in {page.shelf}"
                yield page.within(
                    kind, written.record, written.scalar, piece.span, other[piece.text]
                )
            elif piece.text == "not":
                kind = f"not removed in {page.shelf}"
                yield page.within(kind, written.record, written.scalar, piece.span, "")


def options_changed(page: Page, siblings: Siblings) -> Iterator[Mutant]:
    """Yield the mutants in which a condition names another option, class or drug."""
    for written in conditions(page):
        for piece in written.pieces():
            other = siblings.of(piece.text.strip("'")) if piece.kind == "text" else ""
            if other and f"'{other}'" not in written.scalar.value:
                kind = f"option in {page.shelf}"
                yield page.within(kind, written.record, written.scalar, piece.span, f"'{other}'")


def laws_weakened(page: Page) -> Iterator[Mutant]:
    """Yield the mutants in which a law holds for fewer patients."""
    if page.shelf != "laws":
        return
    for written in conditions(page):
        value = written.scalar.value.rstrip()
        first, last = written.scalar.place_of(0), written.scalar.place_of(len(value) - 1)
        start, end = page.offset(first), page.offset(last) + 1
        more = {"when": "and pregnant", "unless": "or pregnant"}[written.field]
        text = f"({page.text[start:end]}) {more}"
        yield page.spliced(f"law weakened: {written.field}", written.record, start, end, text)


def laws_aimed_elsewhere(page: Page, siblings: Siblings) -> Iterator[Mutant]:
    """Yield the mutants in which a law forbids another drug, regimen, class, gene or virus."""
    swaps: dict[str, Callable[[str], str]] = {
        "treat": siblings.drug,
        "regimen": siblings.regimen,
        "class": siblings.of,
        "virus": {"hsv": "vzv", "vzv": "hsv"}.__getitem__,
        "gene": {"UL23": "UL30", "UL30": "UL23"}.__getitem__,
    }
    for record in page.records() if page.shelf == "laws" else ():
        for key, value in entries(inner(record.node, "never")):
            if key.value in swaps and isinstance(value, Scalar):
                other = swaps[key.value](value.value)
                if other:
                    yield page.spliced(
                        f"law aimed elsewhere: {key.value}", record.name, *page.span(value), other
                    )


# --- actions and sentences --------------------------------------------------------------------


def actions_changed(page: Page, siblings: Siblings) -> Iterator[Mutant]:
    """Yield the mutants in which a rule does another thing, or does it with another drug."""
    for record in page.records() if page.shelf == "rules" else ():
        for key, value in entries(inner(record.node, "then")):
            if key.value in OTHER_ACTION:
                a = page.offset(key.place)
                other = OTHER_ACTION[key.value]
                yield page.spliced("action", record.name, a, a + len(key.value), other)
            if key.value in {"treat", "avoid", "hold"} and isinstance(value, Scalar):
                other = siblings.drug(value.value)
                yield page.spliced("drug of a rule", record.name, *page.span(value), other)
            if key.value == "regimens":
                for each in value.items if isinstance(value, Items) else (value,):
                    if isinstance(each, Scalar):
                        other = siblings.regimen(each.value)
                        yield page.spliced(
                            "regimen of a rule", record.name, *page.span(each), other
                        )


def references_swapped(page: Page) -> Iterator[Mutant]:
    """Yield the mutants in which a regimen takes a figure from the claim that is for another."""
    if page.shelf != "regimens":
        return
    (record,) = page.records()
    found = [
        value
        for name in ("infusion", "hydration")
        for value in claims_below(dict_of(record.node).get(name))
    ]
    for index, one in enumerate(found):
        for two in found[index + 1 :]:
            if one.value != two.value:
                yield page.swapped(
                    "figures of a regimen swapped", record.name, page.span(one), page.span(two)
                )


def claims_below(node: object) -> Iterator[Scalar]:
    """Yield the references to claims below a node."""
    if isinstance(node, Scalar) and "#" in node.value:
        yield node
    for _, value in entries(node) if isinstance(node, Mapping) else ():
        yield from claims_below(value)


def tables_changed(page: Page, siblings: Siblings) -> Iterator[Mutant]:
    """Yield the mutants in which a regimen reads the table of another regimen of its drug."""
    table = inner(page.node, "table")
    name = page.file.partition("/")[2].removesuffix(".yaml")
    if page.shelf == "regimens" and isinstance(table, Scalar):
        same = [one for one, drug in siblings.regimens.items() if drug == siblings.regimens[name]]
        other = next((one for one in same if one not in {name, table.value}), "")
        if other and not other.startswith("acyclovir-iv"):
            yield page.spliced("table of a regimen", name, *page.span(table), other)


def slots_swapped(page: Page, siblings: Siblings) -> Iterator[Mutant]:
    """Yield the mutants in which two numbers of a sentence, of one unit, have changed places."""
    for record in page.records():
        for key, value in entries(record.node):
            if key.value in {"says", "plain", "why", "headline"} and isinstance(value, Scalar):
                spans = [match.span() for match in SLOT.finditer(value.value)]
                for one, two in pairwise(spans):
                    names = value.value[slice(*one)][1:-1], value.value[slice(*two)][1:-1]
                    if names[0] != names[1] and same_unit(page, record, *names, siblings):
                        at = [
                            (
                                page.offset(value.place_of(a)),
                                page.offset(value.place_of(b - 1)) + 1,
                            )
                            for a, b in (one, two)
                        ]
                        yield page.swapped("slots swapped", record.name, at[0], at[1])


def same_unit(page: Page, record: Record, one: str, two: str, siblings: Siblings) -> bool:
    """Whether two slots of a record show numbers of one unit."""
    if page.shelf == "sources":
        cited = [record.name]
        names = [f"{record.name}.{slot}" for slot in (one, two)]
    else:
        cites = inner(record.node, "cites")
        cited = [each.value for each in scalars(cites)]
        names = [
            next((f"{cite}.{claim}" for cite in cited if cite.endswith(f"#{statement}")), slot)
            for slot in (one, two)
            for statement, _, claim in [slot.partition(".")]
        ]
    units = [siblings.units.get(name, "") for name in names]
    return units[0] == units[1] != ""


def words(page: Page, siblings: Siblings) -> Iterator[Mutant]:
    """Yield every mutant of this module."""
    for plain in (
        records_dropped,
        citations_dropped,
        overriders_dropped,
        fields_dropped,
        junctions,
        laws_weakened,
        references_swapped,
    ):
        yield from plain(page)
    for choosing in (
        options_changed,
        laws_aimed_elsewhere,
        actions_changed,
        tables_changed,
        slots_swapped,
    ):
        yield from choosing(page, siblings)
