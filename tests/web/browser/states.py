"""This module brings a browser to each page that the application can show, as a person would.

Pages without a form are found in the application itself, so that a new one is looked at as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.questions.examples import EXAMPLES
from tests.web.serving import ROOT
from whitlow.web.app import ROUTES

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

__all__ = ["STATES"]

FILES = ROOT / "examples"
CASE = FILES / "hiv-resistant-genital-herpes.yaml"
NO_PAGES = frozenset({"/healthz", "/readyz", "/openapi.json"})


def addresses() -> list[str]:
    """Return the addresses of the application that show a page to who only asks for it."""
    return [
        route.path
        for route in ROUTES
        if "GET" in (route.methods or ()) and "{" not in route.path and route.path not in NO_PAGES
    ]


def planned(page: Page) -> None:
    """Show the plan of a worked patient."""
    page.goto("/plan")
    page.locator("summary", has_text="a case file").click()
    page.locator("input[type=file][name=case]").set_input_files(CASE)
    page.get_by_role("button", name="Make the plan").first.click()
    page.locator("#sources").wait_for(state="attached")


def dosed(page: Page) -> None:
    """Show an order."""
    page.goto("/dose?drug=foscarnet&regimen=foscarnet-hsv-q8h")
    page.get_by_label("age", exact=False).first.wait_for()
    for name, value in {"age": "50", "weight": "70", "creatinine": "1"}.items():
        page.locator(f"#i-{name}").fill(value)
    page.locator("input[name=sex][value=male]").check()
    page.get_by_role("button", name="Work it out").first.click()
    page.locator("#order h1").wait_for()


def followed(page: Page) -> None:
    """Show a course."""
    page.goto("/follow")
    page.locator("#i-course-file").set_input_files(FILES / "course-foscarnet.csv")
    page.locator("#i-case-file").set_input_files(FILES / "course-foscarnet.yaml")
    page.locator("#i-today").fill("2026-03-26")
    page.get_by_role("button", name="Follow it").click()
    page.locator("#course svg").first.wait_for()


def refused(page: Page) -> None:
    """Show what is said of an input that is at fault."""
    page.goto("/follow")
    page.locator("#i-course").fill("nothing that is a course")
    page.get_by_role("button", name="Follow it").click()
    page.get_by_role("alert").first.wait_for()


def answered(page: Page) -> None:
    """Show an answer."""
    page.goto("/")
    page.locator("#i-question").fill(EXAMPLES["signs-of-resistance"])
    page.get_by_role("button", name="Ask", exact=True).click()
    page.locator("#answer").wait_for()


def noted(page: Page) -> None:
    """Show a note that was read."""
    page.goto("/")
    page.locator("#i-note").fill(NOTE)
    page.get_by_role("button", name="Read the note").click()
    page.locator("#confirm").wait_for()


def recorded(page: Page) -> None:
    """Show one record of the guideline, the first that a plan leads to."""
    planned(page)
    page.goto(page.locator("#plan a[href^='/evidence/']").first.get_attribute("href") or "")


NOTE = (
    "58-year-old woman, kidney transplant 2 years ago. Weight 154 lb, creatinine 1.4 mg/dL.\n"
    "Perianal ulcers, HSV-2 PCR positive, not healing after 12 days of valacyclovir 1 g twice "
    "daily. No fever.\n"
)


def _plain(address: str) -> Callable[[Page], None]:
    def show(page: Page) -> None:
        page.goto(address)

    return show


STATES: dict[str, Callable[[Page], None]] = {
    **{address: _plain(address) for address in addresses()},
    "a plan": planned,
    "an order": dosed,
    "a course": followed,
    "a refusal": refused,
    "an answer": answered,
    "a note": noted,
    "a record": recorded,
}
