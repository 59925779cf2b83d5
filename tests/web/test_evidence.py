"""Every record has an address of its own, which says what it is and what uses it."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import TYPE_CHECKING, Final

import pytest

from tests.cases.test_cases import shipped
from whitlow.guideline import load_cases
from whitlow.pages.record_lists import PLURALS
from whitlow.pages.records_json import KINDS, kinds_of, used_by
from whitlow.pages.search_page import search
from whitlow.plan.worked import plan_of
from whitlow.shipped import shipped_guideline
from whitlow.web.markup import address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.testclient import TestClient

    from whitlow.guideline import Case

JSON: Final = {"accept": "application/json"}
TODAY: Final = date(2026, 1, 1)
HEAVIEST: Final = 100_000
ID: Final = re.compile(r' id="([^"]*)"')


def every_name() -> dict[str, None]:
    """Return the name of every record of every kind."""
    guideline = shipped()
    return {name: None for kind in KINDS for name in kinds_of(guideline, kind)}


def faults(web: TestClient, name: str) -> Iterator[str]:
    """Yield what is wrong with the page of a record."""
    answer = web.get(address(name))
    if answer.status_code != 200:
        yield f"{name}: {answer.status_code}"
        return
    if len(answer.content) > HEAVIEST:
        yield f"{name}: {len(answer.content)} bytes"
    ids = ID.findall(answer.text)
    if len(ids) != len(set(ids)):
        yield f"{name}: a part has the name of another"
    for _, user in used_by(shipped(), name):
        if user.startswith(f"{name}#"):
            continue
        if f'href="{unescape(address(user))}"' not in unescape(answer.text):
            yield f"{name}: does not name {user}, which uses it"


def test_every_record_has_an_address_that_names_what_uses_it(web: TestClient) -> None:
    names = every_name()

    assert [] == [fault for name in names for fault in faults(web, name)]


def test_every_kind_of_record_is_listed() -> None:
    assert set(KINDS) == set(PLURALS)


@pytest.mark.parametrize("kind", PLURALS)
def test_a_list_leads_to_every_record_of_its_kind_on_pages_of_bounded_size(
    web: TestClient, kind: str
) -> None:
    found: set[str] = set()
    query = f"/evidence?kind={kind}"
    sizes = []
    while query:
        answer = web.get(query)
        found.update(re.findall(r'<dt><a class="record" href="([^"]*)"', answer.text))
        sizes.append(len(answer.content))
        after = re.search(r'<a rel="next" href="([^"]*)"', answer.text)
        query = f"/evidence{unescape(after[1])}" if after else ""

    wanted = {address(name) for name in kinds_of(shipped(), kind)}
    assert (wanted, True) == ({unescape(each) for each in found}, max(sizes) <= HEAVIEST)


def test_the_worked_cases_are_listed_on_pages_of_bounded_size(web: TestClient) -> None:
    cases = load_cases(shipped_guideline(), TODAY)
    pages = -(-len(cases) // 100)

    answers = [web.get(f"/evidence?kind=case&page={number}") for number in range(1, pages + 1)]

    text = "".join(answer.text for answer in answers)
    missing = [name for name in cases if f'href="{address(name)}"' not in text]
    assert ([], True) == (missing, max(len(each.content) for each in answers) <= HEAVIEST)


def test_a_list_as_json_has_the_records_of_its_kind(web: TestClient) -> None:
    found = web.get("/evidence?kind=law", headers=JSON).json()

    assert [*shipped().laws] == [each["id"] for each in found["records"]]


@pytest.mark.parametrize("number", range(0, 700, 70))
def test_a_worked_case_has_an_address(web: TestClient, number: int) -> None:
    cases = load_cases(shipped_guideline(), TODAY)
    name = list(cases)[number]

    assert 200 == web.get(address(name)).status_code


def test_the_same_record_as_json_has_what_uses_it(web: TestClient) -> None:
    guideline = shipped()
    name = next(iter(guideline.tables))

    records = web.get(address(name), headers=JSON).json()["records"]

    table = next(each for each in records if each["kind"] == "table")
    assert [{"kind": kind, "id": each} for kind, each in used_by(guideline, name)] == table[
        "used_by"
    ]


def test_an_unknown_name_is_answered_with_those_that_are_near(web: TestClient) -> None:
    name = next(iter(shipped().tables))

    answer = web.get(address(f"{name}x"))

    assert (404, True) == (answer.status_code, f'href="{address(name)}"' in answer.text)


def test_an_unknown_name_as_json_is_an_error_with_those_that_are_near(web: TestClient) -> None:
    name = next(iter(shipped().tables))

    answer = web.get(address(f"{name}x"), headers=JSON)

    error = answer.json()["error"]
    assert (404, "unknown_record", True) == (
        answer.status_code,
        error["code"],
        name in error["accepted"],
    )


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "../../etc/passwd", "a" * 5000, "%00"]
)
def test_a_name_that_is_none_comes_back_harmless(web: TestClient, name: str) -> None:
    answer = web.get(f"/evidence/{name}")

    assert (404, False, True) == (
        answer.status_code,
        "<script>alert" in answer.text,
        len(answer.content) < 20_000,
    )


def test_a_search_finds_what_the_command_line_finds(web: TestClient) -> None:
    words = shipped().drugs[next(iter(shipped().drugs))].name

    answer = web.get("/evidence", params={"words": words}, headers=JSON)

    found = search(shipped(), words.split())
    assert [each.id for each in found] == [each["id"] for each in answer.json()["found"]]


def test_a_search_shows_what_was_searched_for_as_text(web: TestClient) -> None:
    answer = web.get("/evidence", params={"words": '"><img src=x onerror=alert(1)>'})

    assert "<img" not in answer.text


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("kind=rul", "kind: there is no kind &#39;rul&#39;. Did you mean &#39;rule&#39;?"),
        ("kind=rule&page=99", "page: there is no page &#39;99&#39;. Use 1 to 5."),
        ("kind=rule&page=x", "page: there is no page &#39;x&#39;. Use 1 to 5."),
    ],
)
def test_what_there_is_not_is_refused_with_what_there_is(
    web: TestClient, query: str, message: str
) -> None:
    answer = web.get(f"/evidence?{query}")

    assert (422, True) == (answer.status_code, message in answer.text)


def test_the_overview_is_light_and_leads_to_every_source(web: TestClient) -> None:
    answer = web.get("/evidence")

    missing = [name for name in shipped().sources if f'href="{address(name)}"' not in answer.text]
    assert ([], True) == (missing, len(answer.content) <= HEAVIEST)


def standing_in(case: Case) -> set[str]:
    """Return the rules that stand in the plan of a case, as its reader is told."""
    _, plan = plan_of(case, shipped())
    items = [item for section in plan.sections for item in section.items]
    return {
        item.rule
        for item in items
        if item.rule in shipped().rules and not (item.barred_by or item.provisional or item.order)
    }


def test_a_rule_names_the_worked_cases_in_which_it_stands(web: TestClient) -> None:
    day = date.fromisoformat(shipped().about.date)
    cases = load_cases(shipped_guideline(), day).values()
    plain = [each for each in cases if not each.follow and each.audience != "patient"]
    case, rules = next((each, found) for each in plain if (found := standing_in(each)))

    named = {
        rule: web.get(address(rule), headers=JSON).json()["records"][0]["stands_in"]
        for rule in rules
    }

    assert [] == [rule for rule, found in named.items() if case.name not in found]


def test_the_page_of_a_rule_leads_to_the_cases_in_which_it_stands(web: TestClient) -> None:
    rule = next(iter(shipped().rules))
    cases = web.get(address(rule), headers=JSON).json()["records"][0]["stands_in"]

    page = web.get(address(rule)).text

    assert f'<a href="{address(cases[0])}">{cases[0]}</a>' in page
