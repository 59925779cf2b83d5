"""A statement expires, and every item that rests on it says so from that day on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import pytest

from tests.guideline.tiny import BASE, loaded, rule
from tests.plan.gloomy import DOSED, GLOOMY, TREAT
from whitlow.plan import make_plan

if TYPE_CHECKING:
    from pathlib import Path

    from whitlow.guideline import Guideline
    from whitlow.plan import Plan

POLICY: Final = """
expires:
  checked: "2026-01-01"
  soon: 30 d
  why: Our own policy.
  after: {all: 10 d, bright: 90 d, guideline: 365 d, otherwise: 730 d}
"""
BOOK: Final = """
source: {title: The book, year: "1999", kind: KIND, url: "https://example.org/book"}
statements:
  one: {read: READ, locator: page one, says: "SAYS", MORE}
"""


def guideline(
    folder: Path, *, says: str = "It is so.", read: str = "primary", kind: str = "trial", more: str
) -> Guideline:
    """Return a tiny guideline with one statement, and a policy for how long it holds."""
    book = BOOK.replace("KIND", kind).replace("READ", read).replace("SAYS", says)
    return loaded(
        folder,
        {
            "guideline.yaml": BASE["guideline.yaml"] + POLICY,
            "sources/book.yaml": book.replace("MORE", more),
        },
    )


@pytest.mark.parametrize(
    ("says", "kind", "more", "by", "expires"),
    [
        ("It is so.", "trial", "", "otherwise", "2028-01-01"),
        ("It is so.", "guideline", "", "guideline", "2027-01-01"),
        ("It is so.", "trial", "topic: all", "all", ""),
        ("It is so.", "trial", "topic: all, checked: 2025-12-01", "all", "2025-12-11"),
        ("Cheerol is so.", "trial", "checked: 2025-12-01", "bright", "2026-03-01"),
        ("CHEERIN BY MOUTH is so.", "trial", "checked: 2025-12-01", "bright", "2026-03-01"),
        ("Cheerin and glumex are so.", "trial", "", "otherwise", "2028-01-01"),
        ("Cheerinol is so.", "trial", "", "otherwise", "2028-01-01"),
    ],
)
def test_a_statement_expires_by_its_topic_its_drugs_or_its_source(  # noqa: PLR0913, PLR0917 - a row
    tmp_path: Path, says: str, kind: str, more: str, by: str, expires: str
) -> None:
    found = guideline(tmp_path, says=says, kind=kind, more=more).statements["book#one"]

    assert (by, expires) == (found.expires_by, found.expires)


def test_a_month_counts_from_its_first_day(tmp_path: Path) -> None:
    found = guideline(tmp_path, more="topic: all, checked: 2025-12").statements["book#one"]

    assert ("2025-12", "2025-12-11") == (found.checked, found.expires)


def test_what_nobody_read_has_no_day_of_a_check(tmp_path: Path) -> None:
    found = guideline(tmp_path, read="unverified", more="").statements["book#one"]

    assert ("", "") == (found.checked, found.expires)


def test_a_guideline_without_a_policy_lets_statements_hold(tmp_path: Path) -> None:
    assert {""} == {one.expires for one in loaded(tmp_path, {}).statements.values()}


def planned_on(folder: Path, day: date, rules: str = TREAT) -> Plan:
    book = BASE["sources/book.yaml"].replace('"https://example.org/book"', "X, checked: 2025-12-01")
    changes = {
        **DOSED,
        "guideline.yaml": BASE["guideline.yaml"] + POLICY,
        "sources/book.yaml": book.replace("X,", '"https://example.org/book",'),
        "rules/all.yaml": rules,
    }
    return make_plan(loaded(folder, changes), GLOOMY, today=day)


@pytest.mark.parametrize(
    ("day", "expired"),
    [
        (date(2025, 11, 30), ()),
        (date(2025, 12, 10), ()),
        (date(2025, 12, 11), ("book#one",)),
        (date(2027, 1, 1), ("book#one",)),
    ],
    ids=["before the check", "the day before", "the day", "long after"],
)
def test_an_item_says_so_from_the_day_of_expiry(
    tmp_path: Path, day: date, expired: tuple[str, ...]
) -> None:
    text = rule("word", "mood = 'gloomy'", "{counsel: a word}")

    plan = planned_on(tmp_path, day, text)

    assert expired == plan.section("counsel")[0].expired


def test_an_order_says_so_too(tmp_path: Path) -> None:
    (item,) = planned_on(tmp_path, date(2025, 12, 11)).section("dose")

    assert ("book#one",) == item.expired


def test_nothing_is_taken_away_when_it_expires(tmp_path: Path) -> None:
    before, after = (
        planned_on(tmp_path / str(day), day) for day in (date(2025, 12, 10), date(2025, 12, 11))
    )

    assert before.bottom_line == after.bottom_line
    assert [one.says for one in before.section("treat")] == [
        one.says for one in after.section("treat")
    ]
