"""This module tests that the chart of a course takes its colours from classes, and is the same."""

from __future__ import annotations

import re

from tests.pictures.drawn import drawings, example, figures
from whitlow.pages.course_chart import chart
from whitlow.pictures.course import course_picture


def test_the_chart_is_the_one_that_is_printed() -> None:
    own = re.sub(r"course-course-", "course-", figures()["course"])

    assert chart(example()) in own


def test_every_line_and_mark_has_the_class_of_its_series() -> None:
    svg = drawings(figures()["course"])[0]
    drawn = [one for one in svg.iter() if one.tag.endswith(("polyline", "circle"))]

    assert drawn
    assert all("series-" in (one.get("class") or "") for one in drawn)


def test_two_courses_on_a_page_have_ids_of_their_own() -> None:
    both = course_picture(example(), "one") + course_picture(example(), "two")

    ids = re.findall(r' id="([^"]+)"', both)

    assert len(ids) == len(set(ids)) == 6
