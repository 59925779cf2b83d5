"""This module tells every rate in a table: in whom, the count, the share, its interval, the source.

It refuses to be shorter than the picture: each row has the whole sentence of its statement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.language import number_text
from whitlow.pages.citations import year_of
from whitlow.pictures.interval import CONFIDENCE, METHOD
from whitlow.pictures.shares import by_group, percent
from whitlow.pictures.svg import evidence, link, safe, tag
from whitlow.sentence import statement_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Guideline
    from whitlow.pictures.shares import Share
    from whitlow.pictures.svg import Link

__all__ = ["rates_table"]

HEADS: Final = ("In whom", "Found", "Share", f"{number_text(CONFIDENCE)}% interval", "Source")
TITLE: Final = "Table of rates; it scrolls where the page is narrow"
NO_COUNT: Final = "none: no denominator is printed"


def rates_table(guideline: Guideline, to: Link = evidence) -> str:
    """Return the rates of a guideline as a table of HTML, nothing where it has none."""
    if not guideline.rates:
        return ""
    heads = "".join(tag("th", safe(head), scope="col") for head in HEADS)
    caption = f"Shares in which resistance was found; intervals by the {METHOD}, worked out here"
    table = tag(
        "table",
        tag("caption", safe(caption)),
        tag("thead", tag("tr", heads)),
        *_bodies(guideline, to),
        class_="rates",
    )
    scrolls = "picture-scroll"
    return tag("div", table, class_=scrolls, role="region", aria_label=TITLE, tabindex=0)


def _bodies(guideline: Guideline, to: Link) -> Iterator[str]:
    for group, shares in by_group(guideline):
        head = tag("th", safe(group), scope="rowgroup", colspan=len(HEADS))
        rows = (tag("tr", *_cells(guideline, share, to)) for share in shares)
        yield tag("tbody", tag("tr", head), *rows)


def _cells(guideline: Guideline, share: Share, to: Link) -> Iterator[str]:
    source = guideline.sources[share.statement.partition("#")[0]]
    but = f" ({share.rate.but})" if share.rate.but else ""
    yield tag("th", safe(f"{share.who}{but}"), scope="row")
    counted = share.kind == "counted"
    yield tag("td", safe(share.told if counted else "–"))
    yield tag("td", safe(f"{percent(share.value)}%" if counted else share.told))
    ends = f"{percent(share.low)}–{percent(share.high)}%"
    yield tag("td", safe(ends if counted else NO_COUNT))
    named = link(to(share.statement), safe(f"{source.title}, {year_of(source)}"))
    yield tag("td", named, ": ", safe(statement_text(guideline, share.statement)))
