"""This module reads a table of comma-separated values into rows that know their line.

It refuses another separator, a missing or unknown column, and a row that is too short or too long.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

from whitlow.door.letters import read_text
from whitlow.door.limits import LONGEST_GIVEN, MOST_ENTRIES
from whitlow.door.vocabulary import cut, key, listed, nearest, shown
from whitlow.errors import InputError, Place, Problem
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["COLUMNS", "Row", "read_rows"]

COLUMNS: Final = ("date", "name", "value", "unit")
OPTIONAL: Final = "unit"
EXAMPLE: Final = "date,name,value,unit"
COMMENT: Final = "#"
OTHER_SEPARATORS: Final = {";": "semicolons", "\t": "tabs", "|": "bars"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the text of each column, and where it stands."""

    place: Place
    date: str
    name: str
    value: str
    unit: str

    @property
    def where(self) -> str:
        """The place as a message begins with it."""
        return f"{self.place.file}, line {self.place.line}"

    def problem(self, code: str, message: str, accepted: str = "") -> Problem:
        """Return what is wrong with this row."""
        return Problem(code, f"{self.where}: {message}", key(self.name), cut(self.value), accepted)


def read_rows(data: bytes, name: str) -> tuple[Row, ...]:
    """Return the rows of a course file; raises ``InputError`` with everything wrong with them."""
    lines = list(_records(read_text(data, name), name))
    if not lines:
        message = f"{name} holds no rows. Begin with the line '{EXAMPLE}'."
        raise InputError(Problem("empty_file", message, accepted=EXAMPLE))
    columns = _columns(lines[0][1], name)
    if len(lines) == 1:
        message = f"{name} has a head and no rows. Write one fact or event of one day on each line."
        raise InputError(Problem("empty_file", message, accepted=EXAMPLE))
    if len(lines) > MOST_ENTRIES + 1:
        message = f"{name}: {len(lines) - 1} rows are more than {MOST_ENTRIES}. Begin later."
        raise InputError(Problem("too_large", message))
    rows: list[Row] = []
    problems: list[Problem] = []
    for line, fields in lines[1:]:
        try:
            rows.append(_row(Place(name, line), fields, columns))
        except InputError as error:
            problems.extend(error.problems)
    if problems:
        raise InputError(*problems)
    return tuple(rows)


def _records(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the fields of each line that is neither empty nor a comment, with its number."""
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    line = 1
    try:
        for fields in reader:
            if any(field.strip() for field in fields) and not fields[0].lstrip().startswith(
                COMMENT
            ):
                yield line, fields
            line = reader.line_num + 1
    except csv.Error as error:
        message = (
            f"{name}, line {reader.line_num}: This is not valid CSV: {error}. Mend the quotes."
        )
        raise InputError(Problem("syntax", message)) from error


def _columns(head: list[str], name: str) -> tuple[str, ...]:
    found = tuple(key(field) for field in head)
    for sign, words in OTHER_SEPARATORS.items():
        if len(head) == 1 and sign in head[0]:
            message = f"{name} is separated by {words}. Save it with commas: '{EXAMPLE}'."
            raise InputError(Problem("syntax", message, accepted=EXAMPLE))
    problems = [
        _unknown_column(name, written.strip())
        for written, field in zip(head, found, strict=True)
        if field not in COLUMNS
    ]
    twice = dict.fromkeys(field for field in found if found.count(field) > 1 and field in COLUMNS)
    problems += [
        Problem("duplicate_key", f"{name}: The column {field} stands twice. Keep one.", field)
        for field in twice
    ]
    missing = [field for field in COLUMNS if field not in found and field != OPTIONAL]
    if missing:
        message = f"{name}: There is no column {listed(missing)}. Begin with the line '{EXAMPLE}'."
        problems.append(Problem("field_missing", message, missing[0], accepted=EXAMPLE))
    if problems:
        raise InputError(*problems)
    return found


def _unknown_column(name: str, field: str) -> Problem:
    message = (
        f"{name}: {shown(field)} is no column of a course.{nearest(key(field), COLUMNS)} "
        f"Its columns are {EXAMPLE}."
    )
    return Problem("unknown_field", message, cut(field), accepted=EXAMPLE)


def _row(place: Place, fields: list[str], columns: tuple[str, ...]) -> Row:
    where = f"{place.file}, line {place.line}"
    if len(fields) > len(columns) and any(field.strip() for field in fields[len(columns) :]):
        message = (
            f"{where}: There are {len(fields)} fields for {len(columns)} columns. Put a value that "
            "holds a comma between quotes, and write a point for decimals."
        )
        raise InputError(Problem("too_many_fields", message, accepted=EXAMPLE))
    for field in fields:
        if len(field) > LONGEST_GIVEN:
            message = f"{where}: A field is longer than {LONGEST_GIVEN} signs. Write it shorter."
            raise InputError(Problem("too_large", message))
        if "\n" in field or "\r" in field:
            message = f"{where}: A value runs over several lines. Close its quotes on its line."
            raise InputError(Problem("syntax", message))
    told = dict.fromkeys(COLUMNS, "") | {
        column: " ".join(field.split()) for column, field in zip(columns, fields, strict=False)
    }
    for column in ("date", "name"):
        if not told[column]:
            message = f"{where}: There is no {column}. Write it, or delete the row."
            raise InputError(Problem("field_missing", message, column))
    return Row(place, told["date"], told["name"], told["value"], told["unit"])
