"""The doses by band on the pages: a point in its band, and none where there is no dose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from tests.web.pictured import MOST_BYTES, weight
from whitlow.shelf import open_guideline

if TYPE_CHECKING:
    from starlette.testclient import TestClient

SVG = "{http://www.w3.org/2000/svg}"
FACTS = {"age": "41", "age.unit": "a", "sex": "male", "weight": "70", "weight.unit": "kg"}
SENT = {**FACTS, "drug": "foscarnet", "regimen": "hsv-q8h", "creatinine.unit": "mg/dL"}
ACCEPT = {"accept": "application/json"}
DRUGS = tuple(dict.fromkeys(each.drug for each in open_guideline(None).regimens.values()))


def drawings(page: str) -> list[ET.Element]:
    """Return the drawings of stairs on a page."""
    found = re.findall(r'<svg[^>]*aria-labelledby="stairs-.*?</svg>', page, re.DOTALL)
    return [ET.fromstring(each) for each in found]  # noqa: S314 - our own text


def of_class(svg: ET.Element, name: str) -> list[ET.Element]:
    """Return the elements of a class."""
    return [each for each in svg.iter() if each.get("class") == name]


@pytest.mark.parametrize("creatinine", ["0.8", "1.0", "1.3", "1.7", "2.2"])
def test_the_point_of_a_patient_stands_in_its_band(web: TestClient, creatinine: str) -> None:
    typed = {**SENT, "creatinine": creatinine}
    order = web.post("/dose", data=typed, headers=ACCEPT).json()
    found = drawings(web.post("/dose", data=typed).text)

    assert len(found) == 2
    for svg in found:
        band = of_class(svg, "p-band-mine")[0]
        left, width = float(band.get("x", "")), float(band.get("width", ""))
        point = of_class(svg, "p-point")[0].get("points", "").split()[0]
        mine = [each.text for each in of_class(svg, "p-mine")]
        assert left <= float(point.split(",")[0]) <= left + width
        assert any(f"{order['dose_mg_per_kg']} mg/kg every" in str(words) for words in mine)


def test_without_a_creatinine_nobody_is_placed(web: TestClient) -> None:
    page = web.post("/dose", data=SENT).text

    assert drawings(page)
    assert "-mine" not in page
    assert "p-point" not in page


def test_where_a_dose_is_held_nobody_is_placed_and_the_caption_says_so(web: TestClient) -> None:
    typed = {**SENT, "creatinine": "1.0", "renal_function": "unstable"}

    assert web.post("/dose", data=typed, headers=ACCEPT).json()["status"] == "hold"
    page = web.post("/dose", data=typed).text
    assert "p-point" not in page
    assert "<strong>This patient: hold" in page


@pytest.mark.parametrize(
    ("fact", "value", "status"),
    [
        ("dialysis", "haemodialysis", "not_recommended"),
        ("allergies", "foscarnet", "contraindicated"),
        ("comedications", "pentamidine iv", "contraindicated"),
    ],
)
def test_a_band_with_a_dose_is_nobodys_whom_the_order_denies_it(
    web: TestClient, fact: str, value: str, status: str
) -> None:
    typed = {**SENT, "creatinine": "1.0", fact: value}
    order = web.post("/dose", data=typed, headers=ACCEPT).json()
    page = web.post("/dose", data=typed).text

    assert (status, True) == (order["status"], bool(order["over"]))
    assert "-mine" not in page
    assert "p-point" not in page


def test_below_the_lowest_band_the_point_stands_where_nothing_is_given(web: TestClient) -> None:
    typed = {**SENT, "creatinine": "6.0"}
    order = web.post("/dose", data=typed, headers=ACCEPT).json()
    found = drawings(web.post("/dose", data=typed).text)

    assert order["status"] == "not_recommended"
    assert all("not recommended" in [one.text for one in of_class(svg, "p-mine")] for svg in found)


def test_a_page_for_patients_has_no_stairs(web: TestClient) -> None:
    typed = {**SENT, "creatinine": "1.0", "audience": "patient"}

    page = web.post("/dose", data=typed).text
    assert drawings(page) == []
    assert 'id="stairs"' not in page


@pytest.mark.parametrize("drug", DRUGS)
def test_a_dose_with_its_stairs_is_light(web: TestClient, drug: str) -> None:
    page = web.post("/dose", data={**FACTS, "drug": drug, "creatinine": "1.0 mg/dL"})

    assert weight(web, page) <= MOST_BYTES


def test_of_many_regimens_one_is_to_be_chosen_before_stairs_are_drawn(web: TestClient) -> None:
    counts = {
        drug: sum(one.drug == drug for one in open_guideline(None).regimens.values())
        for drug in DRUGS
    }
    many = max(counts, key=lambda drug: counts[drug])

    page = web.post("/dose", data={**FACTS, "drug": many}).text

    assert f"{counts[many]} regimens have bands of their own. Choose one of them" in page
    assert drawings(page) == []


@pytest.mark.parametrize("name", [*open_guideline(None).regimens])
def test_a_regimen_has_its_stairs_once_and_of_nobody(web: TestClient, name: str) -> None:
    page = web.get(f"/evidence/{name}")

    assert weight(web, page) <= MOST_BYTES
    assert len({each.get("aria-labelledby") for each in drawings(page.text)}) >= 2
    assert "-mine" not in page.text


@pytest.mark.parametrize("name", [*open_guideline(None).tables])
def test_a_table_has_the_stairs_of_each_regimen_that_reads_it(web: TestClient, name: str) -> None:
    guideline = open_guideline(None)
    readers = {each.id for each in guideline.regimens.values() if name in (each.table, each.id)}

    page = web.get(f"/evidence/{name}").text

    assert len(drawings(page)) == 2 * len(readers)


def test_a_record_without_stairs_asks_for_no_style_of_pictures(web: TestClient) -> None:
    rule = next(iter(open_guideline(None).rules))

    assert "pictures.css" not in web.get(f"/evidence/{rule}").text
