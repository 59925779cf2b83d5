"""A disagreement as it is shown: its sides, which one is followed, why, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.pages.planned import GLOOMY, TOY, opened, planned
from whitlow.pages.disagreements_page import disagreements_json, disagreements_page
from whitlow.pages.html import to_html
from whitlow.pages.markdown import to_markdown
from whitlow.pages.plan_json import plan_json
from whitlow.pages.plan_page import plan_page
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
def test_every_form_of_a_plan_tells_what_to_do(form: str) -> None:
    assert "Ask the book." in FORMS[form](plan_page(planned(GLOOMY), ""))


def test_what_to_do_stands_in_the_json_of_all_disagreements_and_of_a_plan() -> None:
    toy = opened(TOY)
    records = [disagreements_json(toy, [*toy.disagreements.values()])["disagreements"]]
    records += [plan_json(planned(GLOOMY))["disagreements"]]

    assert [["Ask the book."], ["Ask the book."]] == [
        [each["do"] for each in many if isinstance(each, dict)]
        for many in records
        if isinstance(many, list)
    ]
