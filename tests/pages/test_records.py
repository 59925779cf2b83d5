"""Any record as it is shown, with what uses it; and the words that are searched."""

from __future__ import annotations

import re
from typing import Final

import pytest

from tests.pages.planned import TOY, opened
from whitlow.pages.case_file import blank_file
from whitlow.pages.record_page import facts_page, record_page
from whitlow.pages.records_json import KINDS, kinds_of, record_json, records_named, used_by
from whitlow.pages.search_page import search
from whitlow.pages.terminal import to_terminal
from whitlow.shipped import shipped_guideline

SLOT: Final = re.compile(r"\{[a-z][\w.-]*\}")
FOLDERS: Final = {"toy": TOY, "shipped": shipped_guideline()}


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_record_can_be_shown(folder: str, kind: str) -> None:
    guideline = opened(FOLDERS[folder])

    for name, record in kinds_of(guideline, kind).items():
        page = to_terminal(record_page(guideline, kind, name, record, ()), 100, colour=False)

        assert page.startswith(name)
        assert [] == [line for line in page.splitlines() if len(line) > 100]


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("kind", KINDS)
def test_no_record_is_shown_with_a_slot_left_empty(folder: str, kind: str) -> None:
    guideline = opened(FOLDERS[folder])

    for name, record in kinds_of(guideline, kind).items():
        page = to_terminal(record_page(guideline, kind, name, record, ()), 100, colour=False)

        assert [] == SLOT.findall(page), name


def test_a_statement_is_shown_with_its_claims_filled_in() -> None:
    guideline = opened(TOY)

    shown = record_json(guideline, guideline.statements["book#dose"])

    assert "Cheerin is given as 3 mg/kg every 12 h." == shown["says"]


def test_a_side_of_a_disagreement_is_shown_with_its_number_and_with_kind_and_year() -> None:
    guideline = opened(TOY)

    shown = record_json(guideline, guideline.disagreements["how-often"])

    sources = "guideline, 1999"
    first = {"says": "Every 12 h.", "sources": sources, "cites": ["book#dose"]}
    other = {"says": "Never in fever.", "sources": sources, "cites": ["book#fever"]}
    assert [first, other] == shown["positions"]


def test_no_disagreement_is_shown_with_a_hole_in_it() -> None:
    guideline = opened(FOLDERS["shipped"])

    pages = {
        name: to_terminal(
            record_page(guideline, "disagreement", name, record, ()), 100, colour=False
        )
        for name, record in guideline.disagreements.items()
    }

    assert [] == [name for name, page in pages.items() if "{" in page]


@pytest.mark.parametrize(
    ("name", "user"),
    [
        ("book#dose", ("rule", "cheer-up")),
        ("book", ("rule", "cheer-up")),
        ("mood", ("rule", "cheer-up")),
        ("filter", ("formula", "filter_per_kg")),
        ("filter_per_kg", ("table", "cheerin-fast")),
        ("cheerin-fast", ("regimen", "cheerin-iv-fast")),
        ("cheerin-iv-fast", ("rule", "cheer-up")),
        ("cheerin-iv", ("law", "never-in-old-age")),
        ("cheerin", ("drug", "cheerin-iv")),
        ("bright", ("drug", "cheerin")),
        ("cheer-up", ("rule", "not-in-fever")),
        ("old", ("law", "never-in-old-age")),
        ("home", ("regimen", "cheerin-oral-daily")),
        ("book#vein", ("regimen", "cheerin-iv-fast")),
    ],
)
def test_a_record_is_shown_with_what_uses_it(name: str, user: tuple[str, str]) -> None:
    assert user in used_by(opened(TOY), name)


def test_nothing_uses_itself_or_what_it_does_not_name() -> None:
    users = used_by(opened(TOY), "cheer-up")

    assert ("rule", "cheer-up") not in users
    assert ("rule", "drink-tea") not in users


def test_two_records_of_one_name_are_both_found() -> None:
    guideline = opened(shipped_guideline())
    shared = next(name for name in guideline.tables if name in guideline.regimens)

    assert {"table", "regimen"} <= {kind for kind, _ in records_named(guideline, shared)}


def test_every_fact_that_a_case_may_give_is_listed() -> None:
    guideline = opened(TOY)

    page = to_terminal(facts_page(guideline), 100, colour=False)

    assert all(name in page for name in guideline.facts)


def test_a_search_finds_what_holds_all_the_words() -> None:
    guideline = opened(TOY)

    found = [each.id for each in search(guideline, ("cheerin", "fever"))]

    assert {"book#fever", "not-in-fever"} <= set(found)
    assert "book#diluent" not in found


def test_a_search_for_the_beginning_of_a_word_finds_it() -> None:
    assert search(opened(TOY), ("LAUGH",))[0].id == "book#stop"


def test_a_search_for_nothing_finds_nothing() -> None:
    assert search(opened(TOY), ("", "?")) == ()


def test_a_blank_case_file_asks_for_every_fact_once() -> None:
    lines = blank_file(opened(TOY)).splitlines()
    asked = [line.removesuffix(":") for line in lines if line and not line.startswith("#")]

    assert {"age", "weight", "filter", "mood", "flags"} <= set(asked)
    assert {"fever", "cough", "height"}.isdisjoint(asked)
    assert len(asked) == len(set(asked))
    assert all(len(line) <= 100 for line in lines)
