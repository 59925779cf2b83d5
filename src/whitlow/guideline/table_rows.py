"""This module reads a published table of variants row by row, as quoted text parted by tabs.

It refuses a table of which any line cannot be read: a column that shifted would change a drug.
"""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Final

from whitlow.errors import InputError, Problem
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from whitlow.guideline.genotype import VariantTable

__all__ = ["LONGEST_SHOWN", "MOST_BYTES", "Row", "refused", "rows_of", "table_for"]

MOST_BYTES: Final = 24 * 1000 * 1000
LONGEST_SHOWN: Final = 60
TAB: Final = "\t"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its number, and its cells by column, trimmed."""

    line: int
    cells: Mapping[str, str]


def refused(told: str, line: int = 0, value: str = "") -> InputError:
    """Return the refusal of a table, with the line where it went wrong."""
    where = f"line {line}: " if line else ""
    field = f"line {line}" if line else "FILE"
    return InputError(Problem("unreadable_table", f"{where}{told}", field, value[:LONGEST_SHOWN]))


def table_for(data: bytes, tables: Iterable[VariantTable]) -> tuple[VariantTable, tuple[Row, ...]]:
    """Return how a file is to be read and its rows; raises ``InputError``."""
    lines = rows_of(data)
    first, header = next(lines, (0, ()))
    if not header:
        raise refused("The file is empty. Name the table of variants as it was published.")
    twice = [name for name in dict.fromkeys(header) if name and header.count(name) > 1]
    if twice:
        raise refused(f"The column {_shown(twice[0])} stands twice. Keep one.", first, twice[0])
    table = _described(header, tables, first)
    return table, tuple(_rows(lines, header))


def _described(header: Sequence[str], tables: Iterable[VariantTable], line: int) -> VariantTable:
    """Return the table whose columns a header has; raises for one that lacks the fewest."""
    known = tuple(tables)
    lacking = {
        table.id: [name for name in (*table.columns.values(), *table.drugs) if name not in header]
        for table in known
    }
    for table in known:
        if not lacking[table.id]:
            return table
    if not known:
        raise refused("This guideline reads no table of variants.")
    nearest = min(lacking, key=lambda name: len(lacking[name]))
    missing = lacking[nearest]
    columns = f"column{'s' if len(missing) > 1 else ''} {', '.join(map(_shown, missing))}"
    told = (
        f"This is no table of variants that is read here: of {nearest} it lacks the {columns}. "
        "Name the table as it was published, parted by tabs."
    )
    raise refused(told, line, missing[0])


def _rows(lines: Iterator[tuple[int, tuple[str, ...]]], header: Sequence[str]) -> Iterator[Row]:
    found = False
    for line, cells in lines:
        if not any(cells):
            continue
        if len(cells) != len(header):
            told = f"{len(cells)} cells stand here, and {len(header)} columns above."
            raise refused(f"{told} Mend the line, or fetch the table again.", line)
        found = True
        yield Row(line, dict(zip(header, cells, strict=True)))
    if not found:
        raise refused("The table has columns and no rows. Fetch it again.")


def rows_of(data: bytes) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the lines of a table with their numbers, cells trimmed; raises ``InputError``."""
    if len(data) > MOST_BYTES:
        raise refused(f"The file has more than {MOST_BYTES} bytes. Name the table alone.")
    reader = csv.reader(StringIO(_text(data), newline=""), delimiter=TAB, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            told = f"The quotes of this line cannot be read ({error}). Fetch the table again."
            raise refused(told, line) from error
        yield line, tuple(" ".join(cell.split()) for cell in cells)


def _text(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise refused("This is not UTF-8 text. Save the table as UTF-8.", line) from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise refused("A byte of nought stands here. This is no text; fetch the table again.", line)
    return text


def _shown(text: str) -> str:
    return repr(text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…")
