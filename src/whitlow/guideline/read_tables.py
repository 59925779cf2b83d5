"""This module reads dose tables, row by row.

It refuses to judge whether bands cover their range; that is for ``checks``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.errors import Place
from whitlow.guideline.band import Band
from whitlow.guideline.compile import read_quantity_cell
from whitlow.guideline.knowledge import Row, Table
from whitlow.guideline.measure import measures, read_number
from whitlow.guideline.read_patient import read_band

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from fractions import Fraction

    from whitlow.guideline.fields import Fields
    from whitlow.guideline.records import Quantity
    from whitlow.guideline.strict_yaml import Scalar

__all__ = ["COUNTED", "read_table"]

COLUMNS: Final = ("dose", "fraction", "every", "number", "daily")
REFUSALS: Final = ("not recommended", "no labelled dose")
ONCE: Final = "once"
COUNTED: Final = "number"
MEASURES: Final[dict[str, tuple[str, ...]]] = {
    "dose": ("mg", "mg/kg"),
    "fraction": ("%",),
    "every": ("h",),
    "daily": ("mg/d", "mg/kg/d"),
}
"""What the columns measure; a number of doses is counted."""


def read_table(name: str, fields: Fields, counts: Collection[str]) -> Table:
    """Return one table of bands; ``counts`` are the nouns that a number of doses may carry."""
    over = fields.required("over").value
    covers = fields.required("covers")
    rows, columns = _rows(fields.required("rows"), over, fields, counts)
    table = Table(
        name,
        fields.required("title").value,
        over,
        read_band(covers.value, covers.place, fields.faults) or Band.parse("[0, inf)"),
        rows,
        columns,
        fields.texts("cites"),
        fields.text("daily_total"),
        tuple(_printed(fields)),
        fields.place,
    )
    fields.node("notes")
    fields.done()
    return table


def _printed(fields: Fields) -> Iterator[Fraction]:
    """Yield the edges that a source prints in two rows."""
    for text in fields.texts("printed_overlap"):
        edge = read_number(text)
        if edge is not None:
            yield edge
        else:
            fields.faults.add(
                fields.place,
                f"{fields.what}: the printed overlap {text!r} is no plain number.",
                "The reader would not be shown the other printed dose.",
                "Write the value at which two bands meet.",
                "printed-overlap",
            )


def _rows(
    block: Scalar, over: str, fields: Fields, counts: Collection[str]
) -> tuple[tuple[Row, ...], dict[str, str]]:
    lines = [
        (Place(block.place.file, block.place.line + offset, 1), line)
        for offset, line in enumerate(block.value.splitlines())
        if line.strip()
    ]
    if not lines:
        return (), {}
    place, head = lines[0]
    names = _cells(head)
    if names[:1] != [over] or set(names[1:]) - set(COLUMNS) or len(set(names)) < len(names):
        fields.faults.add(
            place,
            f"{fields.what}: its columns are {', '.join(names)}.",
            "The first column is the fact that the bands divide; the others have fixed names.",
            f"Begin with {over} and use only {', '.join(COLUMNS)}, each once.",
            "table-columns",
        )
    reader = _Rows(names, fields, counts)
    rows = [reader.row(at, _cells(line)) for at, line in lines[1:]]
    return tuple(row for row in rows if row is not None), reader.columns


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


class _Rows:
    """The rows of one table: every column keeps the unit of its first cell."""

    def __init__(self, names: list[str], fields: Fields, counts: Collection[str]) -> None:
        self.names: Final = names
        self.counts: Final = counts
        self.fields: Final = fields
        self.columns: Final[dict[str, str]] = {}

    def row(self, place: Place, cells: list[str]) -> Row | None:
        """Return one row, or None where it cannot be read."""
        if len(cells) != len(self.names):
            self.fault(
                place,
                f"this row has {len(cells)} cells, its head has {len(self.names)}.",
                "A shifted cell is read in the wrong column.",
                "Give every column a cell, empty where nothing is printed.",
                "table-cells",
            )
            return None
        band = read_band(cells[0], place, self.fields.faults)
        if band is None:
            return None
        values: dict[str, Quantity] = {}
        refusal = ""
        once = False
        for name, text in zip(self.names[1:], cells[1:], strict=True):
            if text in REFUSALS:
                refusal = text
            elif text == ONCE:
                once = True
            elif text:
                quantity = self.quantity(place, name, text)
                values |= {} if quantity is None else {name: quantity}
        return Row(band, values, refusal, once, place)

    def quantity(self, place: Place, name: str, text: str) -> Quantity | None:
        """Return the quantity in a cell, in the unit of its column."""
        quantity = read_quantity_cell(text)
        if quantity is not None and not (quantity.value > 0 and self.fits(name, quantity.unit)):
            wanted = " or ".join(MEASURES.get(name, self.counts))
            self.fault(
                place,
                f"the cell {text!r} under {name} is no number of {wanted} above nought.",
                "What is computed from the wrong kind of number is a wrong dose, or none.",
                f"Read the cell again; where nothing is given write {' or '.join(REFUSALS)}.",
                "table-cell",
            )
            return None
        if quantity is None:
            self.fault(
                place,
                f"the cell {text!r} under {name} is no quantity.",
                "A dose without its unit can be read as another.",
                f"Write a number and its unit, 'once', or one of: {', '.join(REFUSALS)}.",
                "table-cell",
            )
            return None
        unit = self.columns.setdefault(name, quantity.unit)
        if quantity.unit != unit:
            self.fault(
                place,
                f"{text!r} is not in {unit} like the column {name} above it.",
                "A column in two units is misread.",
                f"Write the column in {unit}.",
                "table-unit",
            )
            return None
        return quantity

    def fits(self, name: str, unit: str) -> bool:
        """Whether a unit measures what its column holds."""
        if name == COUNTED:
            return unit in self.counts
        return name not in MEASURES or measures(unit, *MEASURES[name])

    def fault(self, place: Place, what: str, why: str, remedy: str, check: str) -> None:
        """Note a fault of this table."""
        self.fields.faults.add(place, f"{self.fields.what}: {what}", why, remedy, check)
