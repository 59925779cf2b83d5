"""What holds on every page: nothing is complained of, nobody is shut out, nothing overflows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.web.browser.watched import WIDE, violations

if TYPE_CHECKING:
    from playwright.sync_api import ViewportSize

    from tests.web.browser.watched import Watched

NARROW: ViewportSize = {"width": 320, "height": 640}
ONE_EACH = ("html[lang]", "main", "body > header", "body > footer", "header nav[aria-label]")
WIDER = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll('body *')].filter((each) =>
    each.getBoundingClientRect().right > innerWidth + 1 && !each.closest('.frame, .hidden, .skip'))
    .map((each) => each.outerHTML.slice(0, 100))"""


def test_a_page_breaks_no_rule_of_accessibility(shown: Watched) -> None:
    shown.page.emulate_media(color_scheme="light")

    assert violations(shown) == []


def test_a_page_has_its_contrast_in_the_dark(shown: Watched) -> None:
    """In the dark only colours differ, so only their rules are tried again."""
    shown.page.emulate_media(color_scheme="dark")

    assert violations(shown, ["color-contrast", "link-in-text-block"]) == []


def test_a_page_fits_a_narrow_screen(shown: Watched) -> None:
    shown.page.set_viewport_size(NARROW)
    wider = shown.page.evaluate(WIDER)
    shown.page.set_viewport_size(WIDE)

    assert wider == []


def test_a_page_has_its_landmarks_and_a_heading(shown: Watched) -> None:
    counts = {each: shown.page.locator(each).count() for each in ONE_EACH}

    assert dict.fromkeys(ONE_EACH, 1) == counts
    assert shown.page.locator("h1").count() >= 1


def test_nothing_was_complained_of_and_nobody_else_was_asked(shown: Watched) -> None:
    assert shown.complaints == []
