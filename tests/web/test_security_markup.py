"""Markup that someone types stays text, and every answer carries what keeps a browser safe."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from tests.web.browser.states import CASE, NOTE, addresses
from whitlow.web.guards import HEADERS
from whitlow.web.site import PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.testclient import TestClient

MARKUP = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}"
FORM = "application/x-www-form-urlencoded"
AS_JSON = {"accept": "application/json"}


class Suspicious(HTMLParser):
    """Collects what no page of ours holds: scripts and styles of its own, foreign addresses."""

    def __init__(self, text: str) -> None:
        """Read a whole page."""
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one tag."""
        given = dict(attrs)
        self.found += [f"{tag} {name}" for name in given if name == "style" or name[:2] == "on"]
        if tag == "script" and given.get("src") != "/static/whitlow.js":
            self.found.append("script")
        if tag in {"style", "img", "iframe", "object", "embed", "base"}:
            self.found.append(tag)
        for name in ("src", "action", "formaction"):
            if not (given.get(name) or "/").startswith("/"):
                self.found.append(f"{tag} {name}={given[name]}")
        if (given.get("href") or "").lower().startswith(("javascript:", "data:")):
            self.found.append(f"{tag} href={given['href']}")


def names_of(page: str) -> list[str]:
    """Return the names of all fields of a page."""
    return sorted(set(re.findall(r'name="([^"]+)"', page)))


# ---------------------------------------------------------------------------------------------
# Markup, in every field and in every place that is not a field.


@pytest.mark.parametrize("address", ["/", "/plan", "/dose", "/follow"])
def test_markup_in_any_field_stays_text(address: str, web: TestClient) -> None:
    """Each field alone holds markup, in a form that is else what the page itself would send."""
    page = web.post(address, data={"opened": "Person"} if address == "/plan" else {}).text
    names = [name for name in names_of(page + web.get(address).text) if name != "viewport"]
    found = {name: Suspicious(web.post(address, data={name: MARKUP}).text).found for name in names}

    assert len(names) > 2
    assert {} == {name: bad for name, bad in found.items() if bad}


@pytest.mark.parametrize("address", ["/", "/read", "/plan", "/dose", "/follow"])
def test_markup_in_all_fields_at_once_stays_text(address: str, web: TestClient) -> None:
    names = ["question", "note", "drug", "regimen", "course", "case", "age", "today", "records"]
    names += ["told.age", "subject", "answered", "audience", "profile", "confirmed", "opened"]
    found = Suspicious(web.post(address, data=dict.fromkeys(names, MARKUP)).text).found

    assert found == []


@pytest.mark.parametrize(
    "address",
    [
        f"/{MARKUP}",
        f"/evidence/{MARKUP}",
        f"/evidence?words={MARKUP}",
        f"/evidence?kind={MARKUP}",
        f"/disagreements?words={MARKUP}",
        f"/proofs?family={MARKUP}",
        f"/plan?profile={MARKUP}",
        f"/plan?today={MARKUP}",
        f"/dose?drug={MARKUP}&regimen={MARKUP}",
    ],
)
def test_markup_in_an_address_stays_text(address: str, web: TestClient) -> None:
    answer = web.get(address)

    assert ([], True) == (Suspicious(answer.text).found, answer.status_code < 500)


def test_markup_in_the_name_of_a_file_stays_text(web: TestClient) -> None:
    answer = web.post("/plan", files={"case": (f"{MARKUP}.yaml", b"age: [1", "text/yaml")})

    assert (422, []) == (answer.status_code, Suspicious(answer.text).found)


def test_markup_in_a_note_and_in_a_case_stays_text(web: TestClient) -> None:
    note = web.post("/read", data={"note": f"{MARKUP} weight 70 kg {MARKUP} CD4 30"})
    case = web.post(
        "/plan", content=f"age: {MARKUP!r}", headers={"content-type": "application/yaml"}
    )

    assert ([], []) == (Suspicious(note.text).found, Suspicious(case.text).found)


def test_a_page_that_holds_markup_is_caught() -> None:
    bad = '<p style="a" onclick="b"><script>c</script><img src="//d"><a href="javascript:e">'

    assert ["p style", "p onclick", "script", "img", "a href=javascript:e"] == [
        each for each in Suspicious(bad).found if not each.startswith("img src")
    ]


# ---------------------------------------------------------------------------------------------
# What every answer carries.


def answers(web: TestClient) -> Iterator[tuple[str, object]]:
    """Yield an answer of every kind, refusals among them."""
    for address in [*addresses(), *(address for _, address, _ in PAGES), "/nowhere"]:
        yield address, web.get(address)
    yield "a plan", web.post("/plan", files={"case": ("a.yaml", CASE.read_bytes())})
    yield "a note", web.post("/read", data={"note": NOTE})
    yield "a file", web.get("/static/whitlow.css")
    yield "a method", web.delete("/plan")
    yield "a kind", web.post("/plan", content=b"x", headers={"content-type": "image/png"})
    yield "a host", web.get("/plan", headers={"host": "other.example"})
    yield "a site", web.post("/plan", headers={"origin": "http://other.example"})
    yield "a fault", web.post("/plan", data={"audience": "nobody"})
    yield "as json", web.get("/nowhere", headers=AS_JSON)


def test_every_answer_has_every_header_of_the_guard(web: TestClient) -> None:
    lacking = {
        f"{name}: {header}"
        for name, answer in answers(web)
        for header, value in HEADERS.items()
        if answer.headers.get(header) != value  # type: ignore[attr-defined]
    }

    assert lacking == set()


def test_the_policy_lets_nothing_in_and_nothing_be_framed() -> None:
    policy = HEADERS["content-security-policy"]

    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert HEADERS["x-frame-options"] == "DENY"


def test_every_page_is_free_of_scripts_and_styles_of_its_own(web: TestClient) -> None:
    found = {name: Suspicious(answer.text).found for name, answer in answers(web)}  # type: ignore[attr-defined]

    assert {} == {name: bad for name, bad in found.items() if bad}


def test_what_is_made_for_one_reader_is_kept_by_nobody(web: TestClient) -> None:
    kept = [
        name
        for name, answer in answers(web)
        if answer.headers["cache-control"] != "no-store"  # type: ignore[attr-defined]
    ]

    assert ["a file"] == kept


def test_nothing_sets_a_cookie(web: TestClient) -> None:
    assert [] == [
        name
        for name, answer in answers(web)
        if "set-cookie" in answer.headers  # type: ignore[attr-defined]
    ]
