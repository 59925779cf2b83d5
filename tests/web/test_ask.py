"""The page where a question is asked: the answer of the command line, and nothing kept."""

from __future__ import annotations

import json
import logging
import re
from typing import TYPE_CHECKING, Final

import pytest

from tests.answer.asked import asked
from tests.cases.test_cases import shipped
from tests.cli.called import called
from tests.questions.examples import EXAMPLES
from tests.web.forms import forms_of, text_of
from whitlow.web.markup import address
from whitlow.web.own_questions import kept_page

if TYPE_CHECKING:
    from starlette.testclient import TestClient

DAY: Final = "2026-11-20"
JSON: Final = {"accept": "application/json"}
SCRIPT: Final = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
EXAMPLE: Final = re.compile(r'form="ask" name="example" value="([^"]*)"')
PATIENT: Final = (
    "HIV, CD4 30/uL, weight 70 kg, genital herpes worse after 9 days of valacyclovir 1 g"
)


def by_command(question: str, *more: str) -> dict[str, object]:
    """Return what the command line answers, as data."""
    found: dict[str, object] = json.loads(
        called("ask", question, "--today", DAY, "--json", *more).out
    )
    return found


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_seed_question_has_the_bottom_line_of_the_command_line(
    web: TestClient, name: str
) -> None:
    bottom = [sentence.says for sentence in asked(EXAMPLES[name]).bottom]

    text = text_of(web.post("/", data={"question": EXAMPLES[name], "today": DAY}).text)

    at = [text.find(says, text.index("Bottom line")) for says in bottom]
    assert (True, sorted(at), False) == (bool(bottom), at, -1 in at)


@pytest.mark.parametrize("audience", ["clinician", "patient"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_as_json_a_question_has_the_answer_of_the_command_line(
    web: TestClient, name: str, audience: str
) -> None:
    data = {"question": EXAMPLES[name], "today": DAY, "audience": audience}

    answer = web.post("/", data=data, headers=JSON)

    assert by_command(EXAMPLES[name], "--audience", audience) == answer.json()


def test_as_markdown_a_question_has_the_answer_of_the_command_line(web: TestClient) -> None:
    question = EXAMPLES["signs-of-resistance"]

    answer = web.post("/?form=markdown", data={"question": question, "today": DAY})

    assert called("ask", question, "--today", DAY, "--markdown").out == answer.text


def test_a_program_may_send_a_question_with_facts_as_one_document(web: TestClient) -> None:
    sent = {"question": "What next?", "today": DAY, "facts": {"age": "58 years", "host": ["hiv"]}}

    found = web.post("/", json=sent, headers=JSON).json()

    assert ({"age": "58 years", "host": ["hiv"]}, DAY) == (found["facts"], found["today"])


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b'{"question": null}', "empty_question"),
        (b'{"question": 5}', "empty_question"),
        (b'{"question": "What next?", "facts": [1]}', "wrong_type"),
        (b'{"question": "What next?", "facts": {"age": {"a": 1}}}', "wrong_type"),
        (b'{"question": "What next?", "facts": {"nope": "1"}}', "unknown_fact"),
        (b'{"question": "\\ud800 what next?"}', "unreadable_file"),
        (b"[1]", "unreadable_file"),
        (b"{", "unreadable_file"),
        (b'{"a":' * 5000 + b"1" + b"}" * 5000, "unreadable_file"),
    ],
)
def test_a_document_that_asks_nothing_is_refused(web: TestClient, body: bytes, code: str) -> None:
    answer = web.post("/", content=body, headers={**JSON, "content-type": "application/json"})

    assert (422, code) == (answer.status_code, answer.json()["error"]["code"])


def test_a_question_that_is_far_too_long_comes_back_cut(web: TestClient) -> None:
    answer = web.post("/", data={"question": "What next? " * 20_000})

    assert (422, True) == (answer.status_code, len(answer.content) < 20_000)


def test_the_empty_page_offers_the_examples_of_the_guideline(web: TestClient) -> None:
    guideline = shipped()

    offered = EXAMPLE.findall(web.get("/").text)

    assert [guideline.questions[name].asks for name in guideline.about.examples] == offered


def test_a_patient_is_offered_examples_in_plain_words(web: TestClient) -> None:
    guideline = shipped()

    page = web.get("/?audience=patient").text

    assert guideline.questions[guideline.about.examples[0]].plain in text_of(page)


@pytest.mark.parametrize("number", range(5))
def test_an_example_asks_itself(web: TestClient, number: int) -> None:
    page = web.get("/").text
    form = forms_of(page, "/")[0]

    answer = web.post("/", data=form.data(example=EXAMPLE.findall(page)[number]))

    assert (200, True) == (answer.status_code, "Bottom line" in text_of(answer.text))


def test_a_question_that_follows_carries_what_was_understood(web: TestClient) -> None:
    page = web.post("/", data={"question": f"{PATIENT} twice daily. What next?", "today": DAY}).text
    follow_up = forms_of(page, "/")[0]

    found = web.post("/", data=follow_up.data(), headers=JSON).json()

    told = {name for name, _ in follow_up.fields if name.startswith("told.")}
    assert {"told.host", "told.cd4", "told.weight", "told.antiviral"} <= told
    assert {"host", "cd4", "weight", "antiviral"} <= set(found["facts"])


def test_the_answer_can_be_had_as_json_with_what_was_carried_before(web: TestClient) -> None:
    page = web.post("/", data={"question": f"{PATIENT} twice daily. What next?", "today": DAY}).text
    follow_up = forms_of(page, "/")[0]
    asked = web.post("/", data=follow_up.data())
    take = forms_of(asked.text, "/")[-1]

    found = web.post("/?form=json", data=take.data()).json()

    assert web.post("/", data=follow_up.data(), headers=JSON).json() == found


def test_a_plan_of_this_patient_takes_along_what_was_understood(web: TestClient) -> None:
    page = web.post("/", data={"question": f"{PATIENT} twice daily. What next?", "today": DAY}).text
    form = forms_of(page, "/plan")[0]

    plan = web.post("/plan", data=form.data(), headers=JSON).json()

    assert {"host", "cd4", "weight", "antiviral"} <= set(plan["facts"])


def test_what_was_read_with_doubt_is_not_taken_into_a_plan(web: TestClient) -> None:
    question = "My patient, 40, may have HIV, has genital ulcers, perhaps pregnant. What next?"
    found = web.post("/", data={"question": question}, headers=JSON).json()
    doubted = {each["fact"] for each in found["understood"]["assumed"]}

    form = forms_of(web.post("/", data={"question": question}).text, "/plan")[0]

    assert (True, set()) == (bool(doubted), doubted.intersection(form.data()))


def test_a_carried_fact_that_is_none_is_refused_with_its_name(web: TestClient) -> None:
    data = {"question": "What next?", "told.weight": "seventy elephants"}

    answer = web.post("/", data=data, headers=JSON)

    assert (422, "weight") == (answer.status_code, answer.json()["error"]["field"])


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"question": ""}, 422),
        ({"question": "?!"}, 422),
        ({"question": "x" * 5000}, 422),
        ({"question": "What next?", "audience": "nobody"}, 422),
        ({"question": "What next?", "today": "yesterday"}, 422),
    ],
)
@pytest.mark.parametrize("form", ["html", "json"])
def test_what_is_no_question_is_refused(
    web: TestClient, data: dict[str, str], status: int, form: str
) -> None:
    answer = web.post(f"/?form={form}", data=data)

    assert status == answer.status_code


def test_a_refused_question_stands_in_the_box_with_the_reason_beside_it(web: TestClient) -> None:
    answer = web.post("/", data={"question": "?!"})

    box = forms_of(answer.text, "/")[0].data()["question"]
    assert (["?!"], True) == (box, 'role="alert">No question is asked.' in answer.text)


@pytest.mark.parametrize(
    "field", ["question", "audience", "today", "told.age", "subject", "answered"]
)
def test_markup_in_a_field_stays_text(web: TestClient, field: str) -> None:
    data = {"question": "What are the signs of resistance?", field: SCRIPT}

    page = web.post("/", data=data).text

    assert ("<script>alert", "<img") == tuple(
        each for each in ("<script>alert", "<img") if each not in page
    )


def test_nothing_that_is_typed_is_in_an_address_or_a_log(
    web: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    answer = web.post("/", data={"question": f"Mrs Quixotepatient: {PATIENT}. What next?"})

    addresses = [part for part in answer.text.split('"') if part.startswith(("/", "http"))]
    assert [] == [each for each in addresses if "uixote" in each or "70" in each.split("#")[0]]
    assert "uixote" not in caplog.text.replace("http://localhost/", "")
    assert [] == [name for name, value in answer.headers.items() if "uixote" in value]


def test_the_rail_says_where_the_answer_stands(web: TestClient) -> None:
    guideline = shipped()

    text = text_of(web.post("/", data={"question": EXAMPLES["signs-of-resistance"]}).text)

    for said in (
        "Submitted: not yet reviewed by a medical board.",
        guideline.about.version,
        guideline.about.date,
        guideline.hash[:16],
        guideline.profiles[guideline.about.default_profile].title,
    ):
        assert said in text


def test_every_source_of_an_answer_leads_to_its_record(web: TestClient) -> None:
    question = EXAMPLES["signs-of-resistance"]
    found = by_command(question)["references"]
    assert isinstance(found, list)

    page = web.post("/", data={"question": question, "today": DAY}).text

    shown = page[page.index('id="references"') :]
    missing = [
        each["source"]
        for each in found
        if each["title"][:40] in text_of(shown) and address(each["source"]) not in shown
    ]
    assert [] == missing


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_page_of_an_answer_is_light_and_names_no_part_twice(web: TestClient, name: str) -> None:
    answer = web.post("/", data={"question": EXAMPLES[name]})

    ids = [part.partition('"')[0] for part in answer.text.split(' id="')[1:]]
    assert (True, sorted(set(ids))) == (len(answer.content) < 100_000, sorted(ids))


def test_a_question_of_the_guideline_is_answered_the_same_each_time(web: TestClient) -> None:
    guideline = shipped()
    data = {"question": guideline.questions[guideline.about.examples[0]].asks}

    first, second = (web.post("/", data=data).text for _ in range(2))

    assert first == second


def test_what_was_told_before_changes_the_answer_to_a_question_of_the_guideline(
    web: TestClient,
) -> None:
    guideline = shipped()
    data = {"question": guideline.questions[guideline.about.examples[0]].asks}
    without = web.post("/", data=data).text

    told = web.post("/", data={**data, "told.weight": "70 kg", "told.pregnant": "true"}).text

    assert ("70 kg" in without, "70 kg" in told) == (False, True)


def test_for_a_patient_the_same_question_has_a_page_of_its_own(web: TestClient) -> None:
    guideline = shipped()
    data = {"question": guideline.questions[guideline.about.examples[2]].asks}

    pages = [web.post("/", data={**data, "audience": each}).text for each in ("", "patient")]

    assert [False, True] == ['id="in-short"' in page for page in pages]


def test_of_what_somebody_wrote_no_page_is_kept() -> None:
    made = []
    guideline = shipped()

    def make() -> bytes:
        made.append(1)
        return b"page"

    for _ in range(2):
        kept_page(guideline, "My own question?", "clinician", make)
        kept_page(guideline, next(iter(guideline.questions.values())).asks, "x", make)

    assert 3 == len(made)
