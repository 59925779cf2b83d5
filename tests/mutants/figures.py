"""This module makes mutants of numbers, units and bounds.

It refuses chance: each function yields the same mutants of the same page, in the order of the page.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from tests.mutants.conditions import conditions
from tests.mutants.pages import entries, inner
from whitlow.guideline import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.mutants.pages import Mutant, Page, Record

__all__ = ["FIGURES"]

NUMBER: Final = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])")
CELL: Final = re.compile(r"\|([^|\n]*)(?=\|)")
UNIT_AFTER: Final = re.compile(r"[^\d\s.-].*")
QUOTED_UNIT: Final = re.compile(r"(?<=\d ')[^']+(?=')")
OTHER_UNIT: Final = {
    "mg": "g",
    "g": "mg",
    "mg/kg": "mg",
    "mg/d": "g/d",
    "mg/kg/d": "mg/d",
    "mg/mL": "mg/L",
    "mg/dL": "umol/L",
    "umol/L": "mg/dL",
    "mL": "L",
    "mL/min": "mL/min/kg",
    "mL/min/kg": "mL/min",
    "mg/kg/min": "mg/kg/h",
    "min": "h",
    "h": "d",
    "d": "h",
    "wk": "d",
    "mo": "wk",
    "a": "mo",
    "ms": "s",
    "kg": "g",
    "cm": "m",
    "in": "cm",
    "%": "mg",
    "mmol/L": "mg/dL",
}
OTHER_SIGN: Final = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "=": "!=", "!=": "="}
OTHER_BRACKET: Final = {"(": "[", "[": "(", ")": "]", "]": ")"}
FIGURED: Final = ("range", "plausible", "stale_after", "step", "with_each_for", "due", "also")
"""Fields of facts, regimens and rules, beside conditions and claims, that hold numbers."""

Span = tuple[int, int]


def tenfold(number: str) -> str:
    """Return ten times a number, as an editor would write it."""
    return format((Decimal(number) * 10).normalize(), "f")


def neighbour(number: str) -> str:
    """Return a number whose last digit is one higher, or lower where it is nine."""
    last = int(number[-1])
    return f"{number[:-1]}{last + 1 if last < 9 else last - 1}"


CHANGES: Final = {"times ten": tenfold, "last digit": neighbour}

# --- where numbers stand ----------------------------------------------------------------------


def claims(page: Page) -> Iterator[tuple[Record, Scalar]]:
    """Yield the claims of the statements of a source."""
    if page.shelf == "sources":
        for record in page.records():
            for _, claim in entries(inner(record.node, "claims")):
                if isinstance(claim, Scalar):
                    yield record, claim


def cells(page: Page) -> list[list[Span]]:
    """Return where the cells of a table stand, row by row, its head apart."""
    rows = inner(page.node, "rows")
    if page.shelf != "tables" or not isinstance(rows, Scalar):
        return []
    found = []
    for line in range(rows.place.line, rows.place.line + len(rows.value.splitlines())):
        begin = page.starts[line - 1]
        row = [
            (begin + match.start(1) + len(text) - len(text.lstrip()), begin + match.end(1))
            for match in CELL.finditer(page.lines[line - 1])
            for text in [match.group(1)]
        ]
        found.append([(a, a + len(page.text[a:b].strip())) for a, b in row])
    return found[1:]


def figured(page: Page) -> Iterator[tuple[Record, Scalar]]:
    """Yield the other scalars of a record that hold numbers."""
    for record in page.records():
        for key, value in entries(record.node):
            if key.value in FIGURED and isinstance(value, Scalar) and len(value.value) < 40:
                yield record, value


def numbers(page: Page) -> Iterator[tuple[str, str, Span]]:
    """Yield each number of a page: what holds it, its record and where it stands."""
    for record, claim in claims(page):
        begin, _ = page.span(claim)
        for match in NUMBER.finditer(re.sub(r"(?<=\d)-(?=\d)", " ", claim.value)):
            yield "claim", record.name, (begin + match.start(), begin + match.end())
    name = page.file.partition("/")[2].removesuffix(".yaml")
    for row in cells(page):
        for index, (a, b) in enumerate(row):
            for match in NUMBER.finditer(page.text[a:b]):
                where = "cell" if index else "band"
                yield where, name, (a + match.start(), a + match.end())
    for record, value in figured(page):
        begin, _ = page.span(value)
        for match in NUMBER.finditer(value.value):
            yield "figure", record.name, (begin + match.start(), begin + match.end())
    for written in conditions(page):
        for piece in written.pieces():
            if piece.kind == "number":
                start = page.offset(written.scalar.place_of(piece.start))
                yield "condition", written.record, (start, start + len(piece.text))


# --- the mutants ------------------------------------------------------------------------------


def numbers_changed(page: Page) -> Iterator[Mutant]:
    """Yield the mutants in which one number is ten times itself, or one off in its last digit."""
    for where, record, (a, b) in numbers(page):
        for name, change in CHANGES.items():
            new = change(page.text[a:b])
            if new != page.text[a:b]:
                yield page.spliced(f"number of a {where}, {name}", record, a, b, new)


def claims_swapped(page: Page) -> Iterator[Mutant]:
    """Yield the mutants in which two claims of a statement, of one unit, have changed places."""
    found = [(record.name, claim) for record, claim in claims(page)]
    for index, (record, one) in enumerate(found):
        for other, two in found[index + 1 :]:
            same = record == other and unit_of(one.value) == unit_of(two.value)
            if same and one.value != two.value:
                yield page.swapped("claims swapped", record, page.span(one), page.span(two))


def unit_of(text: str) -> str:
    """Return the unit of a claim or cell."""
    found = UNIT_AFTER.search(text)
    return "" if found is None else found.group()


def cells_swapped(page: Page) -> Iterator[Mutant]:
    """Yield the mutants in which a cell has changed places with the one below it."""
    name = page.file.partition("/")[2].removesuffix(".yaml")
    for upper, lower in pairwise(cells(page)):
        for one, two in list(zip(upper, lower, strict=True))[1:]:
            texts = page.text[slice(*one)], page.text[slice(*two)]
            if texts[0] != texts[1]:
                yield page.swapped("cells swapped", name, one, two)


def edges_moved(page: Page) -> Iterator[Mutant]:
    """Yield the mutants in which the edge of two bands moves, or goes to the other one."""
    name = page.file.partition("/")[2].removesuffix(".yaml")
    for upper, lower in pairwise([row[0] for row in cells(page)]):
        high, low = page.text[slice(*upper)], page.text[slice(*lower)]
        edge = high[1:].partition(",")[0]
        if low[1:-1].partition(",")[2].strip() != edge:
            continue
        for change in CHANGES.values():
            moved = change(edge)
            text = {high: high.replace(edge, moved, 1), low: moved.join(low.rsplit(edge, 1))}
            yield twice(page, "edge moved in both rows", name, (upper, lower), text)
        text = {high: OTHER_BRACKET[high[0]] + high[1:], low: low[:-1] + OTHER_BRACKET[low[-1]]}
        yield twice(page, "edge given to the other row", name, (upper, lower), text)


def twice(
    page: Page, kind: str, record: str, spans: tuple[Span, Span], text: dict[str, str]
) -> Mutant:
    """Return the mutant in which two pieces of the page have other texts."""
    (a, b), (c, d) = spans
    new = text[page.text[a:b]] + page.text[b:c] + text[page.text[c:d]]
    return page.spliced(kind, record, a, d, new)


def brackets_flipped(page: Page) -> Iterator[Mutant]:
    """Yield the mutants in which one end of a band or range is open instead of closed."""
    name = page.file.partition("/")[2].removesuffix(".yaml")
    bands = [("band", name, row[0]) for row in cells(page)]
    bands += [
        (key.value, record.name, page.span(value))
        for record in page.records()
        for key, value in entries(record.node)
        if key.value in {"range", "plausible", "covers"} and isinstance(value, Scalar)
    ]
    for where, record, (a, b) in bands:
        for at in (a, b - 1):
            other = OTHER_BRACKET.get(page.text[at])
            if other and not (page.text[a:b].endswith("inf)") and at == b - 1):
                yield page.spliced(f"bracket of a {where}", record, at, at + 1, other)


def signs_flipped(page: Page) -> Iterator[Mutant]:
    """Yield the mutants in which a comparison takes its bound in, leaves it out or is denied."""
    for written in conditions(page):
        for piece in written.pieces():
            if piece.kind == "sign":
                yield page.within(
                    f"comparison in {page.shelf}",
                    written.record,
                    written.scalar,
                    piece.span,
                    OTHER_SIGN[piece.text],
                )


def units_changed(page: Page) -> Iterator[Mutant]:
    """Yield the mutants in which a number has another unit, or a fact is kept in another."""
    for record, span in measured(page):
        other = OTHER_UNIT.get(page.text[slice(*span)])
        if other:
            yield page.spliced("unit", record, *span, other)


def measured(page: Page) -> Iterator[tuple[str, Span]]:
    """Yield where the units of a page stand, each with its record."""
    name = page.file.partition("/")[2].removesuffix(".yaml")
    held = [(record.name, page.span(claim)) for record, claim in claims(page)]
    held += [(name, span) for row in cells(page) for span in row[1:]]
    held += [
        (record.name, page.span(value))
        for record, value in figured(page)
        if not value.value.startswith(("[", "("))
    ]
    for record, (a, b) in held:
        unit = unit_of(page.text[a:b])
        yield record, (b - len(unit), b)
    for written in conditions(page):
        for match in QUOTED_UNIT.finditer(written.scalar.value):
            start = page.offset(written.scalar.place_of(match.start()))
            yield written.record, (start, start + len(match.group()))
    for kept in page.records() if page.shelf in {"facts", "formulas"} else ():
        node = inner(kept.node, "unit")
        if isinstance(node, Scalar):
            yield kept.name, page.span(node)


FIGURES: Final = (
    numbers_changed,
    claims_swapped,
    cells_swapped,
    edges_moved,
    brackets_flipped,
    signs_flipped,
    units_changed,
)
