"""The pages of the disagreements, of the proofs, and of what all this is."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Final

import pytest

from tests.cases.test_cases import shipped
from tests.cli.called import called
from tests.web.forms import text_of
from whitlow import __version__
from whitlow.pages.proof_page import FAMILIES
from whitlow.proofs import Part, Patient, Proofs, Settled, fingerprint, keep
from whitlow.shipped import shipped_guideline
from whitlow.web.markup import address

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient

JSON: Final = {"accept": "application/json"}
HEAVIEST: Final = 100_000


# ---------------------------------------------------------------------------------------------
# Disagreements.


def test_every_disagreement_is_on_some_page_of_bounded_size(web: TestClient) -> None:
    found: set[str] = set()
    sizes = []
    query = "/disagreements"
    while query:
        answer = web.get(query)
        found.update(re.findall(r'<h3 class="[^"]*">.*?href="/evidence/([^"]*)"', answer.text))
        sizes.append(len(answer.content))
        after = re.search(r'<a rel="next" href="([^"]*)"', answer.text)
        query = f"/disagreements{unescape(after[1])}" if after else ""

    assert (set(shipped().disagreements), True) == (found, max(sizes) < HEAVIEST)


def test_disagreements_with_some_words_are_those_of_the_command_line(web: TestClient) -> None:
    name = next(iter(shipped().disagreements))

    answer = web.get("/disagreements", params={"words": name}, headers=JSON)

    assert json.loads(called("disagreements", name, "--json").out) == answer.json()


def test_words_that_no_disagreement_holds_are_answered_with_what_to_try(web: TestClient) -> None:
    answer = web.get("/disagreements", params={"words": "<b>zyx"})

    assert "No disagreement holds all of these words. Try fewer" in text_of(answer.text)
    assert "<b>zyx" not in answer.text


# ---------------------------------------------------------------------------------------------
# Proofs.


def settled(name: str, family: str, verdict: str = "proved") -> Settled:
    """Return an obligation with its verdict."""
    refuted = verdict == "refuted"
    return Settled(
        name,
        family,
        f"What {name} says.",
        "∀",
        (),
        "refuted" if refuted else "proved",
        "a story" if refuted else "linear arithmetic",
        (Part("law", "a-law", "laws.yaml:7:3"),) if refuted else (),
        Patient({"age": "41 <years>"}, (), (), "age: 41") if refuted else None,
        0.25,
    )


@pytest.fixture
def nothing_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the proofs a cache of their own, with nothing in it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


@pytest.fixture
def proofs(nothing_kept: None) -> Proofs:
    """Keep a run of proofs in which one law is broken."""
    del nothing_kept
    guideline = shipped()
    laws = [*guideline.laws]
    found = [settled(f"law:{name}", "laws") for name in laws[1:]]
    found += [settled(f"alive:{name}", "alive") for name in guideline.rules]
    found += [settled(f"table-covers:{name}", "tables") for name in guideline.tables]
    found += [settled("nobody", "nobody"), settled(f"law:{laws[0]}", "laws", "refuted")]
    about = guideline.about
    run = Proofs(
        {"version": about.version, "date": about.date, "hash": guideline.hash},
        __version__,
        "z3 4",
        10_000,
        whole=True,
        settled=tuple(found),
    )
    key = fingerprint(shipped_guideline())
    assert key is not None
    keep(key, run)
    return run


@pytest.mark.usefixtures("nothing_kept")
def test_where_nothing_is_kept_the_page_says_how_to_prove(web: TestClient) -> None:
    answer = web.get("/proofs")

    assert "Run 'whitlow prove' on this machine" in text_of(answer.text)


@pytest.mark.usefixtures("nothing_kept")
def test_where_nothing_is_kept_json_says_how_to_prove(web: TestClient) -> None:
    answer = web.get("/proofs", headers=JSON)

    assert (404, "none_kept") == (answer.status_code, answer.json()["error"]["code"])


def test_a_run_that_was_kept_is_shown_by_family_with_what_fails(
    web: TestClient, proofs: Proofs
) -> None:
    laws = shipped().laws

    page = web.get("/proofs").text

    row = re.search(r'<th scope="row"><a href="\?family=laws">.*?</tr>', page)
    assert row is not None
    assert f"laws {len(laws)} {len(laws) - 1} ✗ 1" in text_of(row[0].replace("</t", " </t"))
    assert f"✗ Does not hold{proofs.failed[0].name}" in text_of(page)
    assert "laws.yaml:7:3" in page
    assert "41 &lt;years&gt;" in page


def test_an_obligation_leads_to_its_record_and_says_where_that_stands(
    web: TestClient, proofs: Proofs
) -> None:
    guideline = shipped()
    law = [*guideline.laws][1]
    assert proofs.whole

    page = web.get("/proofs?family=laws").text

    assert f'href="{address(law)}"' in page
    assert f"<code>{guideline.laws[law].place}</code>" in page


@pytest.mark.usefixtures("proofs")
@pytest.mark.parametrize("family", ["", "laws", "alive", "tables", "nobody"])
def test_a_page_of_proofs_is_of_bounded_size(web: TestClient, family: str) -> None:
    answer = web.get("/proofs", params={"family": family})

    assert (200, True) == (answer.status_code, len(answer.content) < HEAVIEST)


def test_as_json_the_run_is_that_of_the_prover(web: TestClient, proofs: Proofs) -> None:
    assert proofs.data() == web.get("/proofs", headers=JSON).json()


@pytest.mark.usefixtures("proofs")
def test_a_family_that_there_is_not_is_refused(web: TestClient) -> None:
    answer = web.get("/proofs?family=law", headers=JSON)

    message = answer.json()["error"]["message"]
    assert (422, "family: there is no family 'law'. Did you mean 'laws'?") == (
        answer.status_code,
        message,
    )


def test_every_family_of_the_prover_has_words() -> None:
    prove = pytest.importorskip("whitlow.prove")

    assert {one.family for one in prove.obligations(shipped())} <= set(FAMILIES)


# ---------------------------------------------------------------------------------------------
# About.


def test_the_page_about_it_says_who_reviewed_it_and_which_version_it_is(web: TestClient) -> None:
    guideline = shipped()

    text = text_of(web.get("/about").text)

    for said in (
        "Submitted: not yet reviewed by a medical board.",
        guideline.about.disclaimer,
        guideline.about.plain_disclaimer,
        guideline.about.licence,
        guideline.hash,
        guideline.about.version,
    ):
        assert said in text


def test_the_page_about_it_says_nothing_that_the_safety_case_does_not(web: TestClient) -> None:
    safety = shipped_guideline().resolve()
    docs = next(
        folder / "docs" / "safety" / "README.md"
        for folder in safety.parents
        if (folder / "docs" / "safety" / "README.md").is_file()
    ).read_text(encoding="utf-8")
    limits = re.findall(r"^- (Not .*)$", docs, re.MULTILINE)

    text = text_of(web.get("/about").text)

    assert (True, []) == (bool(limits), [each for each in limits if each not in text])


def test_about_as_json_has_the_whole_hash_and_the_state_of_review(web: TestClient) -> None:
    found = web.get("/about", headers=JSON).json()

    assert (shipped().hash, "submitted", []) == (
        found["guideline"]["hash"],
        found["review"]["status"],
        found["review"]["by"],
    )
