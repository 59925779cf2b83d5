"""This module puts the chart of a course into a figure that a stylesheet may colour.

It refuses to draw it anew: lines, bands and words are those of the page that ``whitlow follow``
writes, which needs no stylesheet; here classes take the place of its colours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.pages.course_chart import chart
from whitlow.pictures.svg import safe, tag

if TYPE_CHECKING:
    from whitlow.course import Followed

__all__ = ["course_picture"]

CAPTION: Final = "The same figures stand in the table, one row a day."
ROOM: Final = "Course chart; it scrolls where the page is narrow"


def course_picture(followed: Followed, prefix: str) -> str:
    """Return the figure of a course, nothing where there is nothing to draw."""
    drawn = chart(followed)
    if not drawn:
        return ""
    # the ids of the chart are its own: whoever shows two courses tells them apart by the prefix
    for name in ("course-title", "course-desc"):
        drawn = drawn.replace(f'id="{name}"', f'id="{prefix}-{name}"', 1)
    own = f"{prefix}-course-title {prefix}-course-desc"
    drawn = drawn.replace('="course-title course-desc"', f'="{own}"', 1)
    return tag(
        "figure",
        tag("div", drawn, class_="picture-scroll", role="region", aria_label=ROOM, tabindex=0),
        tag("figcaption", safe(CAPTION), class_="picture-caption"),
        class_="picture",
        id=prefix,
    )
