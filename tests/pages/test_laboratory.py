"""What the laboratory found, and apart from it what the patient does."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import pytest

from tests.pages.planned import opened
from whitlow.door import read_case
from whitlow.pages.patient_page import patient_page
from whitlow.pages.plan_json import plan_json
from whitlow.pages.plan_page import plan_page
from whitlow.pages.terminal import to_terminal
from whitlow.plan import make_plan
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from whitlow.plan import Audience, Plan

TODAY: Final = date(2026, 11, 20)
CASE: Final = """
virus: hsv1
site: oral
host: hsct
antiviral: acyclovir
response: worsening
eye_symptoms: true
isolates:
  - {date: 2026-11-15, site: lip, virus: hsv1, drug: acyclovir, value: 20 µM, laboratory: ARUP,
     assay: cell culture}
  - {date: 2026-11-15, site: lip, drug: foscarnet, value: "> 300 µM"}
  - {date: 2026-11-16, site: eye, drug: acyclovir, result: S}
  - {date: 2026-11-17, site: lip, drug: cidofovir, result: pending}
  - {date: 2026-11-17, site: lip, drug: penciclovir, result: I, value: 30, laboratory: AVU}
"""
SHOWN: Final = """\
WHAT THE LABORATORY FOUND ──────────────────────────────────────────────────────────────────────────
  • acyclovir: resistant, by the cut-off of ARUP Laboratories · 20 µM (4.5042 mcg/mL) [N]
    2026-11-15 · lips or mouth · herpes simplex virus type 1 · ARUP · cell culture

  ? foscarnet: not read · > 300 µM (> 90.012 mcg/mL as hexahydrate or > 37.8015… mcg/mL as acid)
    2026-11-15 · lips or mouth · virus not told · laboratory not told
    Does not count: no cut-off of its laboratory is given with it or known here.

  ? acyclovir: susceptible, by the laboratory's own reading
    2026-11-16 · eye · virus not told · laboratory not told
    Does not count: of another site (eye).

  • cidofovir: pending
    2026-11-17 · lips or mouth · virus not told · laboratory not told

  • penciclovir: intermediate, by the laboratory's own reading · 30
    2026-11-17 · lips or mouth · virus not told · AVU
    Value not read: it has no unit.

WHAT THE PATIENT DOES ──────────────────────────────────────────────────────────────────────────────
  present antiviral: acyclovir · response to the antiviral: worsening
"""


def planned(case: str, audience: Audience = "clinician") -> Plan:
    """Return the plan for a case, with its isolates."""
    guideline = opened(shipped_guideline())
    patient = read_case(case.encode(), "case.yaml", guideline, TODAY)
    return make_plan(
        guideline,
        patient.facts,
        doubts=tuple(doubt.message for doubt in patient.doubts),
        today=TODAY,
        audience=audience,
        isolates=patient.isolates,
    )


def page_of(case: str) -> str:
    """Return the page of a case, its numbers of sources taken out."""
    return to_terminal(plan_page(planned(case), ""), 100, colour=False)


def test_isolates_are_shown_as_reported_and_read_and_the_course_apart_from_them() -> None:
    page = page_of(CASE)
    start = page.index("WHAT THE LABORATORY FOUND")
    number = page[start:].partition("[")[2].partition("]")[0]
    expected = SHOWN.replace("[N]", f"[{number}]")

    assert expected == page[start : start + len(expected)]


def test_what_must_be_done_now_stands_before_the_laboratory_and_treatment_after_it() -> None:
    page = page_of(CASE)
    titles = ["ACT NOW", "WHAT THE LABORATORY FOUND", "ASSESSMENT", "TREATMENT"]

    assert sorted(titles, key=page.index) == titles


def test_without_isolates_nothing_is_said_of_a_laboratory() -> None:
    assert "WHAT THE LABORATORY FOUND" not in page_of("virus: hsv1\nacyclovir_susceptibility: S")


def test_isolates_are_part_of_the_plan_as_json() -> None:
    found = plan_json(planned(CASE))["laboratory"]

    assert isinstance(found, dict)
    assert isinstance(found["isolates"], list)
    assert [
        ("acyclovir", "resistant", True),
        ("foscarnet", None, False),
        ("acyclovir", "susceptible", False),
        ("cidofovir", None, True),
        ("penciclovir", "intermediate", True),
    ] == [
        (one["drug"], one["reading"], one["counts"])
        for one in found["isolates"]
        if isinstance(one, dict)
    ]


def test_the_source_of_a_cut_off_that_read_a_value_is_among_the_references() -> None:
    references = plan_json(planned(CASE))["references"]

    assert isinstance(references, list)
    assert "arup-hsv-susceptibility" in {
        one["source"] for one in references if isinstance(one, dict)
    }


@pytest.mark.parametrize("word", ["4.5042", "20 µM", "mcg/mL"])
def test_a_patient_is_shown_no_concentration(word: str) -> None:
    plan = planned(CASE, "patient")

    assert word not in to_terminal(patient_page(plan), 100, colour=False)
    assert {"isolates": []} == plan_json(plan)["laboratory"]
