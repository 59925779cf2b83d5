"""This module writes a course as one HTML file: its page, with the chart beside its table.

It refuses a script, and a chart without the table that says the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.pages.course_chart import chart
from whitlow.pages.course_page import course_document
from whitlow.pages.html import to_html

if TYPE_CHECKING:
    from whitlow.course import Followed

__all__ = ["course_html"]

FIRST_SECTION: Final = "<h2 "
"""No text of a page can hold this: whatever stands in one is escaped."""

STYLE: Final = (
    "<style>figure{margin:1rem 0}figure svg{width:100%;height:auto}"
    "@media print{figure{break-inside:avoid}figure svg{max-height:23cm}}</style>"
)
CAPTION: Final = "The same figures stand in the table below, one row a day."


def course_html(followed: Followed) -> str:
    """Return a course as a whole HTML file that needs nothing else and prints well."""
    page = to_html(course_document(followed))
    drawn = chart(followed)
    if not drawn:
        return page
    figure = f"{STYLE}\n<figure>\n{drawn}\n<figcaption>{CAPTION}</figcaption>\n</figure>\n"
    head, mark, rest = page.partition(FIRST_SECTION)
    return f"{head}{figure}{mark}{rest}" if mark else page
