"""The page of a course: its days, its chart and its calendar."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from whitlow.cli.program import run

if TYPE_CHECKING:
    import pytest
    from starlette.testclient import TestClient

EXAMPLES = Path(__file__).parents[2] / "examples"
COURSE = EXAMPLES / "course-prerenal.csv"
CASE = EXAMPLES / "course-prerenal.yaml"
SENT = {"course": COURSE.read_text(), "case": CASE.read_text(), "today": "2026-07-31"}


def test_a_course_is_that_of_the_command_line(
    web: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["follow", str(COURSE), "--case", str(CASE), "--today", "2026-07-31", "--json"])

    sent = web.post("/follow", data=SENT, headers={"accept": "application/json"})

    assert json.loads(capsys.readouterr().out) == sent.json()


def test_a_course_is_drawn_and_told(web: TestClient) -> None:
    page = web.post("/follow", data=SENT).text

    assert '<svg xmlns="http://www.w3.org/2000/svg"' in page
    assert '<desc id="drawn-course-desc">' in page
    assert 'class="course-chart"' in page
    assert '<link rel="stylesheet" href="/static/pictures.css">' in page


def test_a_course_gives_a_calendar(web: TestClient) -> None:
    sent = web.post("/follow", data={**SENT, "ics": "1"})

    assert sent.headers["content-type"] == "text/calendar; charset=utf-8"
    assert sent.text.startswith("BEGIN:VCALENDAR")


def test_a_course_that_cannot_be_read_comes_back_with_the_line(web: TestClient) -> None:
    sent = web.post("/follow", data={"course": "date,name,value,unit\n2026-99-01,weight,70,kg\n"})

    assert sent.status_code == 422
    assert "The course was not followed: the input is at fault." in sent.text
    assert "2026-99-01,weight,70,kg" in sent.text


def test_an_empty_course_is_refused(web: TestClient) -> None:
    sent = web.post("/follow", data={"course": ""}, headers={"accept": "application/json"})

    assert sent.status_code == 422
    assert sent.json()["error"]["message"]
