"""The page of a plan: what it asks, what it shows, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from whitlow.cli.program import run

if TYPE_CHECKING:
    from starlette.testclient import TestClient

EXAMPLES = Path(__file__).parents[2] / "examples"
RESISTANT = EXAMPLES / "hiv-resistant-genital-herpes.yaml"
DAY = "2026-11-20"


def test_an_empty_form_recommends_nothing(web: TestClient) -> None:
    page = web.get("/plan").text

    assert "Nothing is known yet" in page
    assert 'id="treatment"' not in page


def test_an_empty_form_asks_what_matters_next(web: TestClient) -> None:
    page = web.get("/plan").text

    assert page.index("What matters next") < page.index('id="f-') < page.index('id="rest"')


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("[!c]*.yaml")), ids=lambda file: file.stem)
def test_a_case_file_gets_the_plan_of_the_command_line(
    web: TestClient, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["plan", str(file), "--json", "--today", DAY])

    sent = web.post(
        f"/plan?today={DAY}",
        content=file.read_bytes(),
        headers={"content-type": "application/yaml", "accept": "application/json"},
    )

    assert json.loads(capsys.readouterr().out) == sent.json()


def test_a_form_gets_the_plan_of_the_same_case_file(web: TestClient) -> None:
    typed = {
        "age": "58",
        "age.unit": "a",
        "weight": "154",
        "weight.unit": "lb",
        "host": ["hiv", "solid_organ_transplant"],
        "red_flags": "none",
        "today": DAY,
    }
    case = "age: 58 years\nweight: 154 lb\nhost: [hiv, solid_organ_transplant]\nred_flags: none\n"

    by_form = web.post("/plan", data=typed, headers={"accept": "application/json"})
    by_file = web.post(
        f"/plan?today={DAY}",
        content=case,
        headers={"content-type": "application/yaml", "accept": "application/json"},
    )

    assert by_form.json()["facts"] == by_file.json()["facts"]
    assert by_form.json()["sections"] == by_file.json()["sections"]


def test_what_was_typed_comes_back_in_its_field(web: TestClient) -> None:
    page = web.post("/plan", data={"creatinine": "97", "creatinine.unit": "umol/L"}).text

    assert 'name="creatinine" value="97"' in page
    assert '<option value="umol/L" selected>' in page


def test_a_value_beyond_its_range_is_refused_in_place_and_no_plan_is_made(web: TestClient) -> None:
    sent = web.post("/plan", data={"age": "58", "creatinine": "97", "creatinine.unit": "mg/dL"})

    assert sent.status_code == 422
    assert "No plan was made: the input is at fault." in sent.text
    assert '<a href="#f-creatinine">creatinine: ' in sent.text
    assert 'name="age" value="58"' in sent.text


def test_an_implausible_value_is_questioned_in_place(web: TestClient) -> None:
    sent = web.post("/plan", data={"creatinine": "13", "creatinine.unit": "mg/dL"})

    assert sent.status_code == 200
    assert '<input type="checkbox" name="confirmed" value="creatinine">' in sent.text


def test_a_confirmed_value_counts(web: TestClient) -> None:
    typed = {"creatinine": "13", "creatinine.unit": "mg/dL", "confirmed": "creatinine"}

    sent = web.post("/plan", data=typed, headers={"accept": "application/json"})

    assert sent.json()["facts"]["creatinine"] == "13 mg/dL"


def test_a_form_is_saved_as_a_case_file_with_the_same_plan(web: TestClient) -> None:
    typed = {"age": "58", "host": ["hiv"], "creatinine": "97", "creatinine.unit": "umol/L"}

    saved = web.post("/plan", data={**typed, "save": "yaml"})
    again = web.post(
        f"/plan?today={DAY}",
        content=saved.content,
        headers={"content-type": "application/yaml", "accept": "application/json"},
    )
    at_once = web.post(
        "/plan", data={**typed, "today": DAY}, headers={"accept": "application/json"}
    )

    assert saved.headers["content-disposition"] == 'attachment; filename="case.yaml"'
    assert at_once.json() == again.json()


def test_dated_records_count_and_come_back(web: TestClient) -> None:
    records = "labs:\n  - {date: 2026-11-19, name: creatinine, value: 1.0, unit: mg/dL}\n"

    sent = web.post("/plan", data={"records": records, "today": DAY})

    assert "serum creatinine 1 mg/dL" in sent.text
    assert "name: creatinine, value: 1.0" in sent.text


def test_dated_records_take_nothing_else(web: TestClient) -> None:
    sent = web.post(
        "/plan", data={"records": "weight: 70 kg"}, headers={"accept": "application/json"}
    )

    assert sent.status_code == 422
    assert (
        "records: weight is no dated record. Write antivirals, isolates, labs, as in a case file."
    ) == sent.json()["error"]["message"]


def test_a_case_file_that_is_sent_fills_the_form(web: TestClient) -> None:
    files = {"case": ("case.yaml", RESISTANT.read_bytes(), "application/yaml")}

    page = web.post("/plan", files=files).text

    assert 'name="weight" value="70 kg"' in page
    assert 'id="bottom-line"' in page


def test_a_patient_is_given_no_dose(web: TestClient) -> None:
    sent = web.post(
        "/plan?audience=patient",
        content=RESISTANT.read_bytes(),
        headers={"content-type": "application/yaml"},
    )

    assert 'id="dose"' not in sent.text


def test_reasons_stand_under_their_items(web: TestClient) -> None:
    sent = web.post(
        "/plan", content=RESISTANT.read_bytes(), headers={"content-type": "application/yaml"}
    )

    assert "<details><summary>Why</summary>" in sent.text


def test_what_would_change_a_plan_is_worked_out_when_it_is_asked(web: TestClient) -> None:
    typed = {"age": "58", "host": ["hiv"], "creatinine": "1.0", "creatinine.unit": "mg/dL"}

    assert 'id="changes"' not in web.post("/plan", data=typed).text
    assert 'id="changes"' in web.post("/plan", data={**typed, "changes": "1"}).text


def test_a_group_opens_without_a_script(web: TestClient) -> None:
    assert 'id="f-qtc"' not in web.get("/plan").text
    assert 'id="f-qtc"' in web.post("/plan", data={"opened": "laboratory"}).text


def test_red_flags_can_be_ticked(web: TestClient) -> None:
    sent = web.post(
        "/plan", data={"red_flags": ["tetany", "fever"]}, headers={"accept": "application/json"}
    )

    assert sent.json()["facts"]["tetany"] is True
    assert sent.json()["facts"]["fever"] is True


def test_every_fact_can_be_typed(web: TestClient) -> None:
    from whitlow.shelf import open_guideline  # noqa: PLC0415 - only here

    guideline = open_guideline(None)
    wanted = {fact.name for fact in guideline.facts.values() if fact.type != "refused"}
    groups = sorted({fact.group for fact in guideline.facts.values()})

    page = web.post("/plan", data={"opened": groups}).text

    assert not {name for name in wanted if f'name="{name}"' not in page}


def test_the_empty_form_is_kept_for_its_day_and_its_audience_alone(web: TestClient) -> None:
    filled = web.post("/plan", data={"age": "41"}).text
    first = web.get(f"/plan?today={DAY}").text
    again = web.get(f"/plan?today={DAY}").text
    other = web.get("/plan?today=2026-11-21&audience=patient").text

    assert first == again
    assert 'value="41"' in filled
    assert 'value="41"' not in first
    assert (f'value="{DAY}"' in first, f'value="{DAY}"' in other) == (True, False)
