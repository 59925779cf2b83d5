"""The page of drugs against genes: what is listed, a patient's isolate, and the rates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from tests.web.pictured import JSON, MOST_BYTES, PATIENTS, YAML, refusals, weight
from whitlow.pictures.isolate import CALL_SIGNS
from whitlow.shelf import open_guideline

if TYPE_CHECKING:
    from starlette.testclient import TestClient

ACCEPT = {"accept": "application/json"}
COUNT = re.compile(r"(\d+) (" + "|".join(words for _, words in CALL_SIGNS.values()) + ")")
CALLS = {words: call for call, (_, words) in CALL_SIGNS.items()}


def section(page: str) -> ET.Element:
    """Return the matrix of a page, read as XML."""
    inner = re.search(r'<section class="matrix-section".*?</section>', page, re.DOTALL)
    assert inner is not None
    return ET.fromstring(inner[0])  # noqa: S314 - our own text


def cells(page: str) -> dict[tuple[str, str], str]:
    """Return the words of each cell by the label of its drug and its heading."""
    found = {}
    for row in next(section(page).iter("tbody")):
        drug = (row[0].findtext("a") or "").strip()
        for cell in row[1:]:
            found[drug, cell.get("data-label", "")] = " ".join(" ".join(cell.itertext()).split())
    return found


def told(document: dict[str, Any]) -> dict[tuple[str, str], dict[str, int]]:
    """Return how many listed changes have which call, as the document says it."""
    guideline = open_guideline(None)
    heads = {gene.id: f"{gene.label} ({gene.id})" for gene in guideline.genes.values()}
    return {
        (drug["label"], heads[each["gene"]]): each["listed"]
        for drug in document["drugs"]
        for each in drug["genes"]
    }


def counted(words: str) -> dict[str, int]:
    """Return the counts of a cell."""
    return {CALLS[call]: int(number) for number, call in COUNT.findall(words)}


def test_the_cells_count_what_the_document_counts(web: TestClient) -> None:
    document = web.get("/cross-resistance", headers=ACCEPT).json()
    shown = cells(web.get("/cross-resistance").text)

    assert told(document) == {key: counted(words) for key, words in shown.items()}


def test_the_isolate_of_a_patient_stands_in_the_cells_and_in_the_document(
    web: TestClient,
) -> None:
    document = web.post("/cross-resistance", content=PATIENTS["few"], headers=JSON).json()
    shown = cells(web.post("/cross-resistance", content=PATIENTS["few"], headers=YAML).text)
    here = {
        (drug["label"], each["gene"], own["change"])
        for drug in document["drugs"]
        for each in drug["genes"]
        for own in each["here"]
    }
    marked = {
        (drug, head.rpartition("(")[2].rstrip(")"), change)
        for (drug, head), words in shown.items()
        for change in re.findall(r"here (\S+) ", words)
    }

    assert here
    assert here == marked


def test_the_results_of_the_laboratory_are_the_same_in_both(web: TestClient) -> None:
    document = web.post("/cross-resistance", content=PATIENTS["few"], headers=JSON).json()
    shown = cells(web.post("/cross-resistance", content=PATIENTS["few"], headers=YAML).text)
    labels = {drug["drug"]: drug["label"] for drug in document["drugs"]}
    tested = document["isolate"]["tested"]

    assert tested
    for drug, words in tested.items():
        if drug in labels:
            assert shown[labels[drug], "this isolate, as tested"].endswith(words)


def test_a_change_that_is_not_listed_is_unread_in_both(web: TestClient) -> None:
    document = web.post("/cross-resistance", content=PATIENTS["few"], headers=JSON).json()
    page = web.post("/cross-resistance", content=PATIENTS["few"], headers=YAML).text

    assert ["UL30:A1234T"] == document["isolate"]["unread"]
    assert "not listed and so unknown: UL30:A1234T." in page


def test_a_genotype_that_nobody_knows_is_not_called_empty(web: TestClient) -> None:
    typed = {"age": "44", "age.unit": "a"}
    document = web.post("/cross-resistance", data=typed, headers=ACCEPT).json()
    page = web.post("/cross-resistance", data=typed).text

    assert document["isolate"]["sequenced"] is False
    assert "No genotype of this isolate is known." in page


def test_without_a_patient_there_is_no_isolate(web: TestClient) -> None:
    assert web.get("/cross-resistance", headers=ACCEPT).json()["isolate"] is None
    assert "this isolate" not in web.get("/cross-resistance").text


def test_the_rates_of_the_document_are_drawn_and_tabled(web: TestClient) -> None:
    document = web.get("/cross-resistance", headers=ACCEPT).json()
    page = web.get("/cross-resistance").text
    part = page.partition('<section id="how-often"')[2]
    rows = re.findall(r'<th scope="row">', part)

    assert len(rows) == len(document["rates"]) == len(open_guideline(None).rates)
    assert [] == [rate["reach"] for rate in document["rates"] if rate["reach"] not in part]


def test_every_link_answers(web: TestClient) -> None:
    page = web.post("/cross-resistance", content=PATIENTS["few"], headers=YAML).text

    assert refusals(web, page) == {}


@pytest.mark.parametrize("name", PATIENTS)
def test_a_matrix_is_light(web: TestClient, name: str) -> None:
    page = web.post("/cross-resistance", content=PATIENTS[name], headers=YAML)

    assert weight(web, page) <= MOST_BYTES
