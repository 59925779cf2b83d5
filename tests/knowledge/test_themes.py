"""What a reader looks for is found: each theme of the guideline by a word that names it."""

from __future__ import annotations

from typing import Final

import pytest

from tests.cases.test_cases import shipped
from whitlow.pages.search_page import search

FEWEST: Final = 5
THEMES: Final = (
    "criteria resistance",
    "base rate",
    "mechanism",
    "cross-resistance",
    "cut-off",
    "dose",
    "renal dose",
    "administration",
    "monitoring",
    "toxicity",
    "interaction",
    "efficacy",
    "second-line",
    "investigational",
    "special situation",
    "prophylaxis",
    "recurrence",
)


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_is_found_by_its_name(theme: str) -> None:
    found = search(shipped(), theme.split())

    assert FEWEST <= len([each for each in found if each.kind == "statement"])


def test_every_statement_belongs_to_a_topic() -> None:
    assert [] == [each.id for each in shipped().statements.values() if not each.topic]
