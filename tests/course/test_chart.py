"""This module tests that a chart can be read: no words on words, none cut off, none too small."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

import pytest

from tests.course.followed import of
from tests.course.test_examples import checked, followed
from whitlow.pages.course_chart import chart
from whitlow.pages.course_html import course_html

if TYPE_CHECKING:
    from whitlow.course import Followed

SVG: Final = "{http://www.w3.org/2000/svg}"
LETTER: Final = 6.6
"""How wide a letter is on average at the size of the chart, in a wide face."""
UP, DOWN = 9, 3
PAGE_POINTS: Final = 510
"""The width of A4 between its margins."""

Box = tuple[float, float, float, float, str]


def drawn(course: Followed) -> ET.Element:
    """Return a chart, read as XML."""
    return ET.fromstring(chart(course))  # noqa: S314 - our own text


def boxes(svg: ET.Element) -> list[Box]:
    """Return the room that each text takes."""
    found = []
    for one in svg.findall(f"{SVG}text"):
        text = one.text or ""
        x, y = float(one.get("x") or 0), float(one.get("y") or 0)
        width = len(text) * LETTER
        left = {"start": x, "middle": x - width / 2, "end": x - width}[one.get("text-anchor") or ""]
        found.append((left, left + width, y - UP, y + DOWN, text))
    return found


def long() -> Followed:
    """Return a course of busy days, a gap, and words that are too long for their place."""
    return of(
        "2025-12-01,creatinine,0.8,mg/dL",
        "2025-12-01,start,foscarnet-hsv-q8h,",
        *(f"2025-12-{day:02d},creatinine,0.8,mg/dL" for day in range(2, 15)),
        '14,genotype,"UL23:A12T, UL23:R51W, UL30:S724N, UL30:Y941H, UL30:R959H",',
        "15,creatinine,0.9,mg/dL",
        "15,response,unchanged,",
        "16,response,unchanged,",
        today=16,
    )


COURSES: Final = (*checked(), "long")


def course(name: str) -> Followed:
    """Return a course of the examples, or the long one."""
    return long() if name == "long" else followed(name)


@pytest.mark.parametrize("name", COURSES)
def test_no_words_lie_on_other_words(name: str) -> None:
    found = boxes(drawn(course(name)))

    assert found
    assert [] == [
        (one[4], other[4])
        for one, other in combinations(found, 2)
        if one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]
    ]


@pytest.mark.parametrize("name", COURSES)
def test_no_words_are_cut_off(name: str) -> None:
    svg = drawn(course(name))
    _, _, width, height = map(float, (svg.get("viewBox") or "").split())

    assert [] == [
        text
        for left, right, top, low, text in boxes(svg)
        if left < 0 or right > width or top < 0 or low > height
    ]


def test_words_are_large_enough_in_print() -> None:
    svg = drawn(followed("foscarnet"))
    _, _, width, _ = map(float, (svg.get("viewBox") or "").split())

    assert float(svg.get("font-size") or 0) * PAGE_POINTS / width >= 8


@pytest.mark.parametrize("name", COURSES)
def test_every_chart_has_a_title_a_description_and_its_table(name: str) -> None:
    found = course(name)
    page, svg = course_html(found), drawn(found)

    assert "img" == svg.get("role")
    assert svg.findtext(f"{SVG}title")
    assert svg.findtext(f"{SVG}desc")
    assert page.index("</svg>") < page.index("<table>")
    assert all(f">{day.day}</th>" in page for day in found.days)


def test_a_dose_that_goes_astray_is_drawn_and_described() -> None:
    svg = drawn(followed("prerenal"))

    assert "foscarnet 2600 mg given with no dose in force on 2026-07-10" in (
        svg.findtext(f"{SVG}desc") or ""
    )
