"""Who has no mouse, no script, or another light: nothing is lost to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.web.browser.states import CASE, STATES, followed

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.web.browser.watched import Watched

SEEN = """() => {
  const style = getComputedStyle(document.activeElement);
  const box = document.activeElement.getBoundingClientRect();
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
    && box.width > 0 && box.bottom > 0 && box.top < innerHeight;
}"""
WHERE = "() => [...document.querySelectorAll('*')].indexOf(document.activeElement)"
NAMED = "() => document.activeElement.name || document.activeElement.textContent.trim()"
STEPS = 40


def test_the_first_step_of_the_keyboard_leads_to_the_content(
    opened: Callable[..., Watched],
) -> None:
    page = opened().page
    page.goto("/plan")
    page.keyboard.press("Tab")
    skip = page.evaluate(NAMED)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert skip == "Skip to the content"
    assert page.evaluate("() => document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("path", [each for each in STATES if each.startswith("/")])
def test_the_keyboard_goes_through_a_page_in_its_order_and_is_always_seen(
    path: str, opened: Callable[..., Watched]
) -> None:
    page = opened(reduced_motion="reduce").page  # the page moves at once, so nothing is waited for
    page.goto(path)
    places = []
    unseen = []
    for _ in range(STEPS):
        page.keyboard.press("Tab")
        if page.evaluate("() => !document.querySelector(':focus')"):
            break
        places.append(page.evaluate(WHERE))
        if not page.evaluate(SEEN):
            unseen.append(page.evaluate(NAMED))

    assert sorted(places) == places
    assert unseen == []


def press_until(page: Page, name: str) -> None:
    """Step through the page until a field has the focus; it must come within reason."""
    for _ in range(300):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.name") == name:
            return
    pytest.fail(f"the keyboard never reached {name}")


def test_an_order_is_worked_out_by_keyboard_alone(opened: Callable[..., Watched]) -> None:
    page = opened().page
    page.goto("/dose")
    press_until(page, "drug")
    page.keyboard.type("fosc")
    press_until(page, "age")
    page.keyboard.type("50")
    press_until(page, "sex")
    page.keyboard.press("ArrowUp")
    for name, value in {"weight": "70", "creatinine": "1"}.items():
        press_until(page, name)
        page.keyboard.type(value)
    page.keyboard.press("Enter")
    expect(page.locator("#order")).to_contain_text("2100 mg every 8 h")

    expect(page.locator("#i-creatinine")).to_have_value("1")
    assert page.locator("input[name=sex]:checked").get_attribute("value") == "male"


def test_a_plan_is_made_without_a_script(opened: Callable[..., Watched]) -> None:
    page = opened(java_script_enabled=False).page
    page.goto("/plan")
    page.locator("#f-host input[value=hiv]").check()
    page.locator(".group > button").first.click()
    page.locator("#i-age").fill("41")
    page.get_by_role("button", name="Make the plan").first.click()

    expect(page.locator("#plan")).to_contain_text("age 41 years")
    expect(page.locator("#f-host input[value=hiv]")).to_be_checked()
    expect(page.locator("[data-scripted]")).to_be_hidden()


def test_a_dose_is_worked_out_without_a_script(opened: Callable[..., Watched]) -> None:
    page = opened(java_script_enabled=False).page
    page.goto("/dose?drug=foscarnet&regimen=foscarnet-hsv-q8h")
    for name, value in {"age": "50", "weight": "70", "creatinine": "1"}.items():
        page.locator(f"#i-{name}").fill(value)
    page.locator("input[name=sex][value=male]").check()
    page.get_by_role("button", name="Work it out").first.click()

    expect(page.locator("#order")).to_contain_text("2100 mg every 8 h")


def test_a_course_is_followed_without_a_script(opened: Callable[..., Watched]) -> None:
    page = opened(java_script_enabled=False).page
    followed(page)

    expect(page.locator("#course")).to_contain_text("foscarnet")


def test_a_case_file_is_read_without_a_script(opened: Callable[..., Watched]) -> None:
    page = opened(java_script_enabled=False).page
    page.goto("/plan")
    page.locator("summary", has_text="a case file").click()
    page.locator("input[type=file]").set_input_files(CASE)
    page.get_by_role("button", name="Make the plan").first.click()

    expect(page.locator("#i-age")).to_have_value("41")


def test_a_question_is_asked_without_a_script(opened: Callable[..., Watched]) -> None:
    page = opened(java_script_enabled=False).page
    STATES["an answer"](page)

    expect(page.locator("#answer sup").first).to_be_visible()


@pytest.mark.parametrize("light", ["light", "dark"])
def test_paper_and_ink_follow_the_light_that_is_wished(
    light: str, opened: Callable[..., Watched]
) -> None:
    page = opened(color_scheme=light).page
    page.goto("/plan")
    paper = page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor")
    red = int(paper.removeprefix("rgb(").split(",")[0])

    assert (light == "light") == (red > 127)


def test_nothing_of_a_patient_stands_in_the_history_or_in_the_browser(
    opened: Callable[..., Watched],
) -> None:
    watched = opened()
    STATES["a plan"](watched.page)
    kept = watched.page.evaluate("() => JSON.stringify([{...localStorage}, {...sessionStorage}])")

    assert watched.page.url.endswith("/plan")
    assert ([], "[{},{}]") == (watched.context.cookies(), kept)
