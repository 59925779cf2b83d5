"""A fact that was given and is not believed yet stops every order that could rest on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.guideline.tiny import law, loaded, number, regimen, regimen_of, rule, table
from whitlow.door import read_facts
from whitlow.evaluate import Reading
from whitlow.guideline import Guideline, load_guideline
from whitlow.order import order
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from pathlib import Path

    from whitlow.language import Value
    from whitlow.order import Order

# Where the spare weight is not given, the weight and the rate do without it.
FORMULAS: Final = """
chosen: {unit: kg, is: if spare is null then weight else spare, label: chosen, cites: [book#one]}
rate:
  unit: mL/min
  is: "if age is null then filter else Min({filter, 100 'mL/min'})"
  label: rate
  cites: [book#one]
"""
ROWS: Final = "(50, inf) | 2 mg/kg | 12 h\n[0, 50] | 1 mg/kg | 12 h"
KNOWN: Final[dict[str, Value]] = {"weight": number("100"), "filter": number("50")}


def ordered(folder: Path, doubted: str, rules: str = "", laws: str = "") -> Order:
    """Return the order of a patient of whom one fact is doubted, on an edge printed twice."""
    files = {
        "formulas.yaml": FORMULAS,
        "tables/rows.yaml": table(ROWS, "printed_overlap: [50]", over="rate"),
        "rules/all.yaml": rules,
        "laws.yaml": laws,
        "regimens/cheerin-oral-daily.yaml": regimen(
            "cheerin-oral",
            "daily",
            "table: rows",
            "weight: chosen",
            "amount: row.dose * chosen",
            "step: 10 mg",
        ),
    }
    guideline = loaded(folder, files)
    patient = Reading(guideline, KNOWN, frozenset({doubted} if doubted else ()))
    return order(patient, regimen_of(guideline))


def test_without_a_doubt_there_is_a_dose(tmp_path: Path) -> None:
    assert number("100") == ordered(tmp_path, "").dose_mg


@pytest.mark.parametrize("doubted", ["spare", "age"], ids=["the weight", "the row"])
def test_a_doubted_fact_that_the_dose_could_rest_on_is_needed(tmp_path: Path, doubted: str) -> None:
    found = ordered(tmp_path, doubted)

    expected = ("needs", (doubted,), None, None)
    assert expected == (found.status, found.needs, found.dose_mg, found.daily_mg)


@pytest.mark.parametrize("doubted", ["spare", "age"])
def test_no_other_reading_of_a_doubted_order_shows_milligrams(tmp_path: Path, doubted: str) -> None:
    found = ordered(tmp_path, doubted)

    assert {None} >= {each.dose_mg for each in found.alternatives}


def test_a_doubted_fact_that_nothing_here_reads_stops_no_order(tmp_path: Path) -> None:
    assert number("100") == ordered(tmp_path, "mood").dose_mg


@pytest.mark.parametrize("kind", ["avoid", "hold"])
def test_a_doubted_fact_that_could_bar_or_hold_the_order_is_needed(
    tmp_path: Path, kind: str
) -> None:
    """Two answers that contradict each other: one of them says that nothing may be given."""
    found = ordered(tmp_path, "fever", rule("gate", "fever", f"{{{kind}: cheerin}}"))

    assert ("needs", ("fever",), None) == (found.status, found.needs, found.dose_mg)


@pytest.mark.parametrize("when", ["fever", "fever is not null and fever"])
def test_a_doubted_fact_that_a_law_asks_about_is_needed(tmp_path: Path, when: str) -> None:
    text = law("forbidden", f"when: {when}", "never: {treat: cheerin}")

    found = ordered(tmp_path, "fever", "", text)

    assert ("needs", ("fever",), None) == (found.status, found.needs, found.dose_mg)


# --- the shipped guideline, entered through the door ------------------------------------------

PERSON: Final = (("age", "50"), ("sex", "male"), ("weight", "70"), ("creatinine", "2 mg/dL"))
DOUBLED: Final = (("creatinine_previous", "1 mg/dL"), ("creatinine_previous_hours", "48"))


@pytest.fixture(scope="module")
def advised() -> Guideline:
    """Return the whole shipped guideline, with its gates and laws."""
    return load_guideline(shipped_guideline())


@pytest.mark.parametrize(
    ("said", "statuses"),
    [((), {"hold"}), ((("renal_function", "stable"),), {"hold", "needs"})],
    ids=["nothing is said of the kidneys", "they are said to be stable"],
)
@pytest.mark.parametrize("regimen", ["foscarnet-hsv-q8h", "foscarnet-hsv-q12h"])
def test_a_creatinine_that_doubled_in_two_days_gives_no_dose_whatever_is_said_of_it(
    advised: Guideline, regimen: str, said: tuple[tuple[str, str], ...], statuses: set[str]
) -> None:
    """A word beside the two creatinines must not bring back what they hold."""
    patient = read_facts((*PERSON, *DOUBLED, *said), advised)
    doubted = frozenset(name for doubt in patient.doubts for name in doubt.facts)

    found = order(Reading(advised, patient.facts, doubted), advised.regimens[regimen])

    assert (True, None) == (found.status in statuses, found.dose_mg)
