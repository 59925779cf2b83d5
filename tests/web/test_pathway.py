"""The page of the way through the guideline: the whole of it, and a patient's own lit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from tests.web.forms import forms_of
from tests.web.pictured import JSON, MOST_BYTES, PATIENTS, YAML, refusals, weight

if TYPE_CHECKING:
    from starlette.testclient import TestClient

DAY = "2026-11-20"
JSON_FORM = {"accept": "application/json"}
DECISIVE = {"treat", "refer", "avoid", "emergency"}
SPEAKING = {"stands", "waits", "barred"}
LISTED = re.compile(r'<li class="(stands|waits|barred|asked)"><a href="/evidence/([^"]+)"')


def nodes(way: dict[str, Any]) -> dict[str, str | None]:
    """Return what becomes of each rule on a way."""
    return {
        node["id"]: node["fate"]
        for stage in way["stages"]
        if stage["kind"] != "ladder"
        for stop in stage["stops"]
        for node in stop["nodes"]
    }


def planned(plan: dict[str, Any]) -> dict[str, str]:
    """Return what becomes of each rule that decides, as a plan says it."""
    return {
        item["rule"]: "barred"
        if item["barred_by"]
        else "waits"
        if item["provisional"]
        else "stands"
        for section in plan["sections"]
        for item in section["items"]
        if item["action"] in DECISIVE
    }


def words(page: str) -> str:
    """Return the list of a page, the way in words."""
    return page.partition('<section id="listed"')[2].partition('<section id="drawn"')[0]


def drawn(page: str) -> str:
    """Return the picture of a page."""
    return page.partition('<section id="drawn"')[2].partition("</section>")[0]


@pytest.mark.parametrize("name", PATIENTS)
def test_the_way_that_is_lit_is_the_plan(web: TestClient, name: str) -> None:
    plan = web.post(f"/plan?today={DAY}", content=PATIENTS[name], headers=JSON).json()
    way = web.post(f"/pathway?today={DAY}", content=PATIENTS[name], headers=JSON).json()

    assert planned(plan) == {id_: fate for id_, fate in nodes(way).items() if fate in SPEAKING}


@pytest.mark.parametrize("name", PATIENTS)
def test_the_page_lists_what_the_document_says(web: TestClient, name: str) -> None:
    way = web.post("/pathway", content=PATIENTS[name], headers=JSON).json()
    page = web.post("/pathway", content=PATIENTS[name], headers=YAML).text
    listed = {unquote(id_): fate for fate, id_ in LISTED.findall(words(page))}

    told = {id_: fate for id_, fate in nodes(way).items() if fate in SPEAKING | {"asked"}}
    assert told == {id_: fate for id_, fate in listed.items() if id_ in nodes(way)}


@pytest.mark.parametrize("name", PATIENTS)
def test_the_picture_leads_to_all_that_speaks(web: TestClient, name: str) -> None:
    way = web.post("/pathway", content=PATIENTS[name], headers=JSON).json()
    picture = drawn(web.post("/pathway", content=PATIENTS[name], headers=YAML).text)

    assert [] == [
        id_
        for id_, fate in nodes(way).items()
        if fate in SPEAKING and f'href="/evidence/{id_}"' not in picture
    ]


def test_without_a_patient_nothing_is_lit(web: TestClient) -> None:
    way = web.get("/pathway", headers=JSON_FORM).json()
    page = web.get("/pathway").text

    assert (False, None, {None}) == (way["personal"], way["today"], set(nodes(way).values()))
    assert not LISTED.findall(page)
    assert "-mine" not in drawn(page)


def test_the_words_of_the_whole_way_have_every_node(web: TestClient) -> None:
    way = web.get("/pathway", headers=JSON_FORM).json()
    listed = words(web.get("/pathway").text)

    assert [] == [id_ for id_ in nodes(way) if f'href="/evidence/{id_}"' not in listed]


def test_every_link_of_the_whole_way_answers(web: TestClient) -> None:
    assert refusals(web, web.get("/pathway").text) == {}


def test_every_link_of_a_patients_way_answers(web: TestClient) -> None:
    page = web.post("/pathway", content=PATIENTS["few"], headers=YAML).text

    assert refusals(web, page) == {}


@pytest.mark.parametrize("address", ["/pathway", "/cross-resistance"])
@pytest.mark.parametrize("name", PATIENTS)
def test_a_patient_goes_there_and_back_and_is_the_same(
    web: TestClient, name: str, address: str
) -> None:
    plan = web.post(f"/plan?today={DAY}", content=PATIENTS[name], headers=JSON).json()

    page = web.post(f"{address}?today={DAY}", content=PATIENTS[name], headers=YAML).text
    back = forms_of(page, "/plan")[0].data(today=DAY)
    again = web.post("/plan", data=back, headers=JSON_FORM).json()

    assert plan == again


@pytest.mark.parametrize("address", ["/pathway", "/cross-resistance"])
def test_a_number_keeps_its_unit_there_and_back(web: TestClient, address: str) -> None:
    typed = {"weight": "154", "weight.unit": "lb", "creatinine": "97", "creatinine.unit": "umol/L"}
    plan = web.post("/plan", data={**typed, "today": DAY}, headers=JSON_FORM).json()

    back = forms_of(web.post(address, data={**typed, "today": DAY}).text, "/plan")[0].data()
    again = web.post("/plan", data=back, headers=JSON_FORM).json()

    assert plan == again


def test_a_form_of_the_plan_is_understood_there(web: TestClient) -> None:
    typed = {"age": "58", "age.unit": "a", "host": ["hiv"], "today": DAY}
    case = "age: 58 years\nhost: [hiv]\n"

    by_form = web.post("/pathway", data=typed, headers=JSON_FORM).json()
    by_file = web.post(f"/pathway?today={DAY}", content=case, headers=JSON).json()

    assert by_file == by_form


def test_the_plan_has_a_button_to_the_way_and_to_the_matrix(web: TestClient) -> None:
    page = web.get("/plan").text

    assert 'formaction="/pathway"' in page
    assert 'formaction="/cross-resistance"' in page


def test_nothing_of_a_patient_stands_in_a_link(web: TestClient) -> None:
    page = web.post("/pathway", data={"age": "58", "weight": "61.7", "weight.unit": "kg"}).text

    assert 'name="weight" value="61.7"' in page
    assert [] == [href for href in re.findall(r'href="([^"]*)"', page) if "61" in href]


def test_what_is_doubted_is_told_above_the_way(web: TestClient) -> None:
    typed = {"creatinine": "13", "creatinine.unit": "mg/dL"}
    said = web.post("/pathway", data=typed, headers=JSON_FORM).json()
    page = web.post("/pathway", data=typed).text

    assert said["doubts"]
    assert page.index("In doubt:") < page.index('id="listed"')


@pytest.mark.parametrize("address", ["/pathway", "/cross-resistance"])
def test_an_input_at_fault_lights_nothing(web: TestClient, address: str) -> None:
    typed = {"creatinine": "97", "creatinine.unit": "mg/dL"}

    page = web.post(address, data=typed)
    document = web.post(address, data=typed, headers=JSON_FORM)

    assert (422, 422) == (page.status_code, document.status_code)
    assert "the input is at fault." in page.text
    assert "<svg" not in page.text
    assert '<input type="hidden" name="creatinine" value="97">' in page.text
    assert document.json()["error"]["field"] == "creatinine"


@pytest.mark.parametrize("address", ["/pathway", "/cross-resistance"])
def test_a_page_for_patients_is_refused(web: TestClient, address: str) -> None:
    sent = web.post(address, data={"age": "58", "audience": "patient"}, headers=JSON_FORM)

    assert sent.status_code == 422
    assert sent.json()["error"]["message"] == (
        "audience: this page is for clinicians. "
        "Choose clinician on the plan, or stay with the plan."
    )


def test_markup_in_what_was_sent_stays_words(web: TestClient) -> None:
    page = web.post("/pathway", data={"records": '"><script>alert(1)</script>'}).text

    assert "<script>alert" not in page


@pytest.mark.parametrize("name", PATIENTS)
def test_a_way_is_light(web: TestClient, name: str) -> None:
    page = web.post("/pathway", content=PATIENTS[name], headers=YAML)

    assert weight(web, page) <= MOST_BYTES


def test_the_whole_way_is_light(web: TestClient) -> None:
    assert weight(web, web.get("/pathway")) <= MOST_BYTES
