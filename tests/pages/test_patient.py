"""What a patient is shown: plain words, whom to call, and never a dose."""

from __future__ import annotations

import json
import re
from typing import Final

import pytest

from tests.pages.planned import plans
from whitlow.pages.html import to_html
from whitlow.pages.markdown import to_markdown
from whitlow.pages.patient_page import patient_page
from whitlow.pages.plan_json import plan_json
from whitlow.pages.terminal import to_terminal

PLANS: Final = plans("patient")
MILLIGRAMS: Final = re.compile(r"\bmg\b|milligram|\bmL\b|\d\s*(?:mg|g|mcg|µg|mL)\b", re.IGNORECASE)


@pytest.mark.parametrize("name", PLANS)
def test_no_form_of_a_patients_page_holds_an_amount(name: str) -> None:
    page = patient_page(PLANS[name])

    assert MILLIGRAMS.findall(to_terminal(page, 100, colour=False)) == []
    assert MILLIGRAMS.findall(to_markdown(page)) == []
    assert MILLIGRAMS.findall(re.sub("<style>.*</style>", "", to_html(page), flags=re.DOTALL)) == []


@pytest.mark.parametrize("name", PLANS)
def test_the_json_for_a_patient_holds_no_order_and_no_milligram(name: str) -> None:
    document = plan_json(PLANS[name], trees=True)
    del document["references"]

    text = json.dumps(document, ensure_ascii=False)

    assert "dose" not in [section.name for section in PLANS[name].sections]
    assert re.findall(r"\d\s*mg\b", text) == []
    assert '"tree"' not in text


def test_an_amount_that_the_patient_gave_is_not_repeated() -> None:
    facts = plan_json(PLANS["whole"])["facts"]

    assert isinstance(facts, dict)
    assert "weight" in facts
    assert "dose_taken" not in facts


def test_an_emergency_says_whom_to_call() -> None:
    page = to_terminal(patient_page(PLANS["barred"]), 100, colour=False)

    assert "GET HELP NOW" in page
    assert "Who to call: the warden" in page


def test_the_questions_are_in_plain_words() -> None:
    page = to_terminal(patient_page(PLANS["provisional"]), 100, colour=False)

    assert "Whether you are hot" in page


@pytest.mark.parametrize("name", PLANS)
def test_the_page_says_what_it_is_not(name: str) -> None:
    page = patient_page(PLANS[name])

    said = " ".join(to_terminal(page, 100, colour=False).split())

    assert PLANS[name].guideline.about.plain_disclaimer in said
    assert "not yet reviewed by a medical board" in said
