"""This module tests the pages of a course: terminal, Markdown, JSON, HTML and its chart."""

from __future__ import annotations

import json
import re
from typing import Final
from xml.etree import ElementTree as ET

import pytest

from tests.course.followed import CASE, COURSE, TODAY, example, guideline, lines, of
from whitlow.course import File, follow
from whitlow.pages.course_chart import chart
from whitlow.pages.course_html import course_html
from whitlow.pages.course_json import course_json
from whitlow.pages.course_page import course_document, course_page
from whitlow.pages.json_values import digest, to_json
from whitlow.pages.markdown import to_markdown
from whitlow.pages.terminal import to_terminal

SVG: Final = "{http://www.w3.org/2000/svg}"


def drawn() -> ET.Element:
    """Return the chart of the example, read as XML."""
    return ET.fromstring(chart(example()))  # noqa: S314 - our own text


@pytest.mark.parametrize("width", [60, 80, 100, 200])
def test_no_line_of_the_table_is_wider_than_the_page(width: int) -> None:
    text = to_terminal(course_page(example()), width, colour=False)

    assert max(len(line) for line in text.splitlines()) <= min(width, 100)


def test_every_day_has_a_row() -> None:
    text = to_terminal(course_page(example()), 100, colour=False)
    rows = re.findall(r"^  (2026-03-\d\d) ", text, re.MULTILINE)

    assert [day.day.isoformat() for day in example().days] == list(dict.fromkeys(rows))


def test_the_page_says_what_crossed_and_why() -> None:
    text = " ".join(to_terminal(course_page(example()), 100, colour=False).split())

    assert "crossed 1.4 mL/min/kg" in text
    assert "Changed: serum creatinine." in text


def test_two_schedules_are_never_said_to_be_one() -> None:
    found = of("01,creatinine,0.8,mg/dL", "01,start,foscarnet,", today=1)
    text = to_terminal(course_page(found), 100, colour=False)

    assert "2800 mg × 3 =" in text
    assert "2800 mg × 2 =" in text
    assert "choose one" in text


def test_the_markdown_holds_the_whole_table() -> None:
    text = to_markdown(course_document(example()))

    assert all(day.day.isoformat() in text for day in example().days)


def test_the_json_is_one_document_whose_hash_covers_the_rest() -> None:
    document = json.loads(to_json(course_json(example())))
    told = document.pop("hash")

    assert told == digest(document)
    assert len(example().days) == len(document["days"])
    assert {"date", "state", "rule", "what", "done_on"} <= document["due"][0].keys()


def test_a_day_in_json_holds_its_orders_and_what_changed() -> None:
    document = json.loads(to_json(course_json(example())))
    day = next(one for one in document["days"] if one["date"] == "2026-03-06")

    assert 2100 == day["orders"][0]["dose_mg"]
    assert [1.4] == next(one for one in day["changes"] if one["kind"] == "band")["crossed"]
    assert "1.30555556" == day["over"]["crcl_per_kg"]


def test_the_chart_is_well_formed_and_says_in_words_what_it_shows() -> None:
    svg = drawn()
    title, desc = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")

    assert "img" == svg.get("role")
    assert title is not None
    assert desc is not None
    assert svg.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert "serum creatinine: from 0.8 to 1.3 mg/dL, lowest 0.8, highest 2.4." in (desc.text or "")


def test_every_mark_of_the_chart_says_its_day_and_value() -> None:
    marks = [one for one in drawn().iter() if one.tag in {f"{SVG}circle", f"{SVG}path"}]
    said = [one.find(f"{SVG}title") for one in marks if one.get("fill") != "none"]

    assert said
    assert all(title is not None and title.text for title in said)


def test_no_two_lines_of_a_panel_differ_in_colour_alone() -> None:
    lines = drawn().findall(f"{SVG}polyline")
    dashes = [(line.get("stroke"), line.get("stroke-dasharray")) for line in lines[-2:]]

    assert 2 == len({stroke for stroke, _ in dashes})
    assert 2 == len({dash for _, dash in dashes})


def test_the_clearance_is_drawn_on_the_bands_of_the_table() -> None:
    bands = [rect.findtext(f"{SVG}title") for rect in drawn().findall(f"{SVG}rect")]

    assert "row (1.0, 1.4]" in bands
    assert "row [0, 0.4): not recommended" in bands


def test_nothing_is_drawn_outside_the_chart() -> None:
    svg = drawn()
    _, _, width, height = map(int, (svg.get("viewBox") or "").split())
    for mark in svg.iter(f"{SVG}circle"):
        assert 0 <= float(mark.get("cx") or -1) <= width
        assert 0 <= float(mark.get("cy") or -1) <= height


def test_the_html_has_its_table_beside_the_chart_and_no_script() -> None:
    page = course_html(example())

    assert 1 == page.count("<svg")
    assert page.index("</svg>") < page.index("<table>")
    assert "<script" not in page
    assert "@media print" in page
    assert all(f">{day.day}</th>" in page for day in example().days)


def test_what_stands_in_a_file_never_becomes_markup() -> None:
    found = follow(
        guideline(),
        File(lines("01,genotype,UL23:A1<b>,").replace(b"A1<b>", b"A12T"), "course.csv"),
        case=File(b"age: 50", "<i>.yaml"),
        today=TODAY,
    )

    assert "<b>" not in course_html(found)
    assert "<i>" not in course_html(found)


def test_a_course_without_a_dose_has_pages_too() -> None:
    found = of("01,response,worsening,", today=3, case="age: 50")

    assert chart(found) == ""
    assert course_html(found).startswith("<!doctype html>")
    assert to_terminal(course_page(found), 100, colour=False)
    assert course_json(found)["days"]


def test_the_same_course_is_the_same_bytes() -> None:
    again = follow(
        guideline(),
        File(COURSE.read_bytes(), "course.csv"),
        case=File(CASE.read_bytes(), "case.yaml"),
        today=TODAY,
    )

    assert course_html(example()) == course_html(again)
    assert to_json(course_json(example())) == to_json(course_json(again))


def test_the_page_says_how_old_the_value_is_that_a_dose_rests_on() -> None:
    found = of("01,creatinine,0.8,mg/dL", "01,start,foscarnet-hsv-q8h,", today=3)
    text = to_terminal(course_page(found), 100, colour=False)

    assert "It rests on serum creatinine 0.8 mg/dL (2 days old)." in text


def test_a_page_without_a_dose_does_not_say_what_it_rests_on() -> None:
    found = of(
        "01,creatinine,0.8,mg/dL",
        "01,start,foscarnet-hsv-q8h,",
        "03,creatinine,1.6,mg/dL",
        today=3,
    )

    assert "It rests on" not in to_terminal(course_page(found), 100, colour=False)


def test_each_review_shows_what_was_seen_and_what_the_plan_said() -> None:
    text = " ".join(to_terminal(course_page(example()), 100, colour=False).split())
    (last,) = [one for one in course_json_of("reviews") if one["day_of_treatment"] == 21]

    assert "foscarnet, day 21, 2026-03-23: done: response to the antiviral unchanged" in text
    assert {"response": "unchanged", "new_lesions": "no"} == last["seen"]
    assert "Foscarnet has failed or cannot be given" in str(last["bottom_line"])


def course_json_of(key: str) -> list[dict[str, object]]:
    """Return a list of the example's JSON."""
    found: list[dict[str, object]] = json.loads(to_json(course_json(example())))[key]
    return found
