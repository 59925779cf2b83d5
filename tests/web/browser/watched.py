"""This module is a page in a browser that notes whatever the browser complains of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Browser, ConsoleMessage, Request, ViewportSize

__all__ = ["SWITCHES", "WCAG", "WIDE", "Watched", "close_silent", "violations"]

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE: ViewportSize = {"width": 1280, "height": 900}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
REFUSED = "Failed to load resource: the server responded with a status of 422"
"""A form that is at fault is answered as one; the browser notes the status, and so it should."""

_AXE = Axe()


class Watched:
    """A page, and all that its console, its requests and its policy complained of."""

    def __init__(self, browser: Browser, address: str, options: Mapping[str, Any]) -> None:
        """Open an empty page in a context of its own."""
        self.context = browser.new_context(base_url=address, **{"viewport": WIDE, **options})
        self.complaints: list[str] = []
        self.page = self.context.new_page()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(REFUSED):
            self.complaints.append(f"console of {self.page.url}: {message.text}")

    def _request(self, request: Request) -> None:
        asked = urlsplit(request.url)
        own = urlsplit(self.page.url)
        if asked.netloc != own.netloc and own.netloc and asked.scheme not in {"data", "blob"}:
            self.complaints.append(f"{self.page.url} asked for {request.url}")


def violations(watched: Watched, only: list[str] | None = None) -> list[str]:
    """Return what breaks the rules of accessibility on a page: the rule and the elements.

    ``only`` names single rules; without it, all of WCAG 2.2 up to AA are tried.
    """
    run = {"type": "rule", "values": only} if only else {"type": "tag", "values": WCAG}
    options = {"resultTypes": ["violations"], "runOnly": run}
    found = _AXE.run(watched.page, options=options).response["violations"]
    return [
        f"{broken['id']}: {node['html'][:160]} ({node['failureSummary'][:200]})"
        for broken in found
        for node in broken["nodes"]
    ]


def close_silent(pages: list[Watched]) -> None:
    """Close pages, none of which may have complained."""
    complaints = [line for page in pages for line in page.complaints]
    for page in pages:
        page.context.close()
    assert complaints == []
