"""A board takes a dose table from submitted to approved in a browser; one word undoes it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.web.browser.watched import Watched, close_silent, violations
from tests.web.desk.hall import PASSPHRASE, Hall
from tests.web.serving import served
from whitlow.cli.program import run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    Open = Callable[[str], Watched]

NAME = "foscarnet-hsv-q8h"
TABLE = f"table:{NAME}"
AT = f"/review/record/{TABLE}"
READ = f"/evidence/{NAME}"
DOSE: dict[str, str | float | bool] = {
    "drug": "foscarnet",
    "regimen": "hsv-q8h",
    "sex": "male",
    "age": "50",
    "weight": "70",
    "creatinine": "1",
    "creatinine.unit": "mg/dL",
}


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Hall:
    return Hall(tmp_path_factory.mktemp("hall"))


@pytest.fixture
def at(hall: Hall, browser: Browser) -> Iterator[Open]:
    """Return what opens a browser in which somebody is signed in, or nobody."""
    pages: list[Watched] = []
    with served("--guideline", str(hall.folder), "--desk", hall.address) as server:

        def open_(name: str) -> Watched:
            pages.append(_signed_in(hall, browser, server.address, name))
            return pages[-1]

        yield open_
        close_silent(pages)


def _signed_in(hall: Hall, browser: Browser, address: str, name: str) -> Watched:
    watched = Watched(browser, address, {})
    if name:
        cookie = {"name": "whitlow-desk", "value": hall.cookie(name), "url": f"{address}/review"}
        watched.context.add_cookies([{**cookie, "sameSite": "Strict"}])  # type: ignore[typeddict-item]
    return watched


def _says(page: Page, act: str, *, to: str = "", none: bool = False) -> None:
    """Say something of the table as a member does, and sign it."""
    page.goto(AT)
    page.get_by_label(act, exact=False).first.check()
    if to:
        page.locator("#i-to").select_option(to)
    if none:
        page.get_by_role("checkbox", name="I have no interests").check()
    page.get_by_label("Passphrase of your key").fill(PASSPHRASE)
    page.get_by_role("button", name="Sign it").click()


def _rail(page: Page) -> str:
    """Return what a dose that rests on the table says of its review."""
    page.goto("/dose")
    answer = page.request.post("/dose?form=markdown", form=DOSE)
    lines = answer.text().splitlines()
    return next(line for line in lines if "Review:" in line)


def test_two_reviewers_and_a_chair_take_the_table_to_approved(at: Open, hall: Hall) -> None:
    chair, ada, ben, reader = (at(name).page for name in ("chair", "ada", "ben", ""))
    reader.goto(READ)
    expect(reader.locator("main")).to_contain_text("Submitted")
    before = _rail(reader)

    _says(chair, "Assign it to", to="ada")
    expect(chair.locator("#state .state")).to_have_text("Under review")
    ada.goto("/review/queue")
    expect(ada.locator("main")).to_contain_text("assigned to you")
    _says(ada, "Approve this text", none=True)
    expect(ada.locator("#state")).to_contain_text("no approval from clinical pharmacy")
    _says(ben, "Approve this text", none=True)

    expect(ben.locator("#state .state")).to_have_text("Approved")
    reader.wait_for_timeout(1100)
    reader.goto(READ)
    expect(reader.locator("main")).to_contain_text("Approved, approved by Ada")
    assert reader.get_by_role("link", name="Something is wrong here").count() == 1
    assert "not yet reviewed" in before
    assert "Submitted: 1 of the " in _rail(reader)
    assert hall.site.at_desk(lambda desk: desk.verified()).broken is None


def test_one_changed_word_sets_the_table_and_what_rests_on_it_back(
    hall: Hall, browser: Browser, tmp_path: Path
) -> None:
    hall.approve(TABLE)
    other = tmp_path / "guideline"
    shutil.copytree(hall.folder, other)
    file = other / "tables" / f"{NAME}.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("title: Foscarnet for", "title: Foscarnet in"), encoding="utf-8")

    with served("--guideline", str(other), "--desk", hall.address) as server:
        watched = _signed_in(hall, browser, server.address, "ada")
        page = watched.page
        page.goto("/review/queue")
        queue = page.locator("main").inner_text()
        page.goto(READ)
        read = page.locator("main").inner_text()
        rail = _rail(page)
        page.goto(AT)
        changed = page.locator(".changes ins").all_inner_texts()
        watched.context.close()

    assert "the text was changed since your verdict" in queue
    assert "the text was changed since" in read
    assert "not yet reviewed" in rail or "Submitted: 0 of the " in rail
    assert changed == ["in"]


def test_a_forged_a_deleted_and_a_moved_event_are_each_named(
    hall: Hall, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hall.approve(TABLE)
    lines = hall.chain()
    last = len(lines)

    def verified(changed: list[str]) -> str:
        file = tmp_path / "reviews.jsonl"
        file.write_text("".join(changed), encoding="utf-8")
        run(["review", "verify", str(file), "--guideline", str(hall.folder)])
        return capsys.readouterr().out.splitlines()[0]

    forged = lines[-2].replace('"conflict":false', '"conflict":true')
    assert verified(lines).startswith(f"The chain holds: {last} events.")
    assert verified([*lines[:-2], forged, lines[-1]]).startswith(
        f"Event {last - 1}: Its content is not what its hash was made of."
    )
    assert verified([*lines[:-2], lines[-1]]).startswith(
        f"Event {last - 1}: The event here is number {last}: one was left out or moved."
    )
    assert verified([*lines[:-2], lines[-1], lines[-2]]).startswith(
        f"Event {last - 1}: The event here is number {last}: one was left out or moved."
    )


def test_the_desk_s_pages_break_no_rule_of_accessibility(at: Open) -> None:
    watched = at("chair")

    found = {}
    for path in (
        "/review/queue",
        "/review/overview",
        AT,
        "/review/proposals",
        f"/review/propose?record={TABLE}",
        "/review/reports",
        "/reports",
    ):
        watched.page.goto(path)
        found[path] = violations(watched)

    assert {path: many for path, many in found.items() if many} == {}
