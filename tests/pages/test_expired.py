"""What rests on a statement that has expired says so on every page, to a patient in plain words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import pytest

from tests.guideline.tiny import BASE, loaded, rule
from tests.plan.gloomy import DOSED, GLOOMY, TREAT
from whitlow.pages.expired import expiring, expiring_lines
from whitlow.pages.html import to_html
from whitlow.pages.markdown import to_markdown
from whitlow.pages.patient_page import patient_page
from whitlow.pages.plan_json import plan_json
from whitlow.pages.plan_page import plan_document, plan_page
from whitlow.pages.terminal import to_terminal
from whitlow.plan import make_plan

if TYPE_CHECKING:
    from pathlib import Path

    from whitlow.plan import Audience, Plan

POLICY: Final = """
expires: {checked: "2026-01-01", why: Our own policy., soon: 30 d, after: {otherwise: 30 d}}
"""
HOLDS: Final = date(2026, 1, 30)
EXPIRED: Final = date(2026, 1, 31)
WORD: Final = rule(
    "word", "mood = 'gloomy'", "{counsel: a word}", "plain: It is so.", "headline: So."
)
CHANGES: Final = {
    **DOSED,
    "guideline.yaml": BASE["guideline.yaml"] + POLICY,
    "rules/all.yaml": TREAT + WORD,
}


def plan(folder: Path, today: date, audience: Audience = "clinician") -> Plan:
    return make_plan(loaded(folder, CHANGES), GLOOMY, today=today, audience=audience)


def pages(made: Plan) -> dict[str, str]:
    return {
        "terminal": to_terminal(plan_page(made, ""), 100, colour=False),
        "markdown": to_markdown(plan_document(made, "")),
        "html": to_html(plan_document(made, "")),
    }


@pytest.mark.parametrize("form", ["terminal", "markdown", "html"])
def test_every_page_says_so_on_the_day_and_not_before(tmp_path: Path, form: str) -> None:
    before, after = (pages(plan(tmp_path / str(day), day))[form] for day in (HOLDS, EXPIRED))

    assert "xpired" not in before
    assert "last checked on 2026-01-01, expired on 2026-01-31: check it again." in after


def test_the_head_of_a_plan_counts_them(tmp_path: Path) -> None:
    page = pages(plan(tmp_path, EXPIRED))["terminal"]

    assert "3 items below rest on what was last checked too long ago" in page


def test_the_list_of_sources_marks_them(tmp_path: Path) -> None:
    page = pages(plan(tmp_path, EXPIRED))["terminal"]

    assert "original read, expired" in page


def test_json_has_them_on_the_item_the_plan_and_the_source(tmp_path: Path) -> None:
    document = plan_json(plan(tmp_path, EXPIRED))

    found = {"statement": "book#one", "checked": "2026-01-01", "expired": "2026-01-31"}
    assert ["book#one"] == document["expired"]
    assert f"'expired': [{found}]" in str(document["sections"])
    assert "'expired': True" in str(document["references"])


@pytest.mark.parametrize(("day", "said"), [(HOLDS, False), (EXPIRED, True)])
def test_a_patient_is_told_to_ask_for_newer(tmp_path: Path, day: date, *, said: bool) -> None:
    page = to_terminal(patient_page(plan(tmp_path, day, "patient")), 100, colour=False)

    assert said is ("ask whether there is anything newer" in page)


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (date(2025, 12, 31), None),
        (date(2026, 1, 1), "last checked on 2026-01-01, expires on 2026-01-31 (otherwise)."),
        (EXPIRED, "last checked on 2026-01-01, expired on 2026-01-31 (otherwise)."),
    ],
)
def test_what_expires_within_a_month_is_listed(tmp_path: Path, day: date, line: str | None) -> None:
    lines = [*expiring_lines(expiring(loaded(tmp_path, CHANGES), day), day)]

    assert (f"book#one: {line}" in lines) if line else ([] == lines)
