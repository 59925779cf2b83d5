"""This module holds the application's one guideline and its templates, and writes answers.

It refuses to keep anything of a request.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from whitlow import __version__
from whitlow.editorial.standing import Live
from whitlow.errors import InputError, Problem
from whitlow.guideline import load_cases
from whitlow.pages.json_values import to_json
from whitlow.pages.standing import whole_line
from whitlow.web.field_markup import field_markup
from whitlow.web.standing import standing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from starlette.requests import Request

    from whitlow.guideline import Case, Guideline
    from whitlow.pages.json_values import Json

__all__ = ["Site", "day_of", "json_page", "markdown_page", "site_of"]

PAGES: Final = (
    ("ask", "/", "Ask"),
    ("plan", "/plan", "Plan"),
    ("dose", "/dose", "Dose"),
    ("follow", "/follow", "Follow"),
    ("pathway", "/pathway", "Pathway"),
    ("cross-resistance", "/cross-resistance", "Cross-resistance"),
    ("evidence", "/evidence", "Evidence"),
    ("about", "/about", "About"),
)
JSON_KIND: Final = "application/json; charset=utf-8"
MARKDOWN_KIND: Final = "text/markdown; charset=utf-8"


class Site:
    """What every page needs: the guideline, the templates, and the day."""

    def __init__(self, guideline: Guideline, folder: Path) -> None:
        """Take the guideline that is shown, and the folder where its worked cases are."""
        self.guideline: Final = guideline
        self.folder: Final = folder
        self.templates: Final = Environment(
            loader=PackageLoader("whitlow.web"),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        about = guideline.about
        self.templates.globals |= {
            "about": about,
            "field": field_markup,
            "hash": guideline.hash,
            "label": guideline.label,
            "pages": PAGES,
            "program": __version__,
            "reported": isinstance(guideline.reviews, Live),
        }

    @cached_property
    def cases(self) -> Mapping[str, Case]:
        """The worked cases of the guideline, read when somebody first asks for one."""
        return load_cases(self.folder, date.fromisoformat(self.guideline.about.date))

    @cached_property
    def standing(self) -> Mapping[str, tuple[str, ...]]:
        """The worked cases in which each rule stands, found when somebody first opens a rule."""
        return standing(self.guideline, self.folder, self.cases)

    def page(
        self, name: str, context: Mapping[str, object], status: int = 200, here: str = ""
    ) -> Response:
        """Return a template as a whole page; ``here`` is the entry of the menu that is open."""
        standing = whole_line(self.guideline, day_of(""))
        given = {"here": here, "standing": standing, **context}
        text = self.templates.get_template(name).render(given)
        return HTMLResponse(text, status)


def site_of(request: Request) -> Site:
    """Return the site of a request."""
    found: Site = request.app.state.site
    return found


def json_page(document: Mapping[str, Json], status: int = 200) -> Response:
    """Return a document as the command line prints it."""
    return Response(to_json(document), status, media_type=JSON_KIND)


def markdown_page(text: str) -> Response:
    """Return a page as Markdown."""
    return Response(text, media_type=MARKDOWN_KIND)


def day_of(text: str) -> date:
    """Return the day for which a page is made, the machine's own without a text."""
    if not text.strip():
        return datetime.now(tz=UTC).astimezone().date()
    try:
        found = date.fromisoformat(text.strip())
    except ValueError as error:
        message = f"today: {text[:60]!r} is not a date. Write it as YYYY-MM-DD."
        raise InputError(Problem("usage", message, "today", text[:60], "YYYY-MM-DD")) from error
    return found
