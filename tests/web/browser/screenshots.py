"""This module takes the two pictures of the README: python -m tests.web.browser.screenshots.

It refuses a picture that is too heavy for the page that shows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from playwright.sync_api import sync_playwright

from tests.questions.examples import EXAMPLES
from tests.web.browser.conftest import CHROMIUM
from tests.web.browser.states import planned
from tests.web.browser.watched import SWITCHES
from tests.web.serving import ROOT, served

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page, ViewportSize

FOLDER: Final = ROOT / "docs" / "pictures"
HEAVIEST: Final = 150_000
DESK: Final[ViewportSize] = {"width": 1280, "height": 800}
HAND: Final[ViewportSize] = {"width": 390, "height": 780}


def answered(page: Page) -> None:
    """Show the answer to one of the questions of docs/examples."""
    page.goto("/")
    page.locator("#i-question").fill(EXAMPLES["dose-of-foscarnet"])
    page.get_by_role("button", name="Ask", exact=True).click()
    page.locator("#answer").wait_for()


def take(browser: Browser, address: str, name: str, size: ViewportSize, scale: float) -> Path:
    """Take one picture; return where it is."""
    context = browser.new_context(
        base_url=address, viewport=size, color_scheme="light", device_scale_factor=scale
    )
    page = context.new_page()
    (planned if name == "plan" else answered)(page)
    page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
    path = FOLDER / f"{name}.png"
    page.screenshot(path=path, animations="disabled")
    context.close()
    return path


def main() -> None:
    """Take both."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with served() as server, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        taken = [
            take(browser, server.address, "plan", DESK, 0.8),
            take(browser, server.address, "answer", HAND, 1),
        ]
        browser.close()
    heavy = [path.name for path in taken if path.stat().st_size > HEAVIEST]
    if heavy:
        raise SystemExit(f"{', '.join(heavy)}: more than {HEAVIEST} bytes")


if __name__ == "__main__":
    main()
