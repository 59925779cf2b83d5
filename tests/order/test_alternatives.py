"""The same order read otherwise: by another weight, or by the other row that a source prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.guideline.tiny import loaded, number, reading, regimen, regimen_of, rule, table
from whitlow.order import order

if TYPE_CHECKING:
    from pathlib import Path

    from whitlow.language import Value
    from whitlow.order import Alternative, Order

NAME: Final = "regimens/cheerin-iv-daily.yaml"
BY_WEIGHT: Final = ("table: rows", "weight: weight", "amount: row.dose * weight", "step: 1 mg")
TWO_WEIGHTS: Final = rule("which", "fever", "{confirm: cheerin, weights: [spare]}")
PER_KG: Final = """
per_kg: {unit: mL/min/kg, is: "Round(filter / weight, 8)", label: filter per kg, cites: [book#one]}
"""
EDGES: Final = """
(50, inf) | 3 mg/kg | 8 h
[10, 50] | 2 mg/kg | 12 h
[0, 10) | 1 mg/kg | 24 h
"""


def ordered(folder: Path, rows: str, **facts: Value) -> Order:
    """Return the order by weight of a patient with fever, for whom another weight is confirmed."""
    files = {
        "tables/rows.yaml": rows,
        "formulas.yaml": PER_KG,
        "rules/all.yaml": TWO_WEIGHTS,
        NAME: regimen("cheerin-iv", "daily", *BY_WEIGHT),
    }
    guideline = loaded(folder, files)
    return order(reading(guideline, fever=True, **facts), regimen_of(guideline))


def only(found: Order) -> Alternative:
    (alternative,) = found.alternatives
    return alternative


# --- another weight ---------------------------------------------------------------------------


def test_a_confirmation_of_the_weight_shows_the_dose_by_the_other_weight(tmp_path: Path) -> None:
    rows = table(EDGES)

    found = ordered(tmp_path, rows, weight=number("100"), spare=number("70"), filter=number("60"))

    assert ("confirm", number("300")) == (found.status, found.dose_mg)
    other = only(found)
    expected = ("spare weight", number("70"), number("210"), number("8"), "(50, inf)")
    assert expected == (other.what, other.weight_kg, other.dose_mg, other.interval_h, other.band)


def test_where_the_other_weight_is_unknown_no_dose_is_shown_for_it(tmp_path: Path) -> None:
    found = ordered(tmp_path, table(EDGES), weight=number("100"), filter=number("60"))

    shown = [each for each in found.alternatives if each.what == "spare weight"]
    assert {None} >= {each.dose_mg for each in shown}


def test_a_clearance_for_each_kilogram_and_the_dose_are_of_one_weight(tmp_path: Path) -> None:
    """60 mL/min are 0.6 for each of 100 kg, and 1.2 for each of 50 kg: another row."""
    rows = table("(1, inf) | 3 mg/kg | 8 h\n[0, 1] | 2 mg/kg | 12 h", over="per_kg")

    found = ordered(tmp_path, rows, weight=number("100"), spare=number("50"), filter=number("60"))

    assert ("[0, 1]", number("200")) == (found.row and str(found.row.band), found.dose_mg)
    other = only(found)
    assert ("(1, inf)", number("150"), number("8")) == (other.band, other.dose_mg, other.interval_h)


def test_another_weight_leaves_the_reading_of_the_patient_as_it_was(tmp_path: Path) -> None:
    files = {
        "tables/rows.yaml": table(EDGES),
        "formulas.yaml": PER_KG,
        "rules/all.yaml": TWO_WEIGHTS,
        NAME: regimen("cheerin-iv", "daily", *BY_WEIGHT),
    }
    guideline = loaded(tmp_path, files)
    facts: dict[str, Value] = {"weight": number("100"), "filter": number("60")}
    patient = reading(guideline, fever=True, spare=number("50"), **facts)

    first = order(patient, regimen_of(guideline))
    again = order(patient, regimen_of(guideline))

    assert first == again
    assert (number("100"), number("0.6")) == (patient.number("weight"), patient.number("per_kg"))


# --- the other printed row --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lower", "upper"),
    [("[10, 50]", "(50, inf)"), ("[10, 50)", "[50, inf)")],
    ids=["the edge is in the lower row", "the edge is in the upper row"],
)
def test_on_an_edge_that_is_printed_twice_the_row_that_is_not_taken_is_shown(
    tmp_path: Path, lower: str, upper: str
) -> None:
    rows = f"{upper} | 3 mg/kg | 8 h\n{lower} | 2 mg/kg | 12 h\n[0, 10) | 1 mg/kg | 24 h"
    files = {
        "tables/rows.yaml": table(rows, "printed_overlap: [50]"),
        NAME: regimen("cheerin-iv", "daily", *BY_WEIGHT),
    }
    guideline = loaded(tmp_path, files)

    found = order(
        reading(guideline, weight=number("100"), filter=number("50")), regimen_of(guideline)
    )

    assert "confirm" == found.status
    bands = {found.row and str(found.row.band), only(found).band}
    doses = {found.dose_mg, only(found).dose_mg}
    assert ({lower, upper}, {number("200"), number("300")}) == (bands, doses)


@pytest.mark.parametrize("at", ["49.99999999", "50.00000001", "10"])
def test_beside_such_an_edge_there_is_one_row(tmp_path: Path, at: str) -> None:
    files = {
        "tables/rows.yaml": table(EDGES, "printed_overlap: [50]"),
        NAME: regimen("cheerin-iv", "daily", *BY_WEIGHT),
    }
    guideline = loaded(tmp_path, files)

    found = order(
        reading(guideline, weight=number("100"), filter=number(at)), regimen_of(guideline)
    )

    assert ("dose", ()) == (found.status, found.alternatives)
