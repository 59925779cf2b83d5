"""The page of a note: what was read is marked, and only what is confirmed goes into a plan."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import pytest

from tests.cli.called import called
from tests.web.forms import forms_of, text_of

if TYPE_CHECKING:
    from starlette.testclient import TestClient

JSON: Final = {"accept": "application/json"}
MOST: Final = 256 * 1024
NOTE: Final = (
    "54 yo man, HIV, CD4 30. Creatinine 1.2 mg/dL.\n"
    "Weight 70 kg. Perianal ulcers for 9 days on valaciclovir 1 g bid, getting worse.\n"
    "Mother had shingles. No fever. ?photophobia. Weight 72 kg last year. eGFR 55.\n"
)
READ: Final = {"age", "sex", "creatinine", "site", "host", "antiviral", "response", "fever"}
ASKED: Final = {"cd4", "weight", "eye_symptoms", "egfr"}


def page_of(web: TestClient, note: str) -> str:
    """Return the page of a note."""
    return web.post("/read", data={"note": note}).text


def test_as_json_a_note_is_read_as_on_the_command_line(web: TestClient) -> None:
    answer = web.post("/read", data={"note": NOTE}, headers=JSON)

    assert json.loads(called("read", "-", "--json", given=NOTE.encode()).out) == answer.json()


def test_a_program_may_send_a_note_as_one_document(web: TestClient) -> None:
    answer = web.post("/read", json={"note": NOTE}, headers=JSON)

    assert READ <= set(answer.json()["facts"])


def test_the_words_that_were_read_are_marked_in_the_note(web: TestClient) -> None:
    page = page_of(web, NOTE)

    assert '<mark class="read">HIV<sup>' in page
    assert '<mark class="doubt">CD4 30<sup>?' in page


def test_without_a_tick_changed_a_plan_gets_what_was_read_and_nothing_doubted(
    web: TestClient,
) -> None:
    form = forms_of(page_of(web, NOTE), "/plan")[0]

    plan = web.post("/plan", data=form.data(), headers=JSON).json()

    assert READ <= set(plan["facts"])
    assert set() == ASKED.intersection(plan["facts"])


def test_what_is_unticked_is_left_out_of_the_plan(web: TestClient) -> None:
    form = forms_of(page_of(web, NOTE), "/plan")[0]

    plan = web.post("/plan", data=form.data(creatinine=""), headers=JSON).json()

    assert "creatinine" not in plan["facts"]


def test_a_candidate_that_is_chosen_goes_into_the_plan_with_its_unit(web: TestClient) -> None:
    form = forms_of(page_of(web, NOTE), "/plan")[0]
    chosen = {"weight": "72 kg", "cd4": "30", "cd4.unit": "cells/uL"}

    plan = web.post("/plan", data=form.data(**chosen), headers=JSON).json()

    assert ("72 kg", "30 cells/µL") == (plan["facts"]["weight"], plan["facts"]["cd4"])


def test_every_candidate_is_offered_and_none_is_chosen(web: TestClient) -> None:
    page = page_of(web, NOTE)

    for value in ("70 kg", "72 kg"):
        assert f'<input type="radio" name="weight" value="{value}">' in page
    assert '<input type="radio" name="weight" value="" checked>' in page


def test_what_no_case_takes_is_explained_and_not_offered(web: TestClient) -> None:
    page = page_of(web, NOTE)

    assert 'name="egfr"' not in page
    assert "no dose table here is printed for it" in text_of(page)


def test_what_is_said_of_somebody_else_stands_apart(web: TestClient) -> None:
    assert "Not of this patient" in text_of(page_of(web, NOTE))


def test_markup_in_a_note_stays_text(web: TestClient) -> None:
    page = page_of(web, f"{NOTE}<script>alert(1)</script></textarea><img src=x onerror=alert(1)>")

    assert ("<script>alert" in page, "<img" in page) == (False, False)


@pytest.mark.parametrize("sent", ["multipart", "urlencoded"])
def test_a_note_of_300_kilobytes_is_refused_with_the_limit(web: TestClient, sent: str) -> None:
    note = "Weight 70 kg. ".ljust(300 * 1024, "x")
    files = {"case": ("", b"")} if sent == "multipart" else None

    answer = web.post("/read", data={"note": note}, files=files, headers=JSON)

    message = answer.json()["error"]["message"]
    assert 413 == answer.status_code
    assert f"The note has {300 * 1024} bytes; at most {MOST} are read at once." in message


def test_a_body_beyond_any_note_is_refused_before_it_is_read(web: TestClient) -> None:
    answer = web.post("/read", data={"note": "x" * (5 * MOST)})

    assert 413 == answer.status_code


@pytest.mark.parametrize("note", ["", "  \n", "a\x00b", "a\u202eb"])
def test_what_is_no_note_is_refused(web: TestClient, note: str) -> None:
    answer = web.post("/read", data={"note": note}, headers=JSON)

    assert 422 == answer.status_code


def test_a_long_note_makes_a_page_of_bounded_size_that_says_what_it_leaves_out(
    web: TestClient,
) -> None:
    note = NOTE + "Nothing of note was said on this day.\n" * 6000

    answer = web.post("/read", data={"note": note})

    assert (200, True, True) == (
        answer.status_code,
        len(answer.content) < 100_000,
        "The note is long: 6000 lines are not shown here" in text_of(answer.text),
    )


def test_a_long_note_full_of_marks_makes_a_page_of_bounded_size(web: TestClient) -> None:
    answer = web.post("/read", data={"note": NOTE * 900})

    assert (200, True) == (answer.status_code, len(answer.content) < 100_000)


def test_a_note_is_not_read_from_an_address(web: TestClient) -> None:
    assert 405 == web.get("/read?note=x").status_code
