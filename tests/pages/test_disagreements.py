"""A disagreement as it is shown: its sides, which one is followed, why, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.pages.planned import GLOOMY, TOY, opened, planned
from whitlow.pages.blocks import Point
from whitlow.pages.blocks import plain as plain_words
from whitlow.pages.citations import Citations
from whitlow.pages.disagreements_page import (
    compact_blocks,
    disagreements_json,
    disagreements_page,
)
from whitlow.pages.html import to_html
from whitlow.pages.markdown import to_markdown
from whitlow.pages.plan_json import plan_json
from whitlow.pages.plan_page import plan_document, plan_page
from whitlow.pages.terminal import to_terminal

if TYPE_CHECKING:
    from collections.abc import Callable

    from whitlow.pages.blocks import Page

FORMS: Final[dict[str, Callable[[Page], str]]] = {
    "terminal": lambda page: to_terminal(page, 100, colour=False),
    "markdown": to_markdown,
    "html": to_html,
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("told", ["Every 12 h.", "guideline, 1999", "Why:", "Ask the book."])
def test_every_form_of_the_page_tells_side_source_reason_and_what_to_do(
    form: str, told: str
) -> None:
    toy = opened(TOY)
    page = FORMS[form](disagreements_page(toy, [*toy.disagreements.values()], ()))

    assert told in page


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_plan_that_is_kept_tells_what_to_do(form: str) -> None:
    assert "Ask the book." in FORMS[form](plan_document(planned(GLOOMY), ""))


@pytest.mark.parametrize("form", FORMS)
def test_a_plan_on_a_screen_shows_every_side_with_its_source_and_where_to_read_on(
    form: str,
) -> None:
    plan = planned(GLOOMY)
    page = " ".join(FORMS[form](plan_page(plan, "")).split())
    near = [shown for shown in plan.disagreements if shown.near]
    sides = [says for shown in near for says, _ in shown.positions]

    assert [] == [side for side in (*sides, "Other sides:", "whitlow show ID") if side not in page]


def test_on_a_screen_a_disagreement_is_one_point_and_the_side_followed_comes_first() -> None:
    plan = planned(GLOOMY)
    (shown,) = (one for one in plan.disagreements if one.near)
    (point,) = compact_blocks(shown, Citations(plan.guideline), ())

    assert isinstance(point, Point)
    assert plain_words(point.words).index("Followed:") < plain_words(point.words).index("Other")


def test_what_to_do_stands_in_the_json_of_all_disagreements_and_of_a_plan() -> None:
    toy = opened(TOY)
    records = [disagreements_json(toy, [*toy.disagreements.values()])["disagreements"]]
    records += [plan_json(planned(GLOOMY))["disagreements"]]

    assert [["Ask the book."], ["Ask the book."]] == [
        [each["do"] for each in many if isinstance(each, dict)]
        for many in records
        if isinstance(many, list)
    ]
