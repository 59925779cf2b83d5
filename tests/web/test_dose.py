"""The page of a dose: which regimens there are, and the order of the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from whitlow.cli.program import run
from whitlow.shelf import open_guideline

if TYPE_CHECKING:
    from starlette.testclient import TestClient

FOSCARNET = {"drug": "foscarnet", "regimen": "hsv-q8h"}
FACTS = {"age": "41", "age.unit": "a", "sex": "male", "weight": "70", "weight.unit": "kg"}
CREATININE = {"creatinine": "1.0", "creatinine.unit": "mg/dL"}
JSON = {"accept": "application/json"}
DAY = "2026-11-20"


def test_every_regimen_has_a_link(web: TestClient) -> None:
    page = web.get("/dose").text

    missing = [name for name in open_guideline(None).regimens if f"regimen={name}" not in page]
    assert not missing


def test_a_form_gets_the_order_of_the_command_line(
    web: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    flags = ["--age", "41 a", "--sex", "male", "--weight", "70 kg", "--creatinine", "1.0 mg/dL"]
    run(["dose", "foscarnet", "--regimen", "hsv-q8h", *flags, "--today", DAY, "--json"])

    sent = web.post("/dose", data={**FOSCARNET, **FACTS, **CREATININE, "today": DAY}, headers=JSON)

    assert json.loads(capsys.readouterr().out) == sent.json()


def test_a_document_gets_the_order_of_the_form(web: TestClient) -> None:
    facts = {"age": "41 a", "sex": "male", "weight": "70 kg", "creatinine": "1.0 mg/dL"}

    by_form = web.post(
        "/dose", data={**FOSCARNET, **FACTS, **CREATININE, "today": DAY}, headers=JSON
    )
    by_json = web.post("/dose", json={**FOSCARNET, "facts": facts, "today": DAY}, headers=JSON)

    assert by_form.json() == by_json.json()


@pytest.mark.parametrize(("number", "unit"), [("88.4", "umol/L"), ("1.0", "mg/dL")])
def test_a_unit_changes_the_number_and_not_the_dose(
    web: TestClient, number: str, unit: str
) -> None:
    typed = {**FOSCARNET, **FACTS, "creatinine": number, "creatinine.unit": unit}

    sent = web.post("/dose", data=typed, headers=JSON).json()

    assert (2100, 8, "(1.0, 1.4]") == (sent["dose_mg"], sent["interval_h"], sent["band"])


def test_without_a_regimen_all_are_worked_out(web: TestClient) -> None:
    sent = web.post("/dose", data={"drug": "foscarnet", **FACTS, **CREATININE}, headers=JSON)

    assert ["hsv-q12h", "hsv-q8h"] == [order["regimen"] for order in sent.json()["orders"]]


def test_an_unknown_drug_is_refused_with_those_there_are(web: TestClient) -> None:
    sent = web.post("/dose", data={"drug": "fosarnet"}, headers=JSON)

    assert sent.status_code == 422
    assert sent.json()["error"]["code"] == "unknown_drug"
    assert "foscarnet" in sent.json()["error"]["accepted"]


def test_a_number_without_its_unit_is_refused_in_a_document(web: TestClient) -> None:
    sent = web.post("/dose", json={**FOSCARNET, "facts": {"creatinine": 1.0}}, headers=JSON)

    assert sent.status_code == 422
    assert sent.json()["error"]["field"] == "creatinine"


def test_what_an_order_needs_becomes_a_field(web: TestClient) -> None:
    page = web.post("/dose", data={"drug": "foscarnet", **FACTS, **CREATININE}).text

    assert 'id="f-allergies"' in page
