"""This module gives the tests one browser, one server, and pages that are watched.

Without a browser these tests are skipped and the end of the run says so, unless
``WHITLOW_BROWSER_REQUIRED`` is set: then the lack of one is a failure. ``WHITLOW_BROWSER`` names
one that is elsewhere.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from tests.web.browser.states import STATES
from tests.web.browser.watched import SWITCHES, Watched, close_silent
from tests.web.serving import served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

CHROMIUM = Path(os.environ.get("WHITLOW_BROWSER", "/usr/bin/chromium"))
REQUIRED = "WHITLOW_BROWSER_REQUIRED"
LACKING = f"no browser: {CHROMIUM} is not there; install chromium"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        if os.environ.get(REQUIRED):
            pytest.fail(f"{LACKING}, which {REQUIRED} asks for")
        pytest.skip(LACKING)
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield found
        found.close()


@pytest.fixture(scope="module")
def address(browser: Browser) -> Iterator[str]:
    """Return where a server of these tests is; without a browser none is started."""
    assert browser.is_connected()
    with served() as server:
        yield server.address


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Callable[..., Watched]]:
    """Return what opens a watched page in a browser of its own: nothing is shared but the server.

    At the end nothing may have been complained of in any of them.
    """
    pages: list[Watched] = []

    def open_(**options: object) -> Watched:
        pages.append(Watched(browser, address, options))
        return pages[-1]

    yield open_
    close_silent(pages)


@pytest.fixture(scope="module", params=STATES)
def shown(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Watched]:
    """Return each page that the application can show, opened once for all that is asked of it."""
    watched = Watched(browser, address, {})
    STATES[request.param](watched.page)
    yield watched
    watched.context.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly at the end that the pages were looked at in no browser."""
    skipped = [
        each for each in terminalreporter.stats.get("skipped", []) if LACKING in str(each.longrepr)
    ]
    if skipped:
        told = f"{len(skipped)} TESTS OF THE PAGES DID NOT RUN: {LACKING}."
        terminalreporter.write_sep("!", told, red=True, bold=True)
