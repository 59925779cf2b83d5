"""This module makes mutants of what rules do and regimens take, and of what sentences show.

It refuses to change what is a judgement: the strength and the certainty of a rule are left alone.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from tests.mutants.pages import dict_of, entries, inner, scalars
from whitlow.guideline import Items, Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.mutants.pages import Mutant, Page, Record
    from tests.mutants.siblings import Siblings

__all__ = ["actions_changed", "references_swapped", "slots_swapped", "tables_changed"]

OTHER_ACTION: Final = {
    "treat": "assess",
    "avoid": "caution",
    "hold": "caution",
    "confirm": "caution",
    "caution": "counsel",
    "emergency": "counsel",
}
SLOT: Final = re.compile(r"\{([^{}]+)\}")


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
