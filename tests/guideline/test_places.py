"""Every record, row and condition knows the line and column at which an editor finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.guideline.tiny import BASE, loaded, written
from whitlow.errors import Fault, GuidelineError, Place
from whitlow.guideline import load_guideline

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

RULES: Final = """\
# A comment stands first.
first:
  when: fever
  then: {assess: it}
  says: One.
  cites: [book#one]
  strength: strong
  certainty: low

second:
  says: Two.
  then: {assess: it}
  cites: [book#one]
  strength: strong
  certainty: low
  when: |
    fever
    and cough
"""
TABLE: Final = """\
title: A table
over: filter
covers: "[0, inf)"
cites: [book#one]
rows: |
  | filter    | dose   | every |

  | (50, inf) | 100 mg | 12 h  |
  | [0, 50]   | 50 mg  | 12 h  |
"""


def faults(folder: Path, changes: Mapping[str, str]) -> tuple[Fault, ...]:
    """Return the faults that a folder shows when it is loaded."""
    with pytest.raises(GuidelineError) as refusal:
        load_guideline(written(folder, changes))
    return refusal.value.faults


def place_of(folder: Path, changes: Mapping[str, str]) -> Place:
    (fault,) = faults(folder, changes)
    return fault.place


def test_a_record_stands_where_its_fields_begin(tmp_path: Path) -> None:
    guideline = loaded(tmp_path, {"rules/all.yaml": RULES})

    assert [Place("rules/all.yaml", 3, 3), Place("rules/all.yaml", 11, 3)] == [
        rule.place for rule in guideline.rules.values()
    ]


def test_a_condition_stands_where_it_is_written(tmp_path: Path) -> None:
    guideline = loaded(tmp_path, {"rules/all.yaml": RULES})

    assert (Place("rules/all.yaml", 3, 9), 17) == (
        guideline.rules["first"].when.place,
        guideline.rules["second"].when.place.line,
    )


def test_a_row_stands_on_its_line_though_empty_lines_stand_between(tmp_path: Path) -> None:
    guideline = loaded(tmp_path, {"tables/t.yaml": TABLE})

    rows = guideline.tables["t"].rows
    assert [("tables/t.yaml", 8), ("tables/t.yaml", 9)] == [
        (row.place.file, row.place.line) for row in rows
    ]


def test_a_claim_stands_where_its_figure_is(tmp_path: Path) -> None:
    text = "source: {title: T, kind: guideline}\nstatements:\n  s:\n    read: primary\n"
    text += "    locator: l\n    says: From {a}.\n    claims:\n      a: 5 mg\n"
    guideline = loaded(tmp_path, {"sources/n.yaml": text})

    assert Place("sources/n.yaml", 8, 10) == guideline.statements["n#s"].claims["a"].place


# --- the place of what is wrong in a condition ------------------------------------------------


def broken(condition: str) -> dict[str, str]:
    head = "only:\n  then: {assess: it}\n  says: One.\n  cites: [book#one]\n"
    return {"rules/all.yaml": f"{head}  strength: strong\n  certainty: low\n  when: {condition}\n"}


def in_the_file(changes: Mapping[str, str], word: str) -> Place:
    """Return where a word stands in the one file of the changes, as an editor counts."""
    ((name, text),) = changes.items()
    lines = text.split("\n")
    (line,) = [index for index, found in enumerate(lines, start=1) if word in found]
    return Place(name, line, lines[line - 1].index(word) + 1)


@pytest.mark.parametrize(
    "condition",
    [
        "fevver",
        "fever and fevver",
        "|\n    fevver",
        "|\n    fever\n    and fevver",
        "|\n\n    fever\n\n    and fevver",
        "|\n    fever  // µ\n    and (cough\n      or fevver)",
        '"fever and fevver"',
        "'fever and fevver'",
        ">-\n    fever\n    and fevver",
        "fever\n    and fevver",
        "'mood = ''calm'' and fevver'",
        "'mood =\n\n    ''calm''  and\n    fevver'",
        "\"mood = 'calm' \\\n    and fevver\"",
        "|2-\n      fever\n    and fevver",
        "> # a comment\n\n    fever and (cough\n\n      or fevver)",
    ],
    ids=[
        "plain",
        "plain, later",
        "block",
        "block, second line",
        "block, after empty lines",
        "block, deeper",
        "double quotes",
        "single quotes",
        "folded",
        "plain on two lines",
        "doubled quotes",
        "doubled quotes on many lines",
        "escapes",
        "deeper at first",
        "folded, deeper",
    ],
)
def test_what_is_wrong_in_a_condition_is_shown_where_it_stands(
    tmp_path: Path, condition: str
) -> None:
    changes = broken(condition)

    assert in_the_file(changes, "fevver") == place_of(tmp_path, changes)


@pytest.mark.parametrize(
    ("condition", "line", "column"),
    [("fever and", 7, 18), ("'fever and'", 7, 19), ("|\n    fever\n    and", 9, 8)],
)
def test_what_is_missing_at_the_end_is_shown_behind_the_last_sign(
    tmp_path: Path, condition: str, line: int, column: int
) -> None:
    assert Place("rules/all.yaml", line, column) == place_of(tmp_path, broken(condition))


@pytest.mark.parametrize(
    ("condition", "line"),
    [("fevver", 7), ("|\n    fevver", 8), ("|\n    fever\n    and fevver", 9)],
)
def test_what_is_wrong_in_a_condition_is_shown_on_its_line(
    tmp_path: Path, condition: str, line: int
) -> None:
    assert line == place_of(tmp_path, broken(condition)).line


# --- the place of what is wrong in a table ----------------------------------------------------


@pytest.mark.parametrize(
    ("good", "bad", "line"),
    [
        ("| 100 mg |", "| 100 |", 8),
        ("| 50 mg  |", "| 50 g |", 9),
        ("| [0, 50]   |", "| 0, 50 |", 9),
        ("| every |", "| often |", 6),
        ("| 50 mg  | 12 h  |", "| 50 mg |", 9),
    ],
    ids=["a cell", "its unit", "a band", "the head", "too few cells"],
)
def test_what_is_wrong_in_a_table_is_shown_on_its_line(
    tmp_path: Path, good: str, bad: str, line: int
) -> None:
    changed = TABLE.replace(good, bad)
    assert changed != TABLE

    found = faults(tmp_path, {"tables/t.yaml": changed})

    assert Place("tables/t.yaml", line) in {Place(one.place.file, one.place.line) for one in found}


def test_a_field_that_is_not_known_is_shown_at_its_name(tmp_path: Path) -> None:
    text = RULES.replace("  says: One.", "  says: One.\n  sais: One.")

    assert Place("rules/all.yaml", 6, 3) == place_of(tmp_path, {"rules/all.yaml": text})


def test_all_faults_are_shown_at_once_in_the_order_of_the_files(tmp_path: Path) -> None:
    changes = {
        "rules/all.yaml": RULES.replace("fever\n    and", "fevver\n    and").replace(
            "when: fever\n  then", "when: coff\n  then"
        ),
        "tables/t.yaml": TABLE.replace("100 mg", "100"),
        "facts.yaml": BASE["facts.yaml"].replace("type: truth", "type: trooth", 1),
    }

    files = [fault.place.file for fault in faults(tmp_path, changes)]

    assert ["facts.yaml", "rules/all.yaml", "rules/all.yaml", "tables/t.yaml"] == files
