"""What people come for, from the first page to the printed one, as they would do it."""

from __future__ import annotations

import re
import unicodedata
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.questions.examples import EXAMPLES
from tests.web.browser.states import CASE, NOTE, followed, planned
from tests.web.browser.watched import Watched
from whitlow import __version__
from whitlow.shelf import open_guideline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

DAY = "2026-11-20"
BEDSIDE = {
    "Person": {"age": "41", "sex": "male", "weight": "154 lb"},
    "Virus": {"virus": "hsv2", "hsv_pcr": "positive", "site": "perianal"},
    "Host": {"host": "hiv"},
    "Laboratory": {"acyclovir_susceptibility": "resistant"},
    "Kidney": {"creatinine": "97 umol/L", "renal_function": "stable", "dialysis": "none"},
    "Red flags": {"red_flags": "none"},
}
"""A patient as someone types it in at the bedside, group by group."""


def answer(page: Page, fact: str, value: str) -> None:
    """Give a fact in whatever kind of field stands for it."""
    field = page.locator(f"#f-{fact}")
    choice = field.locator(f"input[value='{value}']")
    if choice.count():
        choice.check()
    elif field.locator(f"select[name='{fact}']").count():
        field.locator("select").select_option(value)
    else:
        number, _, unit = value.partition(" ")
        field.locator("input").first.fill(number)
        if unit:
            field.locator("select").select_option(unit)


def settled(page: Page, part: str) -> None:
    """Wait until what stands beside the form was made from what the form holds."""
    expect(page.locator(part)).not_to_have_attribute("aria-busy", "true")


def printed(page: Page) -> str:
    """Return the text of the page as it is printed, its ligatures undone and on one line."""
    read = PdfReader(BytesIO(page.pdf(format="A4")))
    text = "\n".join(each.extract_text() for each in read.pages)
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text))


def bedside(page: Page) -> None:
    """Fill the empty form with a patient and make the plan."""
    page.goto("/plan")
    for group, facts in BEDSIDE.items():
        opener = page.locator(".group > button", has_text=group)
        if opener.count():
            opener.click()
            page.wait_for_load_state()
        for fact, value in facts.items():
            answer(page, fact, value)
    page.locator("#i-today").fill(DAY)
    page.get_by_role("button", name="Make the plan").first.click()
    expect(page.locator("#plan h1")).to_have_text("Plan for review")


@pytest.fixture(scope="module")
def at_the_bedside(browser: Browser, address: str) -> Iterator[Watched]:
    """Return a page on which a patient was typed in, for all that is only read from it."""
    watched = Watched(browser, address, {})
    bedside(watched.page)
    yield watched
    watched.context.close()


def test_a_bedside_plan_is_printed_with_all_that_it_rests_on(at_the_bedside: Watched) -> None:
    text = printed(at_the_bedside.page)
    guideline = open_guideline(None)
    rests_on = [
        "weight 154 lb",
        "serum creatinine 97 umol/L",
        "Give 2090 mg every 8 h (30 mg/kg",
        "(140 - 41) / (72 x 1.09728507) = 1.2530",
        "never above 1 mg/kg/min",
        f"Made: for {DAY} by whitlow {__version__}",
        f"guideline {guideline.about.version} of {guideline.about.date}",
        f"hash {guideline.hash[:16]}",
        "[1] Foscarnet sodium injection",
        "not yet reviewed by a medical board",
    ]

    assert [] == [each for each in rests_on if each not in text]
    assert at_the_bedside.complaints == []


def test_what_is_for_the_screen_is_not_printed(at_the_bedside: Watched) -> None:
    text = printed(at_the_bedside.page)

    assert [] == [each for each in ("Make the plan", "What matters next") if each in text]


def test_a_plan_follows_what_is_typed(opened: Callable[..., Watched]) -> None:
    page = opened().page
    page.goto("/plan")
    answer(page, "host", "hiv")

    expect(page.locator("#plan")).to_contain_text("immune state: HIV infection")
    settled(page, "#plan")
    assert page.locator("#plan h1").inner_text() == "Plan for review"
    assert page.url.endswith("/plan")


def test_a_case_that_is_saved_makes_the_same_plan(opened: Callable[..., Watched]) -> None:
    page = opened().page
    planned(page)
    first = page.locator("#plan").inner_text()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as a case file").click()
    page.goto("/plan")
    page.locator("summary", has_text="a case file").click()
    page.locator("input[type=file]").set_input_files(saved.value.path())
    page.get_by_role("button", name="Make the plan").first.click()
    expect(page.locator("#plan h1")).to_have_text("Plan for review")

    assert first == page.locator("#plan").inner_text()


def test_a_reason_opens_in_its_place(at_the_bedside: Watched) -> None:
    why = at_the_bedside.page.locator("#treatment li > details").first
    why.locator("summary").click()

    expect(why).to_have_attribute("open", "")
    expect(why).to_contain_text("resistant")


def ordered(page: Page, facts: dict[str, str]) -> str:
    """Return the order of a drug for a patient, as it stands beside the form."""
    page.goto("/dose")
    page.locator("#i-drug").select_option("foscarnet")
    for fact, value in {"age": "50", "sex": "male", "line": "central", **facts}.items():
        answer(page, fact, value)
    expect(page.locator("#order")).to_contain_text("mL/h by pump")
    settled(page, "#order")
    rows = page.locator("#order tr", has_text="Give").all_inner_texts()
    return " ".join(rows)


def test_one_creatinine_in_two_units_is_one_dose(opened: Callable[..., Watched]) -> None:
    page = opened().page
    micromol = ordered(page, {"weight": "70 kg", "creatinine": "97 umol/L"})
    milligram = ordered(page, {"weight": "70 kg", "creatinine": "1.097 mg/dL"})

    assert "2100 mg every 8 h" in micromol
    assert micromol == milligram


def test_a_weight_in_pounds_is_the_weight_in_kilograms(opened: Callable[..., Watched]) -> None:
    dose = ordered(opened().page, {"weight": "154 lb", "creatinine": "1 mg/dL"})

    assert "2090 mg every 8 h (30 mg/kg × 69.8532… kg" in dose


def test_a_value_that_is_not_believed_is_asked_about_in_its_place(
    opened: Callable[..., Watched],
) -> None:
    page = opened().page
    page.goto("/dose")
    page.locator("#i-drug").select_option("foscarnet")
    answer(page, "weight", "400 kg")
    told = page.locator("#f-weight .message")
    expect(told).to_be_visible()
    page.locator("#i-weight").blur()
    page.locator("#f-weight .confirm input").check()

    expect(page.locator("#f-weight .confirm input")).to_be_checked()


def test_a_course_has_its_chart_its_days_and_its_calendar(opened: Callable[..., Watched]) -> None:
    page = opened().page
    followed(page)
    chart = page.locator("#course svg").first
    expect(chart).to_be_visible()
    named = chart.get_attribute("aria-label") or chart.locator("title").first.text_content()
    with page.expect_download() as saved:
        page.locator("#i-course-file").set_input_files(CASE.parent / "course-foscarnet.csv")
        page.get_by_role("button", name="Calendar file").click()
    calendar = saved.value.path().read_text(encoding="utf-8")

    assert named
    assert page.locator("#course table").count() > 0
    assert calendar.startswith("BEGIN:VCALENDAR")


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_question_is_answered_with_its_sources(name: str, opened: Callable[..., Watched]) -> None:
    page = opened().page
    page.goto("/")
    page.locator("#i-question").fill(EXAMPLES[name])
    page.get_by_role("button", name="Ask", exact=True).click()
    article = page.locator("#answer")
    expect(article).to_be_visible()
    cited = article.locator("sup a").first
    target = cited.get_attribute("href") or ""
    cited.click()

    expect(page.locator(target)).to_be_in_viewport()
    expect(page.locator(".rail")).to_contain_text("not yet reviewed")
    assert EXAMPLES[name] not in page.url


def test_a_pasted_note_becomes_a_plan_of_what_was_confirmed(
    opened: Callable[..., Watched],
) -> None:
    page = opened().page
    page.goto("/")
    page.locator("#i-note").fill(NOTE)
    page.get_by_role("button", name="Read the note").click()
    expect(page.locator("#note mark").first).to_be_visible()
    marked = page.locator("#note mark").all_inner_texts()
    page.get_by_role("button", name="Make a plan of what is ticked").click()

    expect(page.locator("#plan")).to_contain_text("154 lb")
    assert any("154 lb" in each for each in marked)


def test_a_patients_way_is_lit_and_a_step_of_it_leads_to_its_record(
    opened: Callable[..., Watched],
) -> None:
    page = opened(viewport={"width": 768, "height": 1024}).page
    planned(page)
    page.get_by_role("button", name="See this patient's way").click()
    step = page.locator("li.stands > a").first
    name = (step.get_attribute("href") or "").rpartition("/")[2]

    step.click()

    expect(page.locator("h1")).to_have_text(name)


def test_an_isolate_stands_beside_the_drugs_and_leads_back_to_its_plan(
    opened: Callable[..., Watched],
) -> None:
    page = opened(viewport={"width": 768, "height": 1024}).page
    planned(page)
    page.get_by_role("button", name="See the isolate against the drugs").click()
    expect(page.locator(".matrix")).to_contain_text("resistant")

    page.get_by_role("button", name="Back to this patient's plan").click()

    expect(page.locator("#plan h1")).to_have_text("Plan for review")
