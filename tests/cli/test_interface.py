"""What the guideline answers in JSON has the names and the types of the public interface."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.cli.called import called, document

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES: Final = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.yaml"))
SECTIONS: Final = (
    *("emergency", "ask", "assess", "test", "treat", "dose", "avoid", "monitor", "refer"),
    *("follow_up", "counsel", "pitfalls"),
)
STATUSES: Final = {
    *("dose", "confirm", "hold", "not_recommended", "contraindicated", "needs", "refused"),
}
NUMBER: Final = (int, float, type(None))
TEXT: Final = (str, type(None))
TYPES: Final[dict[str, type | tuple[type, ...]]] = {
    **dict.fromkeys(("guideline", "facts", "derived", "bottom_line", "review"), dict),
    **dict.fromkeys(("sections", "items", "ask", "disagreements", "would_change"), list),
    **dict.fromkeys(("references", "cites", "because", "settles", "positions", "needs"), list),
    **dict.fromkeys(("warnings", "containers", "diluent", "due", "barred_by"), list),
    **dict.fromkeys(("off_label", "provisional", "verified", "confirm"), bool),
    **dict.fromkeys(("dose_mg_per_kg", "dose_mg", "interval_h", "daily_mg_per_kg"), NUMBER),
    **dict.fromkeys(("concentration_mg_per_ml", "volume_ml", "minutes", "ml_per_h"), NUMBER),
    **dict.fromkeys(("max_rate_mg_per_kg_per_min", "daily_sodium_mg"), NUMBER),
    **dict.fromkeys(("says", "source", "statement", "locator", "title", "year", "kind"), str),
    **dict.fromkeys(("url", "question", "disclaimer", "last_updated", "hash"), str),
    **dict.fromkeys(("band", "arithmetic", "line", "drug", "strength", "certainty"), TEXT),
    **dict.fromkeys(("dose", "administration", "over", "hydration_ml"), (dict, type(None))),
}
"""By the key under which a value stands, wherever it stands."""
FACTS: Final = {"facts", "over", "derived"}
"""What these hold is named by the guideline and not by the interface."""


def values(document: object, path: str = "") -> Iterator[tuple[str, str, object]]:
    """Yield every value of a document with its path and its key, however deep."""
    if isinstance(document, dict):
        for key, value in document.items():
            yield f"{path}.{key}", key, value
            if key not in FACTS:
                yield from values(value, f"{path}.{key}")
    if isinstance(document, list):
        for number, value in enumerate(document):
            yield from values(value, f"{path}[{number}]")


def mistyped(document: object) -> list[str]:
    """Return the paths at which a value is of another type than the interface says."""
    return [
        f"{path}: {value!r}"
        for path, key, value in values(document)
        if key in TYPES and not isinstance(value, TYPES[key])
    ]


@pytest.mark.parametrize("audience", ["clinician", "patient"])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_plan_of_an_example_is_of_the_types_of_the_interface(path: Path, audience: str) -> None:
    found = document(called("plan", str(path), "--json", "--audience", audience))

    names = [value for where, key, value in values(found["sections"]) if key == "name"]
    assert [] == mistyped(found)
    assert [name for name in SECTIONS if name in names] == names


KIDNEYS: Final = ("--sex", "male", "--age", "50", "--creatinine", "1 mg/dL")
DOSES: Final[dict[tuple[str, ...], str]] = {
    (*KIDNEYS, "--weight", "70", "--line", "central"): "dose",
    (*KIDNEYS, "--weight", "70", "--measured-crcl", "90 mL/min"): "confirm",
    (*KIDNEYS, "--weight", "70", "--fact", "renal_function=unstable"): "hold",
    (*KIDNEYS, "--weight", "70", "--dialysis", "haemodialysis"): "not_recommended",
    (*KIDNEYS, "--weight", "70", "--fact", "allergies=foscarnet"): "contraindicated",
    KIDNEYS: "needs",
    (*KIDNEYS[:2], "--age", "9", *KIDNEYS[4:], "--weight", "30"): "refused",
}


@pytest.mark.parametrize(("given", "status"), DOSES.items(), ids=DOSES.values())
def test_a_dose_of_each_status_is_of_the_types_of_the_interface(
    given: tuple[str, ...], status: str
) -> None:
    found = document(called("dose", "foscarnet", "--regimen", "hsv-q8h", *given, "--json"))

    assert [] == mistyped(found)
    assert status == found["status"]
    assert (found["dose_mg"] is None) is (status not in {"dose", "confirm"})


def test_every_status_of_the_interface_is_met() -> None:
    assert set(DOSES.values()) == STATUSES


def test_a_value_of_another_type_is_caught() -> None:
    document = {"dose_mg": "2100", "cites": [{"year": 1991}], "facts": {"drug": 1}}

    assert [".dose_mg: '2100'", ".cites[0].year: 1991"] == mistyped(document)
