"""Every sentence of the popular articles is accounted for: the table's names exist and carry it.

The articles themselves are not in the tree, and none of their statements may carry a row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.cases.test_cases import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLE: Final = Path(__file__).resolve().parents[2] / "docs" / "seeds.md"
HEADING: Final = re.compile(r"^## (\d+)\. .* \((\d+) sentences\)$", re.MULTILINE)
ROW: Final = re.compile(r"^\| (\d+)\.(\d+) \| (.+?) \| (.*?) \| (.*?) \|$", re.MULTILINE)
SENTENCES: Final = {1: 42, 2: 33, 3: 34, 4: 61, 5: 29}
"""How many sentences of advice each article has, counted in the articles."""

AS_IT_IS: Final = "—"
SHORTEST_REASON: Final = 4


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence of an article, what carries it, and where we say otherwise."""

    article: int
    number: int
    says: str
    carriers: tuple[str, ...]
    otherwise: str

    def __str__(self) -> str:
        """Return the number under which the row stands."""
        return f"{self.article}.{self.number}"


def rows(text: str) -> list[Row]:
    """Return the rows of a table."""
    return [
        Row(int(article), int(number), says, names(carried), otherwise)
        for article, number, says, carried, otherwise in ROW.findall(text)
    ]


def names(text: str) -> tuple[str, ...]:
    """Return the names that stand between back quotes."""
    return tuple(re.findall(r"`([^`]+)`", text))


@cache
def all_rows() -> tuple[Row, ...]:
    """Return the rows of the page."""
    return tuple(rows(TABLE.read_text(encoding="utf-8")))


def what_can_carry() -> set[str]:
    """Return the names of rules, statements, tables, formulas and laws; never a popular article."""
    guideline = shipped()
    known = {*guideline.rules, *guideline.tables, *guideline.formulas, *guideline.laws}
    return known | {
        statement.id
        for statement in guideline.statements.values()
        if guideline.sources[statement.source].kind != "popular summary"
    }


def uncarried(row: Row) -> Iterator[str]:
    """Yield what is wrong with a row."""
    known = what_can_carry()
    yield from (f"{row}: {name} carries nothing" for name in row.carriers if name not in known)
    shown = names(row.otherwise)
    yield from (
        f"{row}: {name} is no disagreement" for name in shown if name not in shipped().disagreements
    )
    reason = re.sub(r"`[^`]+`|^Reason:", "", row.otherwise).split()
    explained = bool(shown) or len(reason) >= SHORTEST_REASON
    if not row.carriers and not explained:
        yield f"{row}: nothing carries it"
    if row.otherwise != AS_IT_IS and not explained:
        yield f"{row}: it says otherwise without a disagreement or a reason"


def test_every_row_is_carried_by_what_exists() -> None:
    assert [] == [line for row in all_rows() for line in uncarried(row)]


def test_every_sentence_of_every_article_has_its_row() -> None:
    found = {
        article: [row.number for row in all_rows() if row.article == article]
        for article in SENTENCES
    }

    assert {article: list(range(1, count + 1)) for article, count in SENTENCES.items()} == found


def test_the_headings_count_as_the_rows_do() -> None:
    told = HEADING.findall(TABLE.read_text(encoding="utf-8"))

    assert SENTENCES == {int(article): int(count) for article, count in told}


def test_every_line_of_the_page_that_looks_like_a_row_is_read() -> None:
    lines = re.findall(r"^\| \d.*$", TABLE.read_text(encoding="utf-8"), re.MULTILINE)

    assert len(lines) == len(all_rows())


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("| 1.1 | x | `nonsense` | — |", "nonsense carries nothing"),
        ("| 1.1 | x | — | — |", "nothing carries it"),
        ("| 1.1 | x | — | `nonsense` |", "nonsense is no disagreement"),
        ("| 1.1 | x | — | Reason: no |", "nothing carries it"),
        ("| 1.1 | x | — | hm |", "otherwise without"),
    ],
)
def test_a_row_that_nothing_carries_is_caught(line: str, told: str) -> None:
    (row,) = rows(line)

    assert told in " ".join(uncarried(row))


def test_no_popular_article_carries_a_row() -> None:
    popular = {
        statement.id
        for statement in shipped().statements.values()
        if shipped().sources[statement.source].kind == "popular summary"
    }

    assert popular
    assert not popular & what_can_carry()
